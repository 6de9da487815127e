// Fusion with the icons of the house: no pictures on the buttons of dialogs, and what Qt would draw from its own stock
// (message boxes, the clear button of a line) drawn from resources/icons.
#pragma once

#include <QProxyStyle>

namespace redwell::ui {

class WindowStyle : public QProxyStyle {
    Q_OBJECT
public:
    WindowStyle();
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* returned) const override;
    QIcon standardIcon(StandardPixmap standard, const QStyleOption* option, const QWidget* widget) const override;
    QPixmap standardPixmap(StandardPixmap standard, const QStyleOption* option, const QWidget* widget) const override;
};

}  // namespace redwell::ui
