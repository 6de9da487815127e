// What can be done with the documents that are selected in the grid, and copying.
#include "documents/document_store.h"
#include "ui/actions/action_registry.h"
#include "ui/conversation/message_desk.h"
#include "ui/conversation/message_view.h"
#include "ui/documents/document_grid.h"
#include "ui/documents/search_bar.h"
#include "ui/main_window.h"
#include "ui/reading/reading_desk.h"
#include "ui/review/batch_coding_dialog.h"
#include "ui/review/coding_panel.h"
#include "ui/session/case_session.h"
#include "ui/session/text.h"
#include "ui/theme/theme.h"
#include "ui/undo/change_command.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QStatusBar>
#include <QTextEdit>
#include <QWebEngineView>

namespace redwell::ui {

void MainWindow::showDocumentMenu(const QPoint& globalPosition) {
    const auto selected = m_grid->selected();
    const auto* row = m_documents->rowAt(m_documents->rowOf(m_grid->current()));
    if (selected.empty() || !row || !m_session) return;
    const bool canWrite = !m_session->isReadOnly(), one = selected.size() == 1;
    const auto& document = row->document;
    const QString number = shown(document.controlNumber);
    QMenu menu(this);
    menu.setObjectName(QStringLiteral("documentMenu"));
    menu.addAction(tr("&Read"), this, [this] { m_desk->setFocus(); });
    auto* code = menu.addAction(Theme::icon(QStringLiteral("coding")),
                                one ? tr("&Code %1…").arg(number) : tr("&Code the %1 documents…").arg(selected.size()),
                                this, &MainWindow::codeSelected);
    code->setEnabled(canWrite);
    for (const char* id : {"coding.repeat", "note.document", "redact.find"})
        menu.addAction(m_commands->action(QString::fromLatin1(id)));
    menu.addSeparator();
    menu.addAction(Theme::icon(QStringLiteral("copy")), one ? tr("Copy control &number") : tr("Copy control &numbers"),
                   this, &MainWindow::copyControlNumbers);
    menu.addSeparator();
    menu.addAction(tr("Show its &family"), this, [this, id = document.id] { searchFor(QStringLiteral("family"), id); });
    menu.addAction(tr("Show its &duplicates"), this,
                   [this, id = document.id] { searchFor(QStringLiteral("copies"), id); });
    if (document.duplicateOf)
        menu.addAction(tr("Go to the &original"), this, [this, id = document.duplicateOf] { goTo(id); });
    menu.exec(globalPosition);
}

void MainWindow::codeSelected() {
    const auto selected = m_grid->selected();
    if (!m_session || selected.empty()) return;
    auto* dialog = new BatchCodingDialog(m_coding->fields(), selected.size(),
                                         tr("The documents that are selected in the list."), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog, selected] { code(*m_session, selected, dialog->assignments()); });
    dialog->open();
}

void MainWindow::searchFor(const QString& field, DocumentId document) {
    m_session->read(
        this, [document](casefile::Database& database) { return documents::DocumentStore(database).find(document); },
        [this, field](const std::optional<documents::Document>& found) {
            if (found) m_search->setQuery(field + QLatin1Char(':') + shown(found->controlNumber));
        });
}

void MainWindow::copyControlNumbers() {
    if (!m_session) return;
    m_session->read(
        this,
        [ids = m_grid->selected()](casefile::Database& database) {
            return documents::DocumentStore(database).get(ids);
        },
        [this](const std::vector<documents::Document>& found) {
            QStringList numbers;
            for (const auto& document : found) numbers << plain(document.controlNumber);
            if (numbers.isEmpty()) return;
            QGuiApplication::clipboard()->setText(numbers.join(QLatin1Char('\n')));
            statusBar()->showMessage(numbers.size() == 1 ? tr("Copied: %1").arg(shown(found.front().controlNumber))
                                                         : tr("Copied %1 control numbers").arg(numbers.size()),
                                     4000);
        });
}

void MainWindow::copySelected() {
    for (auto* at = QApplication::focusWidget(); at; at = at->parentWidget()) {
        if (auto* line = qobject_cast<QLineEdit*>(at)) return line->copy();
        if (auto* text = qobject_cast<QPlainTextEdit*>(at)) return text->copy();
        if (auto* text = qobject_cast<QTextEdit*>(at)) return text->copy();
        if (auto* page = qobject_cast<PageView*>(at)) return page->copy();
        if (auto* web = qobject_cast<QWebEngineView*>(at)) return web->triggerPageAction(QWebEnginePage::Copy);
        if (at == m_grid) return copyControlNumbers();
    }
}

}  // namespace redwell::ui
