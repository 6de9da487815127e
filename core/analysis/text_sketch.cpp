#include "analysis/text_sketch.h"

#include "base/text.h"

#include <algorithm>

namespace redwell::analysis {
namespace {

constexpr std::size_t kMostLetters = std::size_t{1} << 17;  // of a text that is sketched

std::uint32_t mixed(std::uint64_t value) {
    value ^= value >> 33;
    value *= 0xff51afd7ed558ccdULL;
    value ^= value >> 33;
    return static_cast<std::uint32_t>(value >> 16);
}

void addLetter(std::string& letters, char c) {
    if (c == 'l' || c == '1') c = 'i';
    if (c == '0') c = 'o';
    if (c == 'n' && !letters.empty() && letters.back() == 'r')
        letters.back() = 'm';
    else
        letters += c;
}

}  // namespace

std::string lettersOf(std::string_view text) {
    std::string letters;
    letters.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const char c = text[i];
        if ((static_cast<unsigned char>(c) & 0x80) != 0) {
            auto end = i;
            while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0x80) != 0) ++end;
            for (const char folded : foldToAlphanumeric(text.substr(i, end - i))) addLetter(letters, folded);
            i = end;
            continue;
        }
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            addLetter(letters, c);
        else if (c >= 'A' && c <= 'Z')
            addLetter(letters, static_cast<char>(c - 'A' + 'a'));
        ++i;
    }
    return letters;
}

std::uint64_t hashOf(std::string_view bytes) {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return hash;
}

TextSketch sketchOf(std::string_view letters) {
    TextSketch sketch;
    sketch.length = static_cast<std::uint32_t>(std::min<std::size_t>(letters.size(), 0xffffffffU));
    sketch.whole = hashOf(letters);
    if (letters.size() > kMostLetters) letters = letters.substr(0, kMostLetters);
    std::uint64_t run = 0;
    constexpr std::uint64_t kMask = (std::uint64_t{1} << (8 * TextSketch::kRun)) - 1;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        run = ((run << 8) | static_cast<unsigned char>(letters[i])) & kMask;
        if (i + 1 < TextSketch::kRun) continue;
        const auto hash = mixed(run);
        auto* const end = sketch.smallest.begin() + sketch.count;
        if (sketch.count == TextSketch::kSize && hash >= sketch.smallest.back()) continue;
        auto* const place = std::lower_bound(sketch.smallest.begin(), end, hash);
        if (place != end && *place == hash) continue;
        if (sketch.count < TextSketch::kSize) ++sketch.count;
        std::move_backward(place, sketch.smallest.begin() + sketch.count - 1, sketch.smallest.begin() + sketch.count);
        *place = hash;
    }
    return sketch;
}

double likeness(const TextSketch& a, const TextSketch& b) {
    if (a.whole == b.whole && a.length == b.length) return 1;
    std::size_t i = 0, k = 0, seen = 0, both = 0;
    while (seen < TextSketch::kSize && (i < a.count || k < b.count)) {
        const bool hasA = i < a.count, hasB = k < b.count;
        if (hasA && hasB && a.smallest[i] == b.smallest[k]) {
            ++both;
            ++i;
            ++k;
        } else if (hasA && (!hasB || a.smallest[i] < b.smallest[k])) {
            ++i;
        } else {
            ++k;
        }
        ++seen;
    }
    return seen == 0 ? 0 : static_cast<double>(both) / static_cast<double>(seen);
}

}  // namespace redwell::analysis
