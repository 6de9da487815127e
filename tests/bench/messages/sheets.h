// Sheets of paper on which an exhibit is set, line by line, with running matter on each; kept as recordings, so that
// the clean PDF and the scan of it are the same sheets.
#pragma once

#include <cairo.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace redwell::bench {

struct Font {
    double size = 10;
    bool isBold = false;
    double grey = 0;
    const char* family = "Liberation Sans";
};

struct Running {
    std::string headLeft, headRight, footLeft, footRight;  // "%p" is the page, "%b" a Bates number
};

class Sheets {
public:
    explicit Sheets(Running running = {}) : m_running(std::move(running)) {}
    Sheets(const Sheets&) = delete;
    Sheets& operator=(const Sheets&) = delete;
    ~Sheets();

    static constexpr double kWidth = 612, kHeight = 792, kTop = 64, kBottom = 718;
    double left = 60, right = 552, y = kTop;

    void at(double x, double baseline, const std::string& text, const Font& font = {});
    void rightAt(double x, double baseline, const std::string& text, const Font& font = {});
    double widthOf(const std::string& text, const Font& font = {});
    std::vector<std::string> wrapped(const std::string& text, double width, const Font& font = {});
    void rule(double x0, double y0, double x1, double y1);
    void box(double x0, double y0, double x1, double y1, double grey);

    // The next line of running text; a new sheet when this one is full. Gives the page that it stands on.
    int line(const std::string& text, const Font& font = {});
    int lineAt(double x, const std::string& text, const Font& font = {});
    int paragraph(const std::string& text, const Font& font = {});
    int paragraphAt(double x, double width, const std::string& text, const Font& font = {});
    void centred(const std::string& text, const Font& font = {});
    void space(double points = 7) { y += points; }
    bool fits(double height) const { return y + height <= kBottom; }
    void need(double height) {
        if (!fits(height)) newSheet();
    }
    void newSheet();
    int page() const { return static_cast<int>(m_sheets.size()); }

    void savePdf(const std::filesystem::path& file);
    // As a scanner gives it: grey, grain, specks, a skew of up to a degree. No text.
    void saveScan(const std::filesystem::path& file, unsigned seed, int dpi);

private:
    cairo_t* pen();

    Running m_running;
    std::vector<cairo_surface_t*> m_sheets;
    cairo_t* m_pen = nullptr;
};

}  // namespace redwell::bench
