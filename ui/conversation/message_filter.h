// Which messages of a list are meant: by person, day, words and what stands on them.
#pragma once

#include "ui/conversation/shown_message.h"

#include <QDate>
#include <QPair>

namespace redwell::ui {

struct MessageFilter {
    // What may stand on a message besides its calls.
    static constexpr const char* kNote = "is:note";
    static constexpr const char* kRedacted = "is:redacted";  // all of it
    static constexpr const char* kPartlyRedacted = "is:partly_redacted";
    static constexpr const char* kAttachment = "is:attachment";
    static constexpr const char* kChanged = "is:changed";  // edited or deleted
    static constexpr const char* kUnsure = "is:unsure";
    static constexpr const char* kCorrected = "is:corrected";

    QString person;  // personKey of who wrote or got it
    QDate from, to;  // days as stated, both included
    QString words;   // all of them, at the beginnings of words, in any case and accent
    QString tag;     // one of the above, or a call as it is shown

    bool isActive() const;
    bool matches(const ShownMessage& shown) const;
    bool operator==(const MessageFilter&) const = default;
};

// What people are told apart by in a list.
QString senderOf(const ShownMessage& shown);
struct ListedPerson {
    QString key, name;
    int messages = 0;  // written
};
// By name; those who wrote, then those who only got something.
QList<ListedPerson> peopleOf(const QList<ShownMessage>& messages);
// Calls that stand on any of them, sorted.
QStringList tagsOf(const QList<ShownMessage>& messages);
// Folded, for comparing and for marking.
QStringList wordsOf(const QString& text);

}  // namespace redwell::ui
