// A label found on a redaction, pixel by pixel: type that is known needs no guess whether white on black is a label or
// a hole. The letters come from the writer's font on purpose; where they stand and what is around them is checked here.
#pragma once

#include "base/result.h"
#include "documents/raster.h"
#include "production/imaging/bitmap.h"
#include "production/imaging/lettering.h"

#include <optional>
#include <string>
#include <vector>

namespace redwell::production {

class PrintedLabels {
public:
    // labels: of a page; empty ones are none.
    static Result<PrintedLabels> load(const std::vector<std::string>& labels, double dpi);

    // Where one of the labels stands in the middle of this box, nothing else being white on its line.
    std::optional<PixelBox> find(const documents::Raster& pixels, const PixelBox& box, bool isExact);

private:
    PrintedLabels(Lettering lettering, double dpi) : m_lettering(std::move(lettering)), m_dpi(dpi) {}
    const Bitmap& line(std::size_t label, std::size_t size);

    Lettering m_lettering;
    double m_dpi;
    std::vector<std::string> m_labels;
    std::vector<std::optional<Bitmap>> m_lines;  // of each label, each size
};

}  // namespace redwell::production
