// A message as the views of messages show it: what it says, and what the case knows of it besides.
#pragma once

#include "base/strong_id.h"
#include "documents/message.h"
#include "redaction/coverage.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace redwell::ui {

struct ShownMessage {
    documents::Message message;
    MessageId id;
    bool hasNote = false;
    redaction::Coverage covered = redaction::Coverage::None;
    QString document;        // control number, where several documents stand in one list
    QString person;          // what the sender's colour hangs on; empty: the name as written
    QStringList recipients;  // the same of to, cc and bcc, in this order; empty: the names as written
    QStringList tags;        // calls on the message, as people read them
    MessageId answers;       // the message that it answers; 0: none, or none that the case holds
    QString answersLine;     // "Imogen Vale: did you see the mail"
    int sightings = 1;       // how often the case holds it
    bool isInclusive = false;
    bool isCorrected = false;
    bool isMatch = true;      // of the filter; others are shown pale
    bool isSelected = false;  // part of the run that a command takes
};

// What stands between messages and is none.
struct Aside {
    enum class Kind { Gap, Unassigned };
    Kind kind = Kind::Gap;
    qsizetype before = 0;  // place in the list of messages; its size: after the last
    QString text;          // of a gap: the sentence; unassigned: the text on the page
    documents::Region region;
    MessageId message;  // of a gap: the quotation that it is known by
};

}  // namespace redwell::ui
