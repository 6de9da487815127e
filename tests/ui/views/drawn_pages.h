// Pages of words for tests of the views: lines of text set in boxes of a fixed size.
#pragma once

#include "base/text.h"
#include "documents/page.h"

#include <string>
#include <vector>

namespace redwell::ui {

// A letter page; each string is a line, each word 50 points wide from x = 72, each line 14 high from y = 72, 20 apart.
inline documents::Page pageOf(int number, const std::vector<std::string>& lines) {
    documents::Page page;
    page.number = number;
    page.width = 612;
    page.height = 792;
    page.textSource = documents::TextSource::Embedded;
    double y = 72;
    for (const auto& line : lines) {
        double x = 72;
        for (const auto& text : split(line, ' ')) {
            documents::Word word;
            word.text = text;
            word.box = {x, y, x + 50, y + 14};
            page.words.push_back(word);
            x += 56;
        }
        page.words.back().endsLine = true;
        y += 20;
    }
    page.text = documents::textOf(page.words);
    return page;
}

}  // namespace redwell::ui
