// JSON written straight into text, as nlohmann::json would dump it: for the short lists that are written with each of
// many rows, where objects made only to be dumped cost more than the row.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace redwell {

// Adds a JSON string; bytes that are no UTF-8 become U+FFFD.
void appendJson(std::string& json, std::string_view text);
void appendJson(std::string& json, const std::vector<std::string>& list);

std::string jsonOf(const std::vector<std::string>& list);
std::string jsonOf(const std::map<std::string, std::string>& object);

}  // namespace redwell
