// Pictures among the papers: the chart of a training run, and a whiteboard written by hand. The handwriting is drawn
// stroke by stroke, since no typeface passes for a marker.
#pragma once

#include <QImage>
#include <QJsonObject>

namespace redwell::sample {

QImage chartOf(const QJsonObject& source);
QImage whiteboardOf(const QJsonObject& source);

}  // namespace redwell::sample
