// Small pages beside the page, with their numbers and marks for what they hold: redactions, hits, notes. Images are
// asked for as they come into view.
#pragma once

#include "ui/viewer/page_content.h"

#include <QAbstractScrollArea>

namespace redwell::ui {

class PageCache;

class ThumbnailStrip : public QAbstractScrollArea {
    Q_OBJECT
public:
    ThumbnailStrip(PageContent* content, PageCache* cache, QWidget* parent = nullptr);
    void setCurrentPage(int page);  // from 1

signals:
    void pageChosen(int page);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    void rearrange();
    void fetch(int first, int last);
    QRect cell(int page) const;  // from 0; in the view
    int pageAt(QPoint viewPoint) const;
    double dpi(int page) const;
    void paintMarks(QPainter& painter, int page, const QRect& paper) const;

    PageContent* m_content;
    PageCache* m_cache;
    int m_current = 1;
};

}  // namespace redwell::ui
