#include "ui/viewer/text_selection.h"

#include <limits>

namespace redwell::ui {
namespace {

const documents::Page& at(const std::vector<documents::Page>& pages, int page) {
    return pages[static_cast<std::size_t>(page)];
}

double distance(const Box& box, double x, double y) {
    const double dx = std::max({box.x0 - x, 0.0, x - box.x1});
    // Lines are long and low: a point beside a line belongs to it rather than to the line below.
    const double dy = 3 * std::max({box.y0 - y, 0.0, y - box.y1});
    return dx * dx + dy * dy;
}

}  // namespace

std::optional<WordPlace> wordAt(const std::vector<documents::Page>& pages, int page, double x, double y, bool nearest) {
    if (page < 0 || page >= static_cast<int>(pages.size())) return std::nullopt;
    const auto& words = at(pages, page).words;
    std::optional<WordPlace> best;
    double least = std::numeric_limits<double>::max();
    for (std::size_t i = 0; i < words.size(); ++i) {
        const double away = words[i].box.contains(x, y) ? 0 : distance(words[i].box, x, y);
        if ((!nearest && away > 0) || away >= least) continue;
        least = away;
        best = WordPlace{page, static_cast<int>(i)};
        if (away == 0) break;
    }
    return best;
}

void TextSelection::extend(WordPlace to) {
    if (m_anchor)
        m_reach = to;
    else
        start(to);
}

void TextSelection::all(const std::vector<documents::Page>& pages) {
    clear();
    for (int page = 0; page < static_cast<int>(pages.size()); ++page) {
        const auto& words = at(pages, page).words;
        if (words.empty()) continue;
        extend({page, m_anchor ? static_cast<int>(words.size()) - 1 : 0});
        m_reach = {page, static_cast<int>(words.size()) - 1};
    }
}

std::string TextSelection::text(const std::vector<documents::Page>& pages) const {
    std::string text;
    if (isEmpty()) return text;
    for (int page = first().page; page <= last().page && page < static_cast<int>(pages.size()); ++page) {
        const auto& words = at(pages, page).words;
        const int from = page == first().page ? first().word : 0;
        const int to = page == last().page ? last().word : static_cast<int>(words.size()) - 1;
        if (!text.empty()) text += text.back() == '\n' ? "\n" : "\n\n";
        for (int i = from; i <= to && i < static_cast<int>(words.size()); ++i) {
            const auto& word = words[static_cast<std::size_t>(i)];
            text += word.text;
            if (i < to) text += word.endsLine ? '\n' : ' ';
        }
    }
    return text;
}

std::vector<Box> TextSelection::boxes(const std::vector<documents::Page>& pages, int page) const {
    std::vector<Box> boxes;
    if (isEmpty() || page < first().page || page > last().page || page >= static_cast<int>(pages.size())) return boxes;
    const auto& words = at(pages, page).words;
    const int from = page == first().page ? first().word : 0;
    const int to = page == last().page ? last().word : static_cast<int>(words.size()) - 1;
    bool startsLine = true;
    for (int i = from; i <= to && i < static_cast<int>(words.size()); ++i) {
        const auto& word = words[static_cast<std::size_t>(i)];
        if (startsLine)
            boxes.push_back(word.box);
        else
            boxes.back() = boxes.back().united(word.box);
        startsLine = word.endsLine;
    }
    return boxes;
}

}  // namespace redwell::ui
