// A conversation as one page of HTML without scripts: every word that comes from a document is escaped, and the page
// carries its own style and a policy that lets nothing else load. Clicks are links of the scheme "redwell:", which the
// view takes and never follows.
#pragma once

#include "base/strong_id.h"
#include "documents/message.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace redwell::ui {

struct ShownMessage {
    documents::Message message;
    MessageId id;
    bool hasNote = false;
    bool isRedacted = false;
};

struct Conversation {
    QList<ShownMessage> messages;
    QStringList words;     // folded; marked wherever they stand
    QString zone;          // of the case; times with an offset are given in it too
    qsizetype limit = -1;  // messages shown; -1 for all
    bool isDark = false;
    QString colors;  // CSS custom properties of the theme
};

// UTF-8. Any thread.
QByteArray conversationPage(const Conversation& conversation);
// The initials that stand for a sender: "Imogen Vale" -> "IV".
QString initialsOf(const QString& name);

}  // namespace redwell::ui
