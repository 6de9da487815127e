#include "ui/elided_choice.h"

#include "ui/session/text.h"

#include <QComboBox>
#include <QEvent>
#include <QLineEdit>
#include <QSignalBlocker>

namespace redwell::ui {

ElidedChoice::ElidedChoice(QComboBox* combo) : QObject(combo), m_combo(combo) {
    combo->lineEdit()->installEventFilter(this);
    connect(combo, &QComboBox::currentIndexChanged, this, [this] { show(m_combo->lineEdit()->hasFocus()); });
}

void ElidedChoice::show(bool whole) {
    auto* line = m_combo->lineEdit();
    const QString text = m_combo->itemText(m_combo->currentIndex());
    const int room = line->contentsRect().width() - 8;
    const QString fitting = whole ? text : line->fontMetrics().elidedText(text, Qt::ElideRight, room);
    const QSignalBlocker quiet(line);
    line->setText(fitting);
    line->setCursorPosition(0);
    m_combo->setToolTip(asPlainTip(fitting == text ? QString() : text));
}

bool ElidedChoice::eventFilter(QObject* watched, QEvent* event) {
    auto* line = m_combo->lineEdit();
    const bool isChosen = m_combo->currentIndex() >= 0;
    if (event->type() == QEvent::FocusIn && isChosen) {
        show(true);
        line->selectAll();
    }
    if (event->type() == QEvent::FocusOut && isChosen && line->text() == m_combo->itemText(m_combo->currentIndex()))
        show(false);
    if (event->type() == QEvent::Resize && isChosen && !line->hasFocus()) show(false);
    return QObject::eventFilter(watched, event);
}

}  // namespace redwell::ui
