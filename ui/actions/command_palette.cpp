#include "ui/actions/command_palette.h"

#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QPixmap>
#include <QStyledItemDelegate>
#include <QTimer>
#include <QVBoxLayout>

namespace redwell::ui {
namespace {

// The command on the left, its key on the right.
class CommandDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        QStyledItemDelegate::paint(painter, option, index);
        painter->save();
        painter->setPen(Theme::instance().color(QStringLiteral("muted")));
        painter->drawText(option.rect.adjusted(0, 0, -10, 0), Qt::AlignRight | Qt::AlignVCenter,
                          index.data(Qt::UserRole + 1).toString());
        painter->restore();
    }
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        return {QStyledItemDelegate::sizeHint(option, index).width(), 32};
    }
};

// Keeps the place of one, so that all names begin below each other.
QIcon noIcon() {
    QPixmap nothing(16, 16);
    nothing.fill(Qt::transparent);
    return QIcon(nothing);
}

}  // namespace

CommandPalette::CommandPalette(const ActionRegistry& registry, QWidget* parent)
    : QDialog(parent, Qt::Popup | Qt::FramelessWindowHint), m_registry(registry) {
    setObjectName(QStringLiteral("commandPalette"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Commands"));
    setMinimumSize(560, 420);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    m_words = new QLineEdit;
    m_words->setPlaceholderText(tr("Type a command"));
    m_words->setAccessibleName(tr("Command"));
    m_words->setClearButtonEnabled(true);
    m_words->installEventFilter(this);
    m_list = new QListWidget;
    m_list->setAccessibleName(tr("Commands"));
    m_list->setItemDelegate(new CommandDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    layout->addWidget(m_words);
    layout->addWidget(m_list);
    connect(m_words, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_words, &QLineEdit::returnPressed, this, &CommandPalette::runCurrent);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::runCurrent);
    filter({});
    if (parent) move(parent->mapToGlobal(QPoint((parent->width() - width()) / 2, 90)));
    m_words->setFocus();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        const int step = key->key() == Qt::Key_Down ? 1 : key->key() == Qt::Key_Up ? -1 : 0;
        if (step != 0 && m_list->count() > 0) {
            m_list->setCurrentRow((m_list->currentRow() + step + m_list->count()) % m_list->count());
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void CommandPalette::filter(const QString& words) {
    m_list->clear();
    const QStringList parts = words.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (QAction* action : m_registry.actions()) {
        if (!action->isEnabled()) continue;
        const QString menu = QString(ActionRegistry::menuOf(action)).remove(QLatin1Char('&'));
        const QString text = menu.isEmpty() ? ActionRegistry::plainText(action)
                                            : menu + QStringLiteral(": ") + ActionRegistry::plainText(action);
        const QString searched = text + QLatin1Char(' ') + action->statusTip();
        bool matches = true;
        for (const QString& part : parts) matches = matches && searched.contains(part, Qt::CaseInsensitive);
        if (!matches) continue;
        auto* item = new QListWidgetItem(action->icon().isNull() ? noIcon() : action->icon(), text, m_list);
        item->setData(Qt::UserRole, QVariant::fromValue<QObject*>(action));
        item->setData(Qt::UserRole + 1, action->shortcut().toString(QKeySequence::NativeText));
        item->setToolTip(action->statusTip());
    }
    m_list->setCurrentRow(0);
}

void CommandPalette::runCurrent() {
    QPointer<QAction> action;
    if (const auto* item = m_list->currentItem())
        action = qobject_cast<QAction*>(item->data(Qt::UserRole).value<QObject*>());
    close();
    // After the popup is gone, so that a dialog that opens has the focus.
    if (action) QTimer::singleShot(0, action, [action] { action->trigger(); });
}

}  // namespace redwell::ui
