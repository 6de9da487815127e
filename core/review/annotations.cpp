#include "review/annotations.h"

#include "base/text.h"
#include "casefile/audit.h"

#include <nlohmann/json.hpp>

#include <optional>

namespace redwell::review {

using casefile::Row;

namespace {

struct Place {
    std::string controlNumber, note;
};

Result<Place> placeOf(casefile::Database& database, AnnotationId id) {
    std::optional<Place> place;
    REDWELL_CHECK(database.query(
        "SELECT d.control_number, a.note FROM annotations a JOIN documents d ON d.id = a.document_id WHERE a.id = :id",
        {{":id", id.value}}, [&](const Row& row) {
            place = Place{row.text(0), row.text(1)};
        }));
    if (!place) return Error{ErrorKind::NotFound, "there is no such note"};
    return *place;
}

Status setRemoved(casefile::Database& database, AnnotationId id, std::optional<std::int64_t> at,
                  std::string_view action, std::string_view by) {
    REDWELL_TRY(const auto place, placeOf(database, id));
    REDWELL_CHECK(
        database.run("UPDATE annotations SET removed_at = :at WHERE id = :id", {{":at", at}, {":id", id.value}}));
    return casefile::appendAudit(database, by, action, place.controlNumber,
                                 {{"annotation", id.value}, {"note", place.note}});
}

}  // namespace

Result<AnnotationId> AnnotationStore::add(const Annotation& annotation) {
    const auto note = cleanUtf8(trim(annotation.note));
    if (note.empty()) return Error{ErrorKind::Usage, "the note is empty", {}, "Write what the team should know."};
    REDWELL_TRY(const auto number, m_database.text("SELECT control_number FROM documents WHERE id = :id",
                                                   {{":id", annotation.document.value}}));
    if (number.empty()) return Error{ErrorKind::NotFound, "the document of this note is not in the case"};
    auto page = annotation.page;
    Box box = annotation.box.normalized();
    if (annotation.message) {
        REDWELL_TRY(const auto owner, m_database.integer("SELECT document_id FROM messages WHERE id = :id",
                                                         {{":id", annotation.message.value}}));
        if (owner != annotation.document.value)
            return Error{ErrorKind::Usage, "that message is not part of the document", number};
    } else if (page > 0) {
        std::optional<Box> paper;
        REDWELL_CHECK(m_database.query("SELECT width, height FROM pages WHERE document_id = :id AND number = :page",
                                       {{":id", annotation.document.value}, {":page", page}}, [&](const Row& row) {
                                           paper = Box{0, 0, row.real(0), row.real(1)};
                                       }));
        if (!paper) return Error{ErrorKind::Usage, "has no page " + std::to_string(page), number};
        box = box.intersected(*paper);
        if (box.isEmpty()) box = {};
    } else {
        page = 0;
        box = {};
    }
    std::optional<std::int64_t> message;
    if (annotation.message) message = annotation.message.value;
    REDWELL_CHECK(
        m_database.run("INSERT INTO annotations(document_id, message_id, page, x0, y0, x1, y1, note, by, at) "
                       "VALUES (:document, :message, :page, :x0, :y0, :x1, :y1, :note, :by, :at)",
                       {{":document", annotation.document.value},
                        {":message", message},
                        {":page", page},
                        {":x0", box.x0},
                        {":y0", box.y0},
                        {":x1", box.x1},
                        {":y1", box.y1},
                        {":note", note},
                        {":by", annotation.by},
                        {":at", Instant::now().milliseconds}}));
    const AnnotationId id{m_database.lastInsertId()};
    REDWELL_CHECK(casefile::appendAudit(m_database, annotation.by, "annotate", number,
                                        {{"annotation", id.value}, {"page", page}, {"note", note}}));
    return id;
}

Status AnnotationStore::change(AnnotationId id, std::string_view note, std::string_view by) {
    const auto clean = cleanUtf8(trim(note));
    if (clean.empty()) return Error{ErrorKind::Usage, "the note is empty", {}, "Remove the note instead."};
    REDWELL_TRY(const auto place, placeOf(m_database, id));
    if (place.note == clean) return {};
    REDWELL_CHECK(
        m_database.run("UPDATE annotations SET note = :note WHERE id = :id", {{":note", clean}, {":id", id.value}}));
    return casefile::appendAudit(m_database, by, "change_note", place.controlNumber,
                                 {{"annotation", id.value}, {"before", place.note}, {"note", clean}});
}

Status AnnotationStore::remove(AnnotationId id, std::string_view by) {
    return setRemoved(m_database, id, Instant::now().milliseconds, "remove_note", by);
}

Status AnnotationStore::restore(AnnotationId id, std::string_view by) {
    return setRemoved(m_database, id, std::nullopt, "restore_note", by);
}

Result<std::vector<Annotation>> AnnotationStore::ofDocument(DocumentId document) {
    std::vector<Annotation> annotations;
    REDWELL_CHECK(
        m_database.query("SELECT id, message_id, page, x0, y0, x1, y1, note, by, at FROM annotations "
                         "WHERE document_id = :document AND removed_at IS NULL ORDER BY page, y0, id",
                         {{":document", document.value}}, [&](const Row& row) {
                             annotations.push_back({{row.integer(0)},
                                                    document,
                                                    {row.integer(1)},
                                                    static_cast<int>(row.integer(2)),
                                                    {row.real(3), row.real(4), row.real(5), row.real(6)},
                                                    row.text(7),
                                                    row.text(8),
                                                    Instant{row.integer(9)}});
                         }));
    return annotations;
}

}  // namespace redwell::review
