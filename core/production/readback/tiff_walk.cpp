#include "production/readback/carved_text.h"
#include "production/readback/image_walk.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace redwell::production {

namespace {

constexpr int kMostDirectories = 1000;
constexpr std::array kTypeSizes{0u, 1u, 1u, 2u, 4u, 8u, 1u, 1u, 2u, 4u, 8u, 4u, 8u};

enum Tag : unsigned {
    SubfileType = 254,
    Width = 256,
    Height = 257,
    Bits = 258,
    Compression = 259,
    Photometric = 262,
    FillOrder = 266,
    StripOffsets = 273,
    Orientation = 274,
    Samples = 277,
    RowsPerStrip = 278,
    StripBytes = 279,
    XResolution = 282,
    YResolution = 283,
    Planar = 284,
    ResolutionUnit = 296,
};
const std::set<unsigned> kExpected{SubfileType, Width,        Height,      Bits,          Compression,  Photometric,
                                   FillOrder,   StripOffsets, Orientation, Samples,       RowsPerStrip, StripBytes,
                                   XResolution, YResolution,  Planar,      ResolutionUnit};

class Walk {
public:
    Walk(std::string_view bytes, Gathered& gathered) : m_bytes(bytes), m_gathered(gathered) {}
    WalkedImage run();

private:
    struct Entry {
        unsigned tag = 0, type = 0;
        std::uint64_t count = 0, offset = 0, size = 0;  // offset: of the value
    };
    struct Directory {
        std::uint64_t width = 0, height = 0, bits = 1, compression = 1, samples = 1;
        std::vector<std::uint64_t> offsets, lengths;
    };

    std::uint64_t number(std::uint64_t offset, unsigned size) const {
        std::uint64_t value = 0;
        for (unsigned i = 0; i < size; ++i) {
            const auto byte = static_cast<unsigned char>(m_bytes[offset + (m_isLittle ? size - 1 - i : i)]);
            value = value << 8 | byte;
        }
        return value;
    }
    bool isInside(std::uint64_t offset, std::uint64_t size) const {
        return offset <= m_bytes.size() && size <= m_bytes.size() - offset;
    }
    void cover(std::uint64_t offset, std::uint64_t size) { m_covered.emplace_back(offset, offset + size); }
    std::vector<std::uint64_t> values(const Entry& entry) const;
    std::optional<std::uint64_t> directory(std::uint64_t offset, int page, WalkedImage& out);  // the next one's place
    void entry(const Entry& entry, int page, Directory& into);
    void strips(const Directory& directory, int page);
    void gaps();
    void damaged(int page, std::string detail) {
        m_isWhole = false;
        m_gathered.find("unreadable", page, std::move(detail));
    }

