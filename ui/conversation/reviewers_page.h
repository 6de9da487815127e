// What two reviewers say of the same messages, in two columns: each message once, beside it the calls and notes of the
// one and of the other, with what they disagree on marked.
#pragma once

#include "ui/conversation/shown_message.h"

#include <QByteArray>

#include <algorithm>

namespace redwell::ui {

struct ComparedLine {
    QString field;          // its label
    QString first, second;  // in people's words; empty: no call
    bool differs = false;
    QString settled, settledBy;  // of the settlement that stands
    bool isNote = false;
    bool isOpen() const { return differs && settledBy.isEmpty(); }
};

struct ComparedMessage {
    ShownMessage message;
    QList<ComparedLine> lines;
    bool isOpen() const {
        return std::any_of(lines.begin(), lines.end(), [](const ComparedLine& line) { return line.isOpen(); });
    }
};

struct ReviewersPage {
    QString first, second;  // names
    QList<ComparedMessage> messages;
    QString zone;
    bool isDark = false;
    QString colors;
};

// UTF-8. The rows have the ids c1, c2 ... after their messages; "redwell:settle/MESSAGE/LINE" settles. Any thread.
QByteArray reviewersPage(const ReviewersPage& page);

}  // namespace redwell::ui
