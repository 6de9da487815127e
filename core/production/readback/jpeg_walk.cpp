#include "production/readback/carved_text.h"
#include "production/readback/image_walk.h"

#include <string>

namespace redwell::production {

namespace {

enum Marker : unsigned {
    Baseline = 0xc0,
    Huffman = 0xc4,
    Start = 0xd8,
    End = 0xd9,
    Scan = 0xda,
    Quantization = 0xdb,
    Application = 0xe0,
    Comment = 0xfe,
};

}  // namespace

WalkedImage walkJpeg(std::string_view bytes, int page, Gathered& gathered) {
    WalkedImage out;
    const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(bytes[i])); };
    const auto damaged = [&](std::string detail) {
        gathered.find("unreadable", page, std::move(detail));
        gathered.addText(carvedText(bytes, kLongRun));
        return WalkedImage{out.pages, out.width, out.height, false, false};
    };
    if (bytes.size() < 4 || byte(0) != 0xff || byte(1) != Start) return damaged("is not a JPEG");
    bool hasFrame = false, hasScan = false, hasJfif = false;
    std::size_t at = 2;
    for (;;) {
        if (at + 2 > bytes.size()) return damaged("the picture is cut short");
        if (byte(at) != 0xff) return damaged("the picture's parts do not join at byte " + std::to_string(at));
        const auto marker = byte(at + 1);
        if (marker == End) break;
        if (at + 4 > bytes.size()) return damaged("the picture is cut short");
        const std::size_t length = byte(at + 2) << 8 | byte(at + 3);
        if (length < 2 || length > bytes.size() - at - 2) return damaged("the picture is cut short");
        const auto content = bytes.substr(at + 4, length - 2);
        const auto expected = [&](bool isExpected, std::string_view kind) {
            if (isExpected) return;
            gathered.find(std::string(kind), page,
                          "a segment of kind " + std::to_string(marker) + " does not belong into a produced picture");
            gathered.addText(carvedText(content, kShortRun));
        };
        if (marker == Baseline) {
            expected(!hasFrame && content.size() == 6 + 3 * (content.size() > 5 ? byte(at + 9) : 0u), "structure");
            if (content.size() < 6) return damaged("the picture has no size");
            hasFrame = true;
            out.pages = 1;
            out.height = static_cast<int>(byte(at + 5) << 8 | byte(at + 6));
            out.width = static_cast<int>(byte(at + 7) << 8 | byte(at + 8));
        } else if (marker == Scan) {
            expected(hasFrame && !hasScan, "structure");
            hasScan = true;
        } else if (marker == Application) {
            // JFIF without a thumbnail is 14 bytes.
            expected(!hasJfif && content.size() == 14 && content.starts_with(std::string_view("JFIF\0", 5)),
                     "metadata");
            hasJfif = true;
        } else if ((marker > Application && marker <= 0xef) || marker == Comment) {
            expected(false, "metadata");
        } else if (marker == Quantization) {
            expected(content.size() == 65, "structure");
        } else if (marker == Huffman) {
            std::size_t codes = 0;
            for (std::size_t i = 1; i < 17 && i < content.size(); ++i) codes += byte(at + 4 + i);
            expected(content.size() == 17 + codes, "structure");
        } else {
            expected(false, "structure");
        }
        at += 2 + length;
        if (marker != Scan) continue;
        const auto from = at;
        while (at + 1 < bytes.size() && (byte(at) != 0xff || byte(at + 1) == 0)) ++at;
        gathered.addText(carvedText(bytes.substr(from, at - from), kLongRun));
    }
    if (at + 2 < bytes.size()) {
        gathered.find("structure", page, std::to_string(bytes.size() - at - 2) + " bytes follow the picture");
        gathered.addText(carvedText(bytes.substr(at + 2), kShortRun));
    }
    if (!hasFrame || !hasScan || out.width == 0 || out.height == 0) return damaged("the picture has no pixels");
    if (static_cast<double>(out.width) * out.height > kMostPixels)
        return damaged("the picture has more than 200 megapixels");
    out.isDecodable = true;
    return out;
}

}  // namespace redwell::production
