#include "analysis/text_sketch.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace redwell::analysis {
namespace {

constexpr std::size_t kMostLetters = std::size_t{1} << 17;  // of a text that is sketched

std::uint32_t mixed(std::uint64_t value) {
    value ^= value >> 33;
    value *= 0xff51afd7ed558ccdULL;
    value ^= value >> 33;
    return static_cast<std::uint32_t>(value >> 16);
}

constexpr auto kLetters = [] {  // by byte; 0 for one that is no letter
    std::array<char, 256> letters{};
    for (char c = '0'; c <= '9'; ++c) letters[static_cast<unsigned char>(c)] = c;
    for (char c = 'a'; c <= 'z'; ++c) {
        letters[static_cast<unsigned char>(c)] = c;
        letters[static_cast<unsigned char>(c - 'a' + 'A')] = c;
    }
    letters['l'] = letters['L'] = letters['1'] = 'i';
    letters['0'] = 'o';
    return letters;
}();

}  // namespace

std::string lettersOf(std::string_view text) {
    std::string letters(text.size(), '\0');
    std::size_t count = 0;
    const auto add = [&](char c) {
        const char letter = kLetters[static_cast<unsigned char>(c)];
        if (letter == 'n' && count > 0 && letters[count - 1] == 'r') {
            letters[count - 1] = 'm';
        } else if (letter != 0) {
            letters[count++] = letter;
        }
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0x80) == 0) {
            add(text[i]);
            continue;
        }
        auto end = i;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0x80) != 0) ++end;
        const auto folded = foldToAlphanumeric(text.substr(i, end - i));
        letters.resize(count + folded.size() + (text.size() - end));
        for (const char c : folded) {
            if ((static_cast<unsigned char>(c) & 0x80) == 0)
                add(c);
            else
                letters[count++] = c;
        }
        i = end - 1;
    }
    letters.resize(count);
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

// Runs of the part are runs of the text, so that the smallest of them are among those kept of the text, as far as they
// reach.
bool mayContain(const TextSketch& text, const TextSketch& part) {
    if (part.length > text.length) return false;
    if (text.length > kMostLetters) return true;
    const auto* const end = text.smallest.begin() + text.count;
    for (std::size_t i = 0; i < part.count; ++i) {
        if (text.count == TextSketch::kSize && part.smallest[i] > text.smallest.back()) break;
        if (!std::binary_search(text.smallest.begin(), end, part.smallest[i])) return false;
    }
    return true;
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
