#include "ui/reading/reading_desk.h"

#include "base/text.h"
#include "messages/message_store.h"
#include "redaction/finder.h"
#include "ui/conversation/message_desk.h"
#include "ui/conversation/message_view.h"
#include "ui/reading/empty_state.h"
#include "ui/reading/page_setter.h"
#include "ui/reading/toast.h"
#include "ui/redaction/reason_chooser.h"
#include "ui/session/case_session.h"
#include "ui/session/text.h"
#include "ui/undo/change_command.h"
#include "ui/viewer/find_bar.h"
#include "ui/viewer/page_bar.h"
#include "ui/viewer/page_cache.h"
#include "ui/viewer/page_content.h"
#include "ui/viewer/text_view.h"
#include "ui/viewer/thumbnail_strip.h"
#include "ui/viewer/word_finder.h"

#include <QFrame>
#include <QLabel>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

namespace redwell::ui {
namespace {

constexpr int kPatience = 200;  // ms before "Opening…" takes the place of the document before

QFrame* noticeStrip(QLabel* text) {
    auto* strip = new QFrame;
    strip->setProperty("notice", "info");
    strip->setStyleSheet(QStringLiteral("QFrame { border-radius: 0; border-left: none; border-right: none; }"));
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    auto* layout = new QHBoxLayout(strip);
    layout->setContentsMargins(12, 5, 12, 5);
    layout->addWidget(text);
    strip->hide();
    return strip;
}

}  // namespace

ReadingDesk::ReadingDesk(QWidget* parent)
    : QWidget(parent),
      m_content(new PageContent(this)),
      m_cache(new PageCache(this)),
      m_setter(new PageSetter(this)),
      m_reason(new ReasonChooser),
      m_messages(new MessageDesk) {
    m_finder.setMaxThreadCount(1);
    m_bar = new PageBar;
    m_noticeText = new QLabel;
    m_notice = noticeStrip(m_noticeText);
    m_thumbnails = new ThumbnailStrip(m_content, m_cache);
    m_thumbnails->hide();
    m_pages = new PageView(m_content, m_cache);
    m_text = new TextView(m_content);
    m_find = new FindBar;
    m_empty = new EmptyState;
    m_views = new QStackedWidget;
    m_views->addWidget(m_pages);
    m_views->addWidget(m_text);
    m_toast = new Toast(m_views);
    // The page comes up first: Chromium would take both cores from it.
    m_messages->view()->hold();
    connect(
        m_cache, &PageCache::arrived, m_messages,
        [this] { QTimer::singleShot(0, m_messages, [this] { m_messages->view()->release(); }); },
        Qt::SingleShotConnection);

    m_reading = new QWidget;
    auto* column = new QVBoxLayout(m_reading);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_thumbnails);
    row->addWidget(m_views, 1);
    column->addWidget(m_bar);
    column->addWidget(m_notice);
    column->addLayout(row, 1);
    column->addWidget(m_find);
    m_whole = new QStackedWidget;
    m_whole->addWidget(m_empty);
    m_whole->addWidget(m_reading);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_whole);
    setMinimumSize(400, 200);  // with every panel beside it there is room for it in a window of 1100 pixels

    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatience);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_empty->say(QStringLiteral("document"), tr("Opening…"), {});
        m_whole->setCurrentWidget(m_empty);
    });
    m_reloading.setSingleShot(true);
    m_reloading.setInterval(400);
    connect(&m_reloading, &QTimer::timeout, this, &ReadingDesk::reload);
    connectViews();
    showNothing();
}

ReadingDesk::~ReadingDesk() {
    if (m_finding) m_finding->cancel();
    m_finder.waitForDone();
}

