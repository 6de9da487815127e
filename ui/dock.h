// A dock with a title bar of the house: its name, a line about what it shows, a button to float it and one to close it.
#pragma once

#include <QDockWidget>

class QLabel;

namespace redwell::ui {

class Dock : public QDockWidget {
    Q_OBJECT
public:
    Dock(const QString& id, const QString& title, QWidget* content, QWidget* parent);
    // brief: what is said where there is no room for all of the note.
    void setNote(const QString& note, const QString& brief = {});

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fitNote();

    QLabel* m_note;
    QString m_wholeNote, m_briefNote;
};

}  // namespace redwell::ui
