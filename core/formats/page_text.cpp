#include "formats/page_text.h"

#include <algorithm>
#include <string_view>

namespace redwell::formats {

using documents::Word;

std::string pageText(const std::vector<Word>& words) {
    std::vector<std::pair<std::size_t, Box>> lines;  // first word behind the line, its box
    Box line;
    for (std::size_t i = 0; i < words.size(); ++i) {
        line = line.united(words[i].box);
        if (words[i].endsLine || i + 1 == words.size()) {
            lines.emplace_back(i + 1, line);
            line = {};
        }
    }
    std::string text;
    std::size_t at = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const Box& box = lines[i].second;
        if (i) {
            const Box& above = lines[i - 1].second;
            const double gap = box.y0 - above.y1;
            text += '\n';
            if (gap > 0.75 * std::min(box.height(), above.height()) || gap < -above.height()) text += '\n';
        }
        for (bool isFirst = true; at < lines[i].first; ++at, isFirst = false) {
            if (!isFirst) text += ' ';
            text += words[at].text;
        }
    }
    return text;
}

bool isGarbage(const std::vector<Word>& words, std::size_t characters, std::size_t unreadable) {
    if (characters == 0) return false;
    if (unreadable * 10 > characters * 3) return true;
    // Codes shifted against the alphabet still are letters, but of the wrong kind: no language written in Latin script
    // has so few vowels.
    std::size_t letters = 0, vowels = 0, others = 0;
    for (const auto& word : words)
        for (const char c : word.text) {
            const char low = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
            if (low >= 'a' && low <= 'z') {
                ++letters;
                if (std::string_view("aeiouyw").find(low) != std::string_view::npos) ++vowels;
            } else if (static_cast<unsigned char>(c) >= 0x80)
                ++others;
        }
    return letters >= 300 && others * 10 < letters && vowels * 100 < letters * 18;
}

}  // namespace redwell::formats
