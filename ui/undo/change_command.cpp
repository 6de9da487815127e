#include "ui/undo/change_command.h"

#include "documents/document_store.h"
#include "ui/session/case_session.h"
#include "ui/session/text.h"

#include <QCoreApplication>
#include <QUndoCommand>

#include <algorithm>
#include <memory>

namespace redwell::ui {
namespace {

// Touched on the writing thread only.
struct Standing {
    Reversible change;
    std::string controlNumber = {};  // of the change's document
    bool stands = true;
};

QString textOf(const Standing& standing) {
    return standing.controlNumber.empty()
               ? standing.change.text
               : QStringLiteral("%1 (%2)").arg(standing.change.text, shown(standing.controlNumber));
}

class ChangeCommand : public QUndoCommand {
public:
    ChangeCommand(CaseSession& session, std::shared_ptr<Standing> standing)
        : QUndoCommand(textOf(*standing)), m_session(&session), m_standing(std::move(standing)) {}

    void undo() override { submit(false); }
    void redo() override {
        if (std::exchange(m_isFirst, false)) return;
        submit(true);
    }

private:
    void submit(bool stand) {
        m_session->change(
            m_session,
            [standing = m_standing, stand](casefile::Database& database) -> Status {
                if (standing->stands == stand) return {};
                const auto& change = standing->change;
                REDWELL_CHECK(stand ? (change.again ? change.again : change.apply)(database) : change.revert(database));
                standing->stands = stand;
                return {};
            },
            [standing = m_standing, session = m_session](const Status& status) {
                if (!status) session->report(status.error());
                standing->change.announce();
            });
    }

