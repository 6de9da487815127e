// Draws pages for the tests by hand: text set at points, broken into words with boxes as a reader would report them,
// with skew and a running foot when asked for.
#pragma once

#include "documents/page.h"

#include <cmath>
#include <string>
#include <string_view>
#include <vector>

namespace redwell::messages::drawing {

class PageDrawing {
public:
    explicit PageDrawing(int number = 1, double slope = 0) : m_slope(slope) {
        m_page.number = number;
        m_page.width = 612;
        m_page.height = 792;
        m_page.textSource = slope == 0 ? documents::TextSource::Embedded : documents::TextSource::Ocr;
    }

    // Words of text from (x, y) on, in letters of a given size; nothing moves on.
    PageDrawing& at(double x, double y, std::string_view text, double size = 10) {
        const double letter = size * 0.5;
        std::size_t i = 0;
        while (i < text.size()) {
            if (text[i] == ' ') {
                x += letter * 0.6;
                ++i;
                continue;
            }
            documents::Word word;
            double width = 0;
            while (i < text.size() && text[i] != ' ') {
                if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) width += letter;
                word.text += text[i++];
            }
            const double down = m_slope * (x + width / 2), across = -m_slope * y;
            word.box = {x + across, y + down, x + width + across, y + size + down};
            m_page.words.push_back(word);
            x += width;
        }
        return *this;
    }
    // The next line of the running text.
    PageDrawing& line(std::string_view text, double x = 60) {
        at(x, m_y, text);
        m_y += 12;
        return *this;
    }
    PageDrawing& space(double points = 9) {
        m_y += points;
        return *this;
    }
    PageDrawing& bottom(std::string_view left, std::string_view right) {
        at(36, 752, left, 8);
        return at(460, 752, right, 8);
    }
    PageDrawing& moveTo(double y) {
        m_y = y;
        return *this;
    }
    documents::Page done() const { return m_page; }

private:
    documents::Page m_page;
    double m_slope = 0, m_y = 60;
};

}  // namespace redwell::messages::drawing
