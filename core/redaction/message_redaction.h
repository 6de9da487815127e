// "Redact message": its own regions and every other place of the case that shows it - the same message in another
// document (as linked, or by its text), and quotations of its text on pages. The places are found and offered;
// what is chosen is covered as one group. Quotations are found by words in a row, so that a word which OCR misread or
// a line break divided does not hide one.
#pragma once

#include "base/geometry.h"
#include "base/result.h"
#include "base/strong_id.h"
#include "casefile/database.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace redwell::redaction {

struct Sighting {
    enum class How {
        Itself,       // the message's own regions
        SameMessage,  // a message known to be the same one (message_links), or with the same words
        Quotation,    // its words on a page, within something else
    };
    struct Place {
        int page = 1;
        std::vector<Box> boxes;  // points
    };
    DocumentId document;
    std::string controlNumber;
    MessageId message;  // for Itself and SameMessage
    int ordinal = 0;    // of that message
    How how = How::Quotation;
    double score = 1;           // share of the message's words that stand there
    bool isPart = false;        // not (nearly) all of it, which may be chance: offered, but chosen by nobody unasked
    std::string excerpt;        // the beginning of what stands there
    int page = 0;               // where it begins; 0: not known
    std::vector<Place> places;  // what would be covered; empty: it is there but has no place on a page
    bool isCovered = false;     // standing redactions cover all of it already
    bool isLocated() const { return !places.empty(); }
};
std::string_view name(Sighting::How how);  // "itself", "same_message", "quotation"

struct Sightings {
    std::vector<Sighting> all;  // the message itself first, then by control number and page
    // false: its text is too short ("Thanks, will do") to be looked for in other documents.
    bool isTextSearched = true;
};
Result<Sightings> findSightings(casefile::Database& database, MessageId message);
// The message's own place alone: nothing is looked for.
Result<Sighting> ownPlace(casefile::Database& database, MessageId message);

struct MessageRedaction {
    std::int64_t group = 0;  // 0: nothing could be covered, or all was covered already
    int redactions = 0, documents = 0;
    std::vector<Sighting> unlocated;  // chosen, but without a place on a page: withhold or treat those documents
};
// Covers the chosen ones as one group of origin 'message'. Inside Case::write.
Result<MessageRedaction> redact(casefile::Database& database, std::span<const Sighting> chosen, std::string_view reason,
                                std::string_view by);

}  // namespace redwell::redaction
