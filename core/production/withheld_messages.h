// Messages that must stay back wherever they stand: those called privileged, those of withheld documents, and those
// that redactions claiming a privilege cover. The same message in a document that goes out is known by its thread link
// or by its words. A message that a withheld document only quotes stays back too, until somebody says that it is not
// privileged: by a call on any sighting of it, or by coding the document whose own message it is. One that was itself
// called privileged, or is a withheld document's own, leaves only by a call on the very sighting that leaves.
#pragma once

#include "base/result.h"
#include "casefile/database.h"
#include "documents/message.h"
#include "production/specification.h"
#include "redaction/message_place.h"

#include <map>
#include <string>
#include <vector>

namespace redwell::production {

struct WithheldMessage {
    DocumentId document;
    std::string controlNumber;
    int ordinal = 0;
    std::string body;
    std::string call;       // "attorney_client" ...; empty where only a redaction says it
    bool isQuoted = false;  // stays back only because a withheld document quotes it
};

// A withheld message as it stands in a document that goes out.
struct Reappearance {
    documents::Message message;  // of that document
    WithheldMessage of;
    redaction::MessagePlace place;
    redaction::Coverage coverage = redaction::Coverage::None;
    bool isOwn = false;     // its document's own message, for which coding the document speaks
    bool isCalled = false;  // privileged by a call on this very sighting
    bool isOpen() const { return coverage != redaction::Coverage::Whole; }
};

class WithheldMessages {
public:
    static Result<WithheldMessages> of(casefile::Database& database, const Specification& specification);

    // Of a document that goes out, in their order, without those that a call lets go.
    Result<std::vector<Reappearance>> in(casefile::Database& database, DocumentId document) const;
    const std::vector<WithheldMessage>& all() const { return m_all; }

private:
    friend class WithheldReader;
    std::vector<WithheldMessage> m_all;
    std::map<std::int64_t, std::size_t> m_bySighting;  // first sighting of the same message -> which of all
    std::map<std::string, std::size_t> m_byText;       // folded body -> which of all
};

}  // namespace redwell::production
