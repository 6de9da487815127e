// The case itself: opening it, its evidence, undo, search, productions.
#include "casefile/backup.h"
#include "production/privilege_log.h"
#include "ui/actions/action_registry.h"
#include "ui/dock.h"
#include "ui/documents/document_grid.h"
#include "ui/documents/search_bar.h"
#include "ui/evidence/exceptions_dialog.h"
#include "ui/evidence/ingest_panel.h"
#include "ui/evidence/new_case_dialog.h"
#include "ui/main_window.h"
#include "ui/production/production_dialog.h"
#include "ui/production/volumes_dialog.h"
#include "ui/reading/reading_desk.h"
#include "ui/session/case_session.h"
#include "ui/session/text.h"
#include "ui/start/sample_case.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QLineEdit>
#include <QProgressDialog>
#include <QStatusBar>

namespace redwell::ui {

void MainWindow::addFileCommands() {
    const QString file = tr("&Case"), edit = tr("&Edit"), production = tr("&Production");
    auto& c = *m_commands;
    c.add({"case.new", file, tr("&New case…"), "new-case", {QKeySequence::New}, tr("Make a case for a new matter")},
          [this] { newCase(); });
    c.add({"case.open", file, tr("&Open case…"), "open-case", {QKeySequence::Open}, tr("Open a case from its folder")},
          [this] { chooseCase(); });
    c.add(
        {"case.sample", file, tr("Open the sample case"), "sample", {}, tr("An invented matter to try everything on")},
        [this] { openSample(); });
    c.add({"evidence.add",
           file,
           tr("&Add evidence…"),
           "evidence",
           {QKeySequence(Qt::CTRL | Qt::Key_E)},
           tr("Take files and folders into the case"),
           false,
           true},
          [this] { addEvidence({}); });
    c.add({"evidence.resume",
           file,
           tr("&Resume processing"),
           "resume",
           {},
           tr("Go on with evidence that is not processed yet")},
          [this] { m_ingest->resume(); });
    c.add({"evidence.pause", file, tr("&Pause processing"), "pause", {}, tr("Stop for now; what is done is kept")},
          [this] { m_ingest->pause(); });
    c.add({"evidence.exceptions",
           file,
           tr("E&xceptions and passwords…"),
           "exceptions",
           {},
           tr("Files that could not be read, with reasons; give passwords and process again")},
          [this] {
              auto* dialog = new ExceptionsDialog(m_session.get(), this);
              connect(dialog, &ExceptionsDialog::documentChosen, m_grid, [this](DocumentId id) {
                  m_search->setQuery(QStringLiteral("has:exception"));
                  m_grid->open(id);
              });
              connect(dialog, &ExceptionsDialog::retried, m_ingest, &IngestPanel::resume);
              dialog->show();
          });
    c.add({"case.backup",
           file,
           tr("&Back up case…"),
           "backup",
           {},
           tr("A checked copy of the case that opens by itself"),
           false,
           true},
          [this] { backUpCase(); });
    c.add({"case.reviewer",
           file,
           tr("&Your name…"),
           "custodian",
           {},
           tr("The name under which your decisions are recorded")},
          [this] { changeReviewer(); });
    c.add({"case.close",
           file,
           tr("&Close case"),
           "",
           {QKeySequence::Close},
           tr("Close the case and go back to the start page")},
          [this] { closeCase(); });
    c.add({"app.quit", file, tr("&Quit"), "", {QKeySequence::Quit}, tr("Close the window"), false, true},
          [this] { close(); });

    c.add({"edit.undo", edit, tr("&Undo"), "undo", {QKeySequence::Undo}, tr("Take the last change back")},
          [this] { undoOne(false); });
    c.add({"edit.redo",
           edit,
           tr("&Redo"),
           "redo",
           {QKeySequence(Qt::CTRL | Qt::Key_Y), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z)},
           tr("Make the change again")},
          [this] { undoOne(true); });
    c.add({"edit.copy",
           edit,
           tr("&Copy"),
           "copy",
           {QKeySequence::Copy},
           tr("The selected text, or the control numbers of the selected documents"),
           false,
           true},
          [this] { copySelected(); });
    c.add({"search.focus",
           edit,
           tr("&Search the case"),
           "search",
           {QKeySequence(Qt::CTRL | Qt::Key_K)},
           tr("Go to the search line"),
           false,
           true},
          [this] {
              m_gridDock->show();
              m_search->focusLine();
          });
    c.add({"search.document",
           edit,
           tr("&Find in this document"),
           "search",
           {QKeySequence::Find},
           tr("Find words in the open document")},
          [this] { m_desk->findInDocument(); });
    c.add({"search.next",
           edit,
           tr("Ne&xt hit"),
           "",
           {QKeySequence(Qt::Key_F3)},
           tr("The next place that was found in the open document")},
          [this] { m_desk->findNext(1); });
    c.add({"search.previous",
           edit,
           tr("Previous &hit"),
           "",
           {QKeySequence(Qt::SHIFT | Qt::Key_F3)},
           tr("The place before that was found in the open document")},
          [this] { m_desk->findNext(-1); });

