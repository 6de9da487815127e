// What happened to a document, in people's words: one entry a decision, newest first.
#pragma once

#include "casefile/audit.h"
#include "casefile/case_template.h"

#include <QString>

#include <span>
#include <string>
#include <vector>

namespace redwell::ui {

struct HistoryEntry {
    QString what, by, when;
    bool isTakenBack = false;  // an undo
};

// rows: of the document with this number, as auditOf() gives them. zone: of the case.
std::vector<HistoryEntry> historyOf(std::span<const casefile::AuditRow> rows, const std::string& controlNumber,
                                    const std::vector<casefile::Field>& fields, const std::string& zone);

}  // namespace redwell::ui
