#include "casefile/case_template.h"

#include <nlohmann/json.hpp>

namespace redwell::casefile {

using nlohmann::json;

std::string_view name(FieldType type) {
    switch (type) {
        case FieldType::Multiple: return "multiple";
        case FieldType::Flag: return "flag";
        case FieldType::Text: return "text";
        case FieldType::Single: break;
    }
    return "single";
}

CaseTemplate CaseTemplate::standard() {
    CaseTemplate standard;
    standard.fields = {
        {"responsiveness", "Responsiveness", FieldType::Single,
         {{"responsive", "Responsive", "R"}, {"not_responsive", "Not responsive", "N"}, {"needs_review", "Needs review", "V"}}},
        {"privilege", "Privilege", FieldType::Single,
         {{"none", "Not privileged", "P"},
          {"attorney_client", "Attorney-client", "A"},
          {"work_product", "Work product", "W"},
          {"common_interest", "Common interest", "I"},
          {"other", "Other privilege", "O"}}},
        {"confidentiality", "Confidentiality", FieldType::Single,
         {{"none", "Not confidential", ""},
          {"confidential", "Confidential", "C"},
          {"highly_confidential", "Highly confidential", "G"},
          {"attorneys_eyes_only", "Attorneys' eyes only", "E"}}},
        {"issues", "Issues", FieldType::Multiple, {}},
        {"hot", "Hot", FieldType::Flag, {{"true", "Hot", "H"}}},
        {"notes", "Notes", FieldType::Text, {}},
    };
    return standard;
}

Result<CaseTemplate> CaseTemplate::fromJson(std::string_view text) {
    const auto bad = [](std::string what) {
        return Error{ErrorKind::Usage, std::move(what), "case template", "Start from the standard template and change one thing at a time."};
    };
    const auto parsed = json::parse(text, nullptr, false);
    if (parsed.is_discarded() || !parsed.is_object()) return bad("is not a JSON object");
    CaseTemplate result = standard();
    try {
        result.controlPrefix = parsed.value("control_prefix", result.controlPrefix);
        result.controlDigits = parsed.value("control_digits", result.controlDigits);
        if (result.controlDigits < 1 || result.controlDigits > 12) return bad("control_digits must be 1 to 12");
        if (!parsed.contains("fields")) return result;
        result.fields.clear();
        for (const auto& entry : parsed.at("fields")) {
            Field field;
            field.name = entry.at("name");
            field.label = entry.value("label", field.name);
            const std::string type = entry.value("type", "single");
            bool known = false;
            for (const auto candidate : {FieldType::Single, FieldType::Multiple, FieldType::Flag, FieldType::Text})
                if (casefile::name(candidate) == type) {
                    field.type = candidate;
                    known = true;
                }
            if (!known) return bad("field '" + field.name + "' has the unknown type '" + type + "'");
            REDWELL_TRY(field.choices, choicesFromJson(entry.value("choices", json::array()).dump()));
            result.fields.push_back(std::move(field));
        }
    } catch (const json::exception& e) {
        return bad(e.what());
    }
    return result;
}

Result<std::string> choicesToJson(const std::vector<Choice>& choices) {
    json list = json::array();
    for (const auto& choice : choices)
        list.push_back({{"value", choice.value}, {"label", choice.label}, {"shortcut", choice.shortcut}});
    try {
        return list.dump();
    } catch (const json::exception& e) {
        return Error{ErrorKind::Usage, e.what(), "choices", {}};
    }
}

Result<std::vector<Choice>> choicesFromJson(std::string_view text) {
    std::vector<Choice> choices;
    try {
        for (const auto& entry : json::parse(text)) {
            Choice choice;
            choice.value = entry.at("value");
            choice.label = entry.value("label", choice.value);
            choice.shortcut = entry.value("shortcut", "");
            choices.push_back(std::move(choice));
        }
    } catch (const json::exception& e) {
        return Error{ErrorKind::Usage, e.what(), "choices", {}};
    }
    return choices;
}

}  // namespace redwell::casefile
