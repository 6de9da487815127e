// A change to the case on the undo stack: a core operation that knows its inverse. It is pushed after the case has it
// on disk, so the first redo does nothing; later ones go through the session's writing thread in order. Whether the
// change stands is known there alone: an undo that core refuses (coded again since) leaves it standing and says why.
#pragma once

#include "base/strong_id.h"
#include "redaction/redactions.h"
#include "review/annotations.h"
#include "review/coding.h"

#include <QObject>
#include <QString>

#include <functional>
#include <vector>

namespace redwell::ui {

class CaseSession;

// What to write, and how views learn of it.
struct Reversible {
    QString text;                                      // "Code 3 documents": as in "Undo Code 3 documents"
    std::function<Status(casefile::Database&)> apply;  // the first time
    std::function<Status(casefile::Database&)> revert;
    std::function<Status(casefile::Database&)> again;  // after a revert; apply when empty
    std::function<void()> announce;                    // on the GUI thread, after each success
    DocumentId document = {};                          // what alone it changes: the text then names it; 0: none such
};

// Writes it; on success announces it and puts it onto the session's undo stack. then (may be empty) gets the outcome.
void perform(CaseSession& session, Reversible change, std::function<void(const Status&)> then = {});

// The window's changes. Each is saved when its signal arrives, and undone as one.
void code(CaseSession& session, std::vector<DocumentId> documents, std::vector<review::Assignment> assignments,
          std::function<void(const Status&)> then = {});
void redact(CaseSession& session, std::vector<redaction::Redaction> redactions,
            std::function<void(const Status&)> then = {});
void removeRedaction(CaseSession& session, DocumentId document, RedactionId redaction);
// Another box or reason in the place of what stands; then gets the one that stands now.
void changeRedaction(CaseSession& session, const redaction::Redaction& before, const Box& box, const QString& reason,
                     std::function<void(RedactionId)> then = {});
void annotate(CaseSession& session, review::Annotation annotation);
void changeNote(CaseSession& session, const review::Annotation& before, const QString& note);
void removeAnnotation(CaseSession& session, DocumentId document, AnnotationId annotation);

}  // namespace redwell::ui
