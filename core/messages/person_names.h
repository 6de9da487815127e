// How one participant is written: "Vale, Imogen <ivale@example.org>" taken into name and address, and the keys by which
// two ways of writing are the same one.
#pragma once

#include <string>
#include <string_view>

namespace redwell::messages {

struct WrittenPerson {
    std::string name;     // as written, quotes and spare marks taken off; empty where only an address stands
    std::string address;  // as written, without brackets and mailto:; empty where only a name stands
};
WrittenPerson writtenPerson(std::string_view participant);

// The address in lower case; empty for an empty one.
std::string addressKey(std::string_view address);
// The name folded, "Vale, Imogen" turned round; what stands in brackets and after the name stays part of it.
std::string nameKey(std::string_view name);
// The key that a message's participant is kept under: of the address where there is one, else of the name.
std::string personKey(std::string_view participant);

// "Mike": a first name or a nickname, which many people share. A name in a script that writes whole names without a
// space is none, nor is an account's name with digits or marks in it.
bool isOneWord(std::string_view name);
// The key of such a name where it stands: "mike in harbour crew of dana ruiz".
std::string scopedKey(std::string_view name, std::string_view conversation, std::string_view custodian);

// The name without titles, what stands in brackets, and the letters after it: "Dr. Imogen Vale (Legal), Esq." is
// "Imogen Vale".
std::string bareName(std::string_view name);
// "Vale, Imogen" as it is spoken; anything else as it is.
std::string turnedRound(std::string_view name);

// Higher is better to show: full names before initials, mixed case before capitals, spoken order before the list's.
int writtenQuality(std::string_view name);

std::string_view domainOf(std::string_view address);  // "example.org"
// What the domain says of an organisation: "hartwell-ames.co.uk" is "Hartwell Ames"; empty for providers of mail to
// anybody.
std::string organisationOf(std::string_view domain);

}  // namespace redwell::messages
