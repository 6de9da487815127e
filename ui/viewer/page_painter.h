// Draws one page with everything that lies on it. Stateless: what to draw comes in, pixels go out. Marks are multiplied
// onto the paper, so that print stays readable; redactions are drawn as they will be burned in.
#pragma once

#include "ui/viewer/page_content.h"

#include <QImage>
#include <QPainter>
#include <QRect>
#include <QTransform>

#include <vector>

namespace redwell::ui {

struct PageLook {
    int page = 0;          // from 0
    QRect rect;            // in the painter's pixels
    QTransform transform;  // points to pixels from rect's top left
    QImage image;          // null: not there yet
    int waitAngle = 0;
    bool isWaiting = false;      // long enough to say so
    QString problem;             // why there will be no image
    std::vector<Box> selection;  // points
    bool isSeenThrough = false;  // redactions let what is under them show
    RedactionId hovered, chosen;
};

void paintPage(QPainter& painter, const PageContent& content, const PageLook& look);
// The place of a note, as wide as it was drawn.
void paintNotePlace(QPainter& painter, const Box& box, const PageLook& look);
// The paper, its shadow and its image alone.
void paintPaper(QPainter& painter, const PageLook& look);

// Where the markers of the page's notes are drawn, in the painter's pixels; those of one place below one another.
struct NoteMarker {
    const review::Annotation* note = nullptr;
    QRectF rect;
};
std::vector<NoteMarker> noteMarkers(const PageContent& content, const PageLook& look);

}  // namespace redwell::ui