    c.add({"production.new",
           production,
           tr("&New production…"),
           "produce",
           {QKeySequence(Qt::CTRL | Qt::Key_P)},
           tr("Plan a volume, see what goes out and what stays back, then write and seal it")},
          [this] { produceVolume(); });
    c.add({"production.volumes",
           production,
           tr("&Volumes…"),
           "produce",
           {},
           tr("What was produced, under which numbers and where; read a volume back again")},
          [this] { showVolumes(); });
    c.add({"production.privilegeLog",
           production,
           tr("Export privilege &log…"),
           "privilege-log",
           {},
           tr("Every withheld document with its basis, as XLSX or CSV")},
          [this] { exportPrivilegeLog(); });
}

void MainWindow::newCase() {
    auto* dialog = new NewCaseDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { createCase(dialog->folder(), dialog->wanted()); });
    dialog->open();
}

void MainWindow::chooseCase() {
    const QString folder =
        QFileDialog::getExistingDirectory(this, tr("Open case: choose its folder (NAME.redwell)"), caseHome());
    if (folder.isEmpty()) return;
    setCaseHome(QFileInfo(folder).absolutePath());
    openCase(folder);
}

void MainWindow::openSample() {
    if (QFileInfo(sampleCaseFolder()).isDir()) return openCase(sampleCaseFolder());
    makeSampleCase(this, [this](const QString& error) {
        error.isEmpty() ? openCase(sampleCaseFolder()) : complain(error, tr("The sample case could not be made"));
    });
}

void MainWindow::produceVolume() {
    auto* command = m_commands->action(QStringLiteral("production.new"));
    if (!m_production) {
        m_production = new ProductionDialog(m_session.get(), this);
        connect(m_production, &ProductionDialog::produced, m_session.get(), &CaseSession::productionsChanged);
        connect(m_production, &ProductionDialog::documentChosen, this, [this, command](DocumentId document) {
            // Out of the way, and nothing of it is lost.
            m_production->hide();
            command->setText(tr("Back to the &production…"));
            goTo(document);
            activateWindow();
            m_desk->say(tr("The production waits: %1 goes back to it.")
                            .arg(command->shortcut().toString(QKeySequence::NativeText)));
        });
        connect(this, &MainWindow::caseClosing, m_production, [this, command] {
            command->setText(tr("&New production…"));
            delete m_production;
        });
    }
    command->setText(tr("&New production…"));
    m_production->show();
    m_production->raise();
    m_production->activateWindow();
}

void MainWindow::showVolumes() {
    auto* dialog = new VolumesDialog(m_session.get(), this);
    connect(dialog, &VolumesDialog::documentsWanted, this, [this](const QString& query) { m_search->setQuery(query); });
    connect(this, &MainWindow::caseClosing, dialog, &QDialog::close);
    dialog->show();
}

void MainWindow::exportPrivilegeLog() {
    const QString file = QFileDialog::getSaveFileName(this, tr("Export privilege log"),
                                                      QDir(caseHome()).filePath(tr("Privilege log.xlsx")),
                                                      tr("Excel workbook (*.xlsx);;CSV (*.csv)"));
    if (file.isEmpty()) return;
    m_session->run(
        this,
        [&open = m_session->caseFile(), path = utf8(file)](Progress&, std::stop_token) {
            return production::writePrivilegeLog(open, path);
        },
        [this, file](const Status& status) {
            if (status)
                statusBar()->showMessage(tr("The privilege log is in %1").arg(file), 8000);
            else
                m_session->report(status.error());
        });
}

void MainWindow::backUpCase() {
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Back up to"), caseHome());
    if (folder.isEmpty()) return;
    auto* dialog = new QProgressDialog(tr("Backing up…"), tr("Cancel"), 0, 0, this);
    dialog->setWindowTitle(tr("Back up case"));
    dialog->setMinimumDuration(0);
    Task* task = m_session->run(
        this,
        [&open = m_session->caseFile(), path = utf8(folder)](Progress& progress, std::stop_token stop) {
            return casefile::backUp(open, path, progress, stop);
        },
        [this, dialog](const Result<std::filesystem::path>& made) {
            dialog->deleteLater();
            if (made)
                statusBar()->showMessage(tr("The backup is in %1").arg(shown(made->string())), 8000);
            else
                m_session->report(made.error());
        });
    connect(dialog, &QProgressDialog::canceled, task, &Task::cancel);
    connect(task, &Task::progressed, dialog, [dialog](qint64 done, qint64 known, const QString&) {
        dialog->setMaximum(static_cast<int>(known));
        dialog->setValue(static_cast<int>(std::min(done, known - 1)));
    });
}

void MainWindow::changeReviewer() {
    bool ok = false;
    const QString name = QInputDialog::getText(this, tr("Your name"), tr("Decisions are recorded under this name:"),
                                               QLineEdit::Normal, CaseSession::reviewer(), &ok);
    if (!ok || name.simplified().isEmpty()) return;
    CaseSession::setReviewer(name);
    updateTitle();
}

}  // namespace redwell::ui