    std::string_view m_bytes;
    Gathered& m_gathered;
    bool m_isLittle = true, m_isWhole = true;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> m_covered;
};

std::vector<std::uint64_t> Walk::values(const Entry& entry) const {
    std::vector<std::uint64_t> out;
    const auto size = kTypeSizes[entry.type];
    if (entry.type != 1 && entry.type != 3 && entry.type != 4) return out;
    for (std::uint64_t i = 0; i < std::min<std::uint64_t>(entry.count, 100'000); ++i)
        out.push_back(number(entry.offset + i * size, size));
    return out;
}

void Walk::entry(const Entry& e, int page, Directory& into) {
    const auto name = "tag " + std::to_string(e.tag);
    if (!kExpected.contains(e.tag)) {
        m_gathered.addText(carvedText(m_bytes.substr(e.offset, e.size), kShortRun));
        m_gathered.find("metadata", page, name + " does not belong into a produced picture");
        return;
    }
    const auto numbers = values(e);
    const bool isList = e.tag == StripOffsets || e.tag == StripBytes;
    if ((e.count != 1 && !isList && !(e.tag == Bits && e.count <= 4)) || (numbers.empty() && e.type != 5)) {
        m_gathered.addText(carvedText(m_bytes.substr(e.offset, e.size), kShortRun));
        m_gathered.find("structure", page, name + " holds more than its one number");
        return;
    }
    if (numbers.empty()) return;
    const auto expect = [&](bool isRight) {
        if (!isRight) m_gathered.find("structure", page, name + " has the value " + std::to_string(numbers[0]));
    };
    switch (e.tag) {
        case SubfileType: expect(numbers[0] == 0); break;
        case Width: into.width = numbers[0]; break;
        case Height: into.height = numbers[0]; break;
        case Bits: into.bits = numbers[0]; break;
        case Samples: into.samples = numbers[0], expect(numbers[0] == 1); break;
        case Compression: into.compression = numbers[0], expect(numbers[0] == 4); break;
        case FillOrder:
        case Orientation:
        case Planar: expect(numbers[0] == 1); break;
        case StripOffsets: into.offsets = numbers; break;
        case StripBytes: into.lengths = numbers; break;
        default: break;
    }
}

void Walk::strips(const Directory& d, int page) {
    if (d.offsets.empty() || d.offsets.size() != d.lengths.size())
        return damaged(page, "the picture's data are missing");
    for (std::size_t i = 0; i < d.offsets.size(); ++i) {
        if (!isInside(d.offsets[i], d.lengths[i])) {
            damaged(page, "the picture's data are cut short");
            continue;
        }
        cover(d.offsets[i], d.lengths[i]);
        const auto data = m_bytes.substr(d.offsets[i], d.lengths[i]);
        if (d.compression == 4) {
            const auto end = endOfGroupFour(data);
            if (end == std::string_view::npos) {
                damaged(page, "the picture's data do not end");
            } else if (end < data.size()) {
                m_gathered.find("structure", page, std::to_string(data.size() - end) + " bytes follow the picture");
                m_gathered.addText(carvedText(data.substr(end), kShortRun));
            }
            m_gathered.addText(carvedText(data, kLongRun));
        } else {
            m_gathered.addText(carvedText(data, kShortRun));
        }
    }
}

std::optional<std::uint64_t> Walk::directory(std::uint64_t offset, int page, WalkedImage& out) {
    if (!isInside(offset, 2)) return damaged(page, "the list of tags lies outside the file"), std::nullopt;
    const auto count = number(offset, 2);
    if (!isInside(offset, 2 + 12 * count + 4)) return damaged(page, "the list of tags is cut short"), std::nullopt;
    cover(offset, 2 + 12 * count + 4);
    Directory d;
    std::set<unsigned> seen;
    for (std::uint64_t i = 0; i < count; ++i) {
        const auto at = offset + 2 + 12 * i;
        Entry e{static_cast<unsigned>(number(at, 2)), static_cast<unsigned>(number(at + 2, 2)), number(at + 4, 4),
                at + 8, 0};
        if (e.type == 0 || e.type >= kTypeSizes.size()) {
            damaged(page, "tag " + std::to_string(e.tag) + " is of an unknown type");
            m_gathered.addText(carvedText(m_bytes.substr(at, 12), kShortRun));
            continue;
        }
        e.size = e.count * kTypeSizes[e.type];  // at most 2^35
        if (e.size > 4) {
            e.offset = number(at + 8, 4);
            if (!isInside(e.offset, e.size)) {
                damaged(page, "tag " + std::to_string(e.tag) + " points outside the file");
                continue;
            }
            cover(e.offset, e.size);
        } else if (m_bytes.substr(at + 8 + e.size, 4 - e.size).find_first_not_of('\0') != std::string_view::npos) {
            m_gathered.find("structure", page, "bytes are left behind the value of tag " + std::to_string(e.tag));
        }
        if (!seen.insert(e.tag).second)
            m_gathered.find("structure", page, "tag " + std::to_string(e.tag) + " is there twice");
        entry(e, page, d);
    }
    if (d.width == 0 || d.height == 0) {
        damaged(page, "the picture has no size");
    } else if (static_cast<double>(d.width) * static_cast<double>(d.height) > kMostPixels || d.bits > 16 ||
               d.samples > 4) {
        damaged(page, "the picture has more than 200 megapixels");
    }
    strips(d, page);
    if (page == 1) {
        out.width = static_cast<int>(std::min<std::uint64_t>(d.width, 1u << 30));
        out.height = static_cast<int>(std::min<std::uint64_t>(d.height, 1u << 30));
        out.isBilevel = d.bits == 1 && d.samples == 1;
    }
    return number(offset + 2 + 12 * count, 4);
}

// libtiff begins parts at even offsets: one byte of nothing between them is no gap.
void Walk::gaps() {
    std::sort(m_covered.begin(), m_covered.end());
    std::uint64_t end = 0;
    m_covered.emplace_back(m_bytes.size(), m_bytes.size());
    for (const auto& [from, to] : m_covered) {
        if (from > end) {
            const auto gap = m_bytes.substr(end, from - end);
            if (gap.size() > 1 || gap[0] != '\0' || from == m_bytes.size()) {
                m_gathered.find("structure", 0,
                                std::to_string(gap.size()) + " bytes at " + std::to_string(end) +
                                    " belong to no part of the picture");
                m_gathered.addText(carvedText(gap, kShortRun));
            }
        }
        end = std::max(end, to);
    }
}

WalkedImage Walk::run() {
    WalkedImage out;
    const auto mark = m_bytes.substr(0, 4);
    if (m_bytes.size() < 8 || (mark != std::string_view("II*\0", 4) && mark != std::string_view("MM\0*", 4))) {
        damaged(0, "is not a TIFF");
        m_gathered.addText(carvedText(m_bytes, kLongRun));
        return out;
    }
    m_isLittle = m_bytes[0] == 'I';
    cover(0, 8);
    std::set<std::uint64_t> seen;
    for (auto offset = number(4, 4); offset != 0;) {
        if (!seen.insert(offset).second || out.pages >= kMostDirectories) {
            damaged(0, "its pages go round in a circle");
            break;
        }
        const auto next = directory(offset, ++out.pages, out);
        if (!next) break;
        offset = *next;
    }
    if (out.pages == 0) damaged(0, "has no page");
    gaps();
    out.isDecodable = m_isWhole && out.width > 0 && out.height > 0;
    return out;
}

}  // namespace

std::size_t endOfGroupFour(std::string_view data) {
    constexpr std::uint32_t kEnd = 0x001001;
    std::uint32_t window = 0xffffff;
    for (std::size_t i = 0; i < data.size(); ++i) {
        const auto byte = static_cast<unsigned char>(data[i]);
        for (int bit = 7; bit >= 0; --bit) {
            window = (window << 1 | (byte >> bit & 1u)) & 0xffffff;
            if (window == kEnd) return i + 1;
        }
    }
    return std::string_view::npos;
}

WalkedImage walkTiff(std::string_view bytes, Gathered& gathered) { return Walk(bytes, gathered).run(); }

}  // namespace redwell::production
