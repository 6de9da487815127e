#include "ui/viewer/page_painter.h"

#include "ui/session/text.h"
#include "ui/theme/theme.h"
#include "ui/viewer/redaction_grips.h"

#include <QPainterPath>
#include <QRegion>

#include <algorithm>
#include <cmath>

namespace redwell::ui {
namespace {

constexpr double kLabelSizes[] = {8, 7, 6, 5};  // points; the largest that fits, as burning does
constexpr double kNoteSize = 15;                // pixels

QColor color(const char* token, int alpha = 255) {
    QColor color = Theme::instance().color(QString::fromLatin1(token));
    color.setAlpha(alpha);
    return color;
}

QRectF rectOf(const Box& box) { return {box.x0, box.y0, box.width(), box.height()}; }

QRectF onScreen(const Box& box, const PageLook& look) {
    return look.transform.mapRect(rectOf(box)).translated(look.rect.topLeft());
}

void paintHits(QPainter& painter, const PageContent& content, const PageLook& look) {
    const auto& hits = content.hits();
    painter.save();
    painter.setCompositionMode(QPainter::CompositionMode_Multiply);
    painter.setPen(Qt::NoPen);
    for (std::size_t i = 0; i < hits.places.size(); ++i) {
        const auto& hit = hits.places[i];
        if (hit.page != look.page + 1) continue;
        const bool isCurrent = hits.occurrences[i] == hits.current;
        painter.setBrush(color(isCurrent ? "paper_hit_current" : "paper_hit"));
        painter.drawRoundedRect(onScreen(hit.box.grown(isCurrent ? 1.5 : 0.6), look), 2, 2);
    }
    painter.restore();
}

// Which way the words of a place run, as a step of one point; to the right where they do not tell.
QPointF runOf(const documents::Page& page, const Box& box) {
    int right = 0, left = 0, down = 0, up = 0;
    const documents::Word* before = nullptr;
    for (const auto& word : page.words) {
        const double x = (word.box.x0 + word.box.x1) / 2, y = (word.box.y0 + word.box.y1) / 2;
        const bool isThere = box.contains(x, y);
        if (isThere && before) {
            const double dx = x - (before->box.x0 + before->box.x1) / 2, dy = y - (before->box.y0 + before->box.y1) / 2;
            ++(std::abs(dx) >= std::abs(dy) ? (dx >= 0 ? right : left) : (dy >= 0 ? down : up));
        }
        before = isThere && !word.endsLine ? &word : nullptr;
    }
    const int most = std::max({right, left, down, up});
    return most == right ? QPointF(1, 0) : most == down ? QPointF(0, 1) : most == up ? QPointF(0, -1) : QPointF(-1, 0);
}

// One pixel on the screen in a direction on the page.
QPointF stepOf(const PageLook& look, QPointF direction) {
    const QPointF step = look.transform.map(direction) - look.transform.map(QPointF(0, 0));
    return step / std::max(1e-9, std::hypot(step.x(), step.y()));
}

// A bar where its lines begin, whichever way they run and the page is turned.
QRectF barBeside(const documents::Page& page, const Box& box, const PageLook& look) {
    const QPointF run = runOf(page, box);
    Box edge = box;
    if (run.x() > 0) edge.x1 = edge.x0;
    if (run.x() < 0) edge.x0 = edge.x1;
    if (run.y() > 0) edge.y1 = edge.y0;
    if (run.y() < 0) edge.y0 = edge.y1;
    const QPointF out = -stepOf(look, run);
    const QRectF line = onScreen(edge, look);
    return line.translated(out).united(line.translated(4 * out));
}

void paintMessage(QPainter& painter, const PageContent& content, const PageLook& look) {
    const auto* message = content.message(content.currentMessage());
    if (!message) return;
    painter.save();
    for (const auto& region : message->regions) {
        if (region.page != look.page + 1) continue;
        const QRectF where = onScreen(region.box.grown(3), look);
        painter.setCompositionMode(QPainter::CompositionMode_Multiply);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color("mark", 26));
        painter.drawRoundedRect(where, 4, 4);
        painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
        painter.setBrush(color("mark"));
        painter.drawRoundedRect(barBeside(content.page(look.page), region.box.grown(3), look), 1.5, 1.5);
    }
    painter.restore();
}

// Whole pixels: a redaction has no soft edge.
QRect blackOf(const redaction::Redaction& redaction, const PageLook& look) {
    return onScreen(redaction.box, look).toAlignedRect();
}

// The reason in the largest size that fits, as it will be burned in; turned with the page. Returns where it stands, in
// points; empty when there is no room or another reason stands there.
void paintReason(QPainter& painter, const redaction::Redaction& redaction, const PageLook& look,
                 std::vector<Box>& taken) {
    const QString reason = shown(redaction.reason);
    QFont font(QStringLiteral("DejaVu Sans"));
    font.setPixelSize(100);  // measured large: small sizes would be rounded
    const QFontMetricsF metrics(font);
    const Box& box = redaction.box;
    for (const double size : kLabelSizes) {
        const double factor = size / 100, width = metrics.horizontalAdvance(reason) * factor;
        const double height = metrics.height() * factor;
        if (width + 4 > box.width() || height + 1 > box.height()) continue;
        const double x = (box.x0 + box.x1) / 2, y = (box.y0 + box.y1) / 2;
        const Box area{x - width / 2, y - height / 2, x + width / 2, y + height / 2};
        if (std::any_of(taken.begin(), taken.end(), [&](const Box& other) { return other.intersects(area); })) return;
        taken.push_back(area);
        painter.save();
        painter.translate(look.rect.topLeft());
        painter.setTransform(look.transform, true);
        painter.translate(x, y);
        painter.scale(factor, factor);
        painter.setFont(font);
        painter.setPen(Qt::white);
        painter.drawText(QPointF(-metrics.horizontalAdvance(reason) / 2, (metrics.ascent() - metrics.descent()) / 2),
                         reason);
        painter.restore();
        return;
    }
}

void paintGrips(QPainter& painter, const Box& box, const PageLook& look) {
    painter.save();
    painter.setPen(QPen(color("focus"), 1));
    painter.setBrush(Qt::white);
    for (const Grip& grip : gripsOf()) {
        const QPointF at = look.transform.map(placeOf(grip, box)) + look.rect.topLeft();
        painter.drawRect(QRectF(at - QPointF(kGripSize, kGripSize) / 2, QSizeF(kGripSize, kGripSize)));
    }
    painter.restore();
}

// All black first, as burning does: no box is painted over another's reason.
void paintRedactions(QPainter& painter, const PageContent& content, const PageLook& look) {
    std::vector<const redaction::Redaction*> here;
    for (const auto& redaction : content.redactions())
        if (redaction.page == look.page + 1) here.push_back(&redaction);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(Qt::NoPen);
    // One shape for those seen through: where two overlap it is no darker.
    QRegion solid, sheer;
    for (const auto* redaction : here)
        (look.isSeenThrough || redaction->id == look.hovered ? sheer : solid) += blackOf(*redaction, look);
    for (const QRect& rect : sheer - solid) painter.fillRect(rect, QColor(0, 0, 0, 150));
    for (const QRect& rect : solid) painter.fillRect(rect, Qt::black);
    painter.setRenderHint(QPainter::Antialiasing, true);
    std::vector<Box> taken;
    for (const auto* redaction : here) paintReason(painter, *redaction, look, taken);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color("focus"), 2));
    for (const auto* redaction : here)
        if (redaction->id == look.chosen) {
            painter.drawRect(QRectF(blackOf(*redaction, look)).adjusted(-2, -2, 2, 2));
            paintGrips(painter, redaction->box, look);
        }
    painter.restore();
}

