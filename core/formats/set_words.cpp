#include "formats/set_words.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <memory>

namespace redwell::formats {
namespace {

struct FreeDeleter {
    void operator()(int* ranges) const { g_free(ranges); }
};

// The code point at, which moves on behind it.
UChar32 next(std::string_view text, std::size_t& at) {
    UChar32 c = 0;
    auto i = static_cast<int32_t>(at);
    U8_NEXT_OR_FFFD(text.data(), i, static_cast<int32_t>(text.size()), c);
    at = static_cast<std::size_t>(i);
    return c;
}

bool isWhite(UChar32 c) { return u_isUWhiteSpace(c) || c == 0x200B || c == 0xFEFF; }

// What stands neither for itself nor for white: no page shows it.
bool isControl(UChar32 c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

}  // namespace

void addWords(PangoLayoutLine* line, std::string_view text, double left, double top, double bottom,
              std::vector<documents::Word>& words) {
    const auto before = words.size();
    const auto begin = static_cast<std::size_t>(line->start_index);
    const auto end = std::min(text.size(), begin + static_cast<std::size_t>(line->length));
    for (std::size_t at = begin; at < end;) {
        std::size_t i = at;
        if (isWhite(next(text, i))) {
            at = i;
            continue;
        }
        const std::size_t from = at;
        documents::Word word;
        while (at < end) {
            i = at;
            const auto c = next(text, i);
            if (isWhite(c)) break;
            if (!isControl(c)) word.text += text.substr(at, i - at);
            at = i;
        }
        if (word.text.empty()) continue;
        int* found = nullptr;
        int count = 0;  // of parts: a word in two directions stands in several
        pango_layout_line_get_x_ranges(line, static_cast<int>(from), static_cast<int>(at), &found, &count);
        const std::unique_ptr<int, FreeDeleter> ranges(found);
        if (count == 0) continue;
        const auto [least, most] = std::minmax_element(found, found + 2 * count);
        word.box = {left + pango_units_to_double(*least), top, left + pango_units_to_double(*most), bottom};
        words.push_back(std::move(word));
    }
    if (words.size() > before) words.back().endsLine = true;
}

void addScriptsWithoutFont(PangoLayoutLine* line, std::string_view text, std::set<std::string>& scripts) {
    for (const GSList* item = line->runs; item; item = item->next) {
        const auto* run = static_cast<const PangoLayoutRun*>(item->data);
        for (int g = 0; g < run->glyphs->num_glyphs; ++g) {
            if (!(run->glyphs->glyphs[g].glyph & PANGO_GLYPH_UNKNOWN_FLAG)) continue;
            auto at = static_cast<std::size_t>(run->item->offset + run->glyphs->log_clusters[g]);
            if (at >= text.size()) continue;
            const auto c = next(text, at);
            const auto kind = u_charType(c);
            if (kind == U_UNASSIGNED || kind == U_PRIVATE_USE_CHAR || kind == U_CONTROL_CHAR || kind == U_FORMAT_CHAR)
                continue;
            UErrorCode status = U_ZERO_ERROR;
            const auto script = uscript_getScript(c, &status);
            if (U_FAILURE(status)) continue;
            std::string name = "Symbols";
            if (script != USCRIPT_COMMON && script != USCRIPT_INHERITED) name = uscript_getName(script);
            std::replace(name.begin(), name.end(), '_', ' ');
            scripts.insert(std::move(name));
        }
    }
}

}  // namespace redwell::formats
