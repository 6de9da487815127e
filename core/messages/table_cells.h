// What the cells of a row or a record say of its message apart from its time and text, and whose it is where only the
// other party and a direction are told.
#pragma once

#include "documents/message.h"
#include "messages/document_owner.h"
#include "messages/label_words.h"

#include <string>

namespace redwell::messages {

struct Cells {
    std::string from, to, party, direction, subject, attachments, deleted;

    // Where a cell of this meaning goes; null for times, texts and what no message has.
    std::string* of(LabelMeaning meaning);
};

// Fills from and to.
void nameParties(Cells& cells, const Sides& sides);

void putInto(documents::Message& message, const Cells& cells);

}  // namespace redwell::messages
