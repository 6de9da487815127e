#include "ui/viewer/page_content.h"

#include <algorithm>
#include <numeric>

namespace redwell::ui {

int Hits::placeOf(int occurrence) const {
    const auto at = std::lower_bound(occurrences.begin(), occurrences.end(), occurrence);
    return at == occurrences.end() || *at != occurrence ? -1 : static_cast<int>(at - occurrences.begin());
}

void PageContent::setDocument(documents::Document document, std::vector<std::string> passwords,
                              std::shared_ptr<const std::vector<documents::Page>> pages) {
    m_document = std::move(document);
    m_passwords = std::move(passwords);
    m_pages = std::move(pages);
    m_hits = {};
    m_found.reset();
    m_redactions.clear();
    m_notes.clear();
    m_messages.clear();
    m_currentMessage = {};
    emit pagesChanged();
}

void PageContent::clear() { setDocument({}, {}, std::make_shared<std::vector<documents::Page>>()); }

void PageContent::setHits(std::vector<search::Hit> hits) {
    m_hits = {std::move(hits), {}, -1};
    m_hits.occurrences.resize(m_hits.places.size());
    std::iota(m_hits.occurrences.begin(), m_hits.occurrences.end(), 0);
    emit marksChanged();
}

void PageContent::setFound(std::optional<Hits> found) {
    if (!m_found && !found) return;
    m_found = std::move(found);
    emit marksChanged();
}

void PageContent::setCurrentHit(int occurrence) {
    auto& hits = m_found ? *m_found : m_hits;
    if (hits.current == occurrence) return;
    hits.current = occurrence;
    emit currentHitChanged();
}

void PageContent::setRedactions(std::vector<redaction::Redaction> redactions) {
    m_redactions = std::move(redactions);
    emit marksChanged();
}

void PageContent::setNotes(std::vector<review::Annotation> notes) {
    m_notes = std::move(notes);
    emit marksChanged();
}

void PageContent::setMessages(std::vector<documents::Message> messages) {
    m_messages = std::move(messages);
    emit marksChanged();
}

void PageContent::setDraft(DocumentId document, const Place& place) {
    m_draftOf = document;
    m_draft = place;
    emit marksChanged();
}

void PageContent::setCurrentMessage(MessageId message) {
    if (m_currentMessage == message) return;
    m_currentMessage = message;
    emit marksChanged();
}

const documents::Message* PageContent::message(MessageId id) const {
    for (const auto& message : m_messages)
        if (message.id == id) return &message;
    return nullptr;
}

MessageId PageContent::messageAt(int page, double x, double y) const {
    MessageId best;
    double area = 0;
    for (const auto& message : m_messages)
        for (const auto& region : message.regions) {
            if (region.page != page || !region.box.contains(x, y)) continue;
            if (best && region.box.area() >= area) continue;
            best = message.id;
            area = region.box.area();
        }
    return best;
}

PageContent::Place PageContent::placeOf(const review::Annotation& note) const {
    if (note.page > 0) return {note.page, note.box};
    if (!note.message) return {};
    const auto* about = message(note.message);
    if (!about || about->regions.empty()) return {};
    return {about->regions.front().page, about->regions.front().box};
}

}  // namespace redwell::ui
