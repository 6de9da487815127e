// The menus and the toolbar, drawn from the registry, and which commands can be used now.
#include "ui/actions/action_registry.h"
#include "ui/dock.h"
#include "ui/evidence/ingest_panel.h"
#include "ui/main_window.h"
#include "ui/reading/reading_desk.h"
#include "ui/session/case_session.h"
#include "ui/start/start_page.h"

#include <QLabel>
#include <QMenuBar>
#include <QToolBar>
#include <QToolButton>

namespace redwell::ui {
namespace {

// Commands that need an open case, and those that need one that can be written.
const QStringList kNeedsCase = {"case.close",          "case.backup",
                                "evidence.exceptions", "search.focus",
                                "search.document",     "search.next",
                                "search.previous",     "document.next",
                                "document.previous",   "production.privilegeLog",
                                "page.next",           "page.previous",
                                "page.zoomIn",         "page.zoomOut",
                                "page.fitWidth",       "page.fitPage",
                                "page.rotate",         "page.thumbnails",
                                "messages.next",       "messages.previous",
                                "messages.nextMatch",  "messages.previousMatch",
                                "messages.whole",      "messages.unfold",
                                "messages.filter",     "messages.alone",
                                "messages.sideBySide", "messages.reviewers",
                                "messages.people",     "edit.copy",
                                "production.volumes"};
const QStringList kNeedsWriting = {"evidence.add",     "coding.codeAll",     "coding.repeat", "coding.notes",
                                   "coding.issue",     "note.document",      "note.place",    "redact.box",
                                   "redact.selection", "redact.message",     "redact.find",   "production.new",
                                   "messages.tag",     "messages.privilege", "messages.note", "messages.correct"};

}  // namespace

void MainWindow::addCommands() {
    addFileCommands();
    addReviewCommands();
    addMessageCommands();
    addViewCommands();
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
                    m_recentMenu->addAction(StartPage::nameOf(folder).replace('&', "&&"), this,
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
    // In a narrow window the last command of the bar is worth more than the end of the reason.
    m_desk->reasonChooser()->setMinimumWidth(100);  // and 190 where there is room, as ReasonChooser asks for
    m_toolbar->addWidget(m_desk->reasonChooser());
    m_toolbar->addSeparator();
    add("note.document");
    add("note.place");
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
    m_commands->action("evidence.resume")->setEnabled(canWrite && !m_ingest->isRunning() && m_ingest->hasWorkLeft());
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

}  // namespace redwell::ui
