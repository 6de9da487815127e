#include "analysis/duplicates.h"

#include "base/text.h"
#include "documents/document_store.h"
#include "documents/mail_hashes.h"

namespace redwell::analysis {
namespace {

const std::string kCopies =
    "SELECT d.id, d.control_number, coalesce(c.name, ''), d.source_path, d.duplicate_of, coalesce(d.duplicate_of, "
    "d.id) AS kept "
    "FROM documents d LEFT JOIN custodians c ON c.id = d.custodian_id ";

Copy copyOf(const casefile::Row& row) {
    return {{row.integer(0)}, row.text(1), row.text(2), row.text(3), row.isNull(4)};
}

}  // namespace

Result<std::vector<std::vector<Copy>>> Duplicates::groups() {
    std::vector<std::vector<Copy>> groups;
    std::int64_t last = 0;
    REDWELL_CHECK(m_database.query(kCopies + "WHERE d.duplicate_of IS NOT NULL OR d.id IN (SELECT duplicate_of FROM "
                                             "documents WHERE duplicate_of IS NOT NULL) "
                                             "ORDER BY kept, d.duplicate_of IS NOT NULL, d.id",
                                   casefile::Parameters{}, [&](const casefile::Row& row) {
                                       if (groups.empty() || row.integer(5) != last) groups.emplace_back();
                                       last = row.integer(5);
                                       groups.back().push_back(copyOf(row));
                                   }));
    return groups;
}

Result<std::vector<Copy>> Duplicates::copiesOf(DocumentId document) {
    std::vector<Copy> copies;
    REDWELL_TRY(const auto kept, m_database.integer("SELECT coalesce(duplicate_of, id) FROM documents WHERE id = :id",
                                                    {{":id", document.value}}));
    REDWELL_CHECK(m_database.query(
        kCopies + "WHERE d.id = :kept OR d.duplicate_of = :kept ORDER BY d.duplicate_of IS NOT NULL, d.id",
        {{":kept", kept}}, [&](const casefile::Row& row) { copies.push_back(copyOf(row)); }));
    return copies;
}

Result<Comparison> Duplicates::compare(DocumentId first, DocumentId second) {
    documents::DocumentStore store(m_database);
    documents::MailHashStore hashes(m_database);
    REDWELL_TRY(const auto a, store.find(first));
    REDWELL_TRY(const auto b, store.find(second));
    if (!a || !b) return Error{ErrorKind::NotFound, "there is no such document", {}, {}};
    REDWELL_TRY(const auto mailA, hashes.find(first));
    REDWELL_TRY(const auto mailB, hashes.find(second));
    Comparison c;
    const bool isSameBytes = a->sha256 == b->sha256 && a->sha256 != Sha256{};
    c.parts.push_back({"bytes", isSameBytes});
    std::vector<std::string> differing;
    if (mailA && mailB) {
        const auto part = [&](const char* name, bool isSame) {
            c.parts.push_back({name, isSame});
            if (!isSame) differing.emplace_back(name);
        };
        part("body", mailA->body == mailB->body);
        part("header", mailA->header == mailB->header);
        part("recipients", mailA->recipients == mailB->recipients);
        part("attachments", mailA->attachments == mailB->attachments);
        if (differing.empty()) part("family", mailA->family == mailB->family);
    }
    const bool isWeak = mailA && mailB && (mailA->isWeak || mailB->isWeak);
    const bool isSameMail = mailA && mailB && differing.empty();
    c.areDuplicates = isSameBytes || (isSameMail && !isWeak);
    if (isSameBytes)
        c.reason = "duplicates: the same bytes";
    else if (isSameMail && isWeak)
        c.reason =
            "not taken for duplicates: all parts are the same, but the mails have neither a sent time nor a "
            "Message-ID, so that this proves little";
    else if (isSameMail)
        c.reason = "duplicates: body, header, recipients and attachments are the same";
    else if (mailA && mailB)
        c.reason = "not duplicates: different in " + join(differing, ", ");
    else
        c.reason = mailA || mailB ? "not duplicates: only one of them is a mail, and their bytes differ"
                                  : "not duplicates: their bytes differ";
    return c;
}

}  // namespace redwell::analysis
