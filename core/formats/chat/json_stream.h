// Long JSON read item by item: a list of a hundred thousand events is never held as one tree, and where the file breaks
// off everything before that has been handed out.
#pragma once

#include "base/result.h"

#include <nlohmann/json.hpp>

#include <functional>
#include <string>
#include <string_view>

namespace redwell::formats {

using Json = nlohmann::json;

// Hands out the objects of every list that stands at the root, or one level below it (then with the list's key). What
// else a root object holds is left in rest (may be null). Errors: Damaged, saying where it stops being JSON; TooLarge.
Status eachItem(std::string_view bytes, const std::function<void(std::string_view list, Json&& item)>& take,
                Json* rest = nullptr);

// Members as they should be; nothing where they are something else. Numbers and booleans are written out.
std::string textAt(const Json& object, std::string_view key);
const Json& listAt(const Json& object, std::string_view key);    // an empty list where there is none
const Json& objectAt(const Json& object, std::string_view key);  // an empty object where there is none
bool isTrueAt(const Json& object, std::string_view key);
std::int64_t numberAt(const Json& object, std::string_view key, std::int64_t otherwise);

}  // namespace redwell::formats
