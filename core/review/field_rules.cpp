#include "review/field_rules.h"

#include "base/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <set>

namespace redwell::review {

using casefile::Choice;
using casefile::Field;
using casefile::FieldType;
using casefile::Parameters;
using casefile::Row;
using nlohmann::json;

namespace {

FieldType typeFromName(std::string_view text) {
    for (const auto type : {FieldType::Single, FieldType::Multiple, FieldType::Flag, FieldType::Text})
        if (casefile::name(type) == text) return type;
    return FieldType::Text;
}

std::string namesOf(const std::vector<StoredField>& fields) {
    std::vector<std::string> names;
    for (const auto& f : fields) names.push_back(f.field.name);
    return join(names, ", ");
}

std::set<std::string> choicesIn(std::string_view value) {
    std::set<std::string> chosen;
    const auto parsed = json::parse(value, nullptr, false);
    if (parsed.is_array()) {
        for (const auto& entry : parsed)
            if (entry.is_string()) chosen.insert(entry.get<std::string>());
    }
    return chosen;
}

std::string listOf(const std::set<std::string>& chosen) {
    return chosen.empty() ? std::string() : json(chosen).dump(-1, ' ', false, json::error_handler_t::replace);
}

Error unknownChoice(const Field& field, const std::string& value) {
    std::vector<std::string> values;
    for (const auto& choice : field.choices) values.push_back(choice.value);
    return {ErrorKind::Usage,
            "'" + value + "' is not a choice of " + field.name,
            {},
            "Its choices are: " + join(values, ", ") + "."};
}

bool isYes(std::string_view value) {
    const auto word = toLower(value);
    return word == "true" || word == "yes" || word == "1" || word == "on";
}
bool isNo(std::string_view value) {
    const auto word = toLower(value);
    return word.empty() || word == "false" || word == "no" || word == "0" || word == "off";
}

}  // namespace

Result<std::vector<StoredField>> storedFields(casefile::Database& database) {
    std::vector<StoredField> fields;
    std::optional<Error> bad;
    REDWELL_CHECK(database.query(
        "SELECT id, name, label, type, choices FROM fields ORDER BY position, id", Parameters{}, [&](const Row& row) {
            StoredField f{row.integer(0), {row.text(1), row.text(2), typeFromName(row.textView(3)), {}}};
            if (auto choices = casefile::choicesFromJson(row.textView(4)))
                f.field.choices = std::move(choices).value();
            else
                bad = choices.error();
            fields.push_back(std::move(f));
        }));
    if (bad) return *bad;
    return fields;
}

Result<StoredField> fieldNamed(const std::vector<StoredField>& fields, std::string_view name) {
    for (const auto& f : fields)
        if (f.field.name == name) return f;
    return Error{ErrorKind::Usage,
                 "this case has no coding field '" + std::string(name) + "'",
                 {},
                 "Its fields are: " + namesOf(fields) + "."};
}

bool isChoice(const Field& field, std::string_view value) {
    return std::ranges::any_of(field.choices, [&](const Choice& c) { return c.value == value; });
}

bool gainsChoices(const Field& field) { return field.type == FieldType::Multiple && field.name == "issues"; }

std::string choiceValue(std::string_view label) {
    std::string value = toLower(collapseWhitespace(label));
    std::ranges::replace(value, ' ', '_');
    return value;
}

Result<std::vector<FieldStep>> fieldSteps(casefile::Database& database, const std::vector<StoredField>& fields,
                                          std::span<const Assignment> assignments, std::string_view by) {
    std::vector<FieldStep> steps;
    for (const auto& assignment : assignments) {
        REDWELL_TRY(auto named, fieldNamed(fields, assignment.field));
        if (named.field.type == FieldType::Multiple && assignment.how != Assignment::How::RemoveChoice) {
            for (const auto& part : split(assignment.value, ',')) {
                const auto label = collapseWhitespace(part);
                if (label.empty() || isChoice(named.field, choiceValue(label))) continue;
                if (!gainsChoices(named.field)) return unknownChoice(named.field, label);
                REDWELL_CHECK(CodingStore(database).addChoice(named.field.name, {choiceValue(label), label, ""}, by));
            }
        }
        steps.push_back({std::move(named), assignment});
    }
    return steps;
}

Result<std::string> applied(const Field& field, const Assignment& assignment, const std::string& now) {
    const std::string value(trim(assignment.value));
    const bool onList = field.type == FieldType::Multiple;
    if (assignment.how != Assignment::How::Set && !onList)
        return Error{ErrorKind::Usage,
                     field.name + " holds one value, so nothing can be added to or taken from it",
                     {},
                     "Write " + field.name + "=VALUE."};
    switch (field.type) {
        case FieldType::Single:
            if (!value.empty() && !isChoice(field, value)) return unknownChoice(field, value);
            return value;
        case FieldType::Flag:
            if (isYes(value)) return std::string("true");
            if (isNo(value)) return std::string();
            return Error{ErrorKind::Usage,
                         "'" + value + "' does not say whether " + field.name + " applies",
                         {},
                         "Write true or false."};
        case FieldType::Text: return cleanUtf8(assignment.value);
        case FieldType::Multiple: break;
    }
    std::set<std::string> chosen = assignment.how == Assignment::How::Set ? std::set<std::string>() : choicesIn(now);
    for (const auto& part : split(value, ',')) {
        const auto one = choiceValue(part);
        if (one.empty()) continue;
        if (assignment.how == Assignment::How::RemoveChoice)
            chosen.erase(one);
        else
            chosen.insert(one);
    }
    return listOf(chosen);
}

}  // namespace redwell::review
