// One choice of a coding field: its label, and its key at the right. It shows what the case holds; a click asks for a
// change and changes nothing by itself.
#pragma once

#include <QPushButton>

class QLabel;

namespace redwell::ui {

class ChoiceButton : public QPushButton {
    Q_OBJECT
public:
    // Some: set on a part of the selected documents.
    enum class Held { No, Some, All };

    ChoiceButton(const QString& label, const QString& key, QWidget* parent = nullptr);
    void showHeld(Held held);
    Held held() const { return m_held; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void nextCheckState() override {}

private:
    QString m_label;
    QLabel* m_key = nullptr;
    Held m_held = Held::No;
};

}  // namespace redwell::ui
