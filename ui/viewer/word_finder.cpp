#include "ui/viewer/word_finder.h"

#include "base/text.h"

namespace redwell::ui {
namespace {

struct Place {
    int page;
    const documents::Word* word;
    std::string folded;
};

bool matches(const std::vector<Place>& words, std::size_t at, const std::vector<std::string>& wanted) {
    if (wanted.size() == 1) return words[at].folded.find(wanted[0]) != std::string::npos;
    if (at + wanted.size() > words.size()) return false;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const auto& word = words[at + i].folded;
        const bool fits = i == 0                   ? word.ends_with(wanted[i])
                          : i + 1 == wanted.size() ? word.starts_with(wanted[i])
                                                   : word == wanted[i];
        if (!fits) return false;
    }
    return true;
}

}  // namespace

Hits findWords(const std::vector<documents::Page>& pages, std::string_view phrase, std::stop_token stop) {
    Hits hits;
    std::vector<std::string> wanted;
    for (auto& part : split(collapseWhitespace(fold(phrase)), ' '))
        if (!part.empty()) wanted.push_back(std::move(part));
    if (wanted.empty()) return hits;
    std::vector<Place> words;
    for (const auto& page : pages) {
        if (stop.stop_requested()) return {};
        for (const auto& word : page.words) words.push_back({page.number, &word, fold(word.text)});
    }
    int occurrence = 0;
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (!matches(words, at, wanted)) continue;
        bool startsPlace = true;
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            const auto& [page, word, folded] = words[at + i];
            if (startsPlace || hits.places.back().page != page) {
                hits.places.push_back({page, word->box, word->text});
                hits.occurrences.push_back(occurrence);
            } else {
                auto& last = hits.places.back();
                last.box = last.box.united(word->box);
                last.text += ' ' + word->text;
            }
            startsPlace = word->endsLine;
        }
        ++occurrence;
        at += wanted.size() - 1;
    }
    return hits;
}

}  // namespace redwell::ui
