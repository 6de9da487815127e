#include "redaction/message_redaction.h"

#include "base/text.h"
#include "documents/document_store.h"
#include "documents/text_index.h"
#include "messages/message_store.h"
#include "redaction/finder.h"
#include "redaction/quotation.h"
#include "redaction/redactions.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

namespace redwell::redaction {

using casefile::Row;
using documents::Message;
using documents::Page;
using documents::Word;

namespace {

constexpr std::size_t kTellingWords = 12;        // the rarest words of the text that candidates are found by
constexpr std::size_t kLeastTelling = 2;         // that a candidate shares
constexpr std::size_t kMostWords = 500;          // that are counted
constexpr std::size_t kLeastLetters = 4;         // of such a word
constexpr std::int64_t kMostDocuments = 20'000;  // that hold such a word
constexpr std::size_t kExcerpt = 120;
constexpr double kSameText = 0.8;  // share of either's words: the two messages say the same
constexpr double kWhole = 0.9;     // share of its words: it is this text, and no other that has a phrase in common

class Finder {
public:
    Finder(casefile::Database& database, Message message)
        : m_database(database), m_message(std::move(message)), m_text(m_message.body) {}

    Result<Sighting> own() {
        REDWELL_CHECK(addMessage(m_message, Sighting::How::Itself, 1));
        REDWELL_CHECK(markCovered(m_out.all.front()));
        return std::move(m_out.all.front());
    }

    Result<Sightings> find() {
        REDWELL_CHECK(addMessage(m_message, Sighting::How::Itself, 1));
        REDWELL_CHECK(addLinked());
        m_out.isTextSearched = m_text.isTelling();
        if (m_out.isTextSearched) {
            REDWELL_TRY(const auto candidates, candidatesByWords());
            for (const auto id : candidates) REDWELL_CHECK(look(id));
        }
        std::stable_sort(m_out.all.begin() + 1, m_out.all.end(), [](const Sighting& a, const Sighting& b) {
            return std::tuple(a.document, a.page, a.ordinal) < std::tuple(b.document, b.page, b.ordinal);
        });
        for (auto& sighting : m_out.all) REDWELL_CHECK(markCovered(sighting));
        return std::move(m_out);
    }

private:
    Status addMessage(const Message& message, Sighting::How how, double score) {
        if (!m_messages.insert(message.id.value).second) return {};
        Sighting sighting;
        sighting.document = message.document;
        REDWELL_TRY(sighting.controlNumber, numberOf(message.document));
        sighting.message = message.id;
        sighting.ordinal = message.ordinal;
        sighting.how = how;
        sighting.score = score;
        sighting.isPart = score < kWhole;
        sighting.excerpt = elide(collapseWhitespace(message.body), kExcerpt);
        sighting.page = message.page;
        const auto boxes = ofMessage(m_database, message.id);
        if (!boxes && boxes.error().kind != ErrorKind::Usage) return boxes.error();
        if (boxes)
            for (const auto& one : *boxes) add(sighting, one.page, one.box);
        m_out.all.push_back(std::move(sighting));
        return {};
    }

    static void add(Sighting& sighting, int page, const Box& box) {
        auto place = std::ranges::find(sighting.places, page, &Sighting::Place::page);
        if (place == sighting.places.end()) {
            sighting.places.push_back({page, {}});
            place = std::prev(sighting.places.end());
        }
        place->boxes.push_back(box);
    }

    Result<std::string> numberOf(DocumentId document) {
        return m_database.text("SELECT control_number FROM documents WHERE id = :id", {{":id", document.value}});
    }

    Status addLinked() {
        std::vector<MessageId> same;
        REDWELL_CHECK(
            m_database.query("SELECT o.message_id FROM message_links l JOIN message_links o ON o.same_as = l.same_as "
                             "WHERE l.message_id = :id AND o.message_id <> :id",
                             {{":id", m_message.id.value}}, [&](const Row& row) { same.push_back({row.integer(0)}); }));
        for (const auto id : same) {
            REDWELL_TRY(const auto message, messages::MessageStore(m_database).find(id));
            if (message) REDWELL_CHECK(addMessage(*message, Sighting::How::SameMessage, 1));
        }
        return {};
    }

