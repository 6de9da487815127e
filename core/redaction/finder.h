// What to redact: where a phrase or a pattern stands on the pages, the boxes of a selection, the regions of a message.
#pragma once

#include "redaction/redactions.h"

#include <string>
#include <string_view>
#include <vector>

namespace redwell::redaction {

struct Found {
    DocumentId document;
    int page = 1;
    std::vector<Box> boxes;              // one a line the phrase covers
    std::string text;                    // as it stands there
    std::string context;                 // the words around, for review
    std::size_t hitAt = 0, hitSize = 0;  // of the found words in the context, bytes
};

// Case, accents and punctuation at word ends do not count; a phrase may run across lines and pages. A part of a word
// matches when the phrase is a single word of 4 letters or more (so that "Vale" covers "Vale's" and "ivale@…").
Result<std::vector<Found>> findText(casefile::Database& database, std::span<const DocumentId> documents,
                                    std::string_view phrase);
// name: "ssn", "email", "phone", "credit_card", "iban".
Result<std::vector<Found>> findPattern(casefile::Database& database, std::span<const DocumentId> documents,
                                       std::string_view name);
std::vector<std::string> patternNames();
// Boxes of the words that lie in a selection rectangle of one page, one a line.
Result<std::vector<Box>> wordBoxes(casefile::Database& database, DocumentId document, int page, const Box& selection);
// The message's regions, each clipped to the words it holds.
Result<std::vector<Redaction>> ofMessage(casefile::Database& database, MessageId message);

}  // namespace redwell::redaction
