// Where one message ends and another begins, on the page and in the body: what corrections of bounds compute. Pure
// functions; pages are those that the regions lie on.
#pragma once

#include "base/result.h"
#include "documents/message.h"
#include "documents/page.h"

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace redwell::review {

// Lines of the body before line and from it on; Usage names how many there are. line counts from 1 and divides.
Result<std::pair<std::string, std::string>> bodyParts(const documents::Message& message, int line);

using Regions = std::vector<documents::Region>;
// The regions before and from the place where rest, which is the end of their text, begins. Where no words stand on
// the pages all stays in front.
std::pair<Regions, Regions> cutRegions(const Regions& regions, std::span<const documents::Page> pages,
                                       std::string_view rest);

struct Halves {
    documents::Message first, second;
};
Result<Halves> splitMessage(const documents::Message& message, int line, std::span<const documents::Page> pages);
// first with second's text, places and what hung on it behind its own.
documents::Message joined(const documents::Message& first, const documents::Message& second);

}  // namespace redwell::review
