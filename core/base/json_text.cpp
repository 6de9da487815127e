#include "base/json_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace redwell {

void appendJson(std::string& json, std::string_view text) {
    const bool isPlain = std::ranges::all_of(
        text, [](char c) { return c >= ' ' && c != '"' && c != '\\' && static_cast<unsigned char>(c) < 0x7f; });
    if (!isPlain) {
        json += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
        return;
    }
    json += '"';
    json += text;
    json += '"';
}

void appendJson(std::string& json, const std::vector<std::string>& list) {
    json += '[';
    for (const auto& item : list) {
        if (&item != &list.front()) json += ',';
        appendJson(json, item);
    }
    json += ']';
}

std::string jsonOf(const std::vector<std::string>& list) {
    std::string json;
    appendJson(json, list);
    return json;
}

std::string jsonOf(const std::map<std::string, std::string>& object) {
    std::string json = "{";
    for (const auto& [key, value] : object) {
        if (json.size() > 1) json += ',';
        appendJson(json, key);
        json += ':';
        appendJson(json, value);
    }
    return json + '}';
}

}  // namespace redwell
