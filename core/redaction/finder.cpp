#include "redaction/finder.h"

#include "base/text.h"
#include "documents/document_store.h"
#include "messages/message_store.h"
#include "redaction/pattern.h"
#include "search/phrase_match.h"

#include <algorithm>

namespace redwell::redaction {

using search::MatchHow;
using search::PhraseMatch;

namespace {

constexpr std::size_t kLeastPart = 4;  // letters of a word that is looked for inside others too

// One entry a page that the match covers.
void append(std::vector<Found>& found, DocumentId document, const PhraseMatch& text, PhraseMatch::Match match) {
    const auto context = text.context(match);
    const auto before = found.size();
    for (const auto& line : text.lines(match)) {
        if (found.size() == before || found.back().page != line.page)
            found.push_back({document, line.page, {line.box}, line.text, context.text, context.hitAt, context.hitSize});
        else {
            found.back().boxes.push_back(line.box);
            found.back().text += " " + line.text;
        }
    }
}

}  // namespace

Result<std::vector<Found>> findText(casefile::Database& database, std::span<const DocumentId> documents,
                                    std::string_view phrase) {
    const auto wanted = foldToAlphanumeric(phrase);
    if (wanted.empty())
        return Error{ErrorKind::Usage, "'" + std::string(phrase) + "' holds no letter or digit to look for"};
    const bool isOneWord = collapseWhitespace(phrase).find(' ') == std::string::npos;
    const auto how = isOneWord && codePointCount(wanted) >= kLeastPart ? MatchHow::PartOf : MatchHow::Joined;
    std::vector<Found> found;
    documents::DocumentStore store(database);
    for (const auto document : documents) {
        REDWELL_TRY(const auto pages, store.pages(document));
        const PhraseMatch text(pages);
        for (const auto& match : text.find(phrase, how)) append(found, document, text, match);
    }
    return found;
}

Result<std::vector<Found>> findPattern(casefile::Database& database, std::span<const DocumentId> documents,
                                       std::string_view name) {
    REDWELL_TRY(const auto pattern, Pattern::named(name));
    std::vector<Found> found;
    documents::DocumentStore store(database);
    for (const auto document : documents) {
        REDWELL_TRY(const auto pages, store.pages(document));
        const PhraseMatch text(pages);
        std::string running;
        std::vector<std::size_t> begins;  // of each word in running
        for (std::size_t i = 0; i < text.wordCount(); ++i) {
            begins.push_back(running.size());
            running += text.word(i).text;
            running += ' ';
        }
        REDWELL_TRY(const auto spans, pattern.find(running));
        for (const auto& [begin, end] : spans) {
            const auto wordAt = [&](std::size_t byte) {
                return static_cast<std::size_t>(std::upper_bound(begins.begin(), begins.end(), byte) - begins.begin()) -
                       1;
            };
            append(found, document, text, {wordAt(begin), wordAt(end - 1)});
        }
    }
    return found;
}

std::vector<std::string> patternNames() { return Pattern::names(); }

Result<std::vector<Box>> wordBoxes(casefile::Database& database, DocumentId document, int page, const Box& selection) {
    REDWELL_TRY(const auto found, documents::DocumentStore(database).page(document, page));
    std::vector<Box> boxes;
    if (!found) return boxes;
    const auto area = selection.normalized();
    bool fresh = true;
    for (const auto& word : found->words) {
        const double x = (word.box.x0 + word.box.x1) / 2, y = (word.box.y0 + word.box.y1) / 2;
        if (area.contains(x, y) || area.intersected(word.box).area() > word.box.area() / 2) {
            if (fresh)
                boxes.push_back(word.box);
            else
                boxes.back() = boxes.back().united(word.box);
            fresh = word.endsLine;
        } else {
            fresh = true;
        }
    }
    return boxes;
}

Result<std::vector<Redaction>> ofMessage(casefile::Database& database, MessageId message) {
    REDWELL_TRY(const auto found, messages::MessageStore(database).find(message));
    if (!found) return Error{ErrorKind::NotFound, "there is no such message"};
    std::vector<Redaction> redactions;
    for (const auto& region : found->regions) {
        REDWELL_TRY(const auto page, documents::DocumentStore(database).page(found->document, region.page));
        if (!page) continue;
        Box covered;
        for (const auto& word : page->words) {
            const double x = (word.box.x0 + word.box.x1) / 2, y = (word.box.y0 + word.box.y1) / 2;
            if (region.box.contains(x, y)) covered = covered.united(word.box);
        }
        Redaction redaction;
        redaction.document = found->document;
        redaction.page = region.page;
        redaction.box = covered.isEmpty() ? region.box : covered;
        redaction.origin = "message";
        redactions.push_back(redaction);
    }
    if (redactions.empty())
        return Error{ErrorKind::Usage,
                     "the message has no place on a page that could be covered",
                     {},
                     "Redact its text on the page, or draw a box."};
    return redactions;
}

}  // namespace redwell::redaction
