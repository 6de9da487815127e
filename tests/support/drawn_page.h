// Pages drawn for tests with Pango and cairo: text at a place in points, with the words and boxes that were drawn.
#pragma once

#include "documents/page.h"
#include "documents/raster.h"

#include <pango/pangocairo.h>

#include <cmath>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

namespace redwell::support {

class DrawnPage {
public:
    DrawnPage(double width = 612, double height = 792, int dpi = 300, bool isSmooth = false)
        : m_width(width),
          m_height(height),
          m_scale(dpi / 72.0),
          m_surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(std::lround(width * m_scale)),
                                               static_cast<int>(std::lround(height * m_scale))),
                    cairo_surface_destroy),
          m_cairo(cairo_create(m_surface.get()), cairo_destroy),
          m_isSmooth(isSmooth) {
        cairo_scale(m_cairo.get(), m_scale, m_scale);
        cairo_set_antialias(m_cairo.get(), isSmooth ? CAIRO_ANTIALIAS_DEFAULT : CAIRO_ANTIALIAS_NONE);
        fill({0, 0, width, height}, 1, 1, 1);
    }

    void fill(const Box& box, double red, double green, double blue) {
        cairo_set_source_rgb(m_cairo.get(), red, green, blue);
        cairo_rectangle(m_cairo.get(), box.x0, box.y0, box.width(), box.height());
        cairo_fill(m_cairo.get());
    }

    // Returns the box of the ink, points. y is the top of the line.
    Box text(double x, double y, const std::string& utf8, double size = 12, double red = 0, double green = 0,
             double blue = 0) {
        const std::unique_ptr<PangoLayout, decltype(&g_object_unref)> layout(pango_cairo_create_layout(m_cairo.get()),
                                                                             g_object_unref);
        const std::unique_ptr<PangoFontDescription, decltype(&pango_font_description_free)> font(
            pango_font_description_from_string("Liberation Sans"), pango_font_description_free);
        pango_font_description_set_absolute_size(font.get(), size * PANGO_SCALE);
        pango_layout_set_font_description(layout.get(), font.get());
        const std::unique_ptr<cairo_font_options_t, decltype(&cairo_font_options_destroy)> options(
            cairo_font_options_create(), cairo_font_options_destroy);
        cairo_font_options_set_antialias(options.get(), m_isSmooth ? CAIRO_ANTIALIAS_GRAY : CAIRO_ANTIALIAS_NONE);
        cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
        pango_cairo_context_set_font_options(pango_layout_get_context(layout.get()), options.get());
        pango_layout_set_text(layout.get(), utf8.c_str(), -1);
        cairo_set_source_rgb(m_cairo.get(), red, green, blue);
        cairo_move_to(m_cairo.get(), x, y);
        pango_cairo_show_layout(m_cairo.get(), layout.get());
        PangoRectangle ink;
        pango_layout_get_extents(layout.get(), &ink, nullptr);
        const double unit = PANGO_SCALE;
        return {x + ink.x / unit, y + ink.y / unit, x + (ink.x + ink.width) / unit, y + (ink.y + ink.height) / unit};
    }

    // A line of words; each becomes a Word with the box of its ink.
    void line(double x, double y, const std::string& words, double size = 12) {
        std::istringstream in(words);
        for (std::string word; in >> word;) {
            const auto box = text(x, y, word, size);
            m_words.push_back({word, box, 100, false});
            x = box.x1 + size * 0.3;
        }
        if (!m_words.empty()) m_words.back().endsLine = true;
    }
    const std::vector<documents::Word>& words() const { return m_words; }

    documents::Raster raster(documents::Raster::Format format = documents::Raster::Format::Gray8) const {
        cairo_surface_flush(m_surface.get());
        documents::Raster out{cairo_image_surface_get_width(m_surface.get()),
                              cairo_image_surface_get_height(m_surface.get()),
                              format,
                              {}};
        out.pixels.resize(out.bytesPerLine() * static_cast<std::size_t>(out.height));
        const auto* data = cairo_image_surface_get_data(m_surface.get());
        const int stride = cairo_image_surface_get_stride(m_surface.get());
        for (int y = 0; y < out.height; ++y) {
            const auto* in = reinterpret_cast<const std::uint32_t*>(data + static_cast<std::ptrdiff_t>(y) * stride);
            auto* row = out.line(y);
            for (int i = 0; i < out.width; ++i) {
                const auto r = static_cast<std::uint8_t>(in[i] >> 16), g = static_cast<std::uint8_t>(in[i] >> 8),
                           b = static_cast<std::uint8_t>(in[i]);
                if (format == documents::Raster::Format::Rgb24)
                    row[3 * i] = r, row[3 * i + 1] = g, row[3 * i + 2] = b;
                else
                    row[i] = static_cast<std::uint8_t>((r * 77 + g * 150 + b * 29) >> 8);
            }
        }
        return out;
    }

private:
    double m_width, m_height, m_scale;
    std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> m_surface;
    std::unique_ptr<cairo_t, decltype(&cairo_destroy)> m_cairo;
    bool m_isSmooth;
    std::vector<documents::Word> m_words;
};

}  // namespace redwell::support
