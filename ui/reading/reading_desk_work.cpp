// What the reviewer does at the desk: choosing messages, redacting, noting, finding, going about.
#include "base/text.h"
#include "redaction/finder.h"
#include "redaction/redactions.h"
#include "ui/conversation/message_desk.h"
#include "ui/reading/reading_desk.h"
#include "ui/reading/toast.h"
#include "ui/redaction/reason_check.h"
#include "ui/redaction/reason_chooser.h"
#include "ui/redaction/redact_message_dialog.h"
#include "ui/session/case_session.h"
#include "ui/session/text.h"
#include "ui/undo/change_command.h"
#include "ui/undo/message_changes.h"
#include "ui/viewer/find_bar.h"
#include "ui/viewer/page_bar.h"
#include "ui/viewer/page_content.h"
#include "ui/viewer/text_view.h"
#include "ui/viewer/thumbnail_strip.h"
#include "ui/viewer/word_finder.h"

#include <QLocale>
#include <QStackedWidget>

#include <algorithm>

namespace redwell::ui {
namespace {

constexpr double kSpot = 9;  // points around the point that a note is put on

}  // namespace

void ReadingDesk::chooseMessage(MessageId message, bool onPage) {
    m_content->setCurrentMessage(message);
    if (!onPage) return m_messages->setCurrent(message);
    const auto* chosen = m_content->message(message);
    if (!chosen || chosen->regions.empty()) return;
    const auto& region = chosen->regions.front();
    isShowingText() ? m_text->showPlace(region.page, region.box) : m_pages->showPlace(region.page, region.box);
}

void ReadingDesk::showPlace(int page, const Box& box, MessageId message) {
    if (m_document != shownDocument()) {
        m_pending = {page, box, message};
        return;
    }
    if (message && m_content->message(message)) {
        chooseMessage(message, false);
        if (page == 0) return chooseMessage(message, true);
    }
    if (page == 0) return;
    isShowingText() ? m_text->showPlace(page, box) : m_pages->showPlace(page, box);
}

void ReadingDesk::setRedacting(bool on) {
    if (on && isShowingText()) showText(false);
    m_pages->setRedacting(on);
    if (on) m_pages->setFocus();
}

void ReadingDesk::setNoting(bool on) {
    if (on && isShowingText()) showText(false);
    m_pages->setNoting(on);
    if (on) m_pages->setFocus();
}

void ReadingDesk::showDraft(DocumentId document, int page, const Box& box) {
    m_content->setDraft(document, {page, box});
}

void ReadingDesk::withReason(std::function<void()> go) {
    const auto here = [this, document = shownDocument(), go = std::move(go)] {
        if (document == shownDocument() && canChange()) go();
    };
    if (reason().isEmpty())
        return askReason(this, [this, here](const QString& chosen) {
            m_reason->choose(chosen);
            withReason(here);
        });
    // Asked once for a document, not for each of its boxes.
    const QString pair = QString::number(shownDocument().value) + QLatin1Char(' ') + reason();
    if (m_meant.contains(pair)) return here();
    checkReason(*m_session, reason(), {shownDocument()}, this, [this, here, pair] {
        if (redaction::claimsPrivilege(utf8(reason()))) m_meant.insert(pair);
        here();
    });
}

void ReadingDesk::askNewReason(RedactionId redaction) {
    const auto& all = m_content->redactions();
    const auto found =
        std::find_if(all.begin(), all.end(), [redaction](const auto& one) { return one.id == redaction; });
    if (found == all.end()) return;
    askReason(
        this,
        [this, redaction](const QString& chosen) {
            if (!canChange()) return;
            checkReason(*m_session, chosen, {shownDocument()}, this, [this, redaction, chosen] {
                changeRedaction(redaction, [&chosen](redaction::Redaction& changed) { changed.reason = utf8(chosen); });
            });
        },
        plain(found->reason));
}

void ReadingDesk::changeRedaction(RedactionId redaction, const std::function<void(redaction::Redaction&)>& change) {
    const auto& all = m_content->redactions();
    const auto before = std::find_if(all.begin(), all.end(),
                                     [redaction](const redaction::Redaction& one) { return one.id == redaction; });
    if (!canChange() || before == all.end()) return;
    auto changed = *before;
    change(changed);
    // It stays chosen, so that the next change can follow.
    ui::changeRedaction(*m_session, *before, changed.box, plain(changed.reason),
                        [this](RedactionId now) { m_pages->choose(now); });
}

void ReadingDesk::redactSelection() {
    if (!canChange()) return;
    if (selection().isEmpty()) return m_toast->say(tr("Select the text to redact first."));
    withReason([this, selected = selection()] {
        std::vector<redaction::Redaction> redactions;
        for (int page = 0; page < m_content->pageCount(); ++page)
            for (const Box& box : selected.boxes(m_content->pages(), page))
                redactions.push_back(redactionOf(m_content->page(page).number, box, "text"));
        redact(*m_session, std::move(redactions), [this](const Status& status) {
            if (status) m_pages->clearSelection();
        });
    });
}

void ReadingDesk::redactMessage() {
    const MessageId message = m_content->currentMessage();
    auto run = m_messages->selected();
    if (!run.contains(message)) run = {message};
    if (m_content->messages().empty())
        return m_toast->say(tr("No messages were found in this document: redact by dragging, or select its text."));
    if (!message) return m_toast->say(tr("Choose the message to redact first, on its page or in the list."));
    redactMessages(run);
}

void ReadingDesk::redactMessages(const QList<MessageId>& messages) {
    if (!canChange()) return;
    m_session->read(
        this,
        [messages](casefile::Database& database) -> Result<redaction::Sightings> {
            redaction::Sightings found;
            for (const auto message : messages) {
                REDWELL_TRY(auto one, redaction::findSightings(database, message));
                found.isTextSearched = found.isTextSearched && one.isTextSearched;
                for (auto& sighting : one.all) {
                    const bool isThere =
                        std::any_of(found.all.begin(), found.all.end(), [&](const redaction::Sighting& known) {
                            return sighting.message && known.message == sighting.message;
                        });
                    if (!isThere) found.all.push_back(std::move(sighting));
                }
            }
            return found;
        },
        [this, document = shownDocument()](redaction::Sightings found) {
            if (document != shownDocument() || !canChange()) return;
            if (found.all.empty()) return m_toast->say(tr("This message stands on no page."));
            const bool isElsewhere =
                std::any_of(found.all.begin(), found.all.end(),
                            [](const redaction::Sighting& one) { return one.how != redaction::Sighting::How::Itself; });
            if (isElsewhere) return emit sightingsFound(found.all, found.isTextSearched);
            withReason([this, found = std::move(found)] {
                redactSightings(*m_session, found.all, reason(),
                                [this, searched = found.isTextSearched](const redaction::MessageRedaction& done) {
                                    QString outcome = outcomeOf(done);
                                    if (!searched)
                                        outcome +=
                                            QLatin1Char(' ') + tr("Too short to be looked for in other documents.");
                                    searched&& done.unlocated.empty() ? say(outcome) : warn(outcome);
                                });
            });
        });
}

void ReadingDesk::say(const QString& line) { m_toast->say(line); }
void ReadingDesk::warn(const QString& line) { m_toast->warn(line); }

void ReadingDesk::noteOn(MessageId message) {
    const auto* about = m_content->message(message);
    if (!about || !canChange()) return;
    emit noteWanted(0, {}, message, tr("A note on the message of %1").arg(redwell::ui::shown(about->from)));
}

void ReadingDesk::noteOn(int page, const Box& box) {
    if (canChange()) emit noteWanted(page, box, {}, tr("A note on a place of page %1").arg(page));
}

// Where the menu was opened: what is selected, the message that stands there, or the spot itself.
void ReadingDesk::noteAt(int page, double x, double y) {
    if (!selection().isEmpty() || page < 1 || page > m_content->pageCount()) return beginNote();
    if (const auto message = m_content->messageAt(page, x, y)) return noteOn(message);
    const auto& paper = m_content->page(page - 1);
    noteOn(page, Box{x - kSpot, y - kSpot, x + kSpot, y + kSpot}.intersected({0, 0, paper.width, paper.height}));
}

void ReadingDesk::beginNote() {
    if (!canChange()) return;
    const TextSelection selected = selection();
    if (!selected.isEmpty()) {
        const int page = selected.first().page;
        Box box;
        for (const Box& line : selected.boxes(m_content->pages(), page)) box = box.united(line);
        const QString words = selectedText();
        const QString shownWords = words.size() > 60 ? words.left(59) + QChar(0x2026) : words;
        emit noteWanted(m_content->page(page).number, box, {}, tr("A note on “%1”").arg(shownWords));
    } else if (m_content->currentMessage()) {
        noteOn(m_content->currentMessage());
    } else if (m_content->pageCount() > 0) {
        const int page = m_pages->currentPage();
        emit noteWanted(page, {}, {}, tr("A note on page %1").arg(page));
    } else {
        emit noteWanted(0, {}, {}, {});
    }
}

void ReadingDesk::findInDocument() {
    if (m_content->pageCount() == 0) return;
    const QString words = selectedText();
    m_find->begin(words.size() <= 80 ? words : QString());
}

void ReadingDesk::find(const QString& text) {
    if (m_finding) m_finding->cancel();
    if (text.isEmpty() || m_content->pageCount() == 0) {
        m_content->setFound(std::nullopt);
        m_find->showCount(-1, 0);
        return;
    }
    m_finding = Task::start(
        &m_finder, this,
        [pages = m_content->sharedPages(), phrase = utf8(text)](Progress&, std::stop_token stop) {
            return Result<Hits>(findWords(*pages, phrase, stop));
        },
        [this, text, document = shownDocument()](Result<Hits> found) {
            if (!found || document != shownDocument() || text != m_find->text() || !m_find->isVisible()) return;
            m_content->setFound(std::move(*found));
            const auto& hits = m_content->hits();
            // The first at or after what is being read.
            const int page = m_bar ? (isShowingText() ? m_text->currentPage() : m_pages->currentPage()) : 1;
            const auto at = std::find_if(hits.places.begin(), hits.places.end(),
                                         [page](const search::Hit& hit) { return hit.page >= page; });
            if (hits.count() > 0)
                showFound(
                    at == hits.places.end() ? 0 : hits.occurrences[static_cast<std::size_t>(at - hits.places.begin())]);
            else
                m_find->showCount(-1, 0);
        });
}

void ReadingDesk::showFound(int occurrence) {
    m_content->setCurrentHit(occurrence);
    const auto& hits = m_content->hits();
    m_find->showCount(occurrence, hits.count());
    const int place = hits.placeOf(occurrence);
    if (place < 0) return;
    const auto& hit = hits.places[static_cast<std::size_t>(place)];
    showPlace(hit.page, hit.box, {});
}

void ReadingDesk::findNext(int by) {
    const auto& hits = m_content->hits();
    const int count = hits.count();
    if (count == 0) {
        if (!m_find->isVisible()) m_toast->say(tr("No hits of the search on these pages."));
        return;
    }
    const int next = hits.current < 0 ? (by > 0 ? 0 : count - 1) : (hits.current + by + count) % count;
    showFound(next);
    if (!m_find->isVisible())
        m_toast->say(tr("Hit %1 of %2").arg(QLocale().toString(next + 1), QLocale().toString(count)));
}

void ReadingDesk::zoom(int steps) { m_pages->zoomBy(steps); }
void ReadingDesk::fitWidth() { m_pages->fitWidth(); }
void ReadingDesk::fitPage() { m_pages->fitPage(); }
void ReadingDesk::rotate() { m_pages->rotate(); }

void ReadingDesk::goToPage(int page) { isShowingText() ? m_text->goToPage(page) : m_pages->goToPage(page); }

void ReadingDesk::goPages(int pages) {
    const int now = isShowingText() ? m_text->currentPage() : m_pages->currentPage();
    goToPage(std::clamp(now + pages, 1, std::max(1, m_content->pageCount())));
}

void ReadingDesk::showThumbnails(bool on) { m_thumbnails->setVisible(on); }

void ReadingDesk::showText(bool on) {
    if (on == isShowingText()) return m_bar->setShowingText(on);
    const int page = on ? m_pages->currentPage() : m_text->currentPage();
    if (on) {
        m_pages->setRedacting(false);
        m_pages->setNoting(false);
    }
    m_views->setCurrentWidget(on ? static_cast<QWidget*>(m_text) : m_pages);
    m_bar->setShowingText(on);
    goToPage(page);
}

}  // namespace redwell::ui
