// The pages of one document, one below the other: scrolled, enlarged and turned, their words selected, their
// redactions drawn by hand. Shows what PageContent holds and says what the reviewer wants; changes nothing itself.
#pragma once

#include "ui/viewer/page_arrangement.h"
#include "ui/viewer/page_content.h"
#include "ui/viewer/page_painter.h"
#include "ui/viewer/redaction_grips.h"
#include "ui/viewer/text_selection.h"

#include <QAbstractScrollArea>
#include <QElapsedTimer>
#include <QHash>
#include <QTimer>

#include <optional>

namespace redwell::ui {

class PageCache;

class PageView : public QAbstractScrollArea {
    Q_OBJECT
public:
    using Box = redwell::Box;  // not QFrame's
    static constexpr double kLeastZoom = 0.1, kMostZoom = 8;
    enum class Fit { Width, Page, None };
    // Where a reader is: kept per document.
    struct Position {
        Fit fit = Fit::Width;
        double zoom = 1;  // 1: a point is 1/72 inch on the screen
        int turn = 0;
        int page = 0;         // from 0, at the top of the view
        double x = 0, y = 0;  // points of that page at the view's top left
    };

    PageView(PageContent* content, PageCache* cache, QWidget* parent = nullptr);

    Position position() const;
    void restore(const Position& position);
    int currentPage() const;  // from 1; 0 without pages
    double zoom() const;
    void setZoom(double zoom);
    void zoomBy(int steps);
    void fitWidth();
    void fitPage();
    void rotate();
    void goToPage(int page);  // from 1
    // Brings a place into view without moving when it is there already. page from 1.
    void showPlace(int page, const Box& box);

    // What a drag with the mouse draws: a redaction, the place of a note, or nothing: it selects text.
    void setRedacting(bool on);
    void setNoting(bool on);  // for one place
    bool isRedacting() const { return m_tool == Tool::Redact; }
    bool isNoting() const { return m_tool == Tool::Note; }
    void setSeenThrough(bool on);
    bool isSeenThrough() const { return m_isSeenThrough; }
    void setReadOnly(bool on) { m_isReadOnly = on; }
    void choose(RedactionId redaction);  // as a click on it does

    const TextSelection& selection() const { return m_selection; }
    QString selectedText() const;
    void copy() const;
    void clearSelection();

signals:
    void currentPageChanged(int page);
    void zoomChanged();
    void selectionChanged();
    void boxDrawn(int page, redwell::Box box);
    void placeDrawn(int page, redwell::Box box);  // for a note
    void removeWanted(redwell::RedactionId redaction);
    void changeWanted(redwell::RedactionId redaction, redwell::Box box);  // moved, or made larger or smaller
    void reasonWanted(redwell::RedactionId redaction);
    void redactSelectionWanted();
    void noteWanted(int page, double x, double y);  // where it was asked for, points; page 0: beside all pages
    void messagePointed(redwell::MessageId message);
    void redactingChanged(bool on);
    void notingChanged(bool on);
    void seenThroughChanged(bool on);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    enum class Tool { Select, Redact, Note };
    struct Spot {       // a point of the view on a page
        int page = -1;  // from 0
        QPointF points;
        bool isInside = false;
    };
    void rearrange();
    void rearrangeAround(QPoint viewPoint, double zoom, int turn);
    void scrolled();
    void fetch();
    PageLook lookOf(int page) const;
    void wait(PageLook& look);
    double dpi(int page) const;
    double pixelsPerPoint() const;  // at zoom 1
    QPoint offset() const;          // of the sheet in the view
    Spot spotAt(QPoint viewPoint) const;
    const redaction::Redaction* redactionAt(const Spot& spot) const;
    QString tipAt(QPoint viewPoint) const;
    void updateCursor(QPoint viewPoint);
    const redaction::Redaction* chosenRedaction() const;
    std::optional<Grip> chosenGripAt(QPoint viewPoint) const;
    bool beginEdit(QPoint viewPoint);
    void editTo(QPoint viewPoint);
    void endEdit();
    bool cancelEdit();
    Qt::CursorShape editCursor(QPoint viewPoint, Qt::CursorShape otherwise) const;
    void dragTo(QPoint viewPoint);
    void take(Tool tool);
    void paintDraft(QPainter& painter, const PageLook& look, const Box& box) const;

    PageContent* m_content;
    PageCache* m_cache;
    PageArrangement m_arrangement;
    Fit m_fit = Fit::Width;
    double m_zoom = 1;
    int m_turn = 0, m_lastPage = 0;
    TextSelection m_selection;
    Tool m_tool = Tool::Select;
    bool m_isSeenThrough = false, m_isReadOnly = false;
    RedactionId m_hovered, m_chosen;
    enum class Drag { None, Text, Box, Pan, Edit };
    Drag m_drag = Drag::None;
    Grip m_grip;  // of the chosen redaction, while it is dragged
    Spot m_dragStart;
    QPoint m_pressed, m_pointer;
    std::optional<Box> m_box;        // being drawn, points of m_dragStart.page
    QTimer m_dragScroll, m_turning;  // the second turns the sign of waiting
    QElapsedTimer m_clock;
    QHash<int, qint64> m_waitingSince;  // of pages in view without an image
    bool m_isRearranging = false;
};

}  // namespace redwell::ui
