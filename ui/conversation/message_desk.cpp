#include "ui/conversation/message_desk.h"

#include "documents/document_store.h"
#include "messages/message_store.h"
#include "ui/conversation/filter_bar.h"
#include "ui/conversation/message_view.h"
#include "ui/session/case_session.h"
#include "ui/session/text.h"

#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>

namespace redwell::ui {
namespace {
using Kind = messages::Conversation::Kind;
constexpr int kLeastWidth = 216;  // whatever is shown
}  // namespace

MessageDesk::MessageDesk(QWidget* parent) : QWidget(parent), m_bar(new FilterBar), m_view(new MessageView) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bar);
    column->addWidget(m_view, 1);
    m_bar->hide();
    setMinimumWidth(kLeastWidth);
    setFocusProxy(m_view);
    m_soon.setSingleShot(true);
    m_soon.setInterval(30);
    connect(&m_soon, &QTimer::timeout, this, &MessageDesk::reload);
    connect(m_bar, &FilterBar::filterChanged, this, &MessageDesk::filter);
    connect(m_bar, &FilterBar::scopeWanted, this, &MessageDesk::setWhole);
    connect(m_bar, &FilterBar::unfoldWanted, this, &MessageDesk::setUnfolded);
    connect(m_bar, &FilterBar::left, this, [this] { m_view->setFocus(); });
    connect(m_view, &MessageView::messageChosen, this, [this](MessageId id) {
        m_wanted = id;
        if (const auto* chosen = message(id)) emit messageChosen(chosen->document, id);
    });
    connect(m_view, &MessageView::elsewhereWanted, this, &MessageDesk::openElsewhere);
    connect(m_view, &MessageView::redactWanted, this, &MessageDesk::redactWanted);
    connect(m_view, &MessageView::noteWanted, this, &MessageDesk::noteWanted);
    connect(m_view, &MessageView::attachmentWanted, this, &MessageDesk::openAttachment);
    connect(m_view, &MessageView::menuWanted, this, &MessageDesk::menuWanted);
    connect(m_view, &MessageView::takeWanted, this, [this](const Aside& aside) { emit takeWanted(m_document, aside); });
    connect(m_view, &MessageView::asideChosen, this, [this](const Aside& aside) {
        if (aside.kind == Aside::Kind::Unassigned) {
            emit placeWanted(aside.region.page, aside.region.box);
        } else if (aside.message) {
            openElsewhere(aside.message);
        } else {
            emit nothingThere(tr("Nothing more is known of this message: it was answered, and not delivered."));
        }
    });
}

void MessageDesk::setSession(CaseSession* session) {
    if (m_session) disconnect(m_session, nullptr, this, nullptr);
    m_session = session;
    setDocument({});
    if (!session) return;
    m_view->setZone(plain(session->timeZone()));
    const auto soon = [this] { m_soon.start(); };
    connect(session, &CaseSession::redactionsChanged, this, soon);
    connect(session, &CaseSession::annotationsChanged, this, soon);
    connect(session, &CaseSession::messagesChanged, this, soon);
    connect(session, &CaseSession::callsChanged, this, soon);
    connect(session, &CaseSession::peopleChanged, this, soon);
}

void MessageDesk::setDocument(DocumentId document) {
    if (document != m_document) m_wanted = {};
    m_document = document;
    if (!m_session || !document) {
        ++m_reads;
        m_reading.reset();
        m_all.clear();
        m_asides.clear();
        m_view->clear();
        m_bar->hide();
        emit noteChanged({}, {});
        return;
    }
    reload();
}

void MessageDesk::reload() {
    if (!m_session || !m_document) return;
    m_session->readOr(
        this,
        [document = m_document, whole = m_isWhole](casefile::Database& database) -> Result<ConversationReading> {
            messages::Conversation wanted{Kind::Document, document, {}, 0};
            if (whole) {
                REDWELL_TRY(wanted, messages::ConversationStore(database).around(document));
            }
            return readConversation(database, wanted);
        },
        [this, read = ++m_reads](Result<ConversationReading> reading) {
            if (read != m_reads) return;
            if (reading) return show(std::move(*reading));
            m_view->clear(tr("The messages could not be read"), shown(reading.error().message()));
        });
}

void MessageDesk::show(ConversationReading reading) {
    m_reading = std::move(reading);
    m_all = shownMessages(*m_reading);
    m_asides = asidesOf(*m_reading);
    const auto around = m_reading->around.kind;
    m_bar->setScope(m_isWhole && around != Kind::Document, around == Kind::Thread ? tr("Thread")
                                                           : around == Kind::Chat ? tr("Chat")
                                                                                  : QString());
    m_bar->offer(peopleOf(m_all), tagsOf(m_all));
    m_bar->setVisible(!m_all.isEmpty());
    filter();
}