void ReadingDesk::connectViews() {
    connect(m_bar, &PageBar::textWanted, this, &ReadingDesk::showText);
    connect(m_bar, &PageBar::pageWanted, this, &ReadingDesk::goToPage);
    connect(m_bar, &PageBar::zoomWanted, m_pages, &PageView::setZoom);
    connect(m_bar, &PageBar::zoomStepWanted, m_pages, &PageView::zoomBy);
    connect(m_bar, &PageBar::fitWidthWanted, m_pages, &PageView::fitWidth);
    connect(m_bar, &PageBar::fitPageWanted, m_pages, &PageView::fitPage);
    connect(m_bar, &PageBar::rotateWanted, m_pages, &PageView::rotate);
    connect(m_bar, &PageBar::seenThroughWanted, m_pages, &PageView::setSeenThrough);
    connect(m_pages, &PageView::seenThroughChanged, m_bar, &PageBar::setSeenThrough);
    connect(m_pages, &PageView::zoomChanged, this, [this] { m_bar->setZoom(m_pages->zoom()); });
    const auto turned = [this](int page) {
        m_bar->setPage(page, m_content->pageCount());
        m_thumbnails->setCurrentPage(page);
    };
    connect(m_pages, &PageView::currentPageChanged, this, [this, turned](int page) {
        if (!isShowingText()) turned(page);
    });
    connect(m_text, &TextView::currentPageChanged, this, turned);
    connect(m_thumbnails, &ThumbnailStrip::pageChosen, this, &ReadingDesk::goToPage);
    connect(m_content, &PageContent::marksChanged, this,
            [this] { m_bar->setHasRedactions(!m_content->redactions().empty()); });

    connect(m_setter, &PageSetter::tried, this, [this](DocumentId document) {
        if (document != m_document || !std::exchange(m_awaitsPages, false)) return;
        // Where the reader has gone meanwhile stays; who has not moved is shown the first hit.
        m_isFresh ? load() : reload();
    });
    connect(m_pages, &PageView::redactingChanged, this, &ReadingDesk::redactingChanged);
    connect(m_pages, &PageView::notingChanged, this, &ReadingDesk::notingChanged);
    connect(m_pages, &PageView::boxDrawn, this, [this](int page, const Box& box) {
        if (!canChange()) return;
        withReason([this, page, box] { redact(*m_session, {redactionOf(page, box, "box")}); });
    });
    connect(m_pages, &PageView::removeWanted, this, [this](RedactionId redaction) {
        if (canChange()) removeRedaction(*m_session, shownDocument(), redaction);
    });
    connect(m_pages, &PageView::changeWanted, this, [this](RedactionId redaction, const Box& box) {
        changeRedaction(redaction, [box](redaction::Redaction& changed) { changed.box = box; });
    });
    connect(m_pages, &PageView::reasonWanted, this, &ReadingDesk::askNewReason);
    connect(m_pages, &PageView::redactSelectionWanted, this, &ReadingDesk::redactSelection);
    connect(m_pages, &PageView::noteWanted, this, &ReadingDesk::noteAt);
    connect(m_pages, &PageView::placeDrawn, this, qOverload<int, const Box&>(&ReadingDesk::noteOn));
    connect(m_pages, &PageView::messagePointed, this, [this](MessageId message) { chooseMessage(message, false); });

    connect(m_messages, &MessageDesk::messageChosen, this, [this](DocumentId document, MessageId message) {
        document == shownDocument() ? chooseMessage(message, true) : emit messageElsewhere(document, message);
    });
    connect(m_messages, &MessageDesk::redactWanted, this, [this](MessageId message) { redactMessages({message}); });
    connect(m_messages, &MessageDesk::noteWanted, this, qOverload<MessageId>(&ReadingDesk::noteOn));
    connect(m_messages, &MessageDesk::documentWanted, this, &ReadingDesk::documentWanted);
    connect(m_messages, &MessageDesk::placeWanted, this,
            [this](int page, const Box& box) { showPlace(page, box, {}); });
    connect(m_messages, &MessageDesk::noteChanged, this, &ReadingDesk::messagesNote);
    connect(m_messages, &MessageDesk::nothingThere, m_toast, &Toast::say);

    connect(m_find, &FindBar::textWanted, this, &ReadingDesk::find);
    connect(m_find, &FindBar::stepWanted, this, &ReadingDesk::findNext);
    connect(m_find, &FindBar::ended, this, [this] {
        if (m_finding) m_finding->cancel();
        m_content->setFound(std::nullopt);
        m_views->currentWidget()->setFocus();
    });
}

void ReadingDesk::expectCase() { m_cache->start(); }

MessageDesk* ReadingDesk::messages() const { return m_messages; }
QWidget* ReadingDesk::reasonChooser() const { return m_reason; }
QString ReadingDesk::reason() const { return m_reason->reason(); }
bool ReadingDesk::isShowingText() const { return m_views->currentWidget() == m_text; }
DocumentId ReadingDesk::shownDocument() const { return m_content->document().id; }

