// Why something is redacted: the standard reasons, or one's own words. The reason is printed on the box.
#pragma once

#include <QComboBox>

namespace redwell::ui {

class ReasonChooser : public QComboBox {
    Q_OBJECT
public:
    explicit ReasonChooser(QWidget* parent = nullptr);
    QString reason() const { return currentText().simplified(); }
};

}  // namespace redwell::ui
