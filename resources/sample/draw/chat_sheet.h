// Printouts of conversations, in the shapes that exports and browsers print them: "export" (name and time in brackets
// above the text), "bracket" (a log in a fixed pitch), "slack", "teams" and "phone" (a table from an extraction).
#pragma once

#include "sheet.h"
#include "sources.h"

namespace redwell::sample {

struct ChatEntry {
    QString sender;  // shown name; empty for a notice or a new day
    QDateTime sent;
    QString text;
    bool isDay = false;
};

// "entries": "= 2023-10-24" starts a day, "* text" is a notice, [time, sender, text] is a message.
QList<ChatEntry> chatEntriesOf(const QJsonObject& source, const Sources& sources);

void fillChatSheet(Sheet& sheet, const QJsonObject& source, const Sources& sources);

// The same conversation as a text file.
QString chatText(const QJsonObject& source, const Sources& sources);

}  // namespace redwell::sample
