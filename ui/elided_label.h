// A line of text that gives way: what does not fit is cut with an ellipsis and shown whole as a tool tip. It never asks
// a layout for the width of its text, so that what is said in it cannot push a window about.
#pragma once

#include <QLabel>

namespace redwell::ui {

class ElidedLabel : public QLabel {
    Q_OBJECT
public:
    explicit ElidedLabel(Qt::TextElideMode mode = Qt::ElideRight, QWidget* parent = nullptr);
    QString visibleText() const;  // as it is drawn
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    Qt::TextElideMode m_mode;
};

}  // namespace redwell::ui
