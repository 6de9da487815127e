// What must not leave: the words under redactions, and whatever tells of withheld documents. A secret is a run of
// folded letters and digits, searched for in folded text, so that case, accents, spacing and line breaks hide nothing.
// What stands openly in a produced document elsewhere is no secret outside the document it was redacted in; a withheld
// message that stands openly in one is found there, unless a call lets it go.
#pragma once

#include "casefile/case.h"
#include "documents/page.h"
#include "production/plan.h"
#include "production/withheld_messages.h"
#include "redaction/redactions.h"

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace redwell::production {

// The folded phrases under redactions of one document that do not also stand openly in it: each word of a short
// redaction, every three words in a row of a long one.
std::vector<std::string> hiddenPhrases(std::span<const documents::Page> pages,
                                       std::span<const redaction::Redaction> redactions);
// The single words of one document, whatever their length: those under redactions that do not also stand openly in it,
// which a title, a name or a log entry must not hold, and those that do.
struct HiddenWords {
    std::set<std::string> hidden, open;
};
HiddenWords hiddenWords(std::span<const documents::Page> pages, std::span<const redaction::Redaction> redactions);
// Whether value, a field of the redacted document, tells any of them. What stands openly tells nothing, though it may
// hold the letters of a hidden word, as an address does.
bool tellsHidden(std::string_view value, const std::vector<std::string>& phrases, const HiddenWords& words);
// The words that no redaction touches, in reading order.
std::vector<const documents::Word*> openWords(const documents::Page& page,
                                              std::span<const redaction::Redaction> redactions);

// Long enough to be looked for outside the document that it is hidden in.
bool isSecretEverywhere(std::string_view phrase);
// All that a document which goes out shows openly, on its pages and in its record: but for its custodian, whose name
// CustodianNames judges by this. paths: where they are told too. withheld: messages on its pages that must stay back,
// and whose standing openly makes nothing known.
std::string openText(const PlannedDocument& planned, std::span<const documents::Page> pages,
                     std::span<const redaction::Redaction> redactions, const std::vector<std::string>& paths,
                     const std::vector<Reappearance>& withheld);

class Secrets {
public:
    struct Secret {
        std::string folded;
        std::string from;        // control number it belongs to
        bool everywhere = true;  // false: only in the files of its own document
        bool isPassage = false;  // of a longer text, of which more is found beside it
    };

    // Reads what the plan redacts and withholds. Errors come from the database alone.
    static Result<Secrets> of(casefile::Case& source, const Plan& plan);

    // Secrets found in text, each once. owner: the control number of the document that the text belongs to ("" for
    // none).
    std::vector<const Secret*> foundIn(std::string_view text, const std::string& owner) const;
    std::size_t size() const { return m_secrets.size(); }
    // A secret as a finding may quote it: its first letters.
    static std::string hint(const Secret& secret);

private:
    std::vector<std::uint32_t> placesIn(std::string_view text, const std::string& owner) const;
    void addPassages(const std::vector<std::string>& words, const std::string& from);
    void add(std::string folded, const std::string& from, bool everywhere, bool isPassage = false);
    std::vector<Secret> m_secrets;
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> m_byKey;  // first bytes -> secrets
};

}  // namespace redwell::production
