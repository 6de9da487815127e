// A short word at the foot of a view about what just happened or why nothing did; goes by itself.
#pragma once

#include <QLabel>
#include <QTimer>

namespace redwell::ui {

class Toast : public QLabel {
    Q_OBJECT
public:
    explicit Toast(QWidget* over);
    void say(const QString& text);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void place();
    QTimer m_gone;
};

}  // namespace redwell::ui
