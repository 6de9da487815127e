// How like two texts are, told from a few numbers each: the smallest hashes of all runs of letters. Texts are compared
// as their letters alone, those alike that a scan confuses, so that marks of quotation, broken lines and most slips of
// recognition do not count. (Broder, "On the resemblance and containment of documents", 1997.)
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace redwell::analysis {

// Letters and digits, folded; l and 1 as i, 0 as o, rn as m.
std::string lettersOf(std::string_view text);

struct TextSketch {
    static constexpr std::size_t kSize = 24, kRun = 6;  // hashes kept; letters in a run
    std::array<std::uint32_t, kSize> smallest{};        // ascending
    std::uint8_t count = 0;
    std::uint32_t length = 0;  // letters
    std::uint64_t whole = 0;   // hash of all letters

    bool isShort() const { return length < 24; }  // too few letters to tell texts apart
};

// Of lettersOf(text).
TextSketch sketchOf(std::string_view letters);
std::uint64_t hashOf(std::string_view bytes);

// Whether the first text may have all of the second one's letters in a row: false only where it has not.
bool mayContain(const TextSketch& text, const TextSketch& part);

// The estimated share of runs that both texts have, of those that either has; 0 to 1.
double likeness(const TextSketch& a, const TextSketch& b);

}  // namespace redwell::analysis