    // Documents that share the rarest words of the text which stand in more than one document.
    Result<std::vector<DocumentId>> candidatesByWords() {
        const auto matching = documents::TextIndex::matching(documents::TextIndex::Of::Documents, ":match");
        std::map<std::string, std::int64_t> counts;
        for (const auto& word : m_text.words()) {
            if (counts.size() == kMostWords) break;
            if (codePointCount(word) < kLeastLetters || counts.contains(word)) continue;
            REDWELL_TRY(counts[word], m_database.integer("SELECT count(*) FROM (" + matching + ")",
                                                         {{":match", "text : \"" + word + "\""}}));
        }
        std::vector<std::pair<std::int64_t, std::string>> rarest;
        for (const auto& [word, count] : counts)
            if (count >= 2 && count <= kMostDocuments) rarest.emplace_back(count, word);
        std::ranges::sort(rarest);
        if (rarest.size() > kTellingWords) rarest.resize(kTellingWords);
        std::map<DocumentId, std::size_t> shared;
        for (const auto& [count, word] : rarest)
            REDWELL_CHECK(m_database.query(matching, {{":match", "text : \"" + word + "\""}},
                                           [&](const Row& row) { ++shared[{row.integer(0)}]; }));
        std::vector<DocumentId> candidates;
        const auto least = std::min(kLeastTelling, rarest.size());
        shared.try_emplace(m_message.document, least);  // it may stand there twice
        for (const auto& [id, count] : shared)
            if (count >= least) candidates.push_back(id);
        return candidates;
    }

    Status look(DocumentId id) {
        REDWELL_TRY(const auto said, messages::MessageStore(m_database).ofDocument(id));
        for (const auto& other : said) {
            if (m_messages.contains(other.id.value)) continue;
            const auto score = likeness(other);
            if (score >= kSameText) REDWELL_CHECK(addMessage(other, Sighting::How::SameMessage, score));
        }
        REDWELL_TRY(const auto number, numberOf(id));
        REDWELL_TRY(const auto pages, documents::DocumentStore(m_database).pages(id));
        std::vector<Page> read;
        const auto before = m_out.all.size();
        for (const auto& page : pages) {
            if (!page.words.empty())
                read.push_back(page);
            else
                lookInText(id, number, page.number, page.text);
        }
        lookOnPages(id, number, read);
        if (!pages.empty() || m_out.all.size() > before) return {};
        for (const auto& other : said)
            if (!m_messages.contains(other.id.value)) lookInText(id, number, 0, other.body);
        return {};
    }

    // Both ways: the one's words are the other's.
    double likeness(const Message& other) const {
        const Quotation theirs(other.body);
        if (theirs.words().empty()) return 0;
        double best = 0;
        for (const auto& run : m_text.in(theirs.words()))
            best = std::max(best, std::min(run.whole, static_cast<double>(run.last - run.first + 1) /
                                                          static_cast<double>(theirs.words().size())));
        return best;
    }

    void lookOnPages(DocumentId id, const std::string& number, const std::vector<Page>& pages) {
        std::vector<std::string> texts;
        std::vector<std::pair<int, const Word*>> words;
        for (const auto& page : pages)
            for (const auto& word : page.words) {
                texts.push_back(word.text);
                words.emplace_back(page.number, &word);
            }
        auto runs = m_text.withPartsIn(texts);
        takeTogether(runs, [&](std::size_t word) { return words[word].first; });
        for (const auto& run : runs) {
            Sighting sighting = quoted(id, number, words[run.first].first, run, texts);
            bool fresh = true;
            bool isNew = false;
            for (auto i = run.first; i <= run.last; ++i) {
                const auto& [page, word] = words[i];
                isNew = isNew || !isOffered(id, page, word->box);
                if (fresh || sighting.places.empty() || sighting.places.back().page != page)
                    add(sighting, page, word->box);
                else
                    sighting.places.back().boxes.back() = sighting.places.back().boxes.back().united(word->box);
                fresh = word->endsLine;
            }
            if (isNew) m_out.all.push_back(std::move(sighting));
        }
    }

    // A quotation that goes on behind the foot of one page and the head of the next is one: each of its runs counts for
    // as much as all of them.
    template <class PageOf>
    static void takeTogether(std::vector<QuotedRun>& runs, PageOf pageOf) {
        for (std::size_t begin = 0, end = 0; begin < runs.size(); begin = end) {
            double whole = runs[begin].whole;
            for (end = begin + 1; end < runs.size() && runs[end].ownFirst > runs[end - 1].ownLast &&
                                  pageOf(runs[end].first) == pageOf(runs[end - 1].last) + 1;
                 ++end)
                whole += runs[end].whole;
            for (auto i = begin; i < end; ++i) runs[i].whole = std::min(whole, 1.0);
        }
    }

