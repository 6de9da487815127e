#include "production/imaging/encoding.h"

#include <jpeglib.h>
#include <tiffio.h>
#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>

namespace redwell::production {

namespace {

// A file in memory, as libtiff asks for one.
struct MemoryFile {
    std::string bytes;
    std::size_t position = 0;

    static MemoryFile& of(thandle_t handle) { return *static_cast<MemoryFile*>(handle); }
    static tmsize_t read(thandle_t handle, void* out, tmsize_t size) {
        auto& file = of(handle);
        const auto wanted = static_cast<std::size_t>(size);
        const auto there = file.position < file.bytes.size() ? file.bytes.size() - file.position : 0;
        const auto count = wanted < there ? wanted : there;
        std::memcpy(out, file.bytes.data() + file.position, count);
        file.position += count;
        return static_cast<tmsize_t>(count);
    }
    static tmsize_t write(thandle_t handle, void* in, tmsize_t size) {
        auto& file = of(handle);
        const auto count = static_cast<std::size_t>(size);
        if (file.position + count > file.bytes.size()) file.bytes.resize(file.position + count);
        std::memcpy(file.bytes.data() + file.position, in, count);
        file.position += count;
        return size;
    }
    static toff_t seek(thandle_t handle, toff_t offset, int whence) {
        auto& file = of(handle);
        const auto base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? file.position : file.bytes.size();
        file.position = base + static_cast<std::size_t>(offset);
        return file.position;
    }
    static int close(thandle_t) { return 0; }
    static toff_t size(thandle_t handle) { return of(handle).bytes.size(); }
};

struct TiffCloser {
    void operator()(TIFF* tiff) const { TIFFClose(tiff); }
};
using TiffHandle = std::unique_ptr<TIFF, TiffCloser>;

Error failed(const char* what) {
    return Error{ErrorKind::Internal, what, "page image",
                 "Produce the volume again; if it happens again, lower the resolution."};
}

}  // namespace

Result<EncodedBitmap> encodeGroupFour(const Bitmap& bitmap, int dpi) {
    MemoryFile file;
    std::uint64_t offset = 0, length = 0;
    {
        // "l": little-endian on every machine, so that the same page is the same bytes.
        TiffHandle tiff(TIFFClientOpen("page", "wl", &file, MemoryFile::read, MemoryFile::write, MemoryFile::seek,
                                       MemoryFile::close, MemoryFile::size, nullptr, nullptr));
        if (!tiff) return failed("the TIFF could not be begun");
        TIFFSetField(tiff.get(), TIFFTAG_IMAGEWIDTH, static_cast<std::uint32_t>(bitmap.width));
        TIFFSetField(tiff.get(), TIFFTAG_IMAGELENGTH, static_cast<std::uint32_t>(bitmap.height));
        TIFFSetField(tiff.get(), TIFFTAG_BITSPERSAMPLE, 1);
        TIFFSetField(tiff.get(), TIFFTAG_SAMPLESPERPIXEL, 1);
        TIFFSetField(tiff.get(), TIFFTAG_COMPRESSION, COMPRESSION_CCITTFAX4);
        TIFFSetField(tiff.get(), TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE);
        TIFFSetField(tiff.get(), TIFFTAG_FILLORDER, FILLORDER_MSB2LSB);
        TIFFSetField(tiff.get(), TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
        TIFFSetField(tiff.get(), TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT);
        TIFFSetField(tiff.get(), TIFFTAG_ROWSPERSTRIP, static_cast<std::uint32_t>(bitmap.height));
        TIFFSetField(tiff.get(), TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
        TIFFSetField(tiff.get(), TIFFTAG_XRESOLUTION, static_cast<double>(dpi));
        TIFFSetField(tiff.get(), TIFFTAG_YRESOLUTION, static_cast<double>(dpi));
        // The encoder only reads; its signature is older than const.
        auto* pixels = const_cast<std::uint8_t*>(bitmap.bits.data());
        if (TIFFWriteEncodedStrip(tiff.get(), 0, pixels, static_cast<tmsize_t>(bitmap.bits.size())) < 0 ||
            TIFFFlushData(tiff.get()) != 1)
            return failed("the page could not be encoded as Group IV");
        offset = TIFFGetStrileOffset(tiff.get(), 0);
        length = TIFFGetStrileByteCount(tiff.get(), 0);
        if (TIFFWriteDirectory(tiff.get()) != 1) return failed("the TIFF could not be finished");
    }
    if (length == 0 || offset + length > file.bytes.size()) return failed("the page could not be encoded as Group IV");
    EncodedBitmap out;
    out.groupFour = file.bytes.substr(offset, length);
    out.tiff = std::move(file.bytes);
    return out;
}

namespace {

struct JpegError : jpeg_error_mgr {
    std::jmp_buf back;
};

// libjpeg leaves by longjmp: nothing here may need a destructor. The buffer is malloc's; null when it failed.
unsigned char* compressJpeg(const std::uint8_t* pixels, int width, int height, int channels, int dpi,
                            unsigned long* size) {
    jpeg_compress_struct jpeg;
    JpegError error;
    unsigned char* volatile buffer = nullptr;
    unsigned char* out = nullptr;
    jpeg.err = jpeg_std_error(&error);
    error.error_exit = [](j_common_ptr info) { std::longjmp(static_cast<JpegError*>(info->err)->back, 1); };
    error.output_message = [](j_common_ptr) {};
    if (setjmp(error.back)) {
        jpeg_destroy_compress(&jpeg);
        std::free(buffer);
        return nullptr;
    }
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, &out, size);
    jpeg.image_width = static_cast<JDIMENSION>(width);
    jpeg.image_height = static_cast<JDIMENSION>(height);
    jpeg.input_components = channels;
    jpeg.in_color_space = channels == 3 ? JCS_RGB : JCS_GRAYSCALE;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, 90, TRUE);
    for (int i = 0; i < jpeg.num_components; ++i) jpeg.comp_info[i].h_samp_factor = jpeg.comp_info[i].v_samp_factor = 1;
    jpeg.density_unit = 1;
    jpeg.X_density = jpeg.Y_density = static_cast<UINT16>(dpi);
    jpeg_start_compress(&jpeg, TRUE);
    while (jpeg.next_scanline < jpeg.image_height) {
        auto* row =
            const_cast<JSAMPROW>(pixels + static_cast<std::size_t>(jpeg.next_scanline) *
                                              static_cast<std::size_t>(width) * static_cast<std::size_t>(channels));
        jpeg_write_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_compress(&jpeg);
    buffer = out;
    jpeg_destroy_compress(&jpeg);
    return buffer;
}

}  // namespace

Result<std::string> encodeJpeg(const documents::Raster& raster, int dpi) {
    unsigned long size = 0;
    const std::unique_ptr<unsigned char, decltype(&std::free)> bytes(
        compressJpeg(raster.pixels.data(), raster.width, raster.height, raster.bytesPerPixel(), dpi, &size),
        &std::free);
    if (!bytes) return failed("the page could not be encoded as JPEG");
    return std::string(reinterpret_cast<const char*>(bytes.get()), size);
}

}  // namespace redwell::production
