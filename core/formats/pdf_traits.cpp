#include "formats/pdf_reader.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <string>

namespace redwell::formats {
namespace {

constexpr std::size_t kMaxInflated = std::size_t{16} << 20;  // in all: traits are a hint, not worth more

bool isDelimiter(char c) {
    return c == ' ' || c == '\r' || c == '\n' || c == '\t' || c == '\0' || c == '/' || c == '<' || c == '>' ||
           c == '[' || c == ']' || c == '(' || c == ')' || c == '\f';
}

bool holdsName(std::string_view bytes, std::string_view name) {
    for (auto at = bytes.find(name); at != std::string_view::npos; at = bytes.find(name, at + 1))
        if (at + name.size() == bytes.size() || isDelimiter(bytes[at + name.size()])) return true;
    return false;
}

void look(std::string_view bytes, PdfTraits& traits) {
    traits.hasJavaScript = traits.hasJavaScript || holdsName(bytes, "/JavaScript") || holdsName(bytes, "/JS");
    traits.hasForm = traits.hasForm || (holdsName(bytes, "/AcroForm") && holdsName(bytes, "/FT"));
}

// The plain bytes of a deflated stream, as far as they are sound.
std::string inflated(std::string_view bytes, std::size_t limit) {
    std::string out;
    z_stream stream{};
    if (inflateInit(&stream) != Z_OK) return out;
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(std::min<std::size_t>(bytes.size(), 0x7fffffff));
    std::array<char, 16384> buffer;
    int status = Z_OK;
    while (status == Z_OK && out.size() < limit) {
        stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
        stream.avail_out = buffer.size();
        status = inflate(&stream, Z_NO_FLUSH);
        const auto made = buffer.size() - stream.avail_out;
        if (made == 0) break;
        out.append(buffer.data(), made);
    }
    inflateEnd(&stream);
    return out;
}

}  // namespace

PdfTraits pdfTraits(std::string_view bytes) {
    PdfTraits traits;
    traits.hasImages = holdsName(bytes, "/Image");  // a stream's dictionary is never packed away
    look(bytes, traits);
    std::string inner;
    for (auto at = bytes.find("/ObjStm"); at != std::string_view::npos && inner.size() < kMaxInflated;
         at = bytes.find("/ObjStm", at + 7)) {
        auto begin = bytes.find("stream", at);
        if (begin == std::string_view::npos || begin - at > 512) continue;
        begin += 6;
        while (begin < bytes.size() && (bytes[begin] == '\r' || bytes[begin] == '\n')) ++begin;
        inner += inflated(bytes.substr(begin), kMaxInflated - inner.size());
    }
    look(inner, traits);
    return traits;
}

}  // namespace redwell::formats
