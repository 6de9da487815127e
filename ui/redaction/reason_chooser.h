// Why something is redacted: the standard reasons, or one's own words. The reason is printed on the box. Nothing is
// preset in a case where nobody has chosen yet: a privilege that nobody claimed must not be printed by accident. From
// then on the last one stands.
#pragma once

#include <QComboBox>

namespace redwell::ui {

class ReasonChooser : public QComboBox {
    Q_OBJECT
public:
    explicit ReasonChooser(QWidget* parent = nullptr);
    QSize sizeHint() const override;
    // folder: of the case whose last reason is shown.
    void setCase(const QString& folder);
    QString reason() const { return currentText().simplified(); }  // empty: none is chosen
    void choose(const QString& reason);                            // and remembers it
    void recall();                                                 // the last one, wherever it was chosen

private:
    void remember();
    QString m_key;
};

}  // namespace redwell::ui
