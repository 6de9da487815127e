#include "production/readback/printed_label.h"

#include <array>
#include <cstdint>
#include <utility>

namespace redwell::production {

namespace {

constexpr std::array kSizes{8.0, 7.0, 6.0, 5.0};  // points
constexpr int kWhite = 128;
constexpr double kJpegWrong = 0.05;  // of a label's pixels

bool isInk(const Bitmap& line, int x, int y) { return (line.line(y)[x >> 3] >> (7 - (x & 7)) & 1) != 0; }

}  // namespace

Result<PrintedLabels> PrintedLabels::load(const std::vector<std::string>& labels, double dpi) {
    REDWELL_TRY(auto lettering, Lettering::load());
    PrintedLabels out(std::move(lettering), dpi);
    for (const auto& label : labels)
        if (!label.empty() && label.size() <= 1000) out.m_labels.push_back(label);
    out.m_lines.resize(out.m_labels.size() * kSizes.size());
    return out;
}

const Bitmap& PrintedLabels::line(std::size_t label, std::size_t size) {
    auto& line = m_lines[label * kSizes.size() + size];
    if (!line) line = m_lettering.line(m_labels[label], kSizes[size], m_dpi);
    return *line;
}

std::optional<PixelBox> PrintedLabels::find(const documents::Raster& pixels, const PixelBox& box, bool isExact) {
    for (std::size_t label = 0; label < m_labels.size(); ++label)
        for (std::size_t size = 0; size < kSizes.size(); ++size) {
            const auto& type = line(label, size);
            if (type.width > box.width() || type.height > box.height() || type.width == 0) continue;
            const int left = box.x0 + (box.width() - type.width) / 2, top = box.y0 + (box.height() - type.height) / 2;
            const PixelBox area{left, top, left + type.width, top + type.height};
            if (area.x0 < 0 || area.y0 < 0 || area.x1 > pixels.width || area.y1 > pixels.height) continue;
            std::int64_t ink = 0, wrong = 0;
            for (int y = 0; y < type.height; ++y)
                for (int x = 0; x < type.width; ++x) {
                    const bool isType = isInk(type, x, y);
                    ink += isType;
                    wrong += isType != (pixels.line(top + y)[left + x] >= kWhite);
                }
            if (ink > 0 && static_cast<double>(wrong) <= (isExact ? 0 : kJpegWrong * static_cast<double>(ink)))
                return area;
        }
    return std::nullopt;
}

}  // namespace redwell::production
