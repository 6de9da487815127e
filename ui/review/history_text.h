// What happened to a document, in people's words: one entry a decision, newest first.
#pragma once

#include "casefile/audit.h"
#include "casefile/case_template.h"
#include "production/volumes.h"

#include <QString>

#include <span>
#include <string>
#include <vector>

namespace redwell::ui {

struct HistoryEntry {
    QString what, by, when;
    bool isTakenBack = false;  // an undo
    Instant at = {};
};

// rows: of the document with this number, as auditOf() gives them. zone: of the case.
std::vector<HistoryEntry> historyOf(std::span<const casefile::AuditRow> rows, const std::string& controlNumber,
                                    const std::vector<casefile::Field>& fields, const std::string& zone);

// The volumes that the document left in, each put in its time among the entries.
void addLeavings(std::vector<HistoryEntry>& entries, std::span<const production::Leaving> leavings,
                 const std::string& zone);

}  // namespace redwell::ui
