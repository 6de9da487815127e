// What a new case starts with: its control numbers and coding fields. Read from JSON, so that a firm keeps its own.
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace redwell::casefile {

struct Choice {
    std::string value;     // 'not_responsive'
    std::string label;     // 'Not responsive'
    std::string shortcut;  // a key for the review window, may be empty
    bool operator==(const Choice&) const = default;
};

enum class FieldType { Single, Multiple, Flag, Text };
std::string_view name(FieldType type);  // "single", "multiple", "flag", "text"

struct Field {
    std::string name;   // 'responsiveness'
    std::string label;  // 'Responsiveness'
    FieldType type = FieldType::Single;
    std::vector<Choice> choices;  // for 'issues' the team may add more
    bool operator==(const Field&) const = default;
};

struct CaseTemplate {
    std::string controlPrefix = "RW";
    int controlDigits = 6;
    std::vector<Field> fields;

    // responsiveness, privilege, confidentiality, issues, hot, notes, as design.md names them.
    static CaseTemplate standard();
    static Result<CaseTemplate> fromJson(std::string_view json);
};

Result<std::string> choicesToJson(const std::vector<Choice>& choices);
Result<std::vector<Choice>> choicesFromJson(std::string_view json);

}  // namespace redwell::casefile
