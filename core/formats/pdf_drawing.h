// Pixels of a PDF page through Poppler, in the least format that shows all of it.
#pragma once

#include "documents/raster.h"
#include "formats/reader.h"

namespace poppler {
class page;
}

namespace redwell::formats {

// No pixels when Poppler cannot draw the page.
documents::Raster drawn(const poppler::page& page, const RenderOptions& options);

}  // namespace redwell::formats