    CaseSession* m_session;
    std::shared_ptr<Standing> m_standing;
    bool m_isFirst = true;
};

QString tr(const char* text, int n = -1) {
    return QCoreApplication::translate("redwell::ui::Changes", text, nullptr, n);
}

std::string by() { return utf8(CaseSession::reviewer()); }

}  // namespace

void perform(CaseSession& session, Reversible change, std::function<void(const Status&)> then) {
    auto standing = std::make_shared<Standing>(Standing{std::move(change)});
    session.change(
        &session,
        [standing](casefile::Database& database) -> Status {
            REDWELL_CHECK(standing->change.apply(database));
            if (!standing->change.document) return {};
            REDWELL_TRY(const auto document, documents::DocumentStore(database).find(standing->change.document));
            if (document) standing->controlNumber = document->controlNumber;
            return {};
        },
        [standing, &session, then = std::move(then)](const Status& status) {
            if (status) {
                standing->change.announce();
                session.undoStack().push(new ChangeCommand(session, standing));
            } else {
                session.report(status.error());
            }
            if (then) then(status);
        });
}

void code(CaseSession& session, std::vector<DocumentId> documents, std::vector<review::Assignment> assignments,
          std::function<void(const Status&)> then) {
    if (documents.empty() || assignments.empty()) return;
    auto change = std::make_shared<std::int64_t>(0);
    // Taking a change back is itself a change; taking that back is redoing.
    const auto flip = [change, who = by()](casefile::Database& database) -> Status {
        if (*change == 0) return {};
        REDWELL_TRY(*change, review::CodingStore(database).undo(*change, who));
        return {};
    };
    const bool addsChoice = std::any_of(
        assignments.begin(), assignments.end(),
        [](const review::Assignment& assignment) { return assignment.how == review::Assignment::How::AddChoice; });
    const auto announce = [&session, documents, addsChoice] {
        emit session.codingChanged(documents);
        if (addsChoice) emit session.fieldsChanged();
    };
    const DocumentId only = documents.size() == 1 ? documents.front() : DocumentId{};
    const QString text = only ? tr("coding") : tr("coding of %n documents", static_cast<int>(documents.size()));
    perform(
        session,
        {text,
         [change, documents, assignments = std::move(assignments), who = by()](casefile::Database& database) -> Status {
             REDWELL_TRY(*change, review::CodingStore(database).change(documents, assignments, who));
             return {};
         },
         flip, flip, announce, only},
        std::move(then));
}

void redact(CaseSession& session, std::vector<redaction::Redaction> redactions,
            std::function<void(const Status&)> then) {
    if (redactions.empty()) return;
    auto group = std::make_shared<std::int64_t>(0);
    const DocumentId first = redactions.front().document;
    const bool one = std::all_of(redactions.begin(), redactions.end(), [first](const redaction::Redaction& redaction) {
        return redaction.document == first;
    });
    const QString text =
        redactions.size() == 1 ? tr("redaction") : tr("%n redactions", static_cast<int>(redactions.size()));
    perform(session,
            {text,
             [group, redactions = std::move(redactions), who = by()](casefile::Database& database) -> Status {
                 REDWELL_TRY(*group, redaction::RedactionStore(database).add(redactions, who));
                 return {};
             },
             [group, who = by()](casefile::Database& database) {
                 return redaction::RedactionStore(database).removeGroup(*group, who);
             },
             [group, who = by()](casefile::Database& database) {
                 return redaction::RedactionStore(database).restoreGroup(*group, who);
             },
             [&session, document = one ? first : DocumentId{}] { emit session.redactionsChanged(document); },
             one ? first : DocumentId{}},
            std::move(then));
}

void removeRedaction(CaseSession& session, DocumentId document, RedactionId redaction) {
    perform(session, {tr("removal of a redaction"),
                      [redaction, who = by()](casefile::Database& database) {
                          return redaction::RedactionStore(database).remove(redaction, who);
                      },
                      [redaction, who = by()](casefile::Database& database) {
                          return redaction::RedactionStore(database).restore(redaction, who);
                      },
                      {},
                      [&session, document] { emit session.redactionsChanged(document); },
                      document});
}

void changeRedaction(CaseSession& session, const redaction::Redaction& before, const Box& box, const QString& reason,
                     std::function<void(RedactionId)> then) {
    const QString changed = reason.simplified();
    if (box == before.box && changed == plain(before.reason)) return;
    auto made = std::make_shared<RedactionId>();
    perform(session,
            {tr("change of a redaction"),
             [made, id = before.id, box, reason = utf8(changed), who = by()](casefile::Database& database) -> Status {
                 REDWELL_TRY(*made, redaction::RedactionStore(database).change(id, box, reason, who));
                 return {};
             },
             [made, id = before.id, who = by()](casefile::Database& database) {
                 return redaction::RedactionStore(database).exchange(*made, id, who);
             },
             [made, id = before.id, who = by()](casefile::Database& database) {
                 return redaction::RedactionStore(database).exchange(id, *made, who);
             },
             [&session, document = before.document] { emit session.redactionsChanged(document); }, before.document},
            [made, then = std::move(then)](const Status& status) {
                if (status && then) then(*made);
            });
}

void annotate(CaseSession& session, review::Annotation annotation) {
    auto id = std::make_shared<AnnotationId>();
    const DocumentId document = annotation.document;
    annotation.by = by();
    perform(
        session,
        {tr("note"),
         [id, annotation](casefile::Database& database) -> Status {
             REDWELL_TRY(*id, review::AnnotationStore(database).add(annotation));
             return {};
         },
         [id, who = by()](casefile::Database& database) { return review::AnnotationStore(database).remove(*id, who); },
         [id, who = by()](casefile::Database& database) { return review::AnnotationStore(database).restore(*id, who); },
         [&session, document] { emit session.annotationsChanged(document); }, document});
}

void changeNote(CaseSession& session, const review::Annotation& before, const QString& note) {
    const auto write = [id = before.id, who = by()](std::string text) {
        return [id, who, text = std::move(text)](casefile::Database& database) {
            return review::AnnotationStore(database).change(id, text, who);
        };
    };
    perform(session, {tr("change of a note"),
                      write(utf8(note)),
                      write(before.note),
                      {},
                      [&session, document = before.document] { emit session.annotationsChanged(document); },
                      before.document});
}

void removeAnnotation(CaseSession& session, DocumentId document, AnnotationId annotation) {
    perform(session, {tr("removal of a note"),
                      [annotation, who = by()](casefile::Database& database) {
                          return review::AnnotationStore(database).remove(annotation, who);
                      },
                      [annotation, who = by()](casefile::Database& database) {
                          return review::AnnotationStore(database).restore(annotation, who);
                      },
                      {},
                      [&session, document] { emit session.annotationsChanged(document); },
                      document});
}

}  // namespace redwell::ui
