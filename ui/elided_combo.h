// A choice that is cut with an ellipsis where its box is too narrow, and told whole as a tool tip: Qt cuts it through a
// letter, and nobody sees that there is more.
#pragma once

#include <QComboBox>

namespace redwell::ui {

class ElidedCombo : public QComboBox {
    Q_OBJECT
public:
    using QComboBox::QComboBox;
    QString visibleText() const;  // as it is drawn

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
};

}  // namespace redwell::ui
