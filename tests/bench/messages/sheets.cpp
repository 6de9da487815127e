#include "sheets.h"

#include <cairo-pdf.h>
#include <leptonica/allheaders.h>

#include <algorithm>
#include <cstdio>
#include <numbers>
#include <random>

namespace redwell::bench {
namespace {

void choose(cairo_t* pen, const Font& font) {
    cairo_select_font_face(pen, font.family, CAIRO_FONT_SLANT_NORMAL,
                           font.isBold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(pen, font.size);
    cairo_set_source_rgb(pen, font.grey, font.grey, font.grey);
}

std::string filled(std::string text, int page) {
    const auto put = [&text](const char* mark, const std::string& value) {
        if (const auto found = text.find(mark); found != std::string::npos) text.replace(found, 2, value);
    };
    char bates[24];
    std::snprintf(bates, sizeof bates, "NQ_%08d", 4100 + page);
    put("%p", std::to_string(page));
    put("%b", bates);
    return text;
}

Pix* scanOf(cairo_surface_t* sheet, std::mt19937& random, int dpi) {
    const double scale = dpi / 72.0;
    const int width = static_cast<int>(Sheets::kWidth * scale), height = static_cast<int>(Sheets::kHeight * scale);
    cairo_surface_t* image = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    cairo_t* pen = cairo_create(image);
    cairo_set_source_rgb(pen, 0.95, 0.95, 0.95);
    cairo_paint(pen);
    cairo_scale(pen, scale, scale);
    cairo_translate(pen, Sheets::kWidth / 2, Sheets::kHeight / 2);
    cairo_rotate(pen, (static_cast<int>(random() % 201) - 100) / 100.0 * std::numbers::pi / 180);
    cairo_translate(pen, -Sheets::kWidth / 2, -Sheets::kHeight / 2);
    cairo_set_source_surface(pen, sheet, 0, 0);
    cairo_paint(pen);
    cairo_destroy(pen);
    cairo_surface_flush(image);
    const unsigned char* pixels = cairo_image_surface_get_data(image);
    const int stride = cairo_image_surface_get_stride(image);
    Pix* page = pixCreate(width, height, 8);
    pixSetResolution(page, dpi, dpi);
    for (int y = 0; y < height; ++y) {
        l_uint32* line = pixGetData(page) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(page);
        for (int x = 0; x < width; ++x) {
            const auto draw = random();
            const int noise = static_cast<int>(draw % 29) - 14 - (draw / 32 % 3000 == 0 ? 130 : 0);
            SET_DATA_BYTE(line, x, std::clamp(pixels[y * stride + x * 4] + noise - 12 * x / width, 0, 255));
        }
    }
    cairo_surface_destroy(image);
    return page;
}

}  // namespace

Sheets::~Sheets() {
    if (m_pen) cairo_destroy(m_pen);
    for (auto* sheet : m_sheets) cairo_surface_destroy(sheet);
}

cairo_t* Sheets::pen() {
    if (!m_pen) newSheet();
    return m_pen;
}

void Sheets::newSheet() {
    if (m_pen) cairo_destroy(m_pen);
    const cairo_rectangle_t size{0, 0, kWidth, kHeight};
    m_sheets.push_back(cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &size));
    m_pen = cairo_create(m_sheets.back());
    y = kTop;
    const Font small{8};
    at(40, 34, filled(m_running.headLeft, page()), small);
    rightAt(572, 34, filled(m_running.headRight, page()), small);
    at(40, 764, filled(m_running.footLeft, page()), small);
    rightAt(572, 764, filled(m_running.footRight, page()), small);
}

void Sheets::at(double x, double baseline, const std::string& text, const Font& font) {
    if (text.empty()) return;
    cairo_t* to = pen();
    choose(to, font);
    cairo_move_to(to, x, baseline);
    cairo_show_text(to, text.c_str());
}

void Sheets::rightAt(double x, double baseline, const std::string& text, const Font& font) {
    at(x - widthOf(text, font), baseline, text, font);
}

double Sheets::widthOf(const std::string& text, const Font& font) {
    cairo_text_extents_t extents;
    choose(pen(), font);
    cairo_text_extents(pen(), text.c_str(), &extents);
    return extents.x_advance;
}

std::vector<std::string> Sheets::wrapped(const std::string& text, double width, const Font& font) {
    std::vector<std::string> lines;
    std::string line;
    std::size_t at = 0;
    while (at <= text.size()) {
        const auto end = std::min(text.find_first_of(" \n", at), text.size());
        const std::string word = text.substr(at, end - at);
        if (!line.empty() && widthOf(line + " " + word, font) > width) {
            lines.push_back(line);
            line = word;
        } else {
            line += (line.empty() ? "" : " ") + word;
        }
        if (end == text.size() || text[end] == '\n') {
            lines.push_back(line);
            line.clear();
        }
        at = end + 1;
    }
    return lines;
}

void Sheets::rule(double x0, double y0, double x1, double y1) {
    cairo_t* to = pen();
    cairo_set_source_rgb(to, 0, 0, 0);
    cairo_set_line_width(to, 0.6);
    cairo_move_to(to, x0, y0);
    cairo_line_to(to, x1, y1);
    cairo_stroke(to);
}

void Sheets::box(double x0, double y0, double x1, double y1, double grey) {
    cairo_t* to = pen();
    cairo_set_source_rgb(to, grey, grey, grey);
    cairo_rectangle(to, x0, y0, x1 - x0, y1 - y0);
    cairo_fill(to);
}

int Sheets::lineAt(double x, const std::string& text, const Font& font) {
    pen();
    need(font.size * 1.3);
    y += font.size * 1.3;
    at(x, y - font.size * 0.3, text, font);
    return page();
}

int Sheets::line(const std::string& text, const Font& font) { return lineAt(left, text, font); }

int Sheets::paragraphAt(double x, double width, const std::string& text, const Font& font) {
    int first = 0;
    for (const auto& row : wrapped(text, width, font)) {
        const int on = lineAt(x, row, font);
        if (first == 0) first = on;
    }
    return first;
}

int Sheets::paragraph(const std::string& text, const Font& font) { return paragraphAt(left, right - left, text, font); }

void Sheets::centred(const std::string& text, const Font& font) {
    lineAt((left + right) / 2 - widthOf(text, font) / 2, text, font);
}

void Sheets::savePdf(const std::filesystem::path& file) {
    cairo_surface_t* pdf = cairo_pdf_surface_create(file.c_str(), kWidth, kHeight);
    cairo_t* to = cairo_create(pdf);
    for (auto* sheet : m_sheets) {
        cairo_set_source_surface(to, sheet, 0, 0);
        cairo_paint(to);
        cairo_show_page(to);
    }
    cairo_destroy(to);
    cairo_surface_destroy(pdf);
}

void Sheets::saveScan(const std::filesystem::path& file, unsigned seed, int dpi) {
    std::mt19937 random(seed);
    cairo_surface_t* pdf = cairo_pdf_surface_create(file.c_str(), kWidth, kHeight);
    cairo_t* to = cairo_create(pdf);
    for (auto* sheet : m_sheets) {
        Pix* page = scanOf(sheet, random, dpi);
        l_uint8* bytes = nullptr;
        std::size_t size = 0;
        pixWriteMemJpeg(&bytes, &size, page, 70, 0);
        cairo_surface_t* image = cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(pixGetWidth(page)),
                                                            static_cast<int>(pixGetHeight(page)));
        cairo_surface_set_mime_data(image, CAIRO_MIME_TYPE_JPEG, bytes, size, lept_free, bytes);
        cairo_save(to);
        cairo_scale(to, 72.0 / dpi, 72.0 / dpi);
        cairo_set_source_surface(to, image, 0, 0);
        cairo_paint(to);
        cairo_restore(to);
        cairo_surface_destroy(image);
        pixDestroy(&page);
        cairo_show_page(to);
    }
    cairo_destroy(to);
    cairo_surface_destroy(pdf);
}

}  // namespace redwell::bench
