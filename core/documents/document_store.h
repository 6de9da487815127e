// Documents, their pages and their text in the case database. Identity is the control number towards people and the
// DocumentId inside. Use within Case::write to change, over a Case::read lease to look.
#pragma once

#include "base/result.h"
#include "casefile/database.h"
#include "documents/document.h"
#include "documents/page.h"

#include <nlohmann/json_fwd.hpp>

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace redwell::documents {

struct Counts {
    std::int64_t documents = 0;  // every row
    std::int64_t reviewable = 0, exceptions = 0, duplicates = 0, queued = 0;
    std::int64_t pages = 0, pagesWaitingForOcr = 0, jobs = 0;
};

// Documents whose words are not all there (yet): what is looked for on the pages may stand in them all the same.
struct Unread {
    std::vector<DocumentId> withoutPages;  // mails whose pages wait to be set
    std::int64_t queued = 0, waitingForOcr = 0;
    std::int64_t failed = 0;   // pages that could not be set, or not be recognised
    std::int64_t sources = 0;  // evidence that is still looked through for files
    std::int64_t documents() const {
        return static_cast<std::int64_t>(withoutPages.size()) + queued + waitingForOcr + failed;
    }
    bool isNothing() const { return documents() == 0 && sources == 0; }
};

class DocumentStore {
public:
    explicit DocumentStore(casefile::Database& database) : m_database(database) {}

    // Gives the next control number (RW000012; attachments RW000012.0001 in their order), sets id, controlNumber and
    // family (its own id unless document.family is set; a parent without a family is a container, and its contents
    // are numbered like documents of their own). sourceId and sourcePath together are unique: a second insert
    // of the same file is a Conflict.
    Result<Document> insert(Document document, std::int64_t sourceId,
                            const std::map<std::string, std::string>& metadata = {});
    // Every column that reading the file gives: not control number, custodian, parent, source, name and hash.
    Status update(const Document& document);
    Result<std::optional<Document>> find(DocumentId id);
    Result<std::optional<Document>> find(std::string_view controlNumber);
    // In the order of ids; unknown ids are left out. The window asks for a screenful at a time.
    Result<std::vector<Document>> get(std::span<const DocumentId> ids);
    Result<std::vector<Document>> family(DocumentId familyId);
    Result<std::vector<Document>> exceptions();
    // The first reviewable document with these bytes at top level, for finding duplicates.
    Result<std::optional<DocumentId>> firstWithHash(const Sha256& hash);

    Status putPage(DocumentId document, const Page& page);  // in the place of one that stands there
    // body: of the document's first message, where the text of its one page is kept around it rather than with it. The
    // message is to be added with BodyText::OfDocument; what changes it then gives the page its whole text.
    Status addPage(DocumentId document, const Page& page, std::string_view body = {});
    Result<std::vector<Page>> pages(DocumentId document);               // with words
    Result<std::optional<Page>> page(DocumentId document, int number);  // with words
    Result<std::string> text(DocumentId document);                      // pages joined by a form feed
    // What the format gave beyond the columns: message_id, producer ...
    Status setMetadata(DocumentId document, const std::map<std::string, std::string>& metadata);
    Result<std::map<std::string, std::string>> metadata(DocumentId document);
    // Puts the document (title, participants, text of all pages) into the full-text index at the end of the
    // transaction, replacing what was there.
    void index(DocumentId document);
    // The same for one that is not in the index yet. body: its one message's, which is found within the document's text
    // rather than apart where it stands there as it is; whether it does.
    bool index(const Document& document, const std::vector<Page>& pages, std::string_view body);

    Result<Counts> counts();
    Result<Unread> unread(std::span<const DocumentId> documents);
    Result<Unread> unread();                        // of the whole case
    Result<std::vector<std::string>> custodians();  // by name

private:
    Status writeText(DocumentId document);
    Result<Unread> unreadWhere(const std::string& condition, const std::string& ids);

    // What the numbers of new documents go on from, read once: a store that inserts lives no longer than its
    // transaction.
    struct Numbering {
        std::int64_t lastId = 0, last = 0;
        std::string prefix;
        std::size_t digits = 6;
        std::map<std::string, std::int64_t> custodians;
    };
    casefile::Database& m_database;
    std::optional<Numbering> m_numbering;
};

}  // namespace redwell::documents