void paintNote(QPainter& painter, const QRectF& where) {
    painter.save();
    QPainterPath sheet;
    sheet.moveTo(where.topLeft());
    sheet.lineTo(where.right(), where.top());
    sheet.lineTo(where.right(), where.bottom() - 5);
    sheet.lineTo(where.right() - 5, where.bottom());
    sheet.lineTo(where.bottomLeft());
    sheet.closeSubpath();
    painter.setPen(QPen(QColor(0x8a, 0x5a, 0x00), 1));
    painter.setBrush(QColor(0xff, 0xe9, 0xa8));
    painter.drawPath(sheet);
    for (double y = where.top() + 4; y < where.bottom() - 3; y += 3.5)
        painter.drawLine(QPointF(where.left() + 3, y), QPointF(where.right() - (y > where.bottom() - 7 ? 7 : 3), y));
    painter.restore();
}

// Why there is no image (yet). The ink is that of the paper, whatever the scheme.
void paintAbsence(QPainter& painter, const PageLook& look) {
    painter.save();
    const QPointF middle(look.rect.center().x(), std::min(look.rect.center().y(), look.rect.top() + 240));
    if (!look.problem.isEmpty()) {
        painter.setPen(QColor(0x65, 0x5f, 0x58));
        painter.drawText(look.rect.adjusted(24, 24, -24, -24), Qt::AlignCenter | Qt::TextWordWrap, look.problem);
    } else if (look.isWaiting) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(Qt::NoBrush);
        const QRectF ring(middle - QPointF(13, 13), QSizeF(26, 26));
        painter.setPen(QPen(QColor(0xe2, 0xde, 0xd8), 3));
        painter.drawEllipse(ring);
        painter.setPen(QPen(QColor(0x8d, 0x86, 0x7e), 3, Qt::SolidLine, Qt::RoundCap));
        painter.drawArc(ring, -look.waitAngle * 16, 90 * 16);
    }
    painter.restore();
}

}  // namespace

