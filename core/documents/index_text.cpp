#include "documents/index_text.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace redwell::documents {
namespace {

constexpr std::size_t kAround = 8;  // words on either side

struct Break {  // the hyphen and what follows it up to the second half
    std::size_t begin = 0, end = 0;
};

bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool goesOnAWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
}

std::size_t hyphenAt(std::string_view text, std::size_t at) {
    for (const std::string_view hyphen : {"-", "\u2010", "\u00ad"})
        if (text.substr(at).starts_with(hyphen)) return hyphen.size();
    return 0;
}

// Where a hyphen may begin.
std::size_t nextHyphen(std::string_view text, std::size_t at) {
    while (at < text.size() && text[at] != '-' && text[at] != '\xe2' && text[at] != '\xc2') ++at;
    return at;
}

std::vector<Break> breaksIn(std::string_view text, Divided divided) {
    std::vector<Break> breaks;
    for (auto at = nextHyphen(text, 0); at < text.size(); at = nextHyphen(text, at)) {
        const auto length = hyphenAt(text, at);
        if (length == 0) {
            ++at;
            continue;
        }
        const Break here{at, std::min(text.find_first_not_of(" \t\n\r\f", at + length), text.size())};
        at += length;
        if (here.begin == 0 || !goesOnAWord(text[here.begin - 1])) continue;
        if (here.end == text.size() || !goesOnAWord(text[here.end])) continue;
        const auto between = text.substr(at, here.end - at);
        const bool isInWord = between.empty() && divided == Divided::InWords;
        if (isInWord || between.find_first_of("\n\f") != std::string_view::npos) breaks.push_back(here);
    }
    return breaks;
}

std::size_t wordsBefore(std::string_view text, std::size_t at) {
    for (std::size_t words = 0; words <= kAround; ++words) {
        while (at > 0 && isSpace(text[at - 1])) --at;
        while (at > 0 && !isSpace(text[at - 1])) --at;
    }
    return at;
}

std::size_t wordsAfter(std::string_view text, std::size_t at) {
    for (std::size_t words = 0; words <= kAround; ++words) {
        while (at < text.size() && isSpace(text[at])) ++at;
        while (at < text.size() && !isSpace(text[at])) ++at;
    }
    return at;
}

}  // namespace

std::string indexText(std::string text, Divided divided) {
    const auto breaks = breaksIn(text, divided);
    if (breaks.empty()) return text;
    const std::string_view whole(text);
    std::string joined;
    for (std::size_t i = 0; i < breaks.size();) {
        joined += kApart;
        auto at = wordsBefore(whole, breaks[i].begin);
        auto end = at;
        // Neighbours in one piece, so that a phrase may hold two of them.
        do {
            joined += whole.substr(at, breaks[i].begin - at);
            at = breaks[i].end;
            end = wordsAfter(whole, at);
        } while (++i < breaks.size() && breaks[i].begin < end);
        joined += whole.substr(at, end - at);
    }
    return text + joined;
}

}  // namespace redwell::documents
