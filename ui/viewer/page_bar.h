// The thin bar over the pages: pages or text, which page of how many, how large. What does not fit is in a menu at its
// end.
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace redwell::ui {

class PageBar : public QWidget {
    Q_OBJECT
public:
    explicit PageBar(QWidget* parent = nullptr);
    void setTitle(const QString& title, const QString& about);  // control number and name; words out of documents
    void setPage(int page, int count);
    void setZoom(double zoom);
    void setShowingText(bool on);
    void setSeenThrough(bool on);
    void setHasRedactions(bool has);

signals:
    void textWanted(bool on);
    void pageWanted(int page);
    void zoomWanted(double zoom);  // 1: natural size
    void zoomStepWanted(int by);
    void fitWidthWanted();
    void fitPageWanted();
    void rotateWanted();
    void seenThroughWanted(bool on);

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void elideTitle();
    void fit();

    QToolButton *m_pages, *m_text, *m_through, *m_zoom, *m_out, *m_in, *m_width, *m_whole, *m_turn, *m_more;
    QLineEdit* m_page;
    QLabel *m_word, *m_count, *m_title;
    QWidget* m_pageTools;
    QString m_wholeTitle;
    int m_pageCount = 0;
};

}  // namespace redwell::ui