bool ReadingDesk::canChange() const {
    return m_session && !m_session->isReadOnly() && shownDocument() && shownDocument() == m_document;
}

redaction::Redaction ReadingDesk::redactionOf(int page, const Box& box, const char* origin) const {
    redaction::Redaction redaction;
    redaction.document = shownDocument();
    redaction.page = page;
    redaction.box = box;
    redaction.reason = utf8(reason());
    redaction.origin = origin;
    return redaction;
}

TextSelection ReadingDesk::selection() const { return isShowingText() ? m_text->selection() : m_pages->selection(); }
QString ReadingDesk::selectedText() const { return plain(selection().text(m_content->pages())).simplified(); }

void ReadingDesk::setSession(CaseSession* session) {
    if (m_session) disconnect(m_session, nullptr, this, nullptr);
    m_session = session;
    m_positions.clear();
    m_meant.clear();
    m_query.clear();
    m_reason->setCase(session ? session->folder() : QString());
    m_nothing = Nothing::Chosen;
    m_toast->hide();
    m_setter->setSession(session);
    m_cache->setOriginals(session ? &session->caseFile().originals() : nullptr);
    m_pages->setReadOnly(!session || session->isReadOnly());
    openDocument({});
    m_messages->setSession(session);
    if (!session) return;
    // A warning is about the change before: the next one, or taking it back, ends it.
    connect(&session->undoStack(), &QUndoStack::indexChanged, m_toast, [this] {
        if (m_toast->isWarning()) m_toast->hide();
    });
    const auto isShown = [this](DocumentId document) { return !document || document == shownDocument(); };
    connect(session, &CaseSession::redactionsChanged, this, [this, isShown](DocumentId document) {
        if (isShown(document)) loadRedactions();
        if (!m_reason->hasFocus()) m_reason->recall();  // a dialog may have chosen another
    });
    connect(session, &CaseSession::annotationsChanged, this, [this, isShown](DocumentId document) {
        if (isShown(document)) loadNotes();
    });
    connect(session, &CaseSession::messagesChanged, this, [this, isShown](DocumentId document) {
        if (isShown(document)) loadMessages();
    });
    connect(session, &CaseSession::documentsChanged, this, [this] {
        if (m_isUnfinished && !m_reloading.isActive()) m_reloading.start();
    });
}

void ReadingDesk::openDocument(DocumentId document) {
    if (document == m_document && document) return;
    if (shownDocument() && m_content->pageCount() > 0) m_positions.insert(shownDocument().value, m_pages->position());
    m_document = document;
    m_pending.reset();
    m_isFresh = true;
    m_isUnfinished = m_awaitsPages = m_isTried = false;
    ++m_reads;
    if (!m_session || !document) return showNothing();
    m_patience.start();
    load();
}

void ReadingDesk::load() {
    m_session->readOr(
        this, [document = m_document](casefile::Database& database) { return readDocument(database, document); },
        [this, read = ++m_reads](Result<std::optional<DocumentReading>> result) {
            if (read != m_reads) return;
            m_patience.stop();
            if (result) return shown(std::move(*result));
            m_content->clear();
            m_empty->say(QStringLiteral("exceptions"), tr("This document could not be read from the case"),
                         redwell::ui::shown(result.error().message()), tr("Try again"), [this] { load(); });
            m_whole->setCurrentWidget(m_empty);
        });
}

void ReadingDesk::reload() {
    if (!m_session || !m_document) return;
    if (shownDocument() == m_document && m_content->pageCount() > 0)
        m_positions.insert(m_document.value, m_pages->position());
    load();
}

void ReadingDesk::showNothing() {
    m_patience.stop();
    m_content->clear();
    m_messages->setDocument({});
    sayNothing();
    m_whole->setCurrentWidget(m_empty);
}

void ReadingDesk::setNothing(Nothing nothing) {
    if (std::exchange(m_nothing, nothing) != nothing && !m_document) sayNothing();
}

