#include "documents/mail_hashes.h"

#include <array>
#include <utility>

namespace redwell::documents {
namespace {

constexpr std::array<std::pair<const char*, std::string MailHashes::*>, 7> kParts = {{
    {"dh1_body", &MailHashes::body},
    {"dh1_header", &MailHashes::header},
    {"dh1_recipients", &MailHashes::recipients},
    {"dh1_attachments", &MailHashes::attachments},
    {"dh1", &MailHashes::dedup},
    {"dh1_family", &MailHashes::family},
    {"mih", &MailHashes::mih},
}};
constexpr const char* kWeak = "dh1_weak";

}  // namespace

void putInto(std::map<std::string, std::string>& metadata, const MailHashes& hashes) {
    for (const auto& [key, part] : kParts) metadata.insert_or_assign(key, hashes.*part);
    if (hashes.isWeak) metadata.insert_or_assign(kWeak, "true");
}

std::optional<MailHashes> takeMailHashes(std::map<std::string, std::string>& metadata) {
    MailHashes hashes;
    for (const auto& [key, part] : kParts)
        if (auto node = metadata.extract(key)) hashes.*part = std::move(node.mapped());
    hashes.isWeak = !metadata.extract(kWeak).empty();
    if (hashes.dedup.empty()) return std::nullopt;
    return hashes;
}

Status MailHashStore::put(DocumentId document, const MailHashes& h) {
    return m_database.run(
        "INSERT OR REPLACE INTO mail_hashes(document_id, body, header, recipients, attachments, dedup, family, mih, "
        "is_weak) VALUES (:document, :body, :header, :recipients, :attachments, :dedup, :family, :mih, :weak)",
        {{":document", document.value},
         {":body", h.body},
         {":header", h.header},
         {":recipients", h.recipients},
         {":attachments", h.attachments},
         {":dedup", h.dedup},
         {":family", h.family},
         {":mih", h.mih},
         {":weak", h.isWeak ? 1 : 0}});
}

Result<std::optional<MailHashes>> MailHashStore::find(DocumentId document) {
    std::optional<MailHashes> found;
    REDWELL_CHECK(m_database.query(
        "SELECT body, header, recipients, attachments, dedup, family, mih, is_weak FROM mail_hashes WHERE document_id "
        "= :document",
        {{":document", document.value}}, [&](const casefile::Row& row) {
            found = MailHashes{row.text(0), row.text(1), row.text(2), row.text(3),
                               row.text(4), row.text(5), row.text(6), row.integer(7) != 0};
        }));
    return found;
}

Result<std::optional<DocumentId>> MailHashStore::twinOf(DocumentId document, const MailHashes& hashes) {
    if (hashes.isWeak) return std::optional<DocumentId>{};
    // CROSS JOIN keeps SQLite from going through all reviewable documents instead of the few with this hash.
    REDWELL_TRY(const auto twin,
                m_database.integer("SELECT min(d.id) FROM mail_hashes h CROSS JOIN documents d ON d.id = h.document_id "
                                   "WHERE substr(h.family, 1, 12) = substr(:family, 1, 12) AND +h.family = :family AND "
                                   "h.is_weak = 0 AND d.id <> :document AND d.family_id "
                                   "= d.id AND d.state = 'reviewable'",
                                   {{":family", hashes.family}, {":document", document.value}}));
    return twin ? std::optional(DocumentId{twin}) : std::nullopt;
}

}  // namespace redwell::documents
