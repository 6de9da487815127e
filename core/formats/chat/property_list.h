// Apple's binary property lists, and object graphs archived in them, as they ride in message stores.
#pragma once

#include "base/result.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace redwell::formats {

bool isPropertyList(std::string_view bytes);

// The tree: data as binary, dates as {"$date": seconds since 2001}, references of archives as {"$uid": n}. Errors:
// Damaged, TooLarge (shared parts are copied, so that small files may grow).
Result<nlohmann::json> readPropertyList(std::string_view bytes);

// What an archived graph (NSKeyedArchiver) says in words: names and texts in the order of the graph.
std::vector<std::pair<std::string, std::string>> archivedTexts(const nlohmann::json& archive);

}  // namespace redwell::formats