void ReadingDesk::sayNothing() {
    const bool canAdd = m_session && !m_session->isReadOnly();
    switch (m_nothing) {
        case Nothing::Chosen:
            return m_empty->say(QStringLiteral("document"), tr("Choose a document"),
                                tr("Its pages appear here. J goes to the next document, K to the one before."));
        case Nothing::Evidence:
            return m_empty->say(
                QStringLiteral("evidence"), tr("No evidence yet"),
                canAdd ? tr("Drop files or a folder here. They are copied into the case and never changed.")
                       : tr("The case is open for reading only, so that none can be added."),
                canAdd ? tr("Add evidence…") : QString(), [this] { emit evidenceWanted(); });
        case Nothing::ReadYet:
            return m_empty->say(QStringLiteral("history"), tr("The evidence is being read"),
                                tr("Documents appear as soon as they are processed."));
        case Nothing::Matches:
            return m_empty->say(QStringLiteral("search"), tr("No document matches"),
                                tr("Nothing in the case answers this search."), tr("Clear search"),
                                [this] { emit allDocumentsWanted(); });
        case Nothing::ToReview:
            return m_empty->say(QStringLiteral("history"), tr("No document yet"),
                                tr("The files of the case wait to be read: Case > Resume processing."));
    }
}

void ReadingDesk::shown(std::optional<DocumentReading> reading) {
    if (!reading) return showNothing();
    const auto& document = reading->document;
    m_isUnfinished = document.state == documents::State::Queued || reading->pagesWaitingForOcr > 0;
    if (document.hasLayout) {
        m_awaitsPages = false;
    } else if (!m_session->isReadOnly() && !std::exchange(m_isTried, true)) {
        m_awaitsPages = true;
        m_setter->want(document.id);
    }
    // A view that is restored to where it was does not show the page before first.
    m_pages->setUpdatesEnabled(false);
    PageView::Position position = m_pages->position();
    position.page = position.turn = 0;
    position.x = position.y = 0;
    const auto kept = m_positions.constFind(document.id.value);
    if (kept != m_positions.constEnd()) {
        position = *kept;
        m_isFresh = false;
    }
    m_content->setDocument(document, std::move(reading->passwords), reading->pages);
    m_content->setRedactions(std::move(reading->redactions));
    m_content->setMessages(std::move(reading->messages));
    m_content->setNotes(std::move(reading->notes));
    if (reading->pages->empty()) {
        explain(*reading);
        m_whole->setCurrentWidget(m_empty);
    } else {
        const QString number = redwell::ui::shown(document.controlNumber), name = redwell::ui::shown(document.fileName);
        m_bar->setTitle(number + QStringLiteral("  ") + name, redwell::ui::shown(document.sourcePath));
        m_noticeText->setText(noticeOn(*reading));
        m_notice->setVisible(!m_noticeText->text().isEmpty());
        m_whole->setCurrentWidget(m_reading);
        m_pages->restore(position);
        m_bar->setPage(m_pages->currentPage(), m_content->pageCount());
        m_bar->setZoom(m_pages->zoom());
        m_thumbnails->setCurrentPage(m_pages->currentPage());
        if (isShowingText()) m_text->goToPage(m_pages->currentPage());
    }
    m_pages->setUpdatesEnabled(true);
    m_messages->setDocument(document.id);
    if (m_pending) {
        const Place place = *std::exchange(m_pending, std::nullopt);
        m_isFresh = false;
        showPlace(place.page, place.box, place.message);
    }
    loadHits();
    if (m_find->isVisible()) find(m_find->text());
}

QString ReadingDesk::noticeOn(const DocumentReading& reading) const {
    if (reading.pagesWaitingForOcr == 1) return tr("The text of one page is still being recognized.");
    if (reading.pagesWaitingForOcr > 0)
        return tr("The text of %1 pages is still being recognized.").arg(reading.pagesWaitingForOcr);
    if (reading.document.hasLayout || m_awaitsPages) return {};
    return tr(
        "The pages of this mail are not set. Its text can be read, but nothing can be found or selected on them.");
}

