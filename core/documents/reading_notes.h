// What reading a file has noticed, in people's words, out of the facts that its format left as metadata: why a chat
// export was read with problems, what a mail states twice, what was left out. Flags name it for search; this says it.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace redwell::documents {

// A sentence each; empty when there was nothing.
std::vector<std::string> readingNotes(const std::map<std::string, std::string>& metadata);

}  // namespace redwell::documents
