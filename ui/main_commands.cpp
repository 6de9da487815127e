// The window's commands, and the menus and toolbar that are drawn from them.
#include "casefile/backup.h"
#include "documents/document_store.h"
#include "production/privilege_log.h"
#include "ui/actions/action_registry.h"
#include "ui/actions/command_palette.h"
#include "ui/actions/shortcut_list.h"
#include "ui/dock.h"
#include "ui/documents/document_grid.h"
#include "ui/documents/search_bar.h"
#include "ui/evidence/exceptions_dialog.h"
#include "ui/evidence/ingest_panel.h"
#include "ui/evidence/new_case_dialog.h"
#include "ui/main_window.h"
#include "ui/production/production_dialog.h"
#include "ui/reading/reading_desk.h"
#include "ui/redaction/find_redact_dialog.h"
#include "ui/review/annotation_list.h"
#include "ui/review/batch_coding_dialog.h"
#include "ui/review/coding_panel.h"
#include "ui/session/case_session.h"
#include "ui/session/text.h"
#include "ui/start/sample_case.h"
#include "ui/start/start_page.h"
#include "ui/theme/theme.h"
#include "ui/undo/change_command.h"

#include <QActionGroup>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QProgressDialog>
#include <QSettings>
#include <QStatusBar>
#include <QTabWidget>
#include <QToolBar>
#include <QToolButton>

namespace redwell::ui {
namespace {

// Commands that need an open case, and those that need one that can be written.
const QStringList kNeedsCase = {
    "case.close",   "case.backup",     "evidence.exceptions", "search.focus",      "search.document",
    "search.next",  "search.previous", "document.next",       "document.previous", "production.privilegeLog",
    "page.next",    "page.previous",   "page.zoomIn",         "page.zoomOut",      "page.fitWidth",
    "page.fitPage", "page.rotate",     "page.thumbnails"};
const QStringList kNeedsWriting = {"evidence.add",   "coding.codeAll", "coding.repeat", "coding.notes",
                                   "coding.issue",   "note.document",  "redact.box",    "redact.selection",
                                   "redact.message", "redact.find",    "production.new"};

}  // namespace

void MainWindow::addCommands() {
    addFileCommands();
    addReviewCommands();
    addViewCommands();
}

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
          [this] { m_session->undoStack().undo(); });
    c.add({"edit.redo",
           edit,
           tr("&Redo"),
           "redo",
           {QKeySequence(Qt::CTRL | Qt::Key_Y), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z)},
           tr("Make the change again")},
          [this] { m_session->undoStack().redo(); });
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
    c.add({"production.privilegeLog",
           production,
           tr("Export privilege &log…"),
           "privilege-log",
           {},
           tr("Every withheld document with its basis, as XLSX or CSV")},
          [this] { exportPrivilegeLog(); });
}

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