void ReadingDesk::explain(const DocumentReading& reading) {
    const auto& document = reading.document;
    const QString name = redwell::ui::shown(document.fileName);
    switch (document.state) {
        case documents::State::Exception: {
            const auto kind = errorKindFromName(document.exceptionKind);
            const auto act = [this] { emit exceptionsWanted(); };
            const QString reason = redwell::ui::shown(document.exceptionReason);
            // The reason goes on from the name: "… is damaged: its page tree ends in itself".
            const QString why = name + QLatin1Char(' ') + reason;
            if (kind == ErrorKind::Password)
                m_empty->say(QStringLiteral("password"), tr("This file needs a password"),
                             tr("%1 is locked. Give the password once for the case; the file is then processed again.")
                                 .arg(name),
                             tr("Passwords…"), act);
            else if (kind == ErrorKind::Unsupported)
                m_empty->say(QStringLiteral("kind-unsupported"), tr("This file is kept, but not shown"),
                             tr("%1\n\nIt can be coded, and it is listed with the exceptions.").arg(why),
                             tr("Exceptions…"), act);
            else
                m_empty->say(QStringLiteral("exceptions"), tr("This file could not be read"),
                             tr("%1\n\nThe original is kept unchanged. It can be processed again from the list of "
                                "exceptions.")
                                 .arg(why),
                             tr("Exceptions…"), act);
            return;
        }
        case documents::State::Duplicate: {
            const QString number = redwell::ui::shown(reading.originalNumber);
            m_empty->say(QStringLiteral("copy"), tr("A duplicate of %1").arg(number),
                         (reading.hasOriginalBytes
                              ? tr("%1 has the same bytes. It is reviewed and produced once, there.")
                              : tr("%1 is the same mail in another file. It is reviewed and produced once, there."))
                             .arg(name),
                         tr("Go to %1").arg(number),
                         [this, original = document.duplicateOf] { emit documentWanted(original); });
            return;
        }
        case documents::State::Queued:
            m_empty->say(QStringLiteral("history"), tr("%1 is waiting to be read").arg(name),
                         tr("It appears here as soon as it was processed."));
            return;
        case documents::State::Reviewable:
            m_empty->say(QStringLiteral("document"), tr("%1 has no pages").arg(name),
                         tr("There is nothing in it to look at. It can still be coded and produced."));
            return;
    }
}

void ReadingDesk::setQuery(const QString& query) {
    if (query == m_query) return;
    m_query = query;
    if (m_session && shownDocument()) loadHits();
}

void ReadingDesk::loadHits() {
    if (!m_session || m_content->pageCount() == 0) return;
    const DocumentId document = shownDocument();
    m_session->readOr(
        this,
        [document, query = utf8(m_query), zone = m_session->timeZone()](casefile::Database& database) {
            return search::Search(database, zone).hits(document, query);
        },
        [this, document, query = m_query](Result<std::vector<search::Hit>> hits) {
            // A query that cannot be read is the search bar's to say.
            if (document != shownDocument() || query != m_query) return;
            QStringList words;
            if (hits)
                for (const auto& hit : *hits)
                    for (const auto& word : split(collapseWhitespace(fold(hit.text)), ' ')) words << plain(word);
            words.removeDuplicates();
            m_content->setHits(hits ? std::move(*hits) : std::vector<search::Hit>());
            m_messages->markWords(words);
            if (m_awaitsPages) return;  // the words will be there then
            if (std::exchange(m_isFresh, false) && m_content->hits().count() > 0 && !m_content->isFinding()) {
                const auto& first = m_content->hits().places.front();
                showPlace(first.page, first.box, {});
            }
        });
}

void ReadingDesk::loadRedactions() {
    if (!m_session || !shownDocument()) return;
    const DocumentId document = shownDocument();
    m_session->read(
        this,
        [document](casefile::Database& database) { return redaction::RedactionStore(database).ofDocument(document); },
        [this, document](std::vector<redaction::Redaction> redactions) {
            if (document != shownDocument()) return;
            m_content->setRedactions(std::move(redactions));
        });
}

void ReadingDesk::loadNotes() {
    if (!m_session || !shownDocument()) return;
    const DocumentId document = shownDocument();
    m_session->read(
        this,
        [document](casefile::Database& database) { return review::AnnotationStore(database).ofDocument(document); },
        [this, document](std::vector<review::Annotation> notes) {
            if (document != shownDocument()) return;
            m_content->setNotes(std::move(notes));
        });
}

void ReadingDesk::loadMessages() {
    if (!m_session || !shownDocument()) return;
    const DocumentId document = shownDocument();
    m_session->read(
        this,
        [document](casefile::Database& database) {
            return redwell::messages::MessageStore(database).ofDocument(document);
        },
        [this, document](std::vector<documents::Message> messages) {
            if (document == shownDocument()) m_content->setMessages(std::move(messages));
        });
}

}  // namespace redwell::ui
