#include "ui/elided_combo.h"

#include "ui/session/text.h"

#include <QHelpEvent>
#include <QStyleOptionComboBox>
#include <QStylePainter>
#include <QToolTip>

namespace redwell::ui {

QString ElidedCombo::visibleText() const {
    QStyleOptionComboBox option;
    initStyleOption(&option);
    const QRect field = style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
    return fontMetrics().elidedText(currentText(), Qt::ElideRight, field.width() - 2);
}

bool ElidedCombo::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip || !toolTip().isEmpty() || visibleText() == currentText())
        return QComboBox::event(event);
    QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), asPlainTip(currentText()), this);
    return true;
}

void ElidedCombo::paintEvent(QPaintEvent*) {
    QStylePainter painter(this);
    painter.setPen(palette().color(QPalette::Text));
    QStyleOptionComboBox option;
    initStyleOption(&option);
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    option.currentText = visibleText();
    painter.drawControl(QStyle::CE_ComboBoxLabel, option);
}

}  // namespace redwell::ui
