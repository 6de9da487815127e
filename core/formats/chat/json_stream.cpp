#include "formats/chat/json_stream.h"

#include "base/text.h"
#include "formats/charset.h"

#include <algorithm>
#include <cmath>

namespace redwell::formats {
namespace {

constexpr int kMaxDepth = 100;
constexpr std::size_t kMaxJsonBytes = std::size_t{1} << 30;

// The bytes as the parser takes them: UTF-8 without NUL and controls. A copy is made only where it must be.
std::string_view parsable(std::string_view bytes, std::string& copy) {
    if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
    const bool isWide = bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff");
    const bool isClean = !isWide && isValidUtf8(bytes) && std::none_of(bytes.begin(), bytes.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 && c != '\n' && c != '\r' && c != '\t';
    });
    if (isClean) return bytes;
    copy = cleanUtf8(isWide ? utf8Guessed(bytes) : std::string(bytes));
    return copy;
}

const Json kNoList = Json::array();
const Json kNoObject = Json::object();

}  // namespace

Status eachItem(std::string_view bytes, const std::function<void(std::string_view, Json&&)>& take, Json* rest) {
    if (bytes.size() > kMaxJsonBytes)
        return Error{ErrorKind::TooLarge, "holds more than 1 GB of JSON", {}, "Export it in smaller parts."};
    std::string copy, list;
    const auto text = parsable(bytes, copy);
    int itemDepth = -1;  // at which the list's items stand; -1: outside of a list
    const auto callback = [&](int depth, Json::parse_event_t event, Json& value) {
        using Event = Json::parse_event_t;
        if (depth > kMaxDepth) return false;
        switch (event) {
            case Event::key:
                if (depth == 1 && itemDepth < 0) list = value.get<std::string>();
                break;
            case Event::array_start:
                if (itemDepth < 0 && depth <= 1) itemDepth = depth + 1;
                break;
            case Event::array_end:
                if (depth + 1 == itemDepth) itemDepth = -1;
                break;
            case Event::object_end:
                if (depth == itemDepth) {
                    take(list, std::move(value));
                    return false;
                }
                break;
            default: break;
        }
        return true;
    };
    try {
        auto whole = Json::parse(text.begin(), text.end(), callback);
        if (rest) *rest = std::move(whole);
    } catch (const Json::parse_error& e) {
        return Error{ErrorKind::Damaged,
                     "stops being JSON at byte " + std::to_string(e.byte) + " of " + std::to_string(text.size()),
                     {},
                     "Ask for the file again."};
    } catch (const Json::exception& e) {
        return Error{
            ErrorKind::Damaged, "is no sound JSON (" + cleanUtf8(e.what()) + ")", {}, "Ask for the file again."};
    }
    return {};
}

std::string textAt(const Json& object, std::string_view key) {
    if (!object.is_object()) return {};
    const auto found = object.find(key);
    if (found == object.end()) return {};
    if (found->is_string()) return cleanUtf8(found->get_ref<const std::string&>());
    if (found->is_boolean()) return found->get<bool>() ? "true" : "false";
    if (found->is_number()) return found->dump();
    return {};
}

const Json& listAt(const Json& object, std::string_view key) {
    if (!object.is_object()) return kNoList;
    const auto found = object.find(key);
    return found != object.end() && found->is_array() ? *found : kNoList;
}

const Json& objectAt(const Json& object, std::string_view key) {
    if (!object.is_object()) return kNoObject;
    const auto found = object.find(key);
    return found != object.end() && found->is_object() ? *found : kNoObject;
}

bool isTrueAt(const Json& object, std::string_view key) {
    if (!object.is_object()) return false;
    const auto found = object.find(key);
    return found != object.end() && found->is_boolean() && found->get<bool>();
}

std::int64_t numberAt(const Json& object, std::string_view key, std::int64_t otherwise) {
    if (!object.is_object()) return otherwise;
    const auto found = object.find(key);
    if (found == object.end() || !found->is_number()) return otherwise;
    if (found->is_number_integer()) return found->get<std::int64_t>();
    const auto value = found->get<double>();
    return std::isfinite(value) && std::abs(value) < 9e15 ? static_cast<std::int64_t>(value) : otherwise;
}

}  // namespace redwell::formats
