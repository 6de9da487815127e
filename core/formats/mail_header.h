// The header of a mail as its fields stand: read by ourselves, in one pass without recursion, since a hostile header is
// the first thing that a mail can hurt with, and since which of two Subject lines counts must not depend on a library.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace redwell::formats {

struct HeaderField {
    std::string name;   // lower case
    std::string value;  // unfolded, its words still encoded
};

struct MailHeader {
    std::vector<HeaderField> fields;  // in order, at most kMaxHeaderFields
    std::string_view body;            // what follows the empty line
    std::size_t fieldsLeftOut = 0;    // beyond the limit

    // The first counts; empty when there is none.
    std::string_view first(std::string_view name) const;
    std::vector<std::string_view> all(std::string_view name) const;
};

// Lines of mailboxes ("From ivale@... Tue Oct 24 ...") and empty ones before the first field are passed over, and a
// line that is no field ends the header unless fields that mails are known to have follow it: then it was wrapped
// wrongly.
MailHeader mailHeader(std::string_view bytes);

// A field that every mail may have ("from", "received", "x-...", "content-..."), by its lower-case name.
bool isMailField(std::string_view name);

// The lower-case name of the field that a line begins; empty when it begins none.
std::string fieldName(std::string_view line);

// Encoded words (RFC 2047) and stray 8-bit bytes as UTF-8 on one line.
std::string decodedWords(std::string_view raw);

// Participants of an address field (RFC 5322, and what programs make of it): "Imogen Vale <ivale@meridian.example>", in
// order, members of groups one by one. At most limit; isCut (may be null) tells that there were more.
std::vector<std::string> participants(std::string_view raw, std::size_t limit, bool* isCut = nullptr);

// Message-IDs in brackets without them; other words in such a field ("Your mail of Tuesday") name nobody.
std::vector<std::string> messageKeys(std::string_view text);

}  // namespace redwell::formats
