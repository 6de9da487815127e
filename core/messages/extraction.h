// Messages out of exhibits: who wrote what to whom, when, and where it stands on which page. The layout is inferred
// from the document itself: every reading (mail headers, quoted replies, chat lines of several shapes, tables) is tried
// on all of it, scored by what recurs, and the best is taken. A reading that explains too little yields no messages,
// since a memo shown as a message misleads a reviewer more than a missed one.
#pragma once

#include "documents/message.h"
#include "documents/page.h"

#include <string_view>
#include <vector>

namespace redwell::messages {

struct Extraction {
    std::vector<documents::Message> messages;  // in document order, ordinals from 1
    std::vector<documents::Region>
        unassigned;  // blocks of text belonging to no message (notices, legends of people, days without a message)
    // Heads and feet of pages, page numbers, Bates stamps, legends; and what the messages hold already: the day above
    // them, the title of the chat, the subject of the mail.
    std::vector<documents::Region> running;
};

// Pages of one document, in page order. A pure function; time grows with n log n on any text.
Extraction extractMessages(const std::vector<documents::Page>& pages);

// Plain text without layout (a TXT file, the body of a mail): chains and chat logs in lines. Regions stay empty, page
// 0.
Extraction extractMessagesFromText(std::string_view text);

}  // namespace redwell::messages
