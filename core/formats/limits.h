// How much one file may hold before it is refused as too large. A hostile file costs bounded memory and time.
#pragma once

#include "base/result.h"
#include "documents/raster.h"

#include <cmath>
#include <cstddef>

namespace redwell::formats {

constexpr int kMaxPages = 20'000;
constexpr std::size_t kMaxWordsAPage = 500'000;
constexpr std::size_t kMaxWords = 10'000'000;  // of a document
constexpr double kMaxPagePoints = 200'000;     // 70 metres, more than any plan or seismogram on paper
constexpr std::size_t kMaxChildBytes = std::size_t{512} << 20;
constexpr std::size_t kMaxChildren = 10'000;                        // attachments of one document
constexpr std::size_t kBatchChildren = 2'000;                       // out of a container by one reading
constexpr std::size_t kBatchBytes = std::size_t{32} << 20;          // likewise; one larger child goes alone
constexpr std::size_t kMaxParts = 20'000;          // MIME parts of one mail
constexpr std::size_t kMaxHeaderFields = 20'000;   // of one mail
constexpr std::size_t kMaxHeaderText = 64 * 1024;  // bytes of a field that is no list of addresses
constexpr std::size_t kMaxParticipants = 10'000;   // of one list
constexpr std::size_t kMaxReferences = 1'000;
constexpr std::size_t kMaxKeyBytes = 1'000;   // of a Message-ID
constexpr int kMaxMailDepth = 20;             // mails within mails, for the mail hash
constexpr std::size_t kMaxTextBytes = std::size_t{100} << 20;  // of a text to be typeset
constexpr double kMaxPixels = 250e6;                           // of one page

// Refuses a page that would be larger than a raster may be, rather than drawing it smaller than was asked for: boxes
// are burned in by resolution, and a shrunken page would move them.
inline Status checkPixels(double width, double height) {
    if (!std::isfinite(width) || !std::isfinite(height) || width > documents::kMaxPixelsASide ||
        height > documents::kMaxPixelsASide || width * height > kMaxPixels)
        return Error{ErrorKind::TooLarge, "is too large to draw at this resolution", {}, "Choose a lower resolution."};
    return {};
}

}  // namespace redwell::formats
