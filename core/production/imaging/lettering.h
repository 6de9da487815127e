// Lines of small type set in pixels: labels on redactions, endorsements, slip sheets. One font compiled into the
// program and drawn without grey edges, so that the same text is the same pixels everywhere and needs no file at run
// time.
#pragma once

#include "base/result.h"
#include "documents/page.h"
#include "production/imaging/bitmap.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace redwell::production {

std::span<const unsigned char> letteringFont();  // the font file, a TrueType

class Lettering {
public:
    static Result<Lettering> load();
    Lettering(Lettering&&) noexcept;
    Lettering& operator=(Lettering&&) noexcept;
    ~Lettering();

    // points: the size of the type. The set line has its ink set; its height is that of the font at this size, its
    // width the sum of the advances, both in pixels. Characters that the font lacks become question marks.
    Bitmap line(std::string_view utf8, double points, double dpi);
    int width(std::string_view utf8, double points, double dpi);  // pixels
    // The text shortened with an ellipsis until it is at most this wide; empty when not even one letter fits.
    std::string elided(std::string_view utf8, double points, double dpi, int maxWidth);

private:
    struct State;
    explicit Lettering(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

}  // namespace redwell::production
