// The fields of a load file: which there are, and what each holds for one document. What a redaction hides is in none
// of them.
#pragma once

#include "base/result.h"
#include "documents/message.h"
#include "production/plan.h"
#include "production/secrets.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace redwell::production {

struct FieldContext {
    const PlannedDocument* planned = nullptr;
    std::optional<documents::Message> mail;       // of a mail file: its own message
    std::map<std::string, std::string> metadata;  // what the format gave: message_id, in_reply_to ...
    std::string beginAttach, endAttach;           // of the whole family; empty when it stands alone
    std::string parentBates;
    std::vector<std::string> childBates, childNames;
    std::vector<std::string> allCustodians;  // of every copy, those whose names may be told
    std::vector<std::string> allPaths;       // of every copy, its own path first
    std::vector<std::string> redactionReasons;
    std::vector<std::string> hidden;            // folded letters and digits that a value must not hold
    HiddenWords hiddenWords;                    // nor those of these
    std::string confidentiality;                // as endorsed
    std::string textPath, nativePath, pdfPath;  // with backslashes; empty when there is none
    std::string volume, zone;
};

const std::vector<std::string>& knownFields();
const std::vector<std::string>& standardFields();
// One value a name, in order. Usage for a name that is not known.
Result<std::vector<std::string>> fieldValues(const std::vector<std::string>& names, const FieldContext& context);

}  // namespace redwell::production
