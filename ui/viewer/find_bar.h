// Find in the open document: what, how many, which one. It only asks; the desk finds.
#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace redwell::ui {

class FindBar : public QWidget {
    Q_OBJECT
public:
    explicit FindBar(QWidget* parent = nullptr);
    void begin(const QString& text);  // shows itself; text may be empty
    void end();
    QString text() const;
    void showCount(int current, int count);  // current from 0; -1: none

signals:
    void textWanted(const QString& text);
    void stepWanted(int by);  // 1 or -1
    void ended();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QLineEdit* m_text;
    QLabel* m_count;
    QToolButton *m_previous, *m_next;
    QTimer m_pause;  // typing goes on
};

}  // namespace redwell::ui
