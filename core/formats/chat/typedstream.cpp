#include "formats/chat/typedstream.h"

#include "base/text.h"

#include <cstdint>

namespace redwell::formats {
namespace {

using namespace std::string_view_literals;

std::uint64_t little(std::string_view bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = bytes.size(); i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[i]);
    return value;
}

}  // namespace

bool isTypedstream(std::string_view bytes) { return bytes.substr(0, 13) == "\x04\x0bstreamtyped"sv; }

std::optional<std::string> typedstreamText(std::string_view bytes) {
    if (!isTypedstream(bytes)) return std::nullopt;
    // The class NSString, then a new type "+" (bytes with their length before them), then the bytes.
    const auto type = bytes.find("NSString"sv);
    if (type == std::string_view::npos) return std::nullopt;
    const auto marker = bytes.find("\x84\x01+"sv, type);
    if (marker == std::string_view::npos) return std::nullopt;
    auto rest = bytes.substr(marker + 3);
    if (rest.empty()) return std::nullopt;
    std::uint64_t length = static_cast<unsigned char>(rest.front());
    rest.remove_prefix(1);
    if (length == 0x81 || length == 0x82) {  // the length follows, in two bytes or in four
        const std::size_t width = length == 0x81 ? 2 : 4;
        if (rest.size() < width) return std::nullopt;
        length = little(rest.substr(0, width));
        rest.remove_prefix(width);
    } else if (length > 0x82) {
        return std::nullopt;
    }
    if (length > rest.size()) return std::nullopt;
    return cleanUtf8(rest.substr(0, length));
}

}  // namespace redwell::formats