void MainWindow::addViewCommands() {
    const QString view = tr("&View"), help = tr("&Help");
    auto& c = *m_commands;
    c.add({"page.zoomIn",
           view,
           tr("Zoom &in"),
           "zoom-in",
           {QKeySequence::ZoomIn, QKeySequence(Qt::CTRL | Qt::Key_Equal)},
           tr("Larger page")},
          [this] { m_desk->zoom(1); });
    c.add({"page.zoomOut", view, tr("Zoom &out"), "zoom-out", {QKeySequence::ZoomOut}, tr("Smaller page")},
          [this] { m_desk->zoom(-1); });
    c.add({"page.fitWidth",
           view,
           tr("Fit &width"),
           "fit-width",
           {QKeySequence(Qt::CTRL | Qt::Key_1)},
           tr("The page as wide as its view")},
          [this] { m_desk->fitWidth(); });
    c.add({"page.fitPage",
           view,
           tr("Fit &page"),
           "fit-page",
           {QKeySequence(Qt::CTRL | Qt::Key_2)},
           tr("The whole page at once")},
          [this] { m_desk->fitPage(); });
    c.add({"page.rotate",
           view,
           tr("&Rotate"),
           "rotate",
           {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R)},
           tr("Turns the view of the page clockwise")},
          [this] { m_desk->rotate(); });
    c.add({"page.next",
           view,
           tr("Next p&age"),
           "next-page",
           {QKeySequence(Qt::CTRL | Qt::Key_PageDown)},
           tr("Go to the next page")},
          [this] { m_desk->goPages(1); });
    c.add({"page.previous",
           view,
           tr("Pre&vious page"),
           "previous-page",
           {QKeySequence(Qt::CTRL | Qt::Key_PageUp)},
           tr("Go to the page before")},
          [this] { m_desk->goPages(-1); });
    auto* thumbnails = c.add({"page.thumbnails",
                              view,
                              tr("&Thumbnails"),
                              "thumbnails",
                              {QKeySequence(Qt::Key_F4)},
                              tr("Small pages beside the page"),
                              true});
    thumbnails->setChecked(QSettings().value(QStringLiteral("reading/thumbnails"), false).toBool());
    connect(thumbnails, &QAction::toggled, this, [this](bool on) {
        QSettings().setValue(QStringLiteral("reading/thumbnails"), on);
        m_desk->showThumbnails(on);
    });
    m_desk->showThumbnails(thumbnails->isChecked());

    auto* themes = new QActionGroup(this);
    const auto theme = [&](const QString& id, const QString& text, Theme::Choice choice, bool first) {
        auto* action = c.add({id, view, text, first ? "theme" : "", {}, tr("Colours of the window"), true, first});
        action->setActionGroup(themes);
        action->setChecked(Theme::instance().choice() == choice);
        connect(action, &QAction::triggered, this, [choice] { Theme::instance().choose(choice); });
    };
    theme(QStringLiteral("theme.system"), tr("Theme of the &system"), Theme::Choice::System, true);
    theme(QStringLiteral("theme.light"), tr("&Light theme"), Theme::Choice::Light, false);
    theme(QStringLiteral("theme.dark"), tr("&Dark theme"), Theme::Choice::Dark, false);
    c.add({"view.reset",
           view,
           tr("Arrange panels as at first"),
           "views",
           {},
           tr("Puts every panel back to its place"),
           false,
           true},
          [this] { arrange(); });

    c.add({"help.keys",
           help,
           tr("&Keyboard shortcuts"),
           "help",
           {QKeySequence(Qt::Key_F1)},
           tr("All keys, coding keys included")},
          [this] { (new ShortcutList(*m_commands, m_coding->fields(), this))->show(); });
    c.add({"help.palette",
           help,
           tr("&Command palette"),
           "palette",
           {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P)},
           tr("Every command by typing a part of its name")},
          [this] { (new CommandPalette(*m_commands, this))->show(); });
    c.add({"help.about", help, tr("&About Redwell"), "", {}, tr("Version and licence")}, [this] {
        QMessageBox::about(
            this, tr("About Redwell"),
            tr("<b>Redwell %1</b><p>E-discovery review on the desktop.<br>Free software under the GNU General Public "
               "License, version 3 or later.</p><p>Files from the other side are parsed in separate, confined "
               "processes. Nothing is sent over a network.</p>")
                .arg(QStringLiteral(REDWELL_VERSION)));
    });
}

void MainWindow::buildMenus() {
    QHash<QString, QMenu*> menus;
    for (QAction* action : m_commands->actions()) {
        const QString title = ActionRegistry::menuOf(action);
        if (title.isEmpty()) continue;
        QMenu*& menu = menus[title];
        if (!menu) menu = menuBar()->addMenu(title);
        if (ActionRegistry::startsGroup(action)) menu->addSeparator();
        menu->addAction(action);
        if (ActionRegistry::idOf(action) == QStringLiteral("case.open")) {
            m_recentMenu = menu->addMenu(tr("Open r&ecent"));
            connect(m_recentMenu, &QMenu::aboutToShow, this, [this] {
                m_recentMenu->clear();
                for (const QString& folder : StartPage::recentCases())
                    m_recentMenu->addAction(QString(QFileInfo(folder).completeBaseName()).replace('&', "&&"), this,
                                            [this, folder] { openCase(folder); });
                if (m_recentMenu->isEmpty()) m_recentMenu->addAction(tr("None yet"))->setEnabled(false);
            });
        }
        if (ActionRegistry::idOf(action) == QStringLiteral("view.reset")) {
            m_panelsMenu = menu->addMenu(tr("Pa&nels"));
            for (auto* dock : {m_viewsDock, m_gridDock, m_messagesDock, m_codingDock})
                m_panelsMenu->addAction(dock->toggleViewAction());
        }
    }
}

