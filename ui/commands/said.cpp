// What the window says of changes: which key did what to which document, and what takes it back.
#include "documents/document_store.h"
#include "ui/actions/action_registry.h"
#include "ui/main_window.h"
#include "ui/reading/reading_desk.h"
#include "ui/review/coding_panel.h"
#include "ui/session/case_session.h"
#include "ui/session/text.h"

#include <QStatusBar>

namespace redwell::ui {
namespace {

constexpr int kSaying = 6000;  // ms that the status line keeps what was done

}  // namespace

void MainWindow::connectCodingKeys() {
    connect(
        m_coding, &CodingPanel::codedByKey, this,
        [this](const std::vector<DocumentId>& documents, const QString& what) {
            const auto undo = m_commands->action(QStringLiteral("edit.undo"))->shortcut();
            sayOf(documents, [what, undo](const QString& which) {
                return tr("%1 coded: %2. %3 takes it back.").arg(which, what, undo.toString(QKeySequence::NativeText));
            });
        });
    connect(m_coding, &CodingPanel::alreadyCoded, this,
            [this](const std::vector<DocumentId>& documents, const QString& what) {
                sayOf(documents,
                      [what](const QString& which) { return tr("%1 coded so already: %2.").arg(which, what); });
            });
    connect(m_coding, &CodingPanel::nothingToRepeat, this,
            [this] { statusBar()->showMessage(tr("Nothing was coded yet that could be repeated."), kSaying); });
    connect(m_coding, &CodingPanel::keysRest, this, [this](const QString& dialog) {
        statusBar()->showMessage(tr("The coding keys rest while “%1” is open.").arg(dialog), kSaying);
    });
    connect(m_coding, &CodingPanel::writingSeen, this, [this](const QString& letter, int changes) {
        const auto key = [this](const char* id) {
            return m_commands->action(QString::fromLatin1(id))->shortcut().toString(QKeySequence::NativeText);
        };
        QString line = tr("“%1” is no coding key: they rest while you write. %2 goes to the notes.")
                           .arg(letter, key("coding.notes"));
        if (changes > 0)
            line += QLatin1Char(' ') +
                    counted(changes, tr("The letters before made 1 change"), tr("The letters before made %1 changes")) +
                    tr(": %1 takes each back.").arg(key("edit.undo"));
        changes > 0 ? m_desk->warn(line) : m_desk->say(line);
    });
}

// Every change by a key says so: a key is easily pressed by somebody who means to write.
void MainWindow::sayOf(const std::vector<DocumentId>& documents, std::function<QString(const QString&)> line) {
    const auto say = [this, line = std::move(line)](const QString& which) {
        statusBar()->showMessage(line(which), kSaying);
    };
    if (documents.size() > 1) return say(tr("%1 documents").arg(QLocale().toString(qsizetype(documents.size()))));
    m_session->read(
        this,
        [document = documents.front()](casefile::Database& database) {
            return documents::DocumentStore(database).find(document);
        },
        [say](const std::optional<documents::Document>& coded) {
            if (coded) say(shown(coded->controlNumber));
        });
}

void MainWindow::undoOne(bool again) {
    auto& stack = m_session->undoStack();
    const QString what = again ? stack.redoText() : stack.undoText();
    again ? stack.redo() : stack.undo();
    const auto other =
        m_commands->action(again ? QStringLiteral("edit.undo") : QStringLiteral("edit.redo"))->shortcut();
    statusBar()->showMessage(
        (again ? tr("Made again: %1. %2 takes it back.") : tr("Taken back: %1. %2 makes it again."))
            .arg(what, other.toString(QKeySequence::NativeText)),
        kSaying);
}

}  // namespace redwell::ui
