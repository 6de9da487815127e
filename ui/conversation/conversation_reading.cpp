#include "ui/conversation/conversation_reading.h"

#include "base/text.h"
#include "documents/document_store.h"
#include "messages/message_store.h"
#include "messages/sender.h"
#include "ui/conversation/message_html.h"
#include "ui/review/call_text.h"
#include "ui/session/text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <set>

namespace redwell::ui {
namespace {

constexpr int kMost = 20'000;  // messages of one list

QString tr(const char* text) { return QCoreApplication::translate("redwell::ui::MessageView", text); }

Result<std::vector<UnassignedText>> unassignedText(casefile::Database& database, DocumentId document) {
    constexpr int kSeenOften = 3;  // the same on so many pages is a stamp or a heading: told once
    REDWELL_TRY(const auto regions, messages::ConversationStore(database).unassigned(document));
    std::vector<UnassignedText> found;
    std::map<int, documents::Page> pages;
    for (const auto& region : regions) {
        if (!pages.contains(region.page)) {
            REDWELL_TRY(auto page, documents::DocumentStore(database).page(document, region.page));
            pages.emplace(region.page, page ? std::move(*page) : documents::Page{});
        }
        std::string text;
        for (const auto& word : pages[region.page].words) {
            if (!region.box.grown(0.5).contains((word.box.x0 + word.box.x1) / 2, (word.box.y0 + word.box.y1) / 2))
                continue;
            text += word.text + (word.endsLine ? '\n' : ' ');
        }
        text = std::string(trim(text));
        if (!text.empty()) found.push_back({region, std::move(text), 0});
    }
    // Page numbers differ in their digits alone.
    std::map<std::string, std::vector<std::size_t>> alike;
    for (std::size_t i = 0; i < found.size(); ++i) {
        std::string key = foldToAlphanumeric(found[i].text);
        std::erase_if(key, [](char c) { return c >= '0' && c <= '9'; });
        alike[key].push_back(i);
    }
    std::set<std::size_t> repeated;
    for (const auto& [key, places] : alike) {
        if (static_cast<int>(places.size()) < kSeenOften) continue;
        found[places.front()].alsoOn = static_cast<int>(places.size()) - 1;
        repeated.insert(places.begin() + 1, places.end());
    }
    std::vector<UnassignedText> once;
    for (std::size_t i = 0; i < found.size(); ++i)
        if (!repeated.contains(i)) once.push_back(std::move(found[i]));
    return once;
}

// Of messages of one document.
Status findCovered(casefile::Database& database, DocumentId document, ConversationReading& reading) {
    REDWELL_TRY(const auto redactions, redaction::RedactionStore(database).ofDocument(document));
    if (redactions.empty()) return {};
    redaction::PageWords words;
    for (const auto& redaction : redactions) {
        if (words.contains(redaction.page)) continue;
        REDWELL_TRY(auto page, documents::DocumentStore(database).page(document, redaction.page));
        words[redaction.page] = page ? std::move(page->words) : std::vector<documents::Word>{};
    }
    for (const auto& message : reading.messages) {
        if (message.document != document) continue;
        const auto coverage = redaction::coverageOf(message, redactions, words);
        if (coverage != redaction::Coverage::None) reading.covered.emplace(message.id, coverage);
    }
    return {};
}

QString lineOf(const documents::Message& message) {
    constexpr std::size_t kLine = 70;
    std::string words;
    for (const auto& line : split(message.body, '\n'))
        if (!trim(line).starts_with('>')) words += line + ' ';
    words = collapseWhitespace(words);
    const QString said = shown(elide(words.empty() ? message.subject : words, kLine));
    return QStringLiteral("%1: %2").arg(shown(messages::displayName(message.from)), said);
}

// What stands on a message, as chips: choices by their labels, flags by their field's, open questions as such.
QStringList tagsOf(const review::MessageCallValues& calls, const std::vector<casefile::Field>& fields) {
    QStringList tags;
    for (const auto& field : fields) {
        const auto found = calls.find(field.name);
        if (found == calls.end() || field.type == casefile::FieldType::Text) continue;
        const auto& call = found->second;
        if (call.standing == review::CallStanding::InConflict)
            tags << tr("%1: disputed").arg(shown(field.label));
        else if (field.type == casefile::FieldType::Flag && call.value == "true")
            tags << shown(field.label);
        else if (field.type != casefile::FieldType::Flag)
            tags << callLabels(field, call.value);
    }
    return tags;
}

template <class Map, class Key>
const auto* at(const Map& map, const Key& key) {
    const auto found = map.find(key);
    return found == map.end() ? nullptr : &found->second;
}

}  // namespace

Result<ConversationReading> readConversation(casefile::Database& database, const messages::Conversation& conversation) {
    ConversationReading reading;
    reading.conversation = reading.around = conversation;
    messages::ConversationStore store(database);
    const bool isDocument = conversation.kind == messages::Conversation::Kind::Document;
    if (isDocument) {
        REDWELL_TRY(reading.around, store.around(conversation.document));
        REDWELL_TRY(reading.unassigned, unassignedText(database, conversation.document));
    }
    REDWELL_TRY(reading.messages, store.messages(conversation, kMost + 1));
    reading.isCut = reading.messages.size() > kMost;
    if (reading.isCut) reading.messages.resize(kMost);
    REDWELL_TRY(reading.places, store.places(reading.messages));
    REDWELL_TRY(reading.gaps, store.gaps(conversation));
    std::vector<MessageId> all;
    for (const auto& message : reading.messages) all.push_back(message.id);
    REDWELL_TRY(reading.calls, review::MessageCalls(database).effective(all));
    REDWELL_TRY(reading.fields, review::CodingStore(database).fields());
    REDWELL_TRY(reading.senders, messages::PeopleStore(database).senders(all));
    std::set<DocumentId> documents;
    std::set<MessageId> here, wanted;
    for (const auto& message : reading.messages) {
        documents.insert(message.document);
        here.insert(message.id);
    }
    for (const auto& [id, place] : reading.places)
        if (place.parent) wanted.insert(place.parent);
    for (const auto& gap : reading.gaps)
        if (gap.quotation) wanted.insert(gap.quotation);
    for (const auto id : wanted) {
        if (here.contains(id)) continue;
        REDWELL_TRY(auto message, messages::MessageStore(database).find(id));
        if (message) reading.elsewhere.emplace(id, std::move(*message));
    }
    const std::vector<DocumentId> ids(documents.begin(), documents.end());
    REDWELL_TRY(auto found, documents::DocumentStore(database).get(ids));
    for (auto& document : found) reading.documents.emplace(document.id, std::move(document));
    for (const auto id : ids) {
        REDWELL_TRY(reading.notes[id], review::AnnotationStore(database).ofDocument(id));
        REDWELL_CHECK(findCovered(database, id, reading));
    }
    return reading;
}

QList<ShownMessage> shownMessages(const ConversationReading& reading) {
    std::map<std::pair<std::string, std::string>, const documents::Message*> byKey;  // of one conversation
    std::map<MessageId, const documents::Message*> byId;
    for (const auto& m : reading.messages) {
        byId[m.id] = &m;
        if (!m.key.empty()) byKey.emplace(std::pair(m.conversation, m.key), &m);
    }
    for (const auto& [id, m] : reading.elsewhere) byId[id] = &m;
    std::set<MessageId> afterGap;
    for (const auto& gap : reading.gaps) afterGap.insert(gap.knownFrom);

    // One person has one colour, however he is written.
    const auto personKey = [](PersonId id) { return QStringLiteral("person %1").arg(id.value); };
    const auto nameKey = [](const std::string& participant) {
        return plain(messages::senderKey(messages::displayName(participant)));
    };
    std::map<QString, QString> personOf;
    for (const auto& m : reading.messages)
        if (const auto* sender = at(reading.senders, m.id)) personOf.emplace(nameKey(m.from), personKey(*sender));

    const bool isThread = reading.around.kind == messages::Conversation::Kind::Thread;
    const bool severalDocuments = reading.conversation.kind != messages::Conversation::Kind::Document;
    QList<ShownMessage> list;
    const documents::Message* before = nullptr;
    for (const auto& m : reading.messages) {
        ShownMessage one;
        one.message = m;
        one.id = m.id;
        if (const auto* notes = at(reading.notes, m.document))
            one.hasNote = std::any_of(notes->begin(), notes->end(),
                                      [&](const review::Annotation& note) { return note.message == m.id; });
        if (const auto* covered = at(reading.covered, m.id)) one.covered = *covered;
        if (const auto* document = at(reading.documents, m.document); document && severalDocuments)
            one.document = shown(document->controlNumber);
        if (const auto* sender = at(reading.senders, m.id)) one.person = personKey(*sender);
        for (const auto* list_ : {&m.to, &m.cc, &m.bcc})
            for (const auto& entry : *list_) {
                const auto* known = at(personOf, nameKey(entry));
                one.recipients << (known ? *known : nameKey(entry));
            }
        if (const auto* calls = at(reading.calls, m.id)) one.tags = tagsOf(*calls, reading.fields);
        const documents::Message* answered = nullptr;
        if (const auto* place = at(reading.places, m.id)) {
            one.sightings = place->sightings;
            one.isInclusive = place->isInclusive && place->sightings > 0 && severalDocuments && isThread;
            one.isCorrected = place->isCorrected;
            if (const auto* parent = at(byId, place->parent)) answered = *parent;
        }
        if (!answered && !m.replyTo.empty())
            if (const auto* parent = at(byKey, std::pair(m.conversation, m.replyTo))) answered = *parent;
        // What stands right above needs no line of its own.
        if (answered && answered != before) {
            one.answers = answered->id;
            one.answersLine = lineOf(*answered);
        } else if (!answered && !m.replyTo.empty() && !afterGap.contains(m.id)) {
            one.answersLine = tr("answers a message that is not here");
        }
        list << one;
        before = &m;
    }
    return list;
}

QList<Aside> asidesOf(const ConversationReading& reading) {
    const auto& all = reading.messages;
    QList<Aside> asides;
    for (const auto& gap : reading.gaps) {
        const auto from =
            std::find_if(all.begin(), all.end(), [&](const documents::Message& m) { return m.id == gap.knownFrom; });
        Aside aside;
        aside.before = from == all.end() ? static_cast<qsizetype>(all.size()) : from - all.begin();
        aside.message = gap.quotation;
        const documents::Message* quoted = at(reading.elsewhere, gap.quotation);
        if (!quoted) {
            const auto here = std::find_if(all.begin(), all.end(),
                                           [&](const documents::Message& m) { return m.id == gap.quotation; });
            if (here != all.end()) quoted = &*here;
        }
        if (!quoted) {
            aside.text = tr("A message that was answered here was not delivered");
        } else {
            const auto day = momentOf(quoted->sent).day;
            const QString who = shown(messages::displayName(quoted->from));
            const QString when =
                QLocale(QLocale::English, QLocale::UnitedStates).toString(day, QStringLiteral("MMMM d, yyyy"));
            aside.text = day.isValid() && !who.isEmpty()
                             ? tr("A message of %1 by %2 is known only from a quotation").arg(when, who)
                         : day.isValid() ? tr("A message of %1 is known only from a quotation").arg(when)
                                         : tr("A message is known only from a quotation");
        }
        asides << aside;
    }
    const auto isAfter = [](const documents::Message& m, const documents::Region& place) {
        if (m.regions.empty()) return m.page > place.page;
        const auto& first = m.regions.front();
        return first.page != place.page ? first.page > place.page : first.box.y0 >= place.box.y0;
    };
    for (const auto& loose : reading.unassigned) {
        Aside aside;
        aside.kind = Aside::Kind::Unassigned;
        const auto next =
            std::find_if(all.begin(), all.end(), [&](const documents::Message& m) { return isAfter(m, loose.region); });
        aside.before = next - all.begin();
        aside.region = loose.region;
        aside.text = shownLines(loose.text);
        if (loose.alsoOn > 0) aside.text += QLatin1Char('\n') + tr("(alike on %1 more pages)").arg(loose.alsoOn);
        asides << aside;
    }
    std::stable_sort(asides.begin(), asides.end(), [](const Aside& a, const Aside& b) { return a.before < b.before; });
    return asides;
}

}  // namespace redwell::ui
