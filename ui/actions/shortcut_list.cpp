#include "ui/actions/shortcut_list.h"

#include "ui/session/text.h"
#include "ui/window_focus.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <array>

namespace redwell::ui {
namespace {

QTreeWidgetItem* groupOf(QTreeWidget* tree, const QString& title) {
    for (int i = 0; i < tree->topLevelItemCount(); ++i)
        if (tree->topLevelItem(i)->text(0) == title) return tree->topLevelItem(i);
    auto* group = new QTreeWidgetItem(tree, {title});
    QFont bold = tree->font();
    bold.setBold(true);
    group->setFont(0, bold);
    group->setFlags(Qt::ItemIsEnabled);
    group->setFirstColumnSpanned(true);
    return group;
}

}  // namespace

ShortcutList::ShortcutList(const ActionRegistry& registry, const std::vector<casefile::Field>& fields, QWidget* parent)
    : QDialog(parent) {
    setObjectName(QStringLiteral("shortcutList"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Keyboard shortcuts"));
    WindowFocus::standBeside(this);
    resize(880, 640);
    auto* layout = new QVBoxLayout(this);
    auto* words = new QLineEdit;
    words->setPlaceholderText(tr("Filter by command or key"));
    words->setAccessibleName(tr("Filter"));
    words->setClearButtonEnabled(true);
    auto* tree = new QTreeWidget;
    tree->setAccessibleName(tr("Keyboard shortcuts"));
    tree->setColumnCount(3);
    tree->setHeaderLabels({tr("Command"), tr("Keys"), tr("What it does")});
    tree->setRootIsDecorated(false);
    tree->setIndentation(12);
    layout->addWidget(words);
    layout->addWidget(tree);

    for (const auto& field : fields)
        for (const auto& choice : field.choices)
            if (!choice.shortcut.empty())
                new QTreeWidgetItem(groupOf(tree, tr("Coding, one key each")),
                                    {shown(choice.label), shown(choice.shortcut),
                                     tr("Sets %1 on the selected documents").arg(shown(field.label))});
    for (const QAction* action : registry.actions()) {
        if (action->shortcuts().isEmpty()) continue;
        QStringList keys;
        for (const auto& key : action->shortcuts()) keys << key.toString(QKeySequence::NativeText);
        const QString menu = QString(ActionRegistry::menuOf(action)).remove(QLatin1Char('&'));
        new QTreeWidgetItem(groupOf(tree, menu.isEmpty() ? tr("Window") : menu),
                            {ActionRegistry::plainText(action), keys.join(QStringLiteral(", ")), action->statusTip()});
    }
    const std::pair<QString, std::vector<std::array<QString, 3>>> places[] = {
        {tr("In the list of messages"),
         {{tr("Message above or below"), tr("Up, Down"), tr("Goes to it, and to its place on the page")},
          {tr("Mark a run"), tr("Shift+Up, Shift+Down"), tr("What is called, noted or redacted then is the whole run")},
          {tr("First or last message"), tr("Home, End"), {}}}},
        {tr("On the pages"),
         {{tr("Scroll"), tr("Arrows, Space, Page Up, Page Down"), {}},
          {tr("Larger or smaller"), tr("+, −"), {}},
          {tr("See under the redactions"), tr("X"), tr("What is black lets through what it covers")},
          {tr("Remove the redaction"), tr("Delete"), tr("The one that was clicked")},
          {tr("Leave the tool"), tr("Esc"), tr("Ends redacting or noting by dragging, and a selection")}}}};
    for (const auto& [title, keys] : places)
        for (const auto& [command, key, what] : keys) new QTreeWidgetItem(groupOf(tree, title), {command, key, what});
    tree->expandAll();
    tree->resizeColumnToContents(0);
    tree->resizeColumnToContents(1);

    connect(words, &QLineEdit::textChanged, this, [tree](const QString& text) {
        for (int i = 0; i < tree->topLevelItemCount(); ++i) {
            auto* group = tree->topLevelItem(i);
            bool any = false;
            for (int j = 0; j < group->childCount(); ++j) {
                auto* row = group->child(j);
                const bool matches =
                    (row->text(0) + QLatin1Char(' ') + row->text(1)).contains(text, Qt::CaseInsensitive);
                row->setHidden(!matches);
                any = any || matches;
            }
            group->setHidden(!any);
        }
    });
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    words->setFocus();
}

}  // namespace redwell::ui
