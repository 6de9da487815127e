// The sample case itself: the drawn collection taken in through redwellctl, then the decisions of coding.json, so that the
// case opens looking worked on.
#pragma once

#include <QString>

namespace redwell::sample {

// Makes caseFolder (it must not exist) out of collection, one ingest a custodian's folder. Throws std::runtime_error.
void seedCase(const QString& caseFolder, const QString& collection, const QString& sources);

}  // namespace redwell::sample
