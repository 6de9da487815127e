#include "production/imaging/lettering.h"

#include <ft2build.h>
#include FT_FREETYPE_H

#include <unicode/utf8.h>

#include <algorithm>
#include <cmath>

namespace redwell::production {

struct Lettering::State {
    FT_Library library = nullptr;
    FT_Face face = nullptr;
    double points = 0, dpi = 0;  // the size that the face is set to
    ~State() {
        if (face) FT_Done_Face(face);
        if (library) FT_Done_FreeType(library);
    }
    void setSize(double newPoints, double newDpi) {
        if (points == newPoints && dpi == newDpi) return;
        points = newPoints, dpi = newDpi;
        FT_Set_Char_Size(face, 0, std::lround(points * 64), static_cast<FT_UInt>(std::lround(dpi)), 0);
    }
    FT_UInt glyph(std::uint32_t character) const {
        const auto index = FT_Get_Char_Index(face, character);
        return index != 0 ? index : FT_Get_Char_Index(face, '?');
    }
};

namespace {

constexpr auto kLoad = FT_LOAD_TARGET_MONO | FT_LOAD_NO_BITMAP;

// Calls visit with each character; a damaged byte counts as one that no font has, white space as a space.
template <class Visit>
void eachCharacter(std::string_view utf8, Visit visit) {
    const auto size = static_cast<std::int32_t>(utf8.size());
    for (std::int32_t i = 0; i < size;) {
        UChar32 character = 0;
        U8_NEXT(utf8.data(), i, size, character);
        if (character >= 0 && character < 0x20) character = ' ';
        visit(character < 0 ? 0xfffdu : static_cast<std::uint32_t>(character), static_cast<std::size_t>(i));
    }
}

}  // namespace

Lettering::Lettering(std::unique_ptr<State> state) : m_state(std::move(state)) {}
Lettering::Lettering(Lettering&&) noexcept = default;
Lettering& Lettering::operator=(Lettering&&) noexcept = default;
Lettering::~Lettering() = default;

Result<Lettering> Lettering::load() {
    auto state = std::make_unique<State>();
    const auto font = letteringFont();
    if (FT_Init_FreeType(&state->library) != 0 ||
        FT_New_Memory_Face(state->library, font.data(), static_cast<FT_Long>(font.size()), 0, &state->face) != 0)
        return Error{ErrorKind::Internal, "the built-in font for labels and endorsements could not be opened",
                     "Redwell", "Install Redwell again."};
    return Lettering(std::move(state));
}

int Lettering::width(std::string_view utf8, double points, double dpi) {
    m_state->setSize(points, dpi);
    FT_Pos advance = 0;
    eachCharacter(utf8, [&](std::uint32_t character, std::size_t) {
        if (FT_Load_Glyph(m_state->face, m_state->glyph(character), kLoad) == 0)
            advance += m_state->face->glyph->advance.x;
    });
    return static_cast<int>((advance + 63) >> 6);
}

Bitmap Lettering::line(std::string_view utf8, double points, double dpi) {
    const int lineWidth = width(utf8, points, dpi);  // sets the size
    auto* face = m_state->face;
    const int ascent = static_cast<int>((face->size->metrics.ascender + 63) >> 6);
    const int descent = static_cast<int>((-face->size->metrics.descender + 63) >> 6);
    Bitmap out(lineWidth, ascent + descent);
    FT_Pos pen = 0;
    eachCharacter(utf8, [&](std::uint32_t character, std::size_t) {
        if (FT_Load_Glyph(face, m_state->glyph(character), kLoad | FT_LOAD_RENDER) != 0) return;
        const auto& slot = *face->glyph;
        const int left = static_cast<int>(pen >> 6) + slot.bitmap_left, top = ascent - slot.bitmap_top;
        for (int y = 0; y < static_cast<int>(slot.bitmap.rows); ++y) {
            const auto* row = slot.bitmap.buffer + y * slot.bitmap.pitch;
            for (int x = 0; x < static_cast<int>(slot.bitmap.width); ++x) {
                const bool isSet = (row[x >> 3] >> (7 - (x & 7)) & 1) != 0;
                if (isSet && left + x >= 0 && left + x < out.width && top + y >= 0 && top + y < out.height)
                    out.setInk(left + x, top + y);
            }
        }
        pen += slot.advance.x;
    });
    return out;
}

std::string Lettering::elided(std::string_view utf8, double points, double dpi, int maxWidth) {
    if (width(utf8, points, dpi) <= maxWidth) return std::string(utf8);
    constexpr std::string_view kEllipsis = "…";
    const int room = maxWidth - width(kEllipsis, points, dpi);
    FT_Pos advance = 0;
    std::size_t fits = 0;
    bool isFull = false;
    eachCharacter(utf8, [&](std::uint32_t character, std::size_t end) {
        if (isFull || FT_Load_Glyph(m_state->face, m_state->glyph(character), kLoad) != 0) return;
        advance += m_state->face->glyph->advance.x;
        isFull = ((advance + 63) >> 6) > room;
        if (!isFull) fits = end;
    });
    return fits == 0 ? std::string() : std::string(utf8.substr(0, fits)).append(kEllipsis);
}

}  // namespace redwell::production
