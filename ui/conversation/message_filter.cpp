#include "ui/conversation/message_filter.h"

#include "base/text.h"
#include "messages/sender.h"
#include "ui/conversation/message_html.h"
#include "ui/session/text.h"

#include <QSet>

#include <algorithm>
#include <map>

namespace redwell::ui {
namespace {

QString keyOf(const std::string& participant) { return plain(messages::senderKey(messages::displayName(participant))); }

std::vector<std::string> recipientsOf(const documents::Message& m) {
    std::vector<std::string> all = m.to;
    all.insert(all.end(), m.cc.begin(), m.cc.end());
    all.insert(all.end(), m.bcc.begin(), m.bcc.end());
    return all;
}

// In the order of recipientsOf.
QStringList recipientKeys(const ShownMessage& shown) {
    if (!shown.recipients.isEmpty()) return shown.recipients;
    QStringList keys;
    for (const auto& entry : recipientsOf(shown.message)) keys << keyOf(entry);
    return keys;
}

bool isWordBegin(const QString& text, qsizetype at) { return at == 0 || !text.at(at - 1).isLetterOrNumber(); }

bool holds(const QString& folded, const QString& word) {
    for (auto at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1))
        if (isWordBegin(folded, at)) return true;
    return false;
}

QString foldedText(const documents::Message& m) {
    std::string text = m.subject + '\n' + m.body;
    for (const auto& file : m.attachments) text += '\n' + file.name;
    for (const auto& edit : m.edits) text += '\n' + edit.previous;
    return plain(fold(text));
}

bool hasTag(const ShownMessage& shown, const QString& tag) {
    const auto& m = shown.message;
    if (tag == QLatin1String(MessageFilter::kNote)) return shown.hasNote;
    if (tag == QLatin1String(MessageFilter::kRedacted)) return shown.covered == redaction::Coverage::Whole;
    if (tag == QLatin1String(MessageFilter::kPartlyRedacted)) return shown.covered == redaction::Coverage::Partly;
    if (tag == QLatin1String(MessageFilter::kAttachment)) return !m.attachments.empty();
    if (tag == QLatin1String(MessageFilter::kChanged)) return m.isDeleted || !m.edits.empty();
    if (tag == QLatin1String(MessageFilter::kUnsure)) return m.confidence < 0.7;
    if (tag == QLatin1String(MessageFilter::kCorrected)) return shown.isCorrected;
    return shown.tags.contains(tag);
}

}  // namespace

QString senderOf(const ShownMessage& shown) {
    return shown.person.isEmpty() ? keyOf(shown.message.from) : shown.person;
}

QStringList wordsOf(const QString& text) { return plain(fold(utf8(text))).split(QLatin1Char(' '), Qt::SkipEmptyParts); }

bool MessageFilter::isActive() const {
    return !person.isEmpty() || from.isValid() || to.isValid() || !words.trimmed().isEmpty() || !tag.isEmpty();
}

bool MessageFilter::matches(const ShownMessage& shown) const {
    const auto& m = shown.message;
    if (!person.isEmpty() && senderOf(shown) != person && !recipientKeys(shown).contains(person)) return false;
    if (from.isValid() || to.isValid()) {
        const auto day = momentOf(m.sent).day;
        if (!day.isValid() || (from.isValid() && day < from) || (to.isValid() && day > to)) return false;
    }
    if (const auto wanted = wordsOf(words); !wanted.isEmpty()) {
        const auto text = foldedText(m);
        if (!std::all_of(wanted.begin(), wanted.end(), [&](const QString& word) { return holds(text, word); }))
            return false;
    }
    return tag.isEmpty() || hasTag(shown, tag);
}

QList<ListedPerson> peopleOf(const QList<ShownMessage>& messages) {
    std::map<QString, ListedPerson> found;
    const auto meet = [&](const QString& key, const std::string& participant) -> ListedPerson& {
        auto& person = found[key];
        if (person.key.isEmpty()) person = {key, shown(messages::displayName(participant)), 0};
        return person;
    };
    for (const auto& one : messages) {
        if (!one.message.from.empty()) ++meet(senderOf(one), one.message.from).messages;
        const auto keys = recipientKeys(one);
        const auto names = recipientsOf(one.message);
        for (qsizetype i = 0; i < std::min(keys.size(), static_cast<qsizetype>(names.size())); ++i)
            if (!keys[i].isEmpty()) meet(keys[i], names[static_cast<std::size_t>(i)]);
    }
    QList<ListedPerson> people;
    for (auto& [key, person] : found)
        if (!key.isEmpty()) people << person;
    std::stable_sort(people.begin(), people.end(), [](const ListedPerson& a, const ListedPerson& b) {
        if ((a.messages > 0) != (b.messages > 0)) return a.messages > 0;
        return QString::localeAwareCompare(a.name, b.name) < 0;
    });
    return people;
}

QStringList tagsOf(const QList<ShownMessage>& messages) {
    QSet<QString> tags;
    for (const auto& one : messages)
        for (const auto& tag : one.tags) tags.insert(tag);
    QStringList list(tags.begin(), tags.end());
    list.sort();
    return list;
}

}  // namespace redwell::ui
