// One message as HTML. Every word that comes from a document is escaped; clicks are links of the scheme "redwell:".
// A person has the same colour in every conversation, unless two of one conversation would share it.
#pragma once

#include "ui/conversation/shown_message.h"

#include <QDateTime>

#include <map>
#include <string>

namespace redwell::ui {

// When a message was written, as its document states it.
struct Moment {
    QDate day;
    QString time;    // "14:03:11"
    QString offset;  // "UTC-4"
    QDateTime wall;  // as stated, for distances
};
Moment momentOf(const StatedTime& sent);
QString dayName(const QDate& day);
// Whether the page marks a word of the text.
bool holdsWord(std::string_view text, const QStringList& foldedWords);

class MessageHtml {
public:
    // words: folded, marked wherever they stand. zone: of the case. isUnfolded: quotations and what stood before edits.
    MessageHtml(QStringList words, QString zone, bool isUnfolded)
        : m_words(std::move(words)), m_zone(std::move(zone)), m_isUnfolded(isUnfolded) {}

    // goesOn: the same sender in the same breath, without a head of its own. withTools: "Redact" and "Note" under the
    // pointer.
    QString message(const ShownMessage& shown, bool goesOn, bool withTools = true);
    QString aside(const Aside& aside, qsizetype index) const;
    // The page around what stands in body.
    static QByteArray page(const QString& body, bool isDark, const QString& colors, const QString& bodyClass = {});

private:
    QString event(const ShownMessage& shown) const;
    QString body(const ShownMessage& shown, const QString& open) const;
    QString facts(const ShownMessage& shown) const;
    QString foot(const ShownMessage& shown, bool withTools) const;
    int hueOf(const ShownMessage& shown);

    QStringList m_words;
    QString m_zone;
    bool m_isUnfolded;
    std::map<std::string, int> m_hues;
};

// The initials that stand for a sender: "Imogen Vale" -> "IV".
QString initialsOf(const QString& name);

}  // namespace redwell::ui
