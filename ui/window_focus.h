// Keys go where the reviewer looks: a dialog or window of the program takes the keyboard when it comes up, and gives it
// back to the one below when it goes. A window manager would see to it; where there is none, keys would go on into the
// window behind, which codes documents by them.
#pragma once

#include <QObject>

class QWidget;

namespace redwell::ui {

class WindowFocus : public QObject {
    Q_OBJECT
public:
    explicit WindowFocus(QObject* parent = nullptr);  // for all windows of the program
    // A dialog that is open and asks for the keyboard; null when there is none. Windows that are made to be used beside
    // the main one say so: see standBeside.
    static QWidget* openDialog();
    static void standBeside(QWidget* window);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace redwell::ui