void MainWindow::buildToolbar() {
    m_toolbar = addToolBar(tr("Commands"));
    m_toolbar->setObjectName(QStringLiteral("toolbar"));
    m_toolbar->setMovable(false);
    m_toolbar->setIconSize({18, 18});
    m_toolbar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toolbar->toggleViewAction()->setVisible(false);
    const auto add = [this](const char* id, bool withText = false) {
        auto* action = m_commands->action(QString::fromLatin1(id));
        m_toolbar->addAction(action);
        auto* button = qobject_cast<QToolButton*>(m_toolbar->widgetForAction(action));
        button->setToolButtonStyle(withText ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
        button->setAccessibleName(ActionRegistry::plainText(action));
        if (withText) button->setText(ActionRegistry::plainText(action));
    };
    add("evidence.add", true);
    m_toolbar->addSeparator();
    add("edit.undo");
    add("edit.redo");
    m_toolbar->addSeparator();
    add("document.previous");
    add("document.next");
    m_toolbar->addSeparator();
    add("redact.box", true);
    add("redact.selection");
    add("redact.message");
    add("redact.find");
    m_toolbar->addWidget(m_desk->reasonChooser());
    m_toolbar->addSeparator();
    add("note.document");
    auto* space = new QWidget;
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_toolbar->addWidget(space);
    add("help.palette");
    add("production.new", true);

    addToolBarBreak();
    m_banner = addToolBar(tr("Notice"));
    m_banner->setObjectName(QStringLiteral("bannerBar"));
    m_banner->setMovable(false);
    m_banner->toggleViewAction()->setVisible(false);
    m_bannerText = new QLabel;
    m_bannerText->setTextFormat(Qt::PlainText);
    m_banner->addWidget(m_bannerText);
    m_banner->hide();
}

void MainWindow::updateCommands() {
    const bool isOpen = m_session != nullptr, canWrite = isOpen && !m_session->isReadOnly();
    m_commands->setEnabled(kNeedsCase, isOpen);
    m_commands->setEnabled(kNeedsWriting, canWrite);
    m_commands->action("evidence.resume")->setEnabled(canWrite && !m_ingest->isRunning());
    m_commands->action("evidence.pause")->setEnabled(m_ingest->isRunning());
    const auto relabel = [&](const char* id, bool can, const QString& plainText, const QString& withText,
                             const QString& what) {
        auto* action = m_commands->action(QString::fromLatin1(id));
        action->setEnabled(can);
        action->setText(can && !what.isEmpty() ? withText.arg(what) : plainText);
    };
    const bool canUndo = canWrite && m_session->undoStack().canUndo(),
               canRedo = canWrite && m_session->undoStack().canRedo();
    relabel("edit.undo", canUndo, tr("&Undo"), tr("&Undo %1"), canUndo ? m_session->undoStack().undoText() : QString());
    relabel("edit.redo", canRedo, tr("&Redo"), tr("&Redo %1"), canRedo ? m_session->undoStack().redoText() : QString());
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
    makeSampleCase(this,
                   [this](const QString& error) { error.isEmpty() ? openCase(sampleCaseFolder()) : complain(error); });
}

void MainWindow::codeAllResults() {
    if (!m_session || m_documents->ids().empty()) return;
    auto* dialog = new BatchCodingDialog(m_coding->fields(), m_documents->ids().size(), m_search->query(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog, ids = m_documents->ids()] { code(*m_session, ids, dialog->assignments()); });
    dialog->open();
}

void MainWindow::findAndRedact() {
    auto* dialog = new FindRedactDialog(m_session.get(), m_grid->current(), m_documents->ids(), m_desk->reason(), this);
    dialog->setPhrase(m_desk->selectedText());
    connect(dialog, &FindRedactDialog::placeChosen, this, [this](DocumentId document, int page, const Box& box) {
        if (document != m_grid->current()) m_grid->open(document);
        m_desk->showPlace(page, box, {});
    });
    dialog->show();
}

void MainWindow::produceVolume() {
    auto* dialog = new ProductionDialog(m_session.get(), this);
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
