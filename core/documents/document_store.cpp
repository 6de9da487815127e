#include "documents/document_store.h"

#include "base/json_text.h"
#include "base/text.h"
#include "documents/index_text.h"
#include "documents/original_rows.h"
#include "documents/text_index.h"

#include <nlohmann/json.hpp>

#include <unordered_map>

namespace redwell::documents {

using casefile::Blob;
using casefile::Parameters;
using casefile::Row;
using nlohmann::json;

namespace {

const std::string kColumns =
    "SELECT d.id, d.control_number, d.kind, d.state, d.parent_id, d.family_id, d.family_order, c.name, d.file_name, "
    "d.source_path, "
    "d.mime_type, d.title, d.author, d.recipients, d.date_stated, d.date_utc, d.page_count, d.message_count, d.sha256, "
    "o.md5, o.sha1, o.size, d.duplicate_of, d.exception_kind, d.exception_reason, d.flags, "
    "EXISTS(SELECT 1 FROM redactions r WHERE r.document_id = d.id AND r.removed_at IS NULL), "
    "EXISTS(SELECT 1 FROM annotations a WHERE a.document_id = d.id AND a.removed_at IS NULL), "
    "EXISTS(SELECT 1 FROM messages m JOIN standing_calls k ON k.message_id = m.id JOIN fields f ON f.id = k.field_id "
    "WHERE m.document_id = d.id AND f.name = 'privilege' AND k.value <> 'none'), d.has_layout "
    "FROM documents d LEFT JOIN custodians c ON c.id = d.custodian_id " +
    std::string(kJoinOriginals);

std::vector<std::string> strings(std::string_view text) {
    std::vector<std::string> list;
    const auto parsed = json::parse(text, nullptr, false);
    if (parsed.is_array())
        for (const auto& entry : parsed)
            if (entry.is_string()) list.push_back(entry.get<std::string>());
    return list;
}

Document documentFrom(const Row& row) {
    Document d;
    d.id = {row.integer(0)};
    d.controlNumber = row.text(1);
    d.kind = kindFromName(row.textView(2));
    d.state = stateFromName(row.textView(3));
    d.parent = {row.integer(4)};
    d.family = {row.integer(5)};
    d.familyOrder = static_cast<int>(row.integer(6));
    d.custodian = row.text(7);
    d.fileName = row.text(8);
    d.sourcePath = row.text(9);
    d.mimeType = row.text(10);
    d.title = row.text(11);
    d.author = row.text(12);
    d.recipients = strings(row.textView(13));
    d.date.text = row.text(14);
    if (const auto utc = row.optionalInteger(15)) d.dateUtc = Instant{*utc};
    d.pageCount = static_cast<int>(row.integer(16));
    d.messageCount = static_cast<int>(row.integer(17));
    if (auto hash = Sha256::fromHex(row.textView(18))) d.sha256 = hash.value();
    d.md5 = row.text(19);
    d.sha1 = row.text(20);
    d.size = row.integer(21);
    d.duplicateOf = {row.integer(22)};
    d.exceptionKind = row.text(23);
    d.exceptionReason = row.text(24);
    d.flags = strings(row.textView(25));
    if (row.integer(26)) d.flags.emplace_back("redacted");
    if (row.integer(27)) d.flags.emplace_back("annotated");
    if (row.integer(28)) d.flags.emplace_back("privileged_message");
    d.hasLayout = row.integer(29) != 0;
    return d;
}

constexpr std::string_view kPages =
    "SELECT p.number, p.width, p.height, p.rotation, p.text_source, p.confidence, t.text, p.words FROM pages p JOIN "
    "page_texts t ON t.document_id = p.document_id AND t.number = p.number WHERE p.document_id = :document ";

constexpr int kTextOfPage = 6;  // column; NULL where the page is to hold a message's body and the message is gone

Error textIsMissing() {
    return {ErrorKind::Damaged,
            "a page has lost the message whose text stands on it",
            {},
            "Open the latest backup of the case."};
}

Page pageFrom(const Row& row) {
    Page page;
    page.number = static_cast<int>(row.integer(0));
    page.width = row.real(1);
    page.height = row.real(2);
    page.rotation = static_cast<int>(row.integer(3));
    page.textSource = textSourceFromName(row.textView(4));
    page.confidence = row.real(5);
    page.text = row.text(6);
    if (auto words = decodeWords(row.blob(7))) page.words = std::move(words).value();
    return page;
}

std::optional<std::int64_t> orNull(std::int64_t id) { return id ? std::optional(id) : std::nullopt; }
std::optional<std::string> orNull(const Sha256& hash) {
    return hash == Sha256{} ? std::nullopt : std::optional(hash.hex());
}

// Flags that the store derives are never written.
std::string storedFlags(const Document& document) {
    std::vector<std::string> flags;
    for (const auto& flag : document.flags)
        if (flag != "redacted" && flag != "annotated" && flag != "privileged_message") flags.push_back(flag);
    return jsonOf(flags);
}

constexpr const char* kTextTable = "document_text";

std::string joined(const std::vector<Page>& pages) {
    std::string text;
    for (const auto& page : pages) {
        if (!text.empty()) text += '\f';
        text += page.text;
    }
    return text;
}

struct Indexed {  // the columns of a row
    std::string control, file, title, participants, custodian, text;
};

// head: what stands around the body, where the text is the body alone. It has the column of the title, so that nothing
// but the body is found where the text is asked for.
Indexed indexedOf(const Document& document, const std::string& head) {
    return {document.controlNumber,
            document.fileName,
            head.empty() ? document.title : document.title + std::string(kApart) + head,
            document.author + " " + join(document.recipients, " "),
            document.custodian,
            {}};
}

Status addText(casefile::Database& database, std::int64_t row, const Indexed& indexed) {
    return database.run(
        "INSERT INTO document_text(rowid, control_number, file_name, title, participants, custodian, text) "
        "VALUES (:row, :control, :file, :title, :participants, :custodian, :text)",
        {{":row", row},
         {":control", indexed.control},
         {":file", indexed.file},
         {":title", indexed.title},
         {":participants", indexed.participants},
         {":custodian", indexed.custodian},
         {":text", indexed.text}});
}

std::string padded(std::int64_t number, std::size_t width) {
    const auto digits = std::to_string(number);
    return std::string(digits.size() < width ? width - digits.size() : 0, '0') + digits;
}

}  // namespace

Result<Document> DocumentStore::insert(Document d, std::int64_t sourceId,
                                       const std::map<std::string, std::string>& metadata) {
    if (!m_numbering) {
        Numbering numbering;
        REDWELL_TRY(numbering.lastId, m_database.integer("SELECT coalesce(max(id), 0) FROM documents"));
        REDWELL_TRY(numbering.prefix, m_database.text("SELECT value FROM settings WHERE name = 'control_prefix'"));
        REDWELL_TRY(const auto digits, m_database.text("SELECT value FROM settings WHERE name = 'control_digits'"));
        if (!digits.empty()) numbering.digits = static_cast<std::size_t>(std::atoi(digits.c_str()));
        REDWELL_TRY(const auto last, m_database.text("SELECT value FROM settings WHERE name = 'last_control_number'"));
        numbering.last = std::atoll(last.c_str());
        m_numbering = std::move(numbering);
    }
    d.id = {++m_numbering->lastId};
    if (d.parent && d.family) {
        // Numbered below the parent, so that a family stands together and no order of processing shows.
        REDWELL_TRY(const auto above,
                    m_database.text("SELECT control_number FROM documents WHERE id = :id", {{":id", d.parent.value}}));
        REDWELL_TRY(const auto siblings, m_database.integer("SELECT count(*) FROM documents WHERE parent_id = :id",
                                                            {{":id", d.parent.value}}));
        d.controlNumber = above + "." + padded(siblings + 1, 4);
    } else {
        const auto number = ++m_numbering->last;
        const auto stored = std::to_string(number);
        REDWELL_CHECK(m_database.run("UPDATE settings SET value = :value WHERE name = 'last_control_number'",
                                     {{":value", stored}}));
        if (m_database.changes() == 0)
            REDWELL_CHECK(m_database.run("INSERT INTO settings(name, value) VALUES ('last_control_number', :value)",
                                         {{":value", stored}}));
        d.controlNumber = m_numbering->prefix + padded(number, m_numbering->digits);
    }
    if (!d.family) d.family = d.id;
    std::optional<std::int64_t> custodian;
    if (!d.custodian.empty()) {
        auto& known = m_numbering->custodians[d.custodian];
        if (!known) {
            REDWELL_CHECK(
                m_database.run("INSERT OR IGNORE INTO custodians(name) VALUES (:name)", {{":name", d.custodian}}));
            REDWELL_TRY(known,
                        m_database.integer("SELECT id FROM custodians WHERE name = :name", {{":name", d.custodian}}));
        }
        custodian = known;
    }
    const auto recipients = jsonOf(d.recipients), flags = storedFlags(d);
    const auto facts = jsonOf(metadata);
    const auto hash = orNull(d.sha256);
    std::optional<std::int64_t> utc;
    if (d.dateUtc) utc = d.dateUtc->milliseconds;
    REDWELL_CHECK(m_database.run(
        "INSERT INTO documents(id, control_number, kind, state, parent_id, family_id, family_order, "
        "custodian_id, source_id, sha256, "
        "file_name, source_path, mime_type, title, author, recipients, date_stated, date_utc, "
        "page_count, message_count, duplicate_of, "
        "exception_kind, exception_reason, flags, metadata, has_layout) VALUES (:id, :control, :kind, :state, :parent, "
        ":family, :order, :custodian, :source, "
        ":sha256, :file, :path, :mime, :title, :author, :recipients, :stated, :utc, :pages, :messages, "
        ":duplicate, :ekind, :ereason, :flags, :metadata, :layout)",
        {{":id", d.id.value},
         {":control", d.controlNumber},
         {":kind", name(d.kind)},
         {":state", name(d.state)},
         {":parent", orNull(d.parent.value)},
         {":family", d.family.value},
         {":order", d.familyOrder},
         {":custodian", custodian},
         {":source", orNull(sourceId)},
         {":sha256", hash},
         {":file", d.fileName},
         {":path", d.sourcePath},
         {":mime", d.mimeType},
         {":title", d.title},
         {":author", d.author},
         {":recipients", recipients},
         {":stated", d.date.text},
         {":utc", utc},
         {":pages", d.pageCount},
         {":messages", d.messageCount},
         {":duplicate", orNull(d.duplicateOf.value)},
         {":ekind", d.exceptionKind},
         {":ereason", d.exceptionReason},
         {":flags", flags},
         {":metadata", facts},
         {":layout", d.hasLayout ? 1 : 0}}));
    return d;
}

Status DocumentStore::update(const Document& d) {
    const auto recipients = jsonOf(d.recipients), flags = storedFlags(d);
    std::optional<std::int64_t> utc;
    if (d.dateUtc) utc = d.dateUtc->milliseconds;
    // A column that refers to another table makes SQLite copy each page that the statement touches: it is set only
    // where it changes.
    const bool isDuplicate = d.state == State::Duplicate;
    REDWELL_CHECK(m_database.run(
        isDuplicate
            ? "UPDATE documents SET state = 'duplicate', duplicate_of = :original WHERE id = :id"
            : "UPDATE documents SET state = 'queued', duplicate_of = NULL WHERE id = :id AND duplicate_of IS NOT "
              "NULL AND :original IS NULL",
        {{":original", orNull(isDuplicate ? d.duplicateOf.value : 0)}, {":id", d.id.value}}));
    return m_database.run(
        "UPDATE documents SET kind = :kind, state = :state, mime_type = :mime, title = :title, author = :author, "
        "recipients = :recipients, date_stated = :stated, date_utc = :utc, page_count = :pages, message_count = "
        ":messages, exception_kind = :ekind, exception_reason = :ereason, flags = :flags, has_layout = :layout "
        "WHERE id = :id",
        {{":kind", name(d.kind)},
         {":state", name(d.state)},
         {":mime", d.mimeType},
         {":title", d.title},
         {":author", d.author},
         {":recipients", recipients},
         {":stated", d.date.text},
         {":utc", utc},
         {":pages", d.pageCount},
         {":messages", d.messageCount},
         {":ekind", d.exceptionKind},
         {":ereason", d.exceptionReason},
         {":flags", flags},
         {":layout", d.hasLayout ? 1 : 0},
         {":id", d.id.value}});
}

Result<std::optional<Document>> DocumentStore::find(DocumentId id) {
    std::optional<Document> found;
    REDWELL_CHECK(m_database.query(kColumns + "WHERE d.id = :id", Parameters{{":id", id.value}},
                                   [&](const Row& row) { found = documentFrom(row); }));
    return found;
}

Result<std::optional<Document>> DocumentStore::find(std::string_view controlNumber) {
    std::optional<Document> found;
    REDWELL_CHECK(m_database.query(kColumns + "WHERE d.control_number = :control",
                                   Parameters{{":control", controlNumber}},
                                   [&](const Row& row) { found = documentFrom(row); }));
    return found;
}

Result<std::vector<Document>> DocumentStore::get(std::span<const DocumentId> ids) {
    json wanted = json::array();
    for (const auto id : ids) wanted.push_back(id.value);
    const auto list = wanted.dump();
    std::unordered_map<std::int64_t, Document> found;
    REDWELL_CHECK(m_database.query(kColumns + "WHERE d.id IN (SELECT value FROM json_each(:ids))",
                                   Parameters{{":ids", list}},
                                   [&](const Row& row) { found.emplace(row.integer(0), documentFrom(row)); }));
    std::vector<Document> ordered;
    ordered.reserve(ids.size());
    for (const auto id : ids)
        if (const auto at = found.find(id.value); at != found.end()) ordered.push_back(at->second);
    return ordered;
}

Result<std::vector<Document>> DocumentStore::family(DocumentId familyId) {
    std::vector<Document> members;
    REDWELL_CHECK(m_database.query(kColumns + "WHERE d.family_id = :family ORDER BY d.family_order, d.id",
                                   Parameters{{":family", familyId.value}},
                                   [&](const Row& row) { members.push_back(documentFrom(row)); }));
    return members;
}

Result<std::vector<Document>> DocumentStore::exceptions() {
    std::vector<Document> list;
    REDWELL_CHECK(m_database.query(kColumns + "WHERE d.state = 'exception' ORDER BY d.id", Parameters{},
                                   [&](const Row& row) { list.push_back(documentFrom(row)); }));
    return list;
}

Result<std::optional<DocumentId>> DocumentStore::firstWithHash(const Sha256& hash) {
    const auto hex = hash.hex();
    REDWELL_TRY(const auto id, m_database.integer(std::string(kIdsByHash) +
                                                      "AND family_id = id AND state <> 'duplicate' ORDER BY id LIMIT 1",
                                                  {{":hash", hex}}));
    return id ? std::optional(DocumentId{id}) : std::nullopt;
}

Status DocumentStore::putPage(DocumentId document, const Page& page) {
    const auto words = encodeWords(page.words);
    REDWELL_CHECK(m_database.run(
        "UPDATE pages SET width = :width, height = :height, rotation = :rotation, text_source = :source, confidence = "
        ":confidence, text = :text, after_body = NULL, words = :words WHERE document_id = :document AND number = "
        ":number",
        {{":document", document.value},
         {":number", page.number},
         {":width", page.width},
         {":height", page.height},
         {":rotation", page.rotation},
         {":source", name(page.textSource)},
         {":confidence", page.confidence},
         {":text", page.text},
         {":words", Blob{words}}}));
    if (m_database.changes() > 0) return {};
    return addPage(document, page);
}

Status DocumentStore::addPage(DocumentId document, const Page& page, std::string_view body) {
    const auto words = encodeWords(page.words);
    const std::string_view whole(page.text);
    const auto at = body.empty() ? std::string_view::npos : whole.rfind(body);
    std::optional<std::string_view> after;
    if (at != std::string_view::npos) after = whole.substr(at + body.size());
    return m_database.run(
        "INSERT INTO pages(document_id, number, width, height, rotation, text_source, confidence, text, after_body, "
        "words) VALUES (:document, :number, :width, :height, :rotation, :source, :confidence, :text, :after, :words)",
        {{":document", document.value},
         {":number", page.number},
         {":width", page.width},
         {":height", page.height},
         {":rotation", page.rotation},
         {":source", name(page.textSource)},
         {":confidence", page.confidence},
         {":text", whole.substr(0, at)},
         {":after", after},
         {":words", Blob{words}}});
}

Result<std::vector<Page>> DocumentStore::pages(DocumentId document) {
    std::vector<Page> list;
    bool isWhole = true;
    REDWELL_CHECK(m_database.query(std::string(kPages) + "ORDER BY p.number", Parameters{{":document", document.value}},
                                   [&](const Row& row) {
                                       isWhole = isWhole && !row.isNull(kTextOfPage);
                                       list.push_back(pageFrom(row));
                                   }));
    return isWhole ? Result<std::vector<Page>>(std::move(list)) : textIsMissing();
}

Result<std::optional<Page>> DocumentStore::page(DocumentId document, int number) {
    std::optional<Page> found;
    bool isWhole = true;
    REDWELL_CHECK(m_database.query(std::string(kPages) + "AND p.number = :number",
                                   Parameters{{":document", document.value}, {":number", number}}, [&](const Row& row) {
                                       isWhole = !row.isNull(kTextOfPage);
                                       found = pageFrom(row);
                                   }));
    return isWhole ? Result<std::optional<Page>>(std::move(found)) : textIsMissing();
}

Result<std::string> DocumentStore::text(DocumentId document) {
    std::string text;
    bool isWhole = true;
    REDWELL_CHECK(m_database.query("SELECT text FROM page_texts WHERE document_id = :document ORDER BY number",
                                   Parameters{{":document", document.value}}, [&](const Row& row) {
                                       isWhole = isWhole && !row.isNull(0);
                                       if (!text.empty()) text += '\f';
                                       text += row.textView(0);
                                   }));
    return isWhole ? Result<std::string>(std::move(text)) : textIsMissing();
}

Status DocumentStore::setMetadata(DocumentId document, const std::map<std::string, std::string>& metadata) {
    const auto text = jsonOf(metadata);
    return m_database.run("UPDATE documents SET metadata = :metadata WHERE id = :id",
                          {{":metadata", text}, {":id", document.value}});
}

Result<std::map<std::string, std::string>> DocumentStore::metadata(DocumentId document) {
    REDWELL_TRY(const auto text,
                m_database.text("SELECT metadata FROM documents WHERE id = :id", {{":id", document.value}}));
    std::map<std::string, std::string> values;
    const auto parsed = json::parse(text, nullptr, false);
    if (parsed.is_object())
        for (const auto& [key, value] : parsed.items())
            if (value.is_string()) values.emplace(key, value.get<std::string>());
    return values;
}

void DocumentStore::index(DocumentId document) {
    m_database.changeTextLater(kTextTable, document.value, [document](casefile::Database& database) {
        return DocumentStore(database).writeText(document);
    });
}

bool DocumentStore::index(const Document& document, const std::vector<Page>& pages, std::string_view body) {
    auto text = joined(pages);
    std::string head;
    const auto at = body.empty() ? std::string::npos : text.rfind(body);
    if (at != std::string::npos) {
        head = text.substr(0, at) + std::string(kApart) + text.substr(at + body.size());
        text = body;
    }
    auto indexed = indexedOf(document, head);
    indexed.text = indexText(std::move(text), at == std::string::npos ? Divided::AtLineEnds : Divided::InWords);
    m_database.changeTextLater(
        kTextTable, document.id.value,
        [id = document.id.value, indexed = std::move(indexed)](casefile::Database& database) -> Status {
            REDWELL_TRY(const auto row, TextIndex(database, TextIndex::Of::Documents).freeRow(id));
            return addText(database, row, indexed);
        });
    return at != std::string::npos;
}

Status DocumentStore::writeText(DocumentId id) {
    Document document;
    REDWELL_CHECK(m_database.query(
        "SELECT d.control_number, d.file_name, d.title, d.author, d.recipients, c.name FROM documents d LEFT JOIN "
        "custodians c ON c.id = d.custodian_id WHERE d.id = :id",
        Parameters{{":id", id.value}}, [&](const Row& row) {
            document.id = id;
            document.controlNumber = row.text(0);
            document.fileName = row.text(1);
            document.title = row.text(2);
            document.author = row.text(3);
            document.recipients = strings(row.textView(4));
            document.custodian = row.text(5);
        }));
    if (!document.id) return Error{ErrorKind::NotFound, "no such document", {}, {}};
    REDWELL_TRY(auto written, text(id));
    REDWELL_TRY(const auto row, TextIndex(m_database, TextIndex::Of::Documents).newRow(id.value));
    auto indexed = indexedOf(document, {});
    indexed.text = indexText(std::move(written), Divided::AtLineEnds);
    return addText(m_database, row, indexed);
}

Result<Unread> DocumentStore::unread(std::span<const DocumentId> documents) {
    json wanted = json::array();
    for (const auto id : documents) wanted.push_back(id.value);
    return unreadWhere("d.id IN (SELECT value FROM json_each(:ids))", wanted.dump());
}

Result<Unread> DocumentStore::unread() {
    REDWELL_TRY(auto unread, unreadWhere(":ids = ''", ""));
    REDWELL_TRY(unread.sources, m_database.integer("SELECT count(*) FROM sources WHERE walked = 0"));
    return unread;
}

Result<Unread> DocumentStore::unreadWhere(const std::string& condition, const std::string& ids) {
    Unread unread;
    REDWELL_CHECK(m_database.query(
        "SELECT d.id, d.state = 'queued', "
        "EXISTS (SELECT 1 FROM jobs j WHERE j.document_id = d.id AND j.kind = 'ocr'), "
        "EXISTS (SELECT 1 FROM jobs j WHERE j.document_id = d.id AND j.kind = 'layout') FROM documents d "
        "WHERE d.state IN ('queued', 'reviewable') AND (d.state = 'queued' OR d.has_layout = 0 OR d.flags LIKE "
        "'%\"ocr_failed\"%') AND " +
            condition,
        Parameters{{":ids", ids}}, [&](const Row& row) {
            if (row.integer(1))
                ++(row.integer(2) ? unread.waitingForOcr : unread.queued);
            else if (row.integer(3))
                unread.withoutPages.push_back({row.integer(0)});
            else
                ++unread.failed;
        }));
    return unread;
}

Result<std::vector<std::string>> DocumentStore::custodians() {
    std::vector<std::string> names;
    REDWELL_CHECK(m_database.query("SELECT name FROM custodians ORDER BY name COLLATE NOCASE", Parameters{},
                                   [&](const Row& row) { names.push_back(row.text(0)); }));
    return names;
}

Result<Counts> DocumentStore::counts() {
    Counts counts;
    REDWELL_CHECK(m_database.query("SELECT state, count(*), sum(page_count) FROM documents GROUP BY state",
                                   Parameters{}, [&](const Row& row) {
                                       const auto many = row.integer(1);
                                       counts.documents += many;
                                       counts.pages += row.integer(2);
                                       switch (stateFromName(row.textView(0))) {
                                           case State::Reviewable: counts.reviewable = many; break;
                                           case State::Exception: counts.exceptions = many; break;
                                           case State::Duplicate: counts.duplicates = many; break;
                                           case State::Queued: counts.queued = many; break;
                                       }
                                   }));
    REDWELL_TRY(counts.jobs, m_database.integer("SELECT count(*) FROM jobs"));
    REDWELL_TRY(counts.pagesWaitingForOcr, m_database.integer("SELECT count(*) FROM jobs WHERE kind = 'ocr'"));
    return counts;
}

}  // namespace redwell::documents
