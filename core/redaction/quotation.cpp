#include "redaction/quotation.h"

#include "base/text.h"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace redwell::redaction {
namespace {

constexpr std::size_t kLeastWords = 4, kLeastLetters = 16;  // of a text that is looked for
constexpr std::size_t kSlack = 6;     // words that may be missing or put in between before a run is another one
constexpr double kLeastShare = 0.6;   // of the words, or
constexpr std::size_t kLeastRow = 8;  // so many in a row
constexpr std::size_t kLeastPhrase = 5, kLeastPhraseLetters = 20;  // in a row: a part of it, perhaps
constexpr std::size_t kMostPlaces = 64;                            // of one pair of words; more is no evidence

// At most one fault in so many letters.
bool isAlike(const std::string& a, const std::string& b, std::size_t letters = 4) {
    const auto longer = std::max(a.size(), b.size()), shorter = std::min(a.size(), b.size());
    const auto allowed = longer / letters;
    if (longer > 64 || longer - shorter > allowed) return a == b;
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto diagonal = row[0]++;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const auto above = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1])});
            diagonal = above;
        }
    }
    return row[b.size()] <= allowed;
}

struct Pair {
    std::size_t place = 0, own = 0;  // in the words, in the text
};

std::string joined(std::span<const std::string> words) {
    std::string all;
    for (const auto& word : words) all += word;
    return all;
}

// How many of the text's words between two places that fit stand there misread: word by word, or all of them in other
// pieces.
std::size_t misread(std::span<const std::string> there, std::span<const std::string> own) {
    if (there.empty() || own.empty()) return 0;
    if (isAlike(joined(there), joined(own))) return own.size();
    if (there.size() != own.size()) return 0;
    std::size_t alike = 0;
    for (std::size_t i = 0; i < own.size(); ++i) alike += isAlike(there[i], own[i]);
    return alike;
}

}  // namespace

Quotation::Quotation(std::string_view text) {
    std::string spaced(text);
    std::ranges::replace_if(
        spaced, [](char c) { return c == '\n' || c == '\t' || c == '\r'; }, ' ');
    for (const auto& word : split(spaced, ' '))
        if (auto folded = foldToAlphanumeric(word); !folded.empty()) m_words.push_back(std::move(folded));
}

bool Quotation::isTelling() const {
    std::size_t letters = 0;
    for (const auto& word : m_words) letters += word.size();
    return m_words.size() >= kLeastWords && letters >= kLeastLetters;
}

std::vector<QuotedRun> Quotation::in(std::span<const std::string> words) const { return find(words, false); }
std::vector<QuotedRun> Quotation::withPartsIn(std::span<const std::string> words) const { return find(words, true); }

std::vector<QuotedRun> Quotation::find(std::span<const std::string> given, bool withParts) const {
    std::vector<std::string> words;
    std::vector<std::size_t> index;
    for (std::size_t i = 0; i < given.size(); ++i) {
        auto folded = foldToAlphanumeric(given[i]);
        if (folded.empty()) continue;
        words.push_back(std::move(folded));
        index.push_back(i);
    }
    std::vector<QuotedRun> runs;
    if (m_words.size() < 2 || words.size() < 2) return runs;
    // Seeds: two words in a row of the text.
    std::unordered_map<std::string, std::vector<std::size_t>> pairs;
    for (std::size_t i = 0; i + 1 < m_words.size(); ++i) {
        auto& places = pairs[m_words[i] + ' ' + m_words[i + 1]];
        if (places.size() < kMostPlaces) places.push_back(i);
    }
    std::vector<std::vector<Pair>> open;  // runs that may go on
    std::vector<std::vector<Pair>> all;
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        for (auto run = open.begin(); run != open.end();) {
            if (i - run->back().place <= kSlack + 1) {
                ++run;
            } else {
                all.push_back(std::move(*run));
                run = open.erase(run);
            }
        }
        const auto found = pairs.find(words[i] + ' ' + words[i + 1]);
        if (found == pairs.end()) continue;
        // The run whose text goes on here takes the pair; words that stand twice in the text start runs of their own.
        bool taken = false;
        for (auto& run : open) {
            const auto next = std::ranges::find_if(found->second, [&](std::size_t own) {
                return own > run.back().own && own - run.back().own <= kSlack + 1;
            });
            if (next == found->second.end() || run.back().place == i) continue;
            run.push_back({i, *next});
            taken = true;
        }
        if (!taken && open.size() < kMostPlaces) open.push_back({{i, found->second.front()}});
    }
    std::ranges::move(open, std::back_inserter(all));
    for (const auto& run : all) {
        std::set<std::size_t> own, places;
        std::size_t row = 0, longest = 0, lastOfRow = 0, between = 0;
        for (std::size_t k = 0; k < run.size(); ++k) {
            const auto& p = run[k];
            if (k > 0 && p.place > run[k - 1].place + 2 && p.own > run[k - 1].own + 2)
                between += misread(std::span(words).subspan(run[k - 1].place + 2, p.place - run[k - 1].place - 2),
                                   std::span(m_words).subspan(run[k - 1].own + 2, p.own - run[k - 1].own - 2));
            own.insert({p.own, p.own + 1});
            places.insert({p.place, p.place + 1});
            const bool goesOn = k > 0 && p.place == run[k - 1].place + 1 && p.own == run[k - 1].own + 1;
            row = goesOn ? row + 1 : 2;
            if (row > longest) {
                longest = row;
                lastOfRow = p.own + 1;
            }
        }
        // The ends, whose words may be misread.
        auto first = *places.begin(), last = *places.rbegin();
        auto ownFirst = *own.begin(), ownLast = *own.rbegin();
        std::size_t alike = 0;
        while (first > 0 && ownFirst > 0 && isAlike(words[first - 1], m_words[ownFirst - 1]))
            --first, --ownFirst, ++alike;
        while (last + 1 < words.size() && ownLast + 1 < m_words.size() &&
               isAlike(words[last + 1], m_words[ownLast + 1]))
            ++last, ++ownLast, ++alike;
        const auto count = static_cast<double>(m_words.size());
        const double score = static_cast<double>(own.size() + alike) / count;
        const double whole = static_cast<double>(own.size() + alike + between) / count;
        const bool isPart = score < kLeastShare && longest < kLeastRow;
        if (isPart) {
            std::size_t letters = 0;
            for (auto at = lastOfRow + 1 - longest; at <= lastOfRow; ++at) letters += m_words[at].size();
            if (!withParts || longest < kLeastPhrase || letters < kLeastPhraseLetters) continue;
        }
        // A badly misread word at an end of an otherwise whole text belongs to it as well; a stranger beside it does
        // not.
        if (score >= kLeastShare) {
            if (first > 0 && ownFirst == 1 && isAlike(words[first - 1], m_words[0], 2)) --first;
            if (last + 1 < words.size() && ownLast + 2 == m_words.size() && isAlike(words[last + 1], m_words.back(), 2))
                ++last;
        }
        runs.push_back({index[first], index[last], std::min(score, 1.0), std::min(whole, 1.0), longest, isPart,
                        ownFirst, ownLast});
    }
    // Of those that overlap the better one.
    std::ranges::stable_sort(runs, std::greater{}, &QuotedRun::score);
    std::vector<QuotedRun> apart;
    for (const auto& run : runs)
        if (std::ranges::none_of(apart, [&](const QuotedRun& o) { return run.first <= o.last && o.first <= run.last; }))
            apart.push_back(run);
    std::ranges::sort(apart, {}, &QuotedRun::first);
    return apart;
}

}  // namespace redwell::redaction
