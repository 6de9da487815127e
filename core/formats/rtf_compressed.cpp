#include "formats/rtf_compressed.h"

#include "formats/limits.h"
#include "formats/little_endian.h"

#include <array>

namespace redwell::formats {
namespace {

constexpr std::size_t kHeader = 16, kWindow = 4096;
constexpr std::uint32_t kLzfu = 0x75465a4c, kMela = 0x414c454d;

// What both sides have seen before the first byte.
constexpr std::string_view kSeen =
    "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS "
    "Sans "
    "SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u"
    "\\tab\\tx";
static_assert(kSeen.size() == 207);

std::string decoded(std::string_view in, std::size_t size) {
    std::array<char, kWindow> window{};
    std::copy(kSeen.begin(), kSeen.end(), window.begin());
    std::size_t write = kSeen.size();
    std::string out;
    const auto put = [&](char c) {
        out += c;
        window[write] = c;
        write = (write + 1) % kWindow;
    };
    std::size_t at = 0;
    while (at < in.size() && out.size() < size) {
        const unsigned flags = static_cast<unsigned char>(in[at++]);
        for (int bit = 0; bit < 8 && at < in.size() && out.size() < size; ++bit) {
            if (!(flags >> bit & 1)) {
                put(in[at++]);
                continue;
            }
            if (at + 2 > in.size()) return out;
            const unsigned reference = static_cast<unsigned char>(in[at]) << 8 | static_cast<unsigned char>(in[at + 1]);
            at += 2;
            std::size_t from = reference >> 4;
            if (from == write) return out;  // the end mark
            for (unsigned left = (reference & 15) + 2; left > 0 && out.size() < size; --left) {
                put(window[from]);
                from = (from + 1) % kWindow;
            }
        }
    }
    return out;
}

}  // namespace

Result<std::string> uncompressedRtf(std::string_view stream) {
    if (stream.size() < kHeader) return Error{ErrorKind::Damaged, "holds rich text that is cut short"};
    const std::size_t size = u32At(stream, 4);
    const auto kind = u32At(stream, 8);
    if (kind != kLzfu && kind != kMela)
        return Error{ErrorKind::Damaged, "holds rich text in a compression that is not known"};
    if (size > kMaxTextBytes) return Error{ErrorKind::TooLarge, "holds more than 100 MB of rich text"};
    const auto content = stream.substr(kHeader);
    return kind == kMela ? std::string(content.substr(0, size)) : decoded(content, size);
}

}  // namespace redwell::formats
