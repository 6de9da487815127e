// The bytes of a produced picture accounted for one by one, without libtiff and libjpeg, which wrote them: what a
// decoder skips is where a file hides things.
#pragma once

#include "production/readback/gathered.h"

#include <cstddef>
#include <string_view>

namespace redwell::production {

struct WalkedImage {
    int pages = 0;
    int width = 0, height = 0;  // of the first page
    bool isBilevel = false;
    bool isDecodable = false;  // sane enough to hand to a decoder
};

WalkedImage walkTiff(std::string_view bytes, Gathered& gathered);
WalkedImage walkJpeg(std::string_view bytes, int page, Gathered& gathered);  // page: 0 for a file of its own

// Group IV data end with a mark that cannot occur in them earlier: whatever follows is no picture. npos: no mark.
std::size_t endOfGroupFour(std::string_view data);

}  // namespace redwell::production
