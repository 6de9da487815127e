// What is shown of the open document: its pages and every mark upon them. One of these is shared by the pages, the
// thumbnails and the text, so that a redaction or a hit appears in all three at once; the desk fills it from the case.
#pragma once

#include "base/hash.h"
#include "documents/document.h"
#include "documents/message.h"
#include "redaction/redactions.h"
#include "review/annotations.h"
#include "search/search.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace redwell::ui {

// Places in page and reading order; a phrase that runs over the end of a line has one on each line, and is one
// occurrence.
struct Hits {
    std::vector<search::Hit> places;
    std::vector<int> occurrences;  // of each place, from 0, rising
    int current = -1;              // occurrence; -1: none

    int count() const { return occurrences.empty() ? 0 : occurrences.back() + 1; }
    int placeOf(int occurrence) const;  // its first place; -1 when there is none such
};

class PageContent : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    void setDocument(documents::Document document, std::vector<std::string> passwords,
                     std::shared_ptr<const std::vector<documents::Page>> pages);
    void clear();
    void setHits(std::vector<search::Hit> hits);  // of the case's query
    void setFound(std::optional<Hits> found);     // of "find in this document"; while there, instead of hits
    void setCurrentHit(int occurrence);           // -1: none
    void setRedactions(std::vector<redaction::Redaction> redactions);
    void setNotes(std::vector<review::Annotation> notes);
    void setMessages(std::vector<documents::Message> messages);
    void setCurrentMessage(MessageId message);
    struct Place {
        int page = 0;  // 0: none, or the whole document
        Box box;
    };
    void setDraft(DocumentId document, const Place& place);  // where a note that is being written will stand

    const documents::Document& document() const { return m_document; }
    const std::vector<std::string>& passwords() const { return m_passwords; }
    const std::vector<documents::Page>& pages() const { return *m_pages; }
    std::shared_ptr<const std::vector<documents::Page>> sharedPages() const { return m_pages; }
    int pageCount() const { return static_cast<int>(m_pages->size()); }
    const documents::Page& page(int index) const { return (*m_pages)[static_cast<std::size_t>(index)]; }  // from 0
    const Hits& hits() const { return m_found ? *m_found : m_hits; }
    bool isFinding() const { return m_found.has_value(); }
    const std::vector<redaction::Redaction>& redactions() const { return m_redactions; }
    const std::vector<review::Annotation>& notes() const { return m_notes; }
    const std::vector<documents::Message>& messages() const { return m_messages; }
    MessageId currentMessage() const { return m_currentMessage; }
    Place draft() const { return m_draftOf == m_document.id ? m_draft : Place(); }

    const documents::Message* message(MessageId id) const;
    // The message whose region holds the point (the innermost by area), or 0. page from 1.
    MessageId messageAt(int page, double x, double y) const;
    // Where a note stands: its box, or the beginning of its message. page 0: on the whole document.
    Place placeOf(const review::Annotation& note) const;

signals:
    void pagesChanged();  // another document, or its pages are there
    void marksChanged();  // hits, redactions, notes, messages
    void currentHitChanged();

private:
    documents::Document m_document;
    std::vector<std::string> m_passwords;
    std::shared_ptr<const std::vector<documents::Page>> m_pages = std::make_shared<std::vector<documents::Page>>();
    Hits m_hits;
    std::optional<Hits> m_found;
    std::vector<redaction::Redaction> m_redactions;
    std::vector<review::Annotation> m_notes;
    std::vector<documents::Message> m_messages;
    MessageId m_currentMessage;
    DocumentId m_draftOf;  // may be one that is only on its way
    Place m_draft;
};

}  // namespace redwell::ui
