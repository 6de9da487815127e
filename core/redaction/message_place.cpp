#include "redaction/message_place.h"

#include "base/text.h"
#include "redaction/quotation.h"

#include <algorithm>
#include <cmath>

namespace redwell::redaction {

using documents::Page;

namespace {

constexpr std::size_t kOpening = 3;  // words that tell where the text begins

struct PlacedWord {
    MessagePlace::Spot spot;
    std::string folded;
};

// How many words precede the text; 0 where that is not plain, so that everything counts.
std::size_t headerOf(const std::vector<PlacedWord>& found, const std::vector<std::string>& text) {
    if (text.empty() || found.size() <= text.size()) return 0;
    const auto least = text.size() - text.size() / 20;  // the text must not lose its own beginning
    const auto opening = std::min(kOpening, text.size());
    for (std::size_t i = 0; i + least <= found.size() && i + opening <= found.size(); ++i) {
        const auto fits = [&](std::size_t k) { return found[i + k].folded == text[k]; };
        std::size_t same = 0;
        while (same < opening && fits(same)) ++same;
        if (same == opening) return i;
    }
    return 0;
}

void addRegion(const documents::Region& region, std::span<const Page> pages, std::vector<PlacedWord>& found,
               std::vector<MessagePlace::Spot>& pictures) {
    const auto page = std::ranges::find(pages, region.page, &Page::number);
    bool hasWords = false;
    if (page != pages.end())
        for (const auto& word : page->words) {
            if (!region.box.contains((word.box.x0 + word.box.x1) / 2, (word.box.y0 + word.box.y1) / 2)) continue;
            hasWords = true;
            if (auto folded = foldToAlphanumeric(word.text); !folded.empty())
                found.push_back({{region.page, word.box}, std::move(folded)});
        }
    if (!hasWords) pictures.push_back({region.page, region.box});
}

}  // namespace

bool MessagePlace::has(int page, const Box& word) const {
    return std::ranges::any_of(words, [&](const Spot& spot) { return spot.page == page && spot.box == word; });
}

MessagePlace placeOf(const documents::Message& message, std::span<const Page> pages) {
    MessagePlace place;
    const Quotation text(message.body);
    if (!message.regions.empty()) {
        std::vector<PlacedWord> found;
        for (const auto& region : message.regions) addRegion(region, pages, found, place.pictures);
        for (auto i = headerOf(found, text.words()); i < found.size(); ++i) place.words.push_back(found[i].spot);
        return place;
    }
    std::vector<std::string> words;
    std::vector<MessagePlace::Spot> spots;
    for (const auto& page : pages)
        for (const auto& word : page.words) {
            words.push_back(word.text);
            spots.push_back({page.number, word.box});
        }
    for (const auto& run : text.in(words))
        for (auto i = run.first; i <= run.last; ++i) place.words.push_back(spots[i]);
    return place;
}

Coverage coverageOf(const MessagePlace& place, std::span<const Redaction> redactions) {
    bool isAnyTouched = false, isAllHidden = place.isLocated();
    for (const auto* spots : {&place.words, &place.pictures})
        for (const auto& spot : *spots) {
            std::vector<Box> boxes;
            for (const auto& redaction : redactions)
                if (redaction.page == spot.page) boxes.push_back(redaction.box);
            isAnyTouched = isAnyTouched || isTouched(spot.box, boxes);
            isAllHidden = isAllHidden && isHidden(spot.box, boxes);
        }
    if (!isAnyTouched) return Coverage::None;
    return isAllHidden ? Coverage::Whole : Coverage::Partly;
}

}  // namespace redwell::redaction
