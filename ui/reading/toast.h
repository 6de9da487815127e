// A word at the foot of a view about what just happened or why nothing did. A short one goes by itself; a warning stays
// until it is dismissed or something else is said. It wraps within the view, so that no word of it is lost.
#pragma once

#include <QFrame>
#include <QTimer>

class QLabel;
class QToolButton;

namespace redwell::ui {

class Toast : public QFrame {
    Q_OBJECT
public:
    explicit Toast(QWidget* over);
    void say(const QString& text);
    void warn(const QString& text);
    bool isWarning() const;  // one is on the screen

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void put(const QString& text, bool stays);
    void place();
    void dress();

    QLabel* m_text;
    QToolButton* m_dismiss;
    QTimer m_gone;
};

}  // namespace redwell::ui
