// A dock with a title bar of the house: its name, a line about what it shows, a button to float it and one to close it.
#pragma once

#include <QDockWidget>

class QLabel;

namespace redwell::ui {

class Dock : public QDockWidget {
    Q_OBJECT
public:
    Dock(const QString& id, const QString& title, QWidget* content, QWidget* parent);
    void setNote(const QString& note);

private:
    QLabel* m_note;
};

}  // namespace redwell::ui
