// Where the text of a message stands on the pages of its document, word by word. Its header lines (who wrote, to whom
// and when) stand in its regions too, but are no part of its text: a privilege log tells them anyway, so that a message
// whose text is covered is covered.
#pragma once

#include "documents/message.h"
#include "documents/page.h"
#include "redaction/coverage.h"

#include <span>
#include <vector>

namespace redwell::redaction {

struct MessagePlace {
    struct Spot {
        int page = 1;
        Box box;  // points
    };
    std::vector<Spot> words;
    std::vector<Spot> pictures;  // regions without any word, as on a scan that is not read
    bool isLocated() const { return !words.empty() || !pictures.empty(); }
    bool has(int page, const Box& word) const;
};

// pages: of the message's document. By its regions; a message without any by its words in a row.
MessagePlace placeOf(const documents::Message& message, std::span<const documents::Page> pages);
// None where it is not located: nothing tells that it is hidden.
Coverage coverageOf(const MessagePlace& place, std::span<const Redaction> redactions);

}  // namespace redwell::redaction
