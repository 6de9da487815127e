// Two conversations on one page, in step by time: an axis of time at the left, what was written at the same time in one
// row, so that both scroll together.
#pragma once

#include "messages/in_step.h"
#include "ui/conversation/shown_message.h"

#include <QByteArray>

#include <vector>

namespace redwell::ui {

struct SideBySide {
    QList<ShownMessage> left, right;
    QString leftTitle, rightTitle;
    std::vector<messages::StepRow> rows;  // of left and right
    QString zone;                         // of the axis; IANA
    bool isUnfolded = false;
    bool isDark = false;
    QString colors;
};

// Oldest first: a chain that is printed with the newest on top would stand at one time. What has no time stays with the
// message before it.
QList<ShownMessage> byTime(QList<ShownMessage> messages, const QString& zone);
// When each message was written, for inStep().
std::vector<std::optional<Instant>> timesOf(const QList<ShownMessage>& messages, const QString& zone);
// UTF-8. Rows have the ids r0, r1 ... Any thread.
QByteArray sideBySidePage(const SideBySide& steps);

}  // namespace redwell::ui
