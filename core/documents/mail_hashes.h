// The mail hash DH-1: four parts and the hash over them, so that two mails can be told to be the same, and two that are
// not can be told why. Made by the reader, which alone sees the bytes; kept beside the document.
#pragma once

#include "base/result.h"
#include "base/strong_id.h"
#include "casefile/database.h"

#include <map>
#include <optional>
#include <string>

namespace redwell::documents {

// SHA-256 in lower-case hex, each.
struct MailHashes {
    std::string body, header, recipients, attachments;
    std::string dedup;    // over the four
    std::string family;   // over dedup and the attachments in order
    std::string mih;      // EDRM message identification hash (MD5 of the Message-ID); empty without one
    bool isWeak = false;  // neither a sent time nor a Message-ID: equal hashes prove little
    bool operator==(const MailHashes&) const = default;
};

// How hashes travel in a document's metadata on their way from the reader: takes them out; empty when there are none.
void putInto(std::map<std::string, std::string>& metadata, const MailHashes& hashes);
std::optional<MailHashes> takeMailHashes(std::map<std::string, std::string>& metadata);

class MailHashStore {
public:
    explicit MailHashStore(casefile::Database& database) : m_database(database) {}

    Status put(DocumentId document, const MailHashes& hashes);
    Result<std::optional<MailHashes>> find(DocumentId document);
    // The reviewable head of a family with the same family hash; weak hashes match nothing.
    Result<std::optional<DocumentId>> twinOf(DocumentId document, const MailHashes& hashes);

private:
    casefile::Database& m_database;
};

}  // namespace redwell::documents
