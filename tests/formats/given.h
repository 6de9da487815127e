// Files drawn for the tests of the readers, and the way in that the worker takes: bytes behind a descriptor.
#pragma once

#include "base/files.h"
#include "formats/reader.h"

#include <gtest/gtest.h>

#include <cairo-pdf.h>
#include <sys/mman.h>
#include <unistd.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace redwell::formats {

inline FileDescriptor behindDescriptor(std::string_view bytes) {
    FileDescriptor file(::memfd_create("input", MFD_CLOEXEC));
    while (!bytes.empty()) {
        const auto written = ::write(file.get(), bytes.data(), bytes.size());
        if (written <= 0) break;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return file;
}

inline Result<ReadDocument> readBytes(std::string_view bytes, const std::string& name,
                                      std::vector<std::string> passwords = {}, OcrMode ocr = OcrMode::Auto) {
    const auto file = behindDescriptor(bytes);
    return readDocument(file.get(), {name, ocr, std::move(passwords), "UTC", {}});
}

// What must succeed; an empty document after a failure, which fails the test.
inline ReadDocument read(std::string_view bytes, const std::string& name, std::vector<std::string> passwords = {}) {
    auto document = readBytes(bytes, name, std::move(passwords));
    EXPECT_TRUE(document) << document.error().message();
    return document ? std::move(*document) : ReadDocument{};
}

inline ErrorKind errorOf(std::string_view bytes, const std::string& name) {
    const auto document = readBytes(bytes, name);
    EXPECT_FALSE(document) << name << " was read";
    return document ? ErrorKind::Internal : document.error().kind;
}

inline std::string textOf(const ReadDocument& document) {
    std::string text;
    for (const auto& page : document.pages) text += page.text + "\n";
    return text;
}

// A PDF drawn with cairo, whose coordinates are those of the page as read: points from the top left.
class DrawnPdf {
public:
    DrawnPdf(double width = 612, double height = 792)
        : m_surface(cairo_pdf_surface_create_for_stream(
                        [](void* out, const unsigned char* bytes, unsigned size) {
                            static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(bytes), size);
                            return CAIRO_STATUS_SUCCESS;
                        },
                        &m_bytes, width, height),
                    cairo_surface_destroy),
          m_cairo(cairo_create(m_surface.get()), cairo_destroy) {
        cairo_select_font_face(cairo(), "Liberation Sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
        cairo_set_font_size(cairo(), 12);
    }
    cairo_t* cairo() { return m_cairo.get(); }

    // Left and right end of what was drawn on this baseline.
    std::pair<double, double> text(double x, double baseline, const std::string& utf8) {
        cairo_text_extents_t extents;
        cairo_text_extents(cairo(), utf8.c_str(), &extents);
        cairo_move_to(cairo(), x, baseline);
        cairo_show_text(cairo(), utf8.c_str());
        return {x, x + extents.x_advance};
    }

    // Grey pixels of print-like stripes over the whole of a box, as a scan has them.
    void scan(double x, double y, double width, double height) {
        const std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> image(
            cairo_image_surface_create(CAIRO_FORMAT_RGB24, 850, 1100), cairo_surface_destroy);
        {
            const std::unique_ptr<cairo_t, decltype(&cairo_destroy)> inside(cairo_create(image.get()), cairo_destroy);
            cairo_set_source_rgb(inside.get(), 1, 1, 1);
            cairo_paint(inside.get());
            cairo_set_source_rgb(inside.get(), 0.1, 0.1, 0.1);
            cairo_set_font_size(inside.get(), 24);
            for (int line = 0; line < 30; ++line) {
                cairo_move_to(inside.get(), 60, 60 + 34 * line);
                cairo_show_text(inside.get(), "Whereas the parties agree to keep the books at the archive");
            }
        }
        cairo_save(cairo());
        cairo_translate(cairo(), x, y);
        cairo_scale(cairo(), width / 850, height / 1100);
        cairo_set_source_surface(cairo(), image.get(), 0, 0);
        cairo_paint(cairo());
        cairo_restore(cairo());
        cairo_set_source_rgb(cairo(), 0, 0, 0);
    }

    void nextPage() { cairo_show_page(cairo()); }

    std::string bytes() {
        cairo_surface_show_page(m_surface.get());
        cairo_surface_finish(m_surface.get());
        return m_bytes;
    }

private:
    std::string m_bytes;  // before the surface, which writes to it
    std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> m_surface;
    std::unique_ptr<cairo_t, decltype(&cairo_destroy)> m_cairo;
};

}  // namespace redwell::formats
