// What a coding field takes: its choices, what an assignment makes of the value that stands. Shared by coding on
// documents and calls on messages.
#pragma once

#include "review/coding.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace redwell::review {

struct StoredField {
    std::int64_t id = 0;
    casefile::Field field;
};
Result<std::vector<StoredField>> storedFields(casefile::Database& database);  // in their order
// Usage names the fields there are.
Result<StoredField> fieldNamed(const std::vector<StoredField>& fields, std::string_view name);

struct FieldStep {
    StoredField stored;
    Assignment assignment;
};
// The assignments with their fields. 'issues' gains new choices by itself; Usage for any other unknown one.
Result<std::vector<FieldStep>> fieldSteps(casefile::Database& database, const std::vector<StoredField>& fields,
                                          std::span<const Assignment> assignments, std::string_view by);
// What the field holds after the assignment, given what it holds now. A flag that is not set is "".
Result<std::string> applied(const casefile::Field& field, const Assignment& assignment, const std::string& now);

bool isChoice(const casefile::Field& field, std::string_view value);
// A reviewer's word for an issue as it is stored: "Training data" -> "training_data".
std::string choiceValue(std::string_view label);

}  // namespace redwell::review
