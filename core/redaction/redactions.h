// Redactions: boxes on pages with a reason, made by one reviewer action (a group) and undone as one.
#pragma once

#include "base/geometry.h"
#include "base/result.h"
#include "base/strong_id.h"
#include "base/time.h"
#include "casefile/database.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace redwell::redaction {

struct Redaction {
    RedactionId id;
    DocumentId document;
    int page = 1;
    Box box;                     // points
    std::string reason;          // "Privileged", "Personal data" ...: printed on the box
    std::string origin = "box";  // box, text, message, find
    std::string by;
    Instant at;
    std::int64_t group = 0;
};

// Reasons offered by default.
std::vector<std::string> standardReasons();
// The reason claims a privilege: "Privileged", "Work product", or words that hold one of them.
bool claimsPrivilege(std::string_view reason);

class RedactionStore {
public:
    explicit RedactionStore(casefile::Database& database) : m_database(database) {}
    // All in one group; boxes are clipped to their pages, Usage when nothing is left. Returns the group. Inside
    // Case::write.
    Result<std::int64_t> add(std::span<const Redaction> redactions, std::string_view by);
    Status removeGroup(std::int64_t group, std::string_view by);
    Status restoreGroup(std::int64_t group, std::string_view by);
    Status remove(RedactionId id, std::string_view by);
    Status restore(RedactionId id, std::string_view by);
    // Puts one with this box and reason in the place of a standing one, in one step. Returns the new one's id; a box
    // with nothing left of it on the page is Usage.
    Result<RedactionId> change(RedactionId id, const Box& box, std::string_view reason, std::string_view by);
    // Takes the one off and puts the other back: a change taken back, or made again.
    Status exchange(RedactionId takenOff, RedactionId putBack, std::string_view by);
    Result<std::vector<Redaction>> ofDocument(DocumentId document);  // standing ones, by page

private:
    casefile::Database& m_database;
};

}  // namespace redwell::redaction
