// One message: who wrote what to whom, when, and where it stands on which page. The value that extraction yields and
// that reviewers code, annotate and redact.
#pragma once

#include "base/geometry.h"
#include "base/strong_id.h"
#include "base/time.h"

#include <string>
#include <vector>

namespace redwell::documents {

struct Region {
    int page = 1;   // from 1
    Box box;        // points on that page
    bool operator==(const Region&) const = default;
};

struct Message {
    MessageId id;                     // 0 until stored
    DocumentId document;              // 0 until stored
    int ordinal = 0;                  // position in the document, from 1
    std::string from;                 // as written: a name, an address, or both ("Imogen Vale <ivale@…>")
    std::vector<std::string> to, cc, bcc;
    StatedTime sent;                  // as written, with offset where the document has one
    std::string subject;
    std::string body;                 // plain text, lines kept
    int page = 0;                     // where it begins, from 1; 0 when the document has no pages
    std::vector<Region> regions;      // one a block and page, header line included
    double confidence = 1;            // 0 to 1
    int depth = 0;                    // 0: the document's own message; n: quoted n levels down in a chain
    bool operator==(const Message&) const = default;
};

}  // namespace redwell::documents
