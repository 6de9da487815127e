// Reviewing documents: going through them, coding, notes, redactions.
#include "ui/actions/action_registry.h"
#include "ui/documents/document_grid.h"
#include "ui/documents/search_bar.h"
#include "ui/evidence/ingest_panel.h"
#include "ui/main_window.h"
#include "ui/reading/reading_desk.h"
#include "ui/redaction/find_redact_dialog.h"
#include "ui/review/batch_coding_dialog.h"
#include "ui/review/coding_panel.h"
#include "ui/session/case_session.h"
#include "ui/undo/change_command.h"

namespace redwell::ui {

void MainWindow::addReviewCommands() {
    const QString review = tr("&Review"), redaction = tr("Re&daction");
    auto& c = *m_commands;
    c.add({"document.next",
           review,
           tr("&Next document"),
           "next",
           {QKeySequence(Qt::Key_J), QKeySequence(Qt::CTRL | Qt::Key_Down)},
           tr("Open the document below")},
          [this] { m_grid->go(1); });
    c.add({"document.previous",
           review,
           tr("&Previous document"),
           "previous",
           {QKeySequence(Qt::Key_K), QKeySequence(Qt::CTRL | Qt::Key_Up)},
           tr("Open the document above")},
          [this] { m_grid->go(-1); });
    c.add({"coding.repeat",
           review,
           tr("&Same coding as before"),
           "copy",
           {QKeySequence(Qt::CTRL | Qt::Key_R)},
           tr("Code this document with the choice made last"),
           false,
           true},
          [this] { m_coding->repeat(); });
    c.add({"coding.notes",
           review,
           tr("Write in the &notes field"),
           "coding",
           {QKeySequence(Qt::CTRL | Qt::Key_M)},
           tr("Go to the notes of the coding form")},
          [this] { m_coding->focusNotes(); });
    c.add({"coding.issue",
           review,
           tr("Add an &issue tag"),
           "add",
           {QKeySequence(Qt::CTRL | Qt::Key_I)},
           tr("Go to the line that adds tags")},
          [this] { m_coding->focusIssues(); });
    c.add({"coding.codeAll",
           review,
           tr("&Code all results…"),
           "code-all",
           {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A)},
           tr("Code every document that the search found")},
          [this] { codeAllResults(); });
    c.add({"note.document",
           review,
           tr("Add a n&ote…"),
           "annotate",
           {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N)},
           tr("A note on the selection, or on the whole document"),
           false,
           true},
          [this] { m_desk->beginNote(); });
    auto* place = c.add({"note.place",
                         review,
                         tr("Note &by dragging"),
                         "annotate-place",
                         {QKeySequence(Qt::CTRL | Qt::Key_B)},
                         tr("Drag a box around what the note is about, on a page with or without text"),
                         true});
    connect(place, &QAction::toggled, this, [this](bool on) { m_desk->setNoting(on); });
    connect(m_desk, &ReadingDesk::notingChanged, place, &QAction::setChecked);

    auto* box = c.add({"redact.box",
                       redaction,
                       tr("&Redact by dragging"),
                       "redact",
                       {QKeySequence(Qt::CTRL | Qt::Key_D)},
                       tr("Drag boxes over what must not be seen"),
                       true});
    connect(box, &QAction::toggled, this, [this](bool on) { m_desk->setRedacting(on); });
    connect(m_desk, &ReadingDesk::redactingChanged, box, &QAction::setChecked);
    c.add({"redact.selection",
           redaction,
           tr("Redact the &selected text"),
           "redact-text",
           {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D)},
           tr("Covers the lines of the selection")},
          [this] { m_desk->redactSelection(); });
    c.add({"redact.message",
           redaction,
           tr("Redact the &message"),
           "redact-message",
           {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_M)},
           tr("Covers the chosen message on all its pages")},
          [this] { m_desk->redactMessage(); });
    c.add({"redact.find",
           redaction,
           tr("&Find and redact…"),
           "find-redact",
           {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F)},
           tr("Find a phrase or a pattern, look at each place, redact those chosen")},
          [this] { findAndRedact(); });
}

void MainWindow::codeAllResults() {
    if (!m_session || m_documents->ids().empty()) return;
    const QString query = m_search->query();
    auto* dialog = new BatchCodingDialog(
        m_coding->fields(), m_documents->ids().size(),
        query.isEmpty() ? tr("All documents of the case.") : tr("Results of: %1").arg(query), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog, ids = m_documents->ids()] { code(*m_session, ids, dialog->assignments()); });
    dialog->open();
}

void MainWindow::findAndRedact() {
    auto* dialog = new FindRedactDialog(m_session.get(), m_grid->current(), m_documents->ids(), m_desk->reason(), this);
    dialog->setPhrase(m_desk->selectedText());
    dialog->setProcessing(m_ingest->isRunning());
    connect(dialog, &FindRedactDialog::processingWanted, m_ingest, &IngestPanel::resume);
    connect(m_ingest, &IngestPanel::stateChanged, dialog,
            [this, dialog] { dialog->setProcessing(m_ingest->isRunning()); });
    connect(dialog, &FindRedactDialog::placeChosen, this, [this](DocumentId document, int page, const Box& box) {
        if (document != m_grid->current()) m_grid->open(document);
        m_desk->showPlace(page, box, {});
    });
    dialog->show();
}

}  // namespace redwell::ui