void MessageDesk::filter() {
    if (!m_reading) return;
    const auto& wanted = m_bar->filter();
    QList<ShownMessage> list;
    QList<Aside> asides;
    qsizetype found = 0, nextAside = 0;
    const auto takeAsides = [&](qsizetype upTo) {
        for (; nextAside < m_asides.size() && m_asides[nextAside].before <= upTo; ++nextAside) {
            // What belongs to nobody is nobody's message: a filter leaves it out.
            if (wanted.isActive()) continue;
            asides << m_asides[nextAside];
            asides.last().before = list.size();
        }
    };
    for (qsizetype i = 0; i < m_all.size(); ++i) {
        takeAsides(i);
        ShownMessage one = m_all[i];
        one.isMatch = wanted.matches(one);
        found += one.isMatch;
        if (one.isMatch || m_bar->showsOthers()) list << one;
    }
    takeAsides(m_all.size());
    m_bar->showCount(found, m_all.size());
    const bool isSame = m_onScreen == m_reading->conversation;
    m_onScreen = m_reading->conversation;
    if (m_all.isEmpty())
        m_view->clear();
    else if (list.isEmpty())
        m_view->clear(tr("No message fits the filter"), tr("Take something out of the filter above."));
    else
        m_view->show(list, asides, isSame);
    if (m_wanted && m_wanted != m_view->current()) m_view->setCurrent(m_wanted);

    const QLocale locale;
    const auto count = static_cast<qlonglong>(m_all.size());
    const auto persons = static_cast<qlonglong>(peopleOf(m_all).size());
    const QString people = persons == 1 ? tr("1 person") : tr("%1 people").arg(locale.toString(persons));
    const QString all = count == 1 ? tr("1 message") : tr("%1 messages").arg(locale.toString(count));
    if (count == 0)
        emit noteChanged({}, {});
    else if (wanted.isActive())
        emit noteChanged(tr("%1 of %2").arg(locale.toString(static_cast<qlonglong>(found)), all),
                         tr("%1 of %2").arg(locale.toString(static_cast<qlonglong>(found)), locale.toString(count)));
    else if (m_reading->isCut)
        emit noteChanged(tr("the first %1").arg(all), tr("the first %1").arg(locale.toString(count)));
    else
        emit noteChanged(tr("%1, %2").arg(all, people), all);
}

void MessageDesk::setCurrent(MessageId message) {
    m_wanted = message;
    m_view->setCurrent(message);
}

void MessageDesk::markWords(const QStringList& foldedWords) { m_view->markWords(foldedWords); }

void MessageDesk::setWhole(bool on) {
    if (m_isWhole == on) return;
    m_isWhole = on;
    m_wanted = m_view->current();
    reload();
}

void MessageDesk::setUnfolded(bool on) {
    m_bar->setUnfolded(on);
    m_view->setUnfolded(on);
}

bool MessageDesk::isUnfolded() const { return m_view->isUnfolded(); }
void MessageDesk::openFilter() {
    m_bar->isHidden() ? emit nothingThere(tr("This document has no messages to filter.")) : m_bar->open();
}
void MessageDesk::step(int by) { m_view->step(by); }

void MessageDesk::stepMatch(int by) {
    if (!m_view->stepMatch(by)) emit nothingThere(tr("No message here holds what was searched for."));
}

MessageId MessageDesk::current() const { return m_view->current(); }
QList<MessageId> MessageDesk::selected() const { return m_view->selected(); }

const documents::Message* MessageDesk::message(MessageId id) const {
    if (!m_reading) return nullptr;
    const auto& all = m_reading->messages;
    const auto found = std::find_if(all.begin(), all.end(), [id](const documents::Message& m) { return m.id == id; });
    return found == all.end() ? nullptr : &*found;
}

std::optional<messages::Conversation> MessageDesk::conversation() const {
    return m_reading ? std::optional(m_reading->around) : std::nullopt;
}

void MessageDesk::openAttachment(MessageId id, int index) {
    const auto* from = message(id);
    if (!from || !m_session || index < 0 || index >= static_cast<int>(from->attachments.size())) return;
    const auto& file = from->attachments[static_cast<std::size_t>(index)];
    // Several may have one name, "image001.png": they stand in the family in their order.
    const auto isNamesake = [&file](const documents::MessageAttachment& other) {
        return !other.isMissing && other.fileName == file.fileName && other.name == file.name;
    };
    const auto namesakes = std::count_if(from->attachments.begin(), from->attachments.begin() + index, isNamesake);
    m_session->read(
        this,
        [document = from->document, file, namesakes](casefile::Database& database) -> Result<DocumentId> {
            documents::DocumentStore store(database);
            REDWELL_TRY(const auto own, store.find(document));
            if (!own) return DocumentId{};
            REDWELL_TRY(const auto members, store.family(own->family));
            for (const auto* name : {&file.fileName, &file.name}) {
                DocumentId found;
                auto before = namesakes;
                for (const auto& member : members) {
                    if (member.id == document || name->empty() || member.fileName != *name) continue;
                    found = member.id;
                    if (before-- == 0) break;
                }
                if (found) return found;
            }
            return DocumentId{};
        },
        [this, name = shown(file.name)](DocumentId member) {
            if (member) return emit documentWanted(member);
            emit nothingThere(tr("%1 is not among the documents of this family.").arg(name));
        });
}

void MessageDesk::openElsewhere(MessageId id) {
    if (const auto* here = message(id)) return emit messageChosen(here->document, id);
    if (!m_session) return;
    m_session->read(
        this, [id](casefile::Database& database) { return messages::MessageStore(database).find(id); },
        [this](std::optional<documents::Message> found) {
            if (found) emit messageChosen(found->document, found->id);
        });
}

}  // namespace redwell::ui