    void lookInText(DocumentId id, const std::string& number, int page, const std::string& text) {
        std::string spaced = collapseWhitespace(text);
        const auto texts = split(spaced, ' ');
        if (std::ranges::any_of(m_out.all, [&](const Sighting& s) { return s.document == id && !s.isLocated(); }))
            return;
        for (const auto& run : m_text.withPartsIn(texts)) m_out.all.push_back(quoted(id, number, page, run, texts));
    }

    static Sighting quoted(DocumentId id, const std::string& number, int page, const QuotedRun& run,
                           const std::vector<std::string>& texts) {
        Sighting sighting;
        sighting.document = id;
        sighting.controlNumber = number;
        sighting.score = run.whole;
        sighting.isPart = run.whole < kWhole;
        sighting.page = page;
        const auto first = texts.begin() + static_cast<std::ptrdiff_t>(run.first);
        sighting.excerpt =
            elide(join({first, texts.begin() + static_cast<std::ptrdiff_t>(run.last) + 1}, " "), kExcerpt);
        return sighting;
    }

    // A word that another sighting covers already.
    bool isOffered(DocumentId id, int page, const Box& word) const {
        const double x = (word.x0 + word.x1) / 2, y = (word.y0 + word.y1) / 2;
        for (const auto& sighting : m_out.all) {
            if (sighting.document != id) continue;
            for (const auto& place : sighting.places)
                if (place.page == page &&
                    std::ranges::any_of(place.boxes, [&](const Box& b) { return b.grown(0.1).contains(x, y); }))
                    return true;
        }
        return false;
    }

    Status markCovered(Sighting& sighting) {
        if (!sighting.isLocated()) return {};
        REDWELL_TRY(const auto standing, RedactionStore(m_database).ofDocument(sighting.document));
        sighting.isCovered = true;
        for (const auto& place : sighting.places)
            for (const auto& box : place.boxes)
                sighting.isCovered = sighting.isCovered && std::ranges::any_of(standing, [&](const Redaction& r) {
                                         const auto area = r.box.grown(0.1);
                                         return r.page == place.page && area.x0 <= box.x0 && area.y0 <= box.y0 &&
                                                area.x1 >= box.x1 && area.y1 >= box.y1;
                                     });
        return {};
    }

    casefile::Database& m_database;
    Message m_message;
    Quotation m_text;
    Sightings m_out;
    std::set<std::int64_t> m_messages;
};

}  // namespace

std::string_view name(Sighting::How how) {
    switch (how) {
        case Sighting::How::Itself: return "itself";
        case Sighting::How::SameMessage: return "same_message";
        case Sighting::How::Quotation: break;
    }
    return "quotation";
}

Result<Sightings> findSightings(casefile::Database& database, MessageId message) {
    REDWELL_TRY(auto found, messages::MessageStore(database).find(message));
    if (!found) return Error{ErrorKind::NotFound, "there is no such message in the case"};
    return Finder(database, std::move(*found)).find();
}

Result<Sighting> ownPlace(casefile::Database& database, MessageId message) {
    REDWELL_TRY(auto found, messages::MessageStore(database).find(message));
    if (!found) return Error{ErrorKind::NotFound, "there is no such message in the case"};
    return Finder(database, std::move(*found)).own();
}

Result<MessageRedaction> redact(casefile::Database& database, std::span<const Sighting> chosen, std::string_view reason,
                                std::string_view by) {
    MessageRedaction done;
    std::vector<Redaction> redactions;
    std::set<DocumentId> touched;
    for (const auto& sighting : chosen) {
        if (!sighting.isLocated()) {
            done.unlocated.push_back(sighting);
            continue;
        }
        if (sighting.isCovered) continue;
        for (const auto& place : sighting.places)
            for (const auto& box : place.boxes) {
                Redaction one;
                one.document = sighting.document;
                one.page = place.page;
                one.box = box;
                one.reason = std::string(reason);
                one.origin = "message";
                redactions.push_back(std::move(one));
            }
        touched.insert(sighting.document);
    }
    if (redactions.empty()) return done;
    REDWELL_TRY(done.group, RedactionStore(database).add(redactions, by));
    done.redactions = static_cast<int>(redactions.size());
    done.documents = static_cast<int>(touched.size());
    return done;
}

}  // namespace redwell::redaction
