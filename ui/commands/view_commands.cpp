// How the page and the window look, and help.
#include "ui/actions/action_registry.h"
#include "ui/actions/command_palette.h"
#include "ui/actions/shortcut_list.h"
#include "ui/main_window.h"
#include "ui/reading/reading_desk.h"
#include "ui/review/coding_panel.h"
#include "ui/theme/theme.h"

#include <QActionGroup>
#include <QMessageBox>
#include <QSettings>

namespace redwell::ui {

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
        // No icons: the mark of the one that is chosen stands there.
        auto* action = c.add({id, view, text, "", {}, tr("Colors of the window"), true, first});
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
          [this] {
              m_commands->action("messages.alone")->setChecked(false);
              arrange();
          });

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
    c.add({"help.about", help, tr("&About Redwell"), "", {}, tr("Version and license")}, [this] {
        QMessageBox::about(
            this, tr("About Redwell"),
            tr("<b>Redwell %1</b><p>E-discovery review on the desktop.<br>Free software under the GNU General Public "
               "License, version 3 or later.</p><p>Files from the other side are parsed in separate, confined "
               "processes. Nothing is sent over a network.</p>")
                .arg(QStringLiteral(REDWELL_VERSION)));
    });
}

}  // namespace redwell::ui
