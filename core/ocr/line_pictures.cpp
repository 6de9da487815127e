#include "ocr/line_pictures.h"

#include <leptonica/allheaders.h>

#include <dlfcn.h>

namespace redwell::ocr {
namespace {
thread_local bool g_isPlain = false;
thread_local long g_written = 0;
}  // namespace

PlainLinePictures::PlainLinePictures() : m_before(g_isPlain) { g_isPlain = true; }
PlainLinePictures::~PlainLinePictures() { g_isPlain = m_before; }
long PlainLinePictures::written() { return g_written; }

}  // namespace redwell::ocr

// Tesseract has no setting for it, so that Leptonica's function of this name is found here first. Whatever else is
// written, and everything where nobody asked for plain pictures, goes on to Leptonica.
extern "C" __attribute__((visibility("default"))) l_ok pixWriteMem(l_uint8** data, size_t* size, PIX* pix,
                                                                   l_int32 format) {
    if (redwell::ocr::g_isPlain && format == IFF_PNG) {
        ++redwell::ocr::g_written;
        return pixWriteMemSpix(data, size, pix);
    }
    static const auto next =
        reinterpret_cast<l_ok (*)(l_uint8**, size_t*, PIX*, l_int32)>(::dlsym(RTLD_NEXT, "pixWriteMem"));
    return next ? next(data, size, pix, format) : 1;
}
