#include "formats/tiff_file.h"

#include "formats/limits.h"

#include <tiffio.h>

#include <algorithm>
#include <cstring>

namespace redwell::formats {
namespace {

struct Source {
    std::string_view bytes;
    toff_t position = 0;
};

tmsize_t readBytes(thandle_t handle, void* out, tmsize_t count) {
    auto& source = *static_cast<Source*>(handle);
    if (source.position >= source.bytes.size() || count <= 0) return 0;
    const auto size = std::min<std::size_t>(static_cast<std::size_t>(count), source.bytes.size() - source.position);
    std::memcpy(out, source.bytes.data() + source.position, size);
    source.position += size;
    return static_cast<tmsize_t>(size);
}

toff_t seekTo(thandle_t handle, toff_t offset, int whence) {
    auto& source = *static_cast<Source*>(handle);
    const toff_t base = whence == SEEK_CUR ? source.position : whence == SEEK_END ? source.bytes.size() : 0;
    return source.position = base + offset;
}

struct Closer {
    void operator()(TIFF* tiff) const { TIFFClose(tiff); }
};

TiffFile::PageHeader headerOf(TIFF* tiff, std::size_t fileSize) {
    TiffFile::PageHeader header;
    std::uint32_t width = 0, height = 0;
    TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &width);
    TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &height);
    header.image.width = static_cast<int>(std::min(width, 0x7fffffffu));
    header.image.height = static_cast<int>(std::min(height, 0x7fffffffu));
    float x = 0, y = 0;
    std::uint16_t unit = RESUNIT_INCH, orientation = ORIENTATION_TOPLEFT;
    TIFFGetField(tiff, TIFFTAG_XRESOLUTION, &x);
    TIFFGetField(tiff, TIFFTAG_YRESOLUTION, &y);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_RESOLUTIONUNIT, &unit);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_ORIENTATION, &orientation);
    const double scale = unit == RESUNIT_INCH ? 1 : unit == RESUNIT_CENTIMETER ? 2.54 : 0;
    header.image.dpiX = static_cast<double>(x) * scale;
    header.image.dpiY = static_cast<double>(y) * scale;
    header.image.orientation = orientation >= 1 && orientation <= 8 ? orientation : 1;
    const auto count = TIFFIsTiled(tiff) ? TIFFNumberOfTiles(tiff) : TIFFNumberOfStrips(tiff);
    // Asked for one by one: the arrays themselves may lie beyond the end of the file.
    for (std::uint32_t i = 0; i < count && header.isComplete; ++i) {
        const auto offset = TIFFGetStrileOffset(tiff, i), size = TIFFGetStrileByteCount(tiff, i);
        header.isComplete = offset > 0 && offset <= fileSize && size <= fileSize - offset;
    }
    return header;
}

}  // namespace

struct TiffFile::State {
    Source source;
    std::unique_ptr<TIFF, Closer> tiff;
    std::vector<PageHeader> pages;
};

TiffFile::TiffFile(std::unique_ptr<State> state) : m_state(std::move(state)) {}
TiffFile::TiffFile(TiffFile&&) noexcept = default;
TiffFile::~TiffFile() = default;

Result<TiffFile> TiffFile::open(std::string_view bytes) {
    TIFFSetErrorHandler(nullptr);
    TIFFSetWarningHandler(nullptr);
    TIFFSetErrorHandlerExt(nullptr);
    TIFFSetWarningHandlerExt(nullptr);
    auto state = std::make_unique<State>();
    state->source.bytes = bytes;
    state->tiff.reset(TIFFClientOpen(
        "input", "rm", &state->source, readBytes, [](thandle_t, void*, tmsize_t) -> tmsize_t { return 0; }, seekTo,
        [](thandle_t) { return 0; },
        [](thandle_t handle) -> toff_t { return static_cast<Source*>(handle)->bytes.size(); },
        [](thandle_t, void**, toff_t*) { return 0; }, [](thandle_t, void*, toff_t) {}));
    if (!state->tiff)
        return Error{ErrorKind::Damaged,
                     "is not a readable TIFF: its directory is damaged or cut short",
                     {},
                     "Ask for the file again."};
    do {
        if (state->pages.size() >= static_cast<std::size_t>(kMaxPages))
            return Error{ErrorKind::TooLarge, "has more than 20,000 pages", {}, "Split it and add the parts."};
        state->pages.push_back(headerOf(state->tiff.get(), bytes.size()));
    } while (TIFFReadDirectory(state->tiff.get()));
    return TiffFile(std::move(state));
}

const std::vector<TiffFile::PageHeader>& TiffFile::pages() const { return m_state->pages; }

Result<std::vector<std::uint32_t>> TiffFile::decode(int page) const {
    TIFF* tiff = m_state->tiff.get();
    const auto& header = m_state->pages[static_cast<std::size_t>(page - 1)].image;
    REDWELL_CHECK(checkPixels(header.width, header.height));
    const Error broken{
        ErrorKind::Damaged, "page " + std::to_string(page) + " cannot be decoded", {}, "Ask for the file again."};
    if (!TIFFSetDirectory(tiff, static_cast<tdir_t>(page - 1))) return broken;
    char reason[1024] = "";
    if (!TIFFRGBAImageOK(tiff, reason)) return broken;
    std::vector<std::uint32_t> pixels(static_cast<std::size_t>(header.width) * static_cast<std::size_t>(header.height),
                                      0xffffffffu);
    // Rows that cannot be decoded stay white: what is there of a torn fax is worth reading.
    if (!TIFFReadRGBAImageOriented(tiff, static_cast<std::uint32_t>(header.width),
                                   static_cast<std::uint32_t>(header.height), pixels.data(), ORIENTATION_TOPLEFT, 0))
        return broken;
    return pixels;
}

}  // namespace redwell::formats
