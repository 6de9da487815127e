// A conversation as one page of HTML without scripts: days divided, long rests named, a sender's next words in the same
// breath under the same name. The page carries its own style and a policy that lets nothing else load.
#pragma once

#include "ui/conversation/message_html.h"
#include "ui/conversation/shown_message.h"

#include <QByteArray>

namespace redwell::ui {

struct Conversation {
    QList<ShownMessage> messages;
    QList<Aside> asides;   // by the place that they stand before
    QStringList words;     // folded; marked wherever they stand
    QString zone;          // of the case; times with an offset are given in it too
    qsizetype limit = -1;  // messages shown; -1 for all
    bool isUnfolded = false;
    bool isDark = false;
    QString colors;  // CSS custom properties of the theme
};

// UTF-8. Any thread.
QByteArray conversationPage(const Conversation& conversation);

}  // namespace redwell::ui
