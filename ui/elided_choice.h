// The choice of an editable combo box, cut with an ellipsis where the box is too narrow for it: a line that is edited
// shows just its beginning, and nobody sees that there is more. Whoever goes there has all of it to edit.
#pragma once

#include <QObject>

class QComboBox;

namespace redwell::ui {

class ElidedChoice : public QObject {
    Q_OBJECT
public:
    explicit ElidedChoice(QComboBox* combo);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void show(bool whole);
    QComboBox* m_combo;
};

}  // namespace redwell::ui