std::vector<NoteMarker> noteMarkers(const PageContent& content, const PageLook& look) {
    std::vector<NoteMarker> markers;
    const QPointF across = stepOf(look, {1, 0}), down = stepOf(look, {0, 1});  // as the page is read
    const QRectF room = QRectF(look.rect).adjusted(3, 3, -3, -3);
    for (const auto& note : content.notes()) {
        const auto place = content.placeOf(note);
        if (place.page != look.page + 1) continue;
        QRectF rect(0, 0, kNoteSize, kNoteSize);
        // Behind the line where the page has room for it; a note on a whole page in the page's corner.
        if (place.box.isEmpty())
            rect.moveTopRight(room.topRight());
        else
            rect.moveCenter(look.transform.map(QPointF(place.box.x1, place.box.y0)) + look.rect.topLeft() +
                            across * (3 + kNoteSize / 2) + down * (kNoteSize / 2));
        rect.moveRight(
            std::clamp(rect.right(), room.left() + kNoteSize, std::max(room.left() + kNoteSize, room.right())));
        rect.moveBottom(
            std::clamp(rect.bottom(), room.top() + kNoteSize, std::max(room.top() + kNoteSize, room.bottom())));
        rect.moveTopLeft({std::round(rect.x()) + 0.5, std::round(rect.y()) + 0.5});
        const auto isTaken = [&] {
            return std::any_of(markers.begin(), markers.end(),
                               [&](const NoteMarker& other) { return other.rect.intersects(rect); });
        };
        const QPointF step = place.box.isEmpty() ? QPointF(0, 1) : down;
        while (isTaken()) rect.translate(step * (kNoteSize + 3));
        markers.push_back({&note, rect});
    }
    return markers;
}

void paintNotePlace(QPainter& painter, const Box& box, const PageLook& look) {
    painter.save();
    painter.setPen(QPen(QColor(0x8a, 0x5a, 0x00), 1));
    painter.setBrush(QColor(0xff, 0xd9, 0x66, 40));
    painter.drawRect(onScreen(box, look));
    painter.restore();
}

void paintPaper(QPainter& painter, const PageLook& look) {
    painter.save();
    painter.setPen(Qt::NoPen);
    for (int i = 4; i >= 1; --i) {
        painter.setBrush(QColor(0, 0, 0, 9));
        painter.drawRoundedRect(QRectF(look.rect).adjusted(-i, -i + 1.5, i, i + 1.5), i, i);
    }
    painter.fillRect(look.rect, Qt::white);
    if (!look.image.isNull()) {
        const double ratio = painter.device()->devicePixelRatioF();
        const QSizeF exact = QSizeF(look.rect.size()) * ratio;
        const bool isUpright = look.transform.m12() == 0 && look.transform.m11() > 0;
        if (isUpright && std::abs(look.image.width() - exact.width()) <= 1.5 &&
            std::abs(look.image.height() - exact.height()) <= 1.5) {
            // Pixel for pixel: no resampling softens the print.
            painter.setClipRect(look.rect);
            QImage image = look.image;
            image.setDevicePixelRatio(ratio);
            painter.drawImage(look.rect.topLeft(), image);
        } else {
            painter.setRenderHint(QPainter::SmoothPixmapTransform);
            const QRectF points = look.transform.inverted().mapRect(QRectF(QPointF(0, 0), look.rect.size()));
            painter.translate(look.rect.topLeft());
            painter.setTransform(look.transform, true);
            painter.drawImage(points, look.image);
        }
    }
    painter.restore();
    if (look.image.isNull()) paintAbsence(painter, look);
}

void paintPage(QPainter& painter, const PageContent& content, const PageLook& look) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    paintPaper(painter, look);
    painter.setClipRect(QRectF(look.rect).adjusted(-8, 0, 8, 0), Qt::IntersectClip);
    paintMessage(painter, content, look);
    paintHits(painter, content, look);
    if (!look.selection.empty()) {
        painter.setCompositionMode(QPainter::CompositionMode_Multiply);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color("mark", 110));
        for (const auto& box : look.selection) painter.drawRect(onScreen(box.grown(0.8), look));
        painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
    }
    paintRedactions(painter, content, look);
    for (const auto& note : content.notes())
        if (note.page == look.page + 1 && !note.message && !note.box.isEmpty()) paintNotePlace(painter, note.box, look);
    if (content.draft().page == look.page + 1) paintNotePlace(painter, content.draft().box, look);
    for (const auto& marker : noteMarkers(content, look)) paintNote(painter, marker.rect);
    painter.restore();
}

}  // namespace redwell::ui
