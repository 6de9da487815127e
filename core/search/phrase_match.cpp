#include "search/phrase_match.h"

#include "base/text.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace redwell::search {
namespace {

// Runs of letters and digits of folded text.
std::vector<std::string> tokensOf(std::string_view text) {
    const auto folded = fold(text);
    std::vector<std::string> tokens;
    bool open = false;
    const auto* bytes = folded.data();
    const auto length = static_cast<std::int32_t>(folded.size());
    for (std::int32_t at = 0; at < length;) {
        const auto begin = at;
        UChar32 c = 0;
        U8_NEXT(bytes, at, length, c);
        if (c < 0 || !u_isalnum(c)) {
            open = false;
            continue;
        }
        if (!open) tokens.emplace_back();
        open = true;
        tokens.back().append(folded, static_cast<std::size_t>(begin), static_cast<std::size_t>(at - begin));
    }
    return tokens;
}

bool breaksWord(const documents::Word& word) {
    if (!word.endsLine || word.text.size() < 2) return false;
    return word.text.ends_with("-") || word.text.ends_with("\u2010") || word.text.ends_with("\u00ad");
}

}  // namespace

PhraseMatch::PhraseMatch(std::span<const documents::Page> pages) {
    bool goesOn = false;
    for (const auto& page : pages) {
        for (const auto& word : page.words) {
            const auto index = static_cast<std::uint32_t>(m_words.size());
            m_words.push_back({&word, page.number});
            for (const auto& token : tokensOf(word.text)) {
                for (std::size_t i = 0; i < token.size(); ++i) m_starts.push_back(i == 0 && !goesOn);
                goesOn = false;
                m_text += token;
                m_owner.insert(m_owner.end(), token.size(), index);
            }
            goesOn = breaksWord(word);
        }
    }
}

bool PhraseMatch::isAt(std::size_t begin, std::size_t end, const std::vector<std::size_t>& joints, MatchHow how) const {
    const bool ends = end == m_text.size() || m_starts[end];
    if (how == MatchHow::PartOf) {
        const auto inside = m_starts.begin() + static_cast<std::ptrdiff_t>(begin);
        const bool inOne = std::find(inside + 1, inside + static_cast<std::ptrdiff_t>(end - begin), true) ==
                           inside + static_cast<std::ptrdiff_t>(end - begin);
        return inOne || (m_starts[begin] && ends);
    }
    if (!m_starts[begin]) return false;
    if (how == MatchHow::Joined) return ends;
    if (how == MatchHow::Words && !ends) return false;
    // The words must be divided where the phrase is.
    auto joint = joints.begin();
    for (auto at = begin + 1; at < end; ++at) {
        const bool expected = joint != joints.end() && begin + *joint == at;
        if (expected) ++joint;
        if (m_starts[at] != expected) return false;
    }
    return true;
}

std::vector<PhraseMatch::Match> PhraseMatch::find(std::string_view phrase, MatchHow how) const {
    std::string wanted;
    std::vector<std::size_t> joints;
    for (const auto& token : tokensOf(phrase)) {
        if (!wanted.empty()) joints.push_back(wanted.size());
        wanted += token;
    }
    std::vector<Match> matches;
    if (wanted.empty()) return matches;
    for (auto at = m_text.find(wanted); at != std::string::npos; at = m_text.find(wanted, at + 1)) {
        if (!isAt(at, at + wanted.size(), joints, how)) continue;
        const Match match{m_owner[at], m_owner[at + wanted.size() - 1]};
        if (matches.empty() || matches.back().last < match.first || how == MatchHow::Words || how == MatchHow::Prefix) {
            if (matches.empty() || matches.back().first != match.first || matches.back().last != match.last)
                matches.push_back(match);
        } else {
            matches.back().last = std::max(matches.back().last, match.last);
        }
    }
    return matches;
}

std::vector<PhraseMatch::Line> PhraseMatch::lines(Match match) const {
    std::vector<Line> lines;
    bool fresh = true;
    for (auto i = match.first; i <= match.last && i < m_words.size(); ++i) {
        const auto& [word, page] = m_words[i];
        if (fresh || lines.back().page != page) {
            lines.push_back({page, word->box, word->text});
        } else {
            lines.back().box = lines.back().box.united(word->box);
            lines.back().text += " " + word->text;
        }
        fresh = word->endsLine;
    }
    return lines;
}

PhraseMatch::Context PhraseMatch::context(Match match, std::size_t words) const {
    const auto first = match.first > words ? match.first - words : 0;
    const auto last = std::min(match.last + words, m_words.size() - 1);
    Context context;
    auto& text = context.text;
    text = first > 0 ? "\u2026 " : "";
    for (auto i = first; i <= last; ++i) {
        if (i > first) text += " ";
        if (i == match.first) context.hitAt = text.size();
        text += m_words[i].word->text;
        if (i == match.last) context.hitSize = text.size() - context.hitAt;
    }
    if (last + 1 < m_words.size()) text += " \u2026";
    return context;
}

}  // namespace redwell::search
