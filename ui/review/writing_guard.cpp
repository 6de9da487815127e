#include "ui/review/writing_guard.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>
#include <QWidget>

#include <algorithm>

namespace redwell::ui {
namespace {

constexpr qint64 kPause = 1500;     // ms without a letter that end a sentence
constexpr qint64 kSentence = 3000;  // ms that its first letters may be back

bool takesText(const QObject* widget) {
    const auto* line = qobject_cast<const QLineEdit*>(widget);
    const auto* plain = qobject_cast<const QPlainTextEdit*>(widget);
    const auto* rich = qobject_cast<const QTextEdit*>(widget);
    return (line && !line->isReadOnly()) || (plain && !plain->isReadOnly()) || (rich && !rich->isReadOnly());
}

}  // namespace

WritingGuard::WritingGuard(QObject* parent) : QObject(parent) { qApp->installEventFilter(this); }

void WritingGuard::setWatching(bool on) { m_isWatching = on; }

bool WritingGuard::isResting() {
    if (!m_since.isValid() || m_since.hasExpired(kPause)) return false;
    m_since.start();
    return true;
}

void WritingGuard::noteChange() {
    m_changes.emplace_back();
    m_changes.back().start();
}

bool WritingGuard::eventFilter(QObject* watched, QEvent* event) {
    if (!m_isWatching || event->type() != QEvent::KeyPress || !watched->isWidgetType()) return false;
    const auto* key = static_cast<QKeyEvent*>(event);
    const QString text = key->text();
    constexpr auto kCommands = Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier;
    // What is a key of something does not come here as a press; X shows what is under redactions.
    if (key->isAutoRepeat() || (key->modifiers() & kCommands) || text.size() != 1 || !text.at(0).isLetter() ||
        key->key() == Qt::Key_X || takesText(watched))
        return false;
    // One press goes on to the widgets around, and comes here again.
    if (isResting()) return false;
    m_since.start();
    m_changes.removeIf([](const QElapsedTimer& one) { return one.hasExpired(kSentence); });
    emit writingSeen(text, static_cast<int>(m_changes.size()));
    return false;
}

}  // namespace redwell::ui
