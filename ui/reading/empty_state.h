// What stands in the place of pages when there are none: what is the matter, why, and the next step.
#pragma once

#include <QWidget>

#include <functional>

class QLabel;
class QPushButton;

namespace redwell::ui {

class EmptyState : public QWidget {
    Q_OBJECT
public:
    explicit EmptyState(QWidget* parent = nullptr);
    // All plain text. An empty action hides the button.
    void say(const QString& icon, const QString& title, const QString& text, const QString& action = {},
             std::function<void()> act = {});

private:
    void dress();

    QLabel *m_icon, *m_title, *m_text;
    QPushButton* m_action;
    QString m_iconName;
    std::function<void()> m_act;
};

}  // namespace redwell::ui
