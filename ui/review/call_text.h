// A call's value in people's words: "attorney_client" is "Attorney-client", a list of tags its labels.
#pragma once

#include "casefile/case_template.h"

#include <QString>
#include <QStringList>

#include <string>
#include <vector>

namespace redwell::ui {

// One entry a choice; empty for no value.
QStringList callLabels(const casefile::Field& field, const std::string& value);
QString callText(const casefile::Field& field, const std::string& value);
const casefile::Field* fieldNamed(const std::vector<casefile::Field>& fields, const std::string& name);

}  // namespace redwell::ui
