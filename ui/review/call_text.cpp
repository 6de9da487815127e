#include "ui/review/call_text.h"

#include "ui/session/text.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace redwell::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("redwell::ui::Calls", text); }

QString labelOf(const casefile::Field& field, const std::string& value) {
    for (const auto& choice : field.choices)
        if (choice.value == value) return shown(choice.label);
    return shown(value);
}

}  // namespace

QStringList callLabels(const casefile::Field& field, const std::string& value) {
    if (value.empty()) return {};
    switch (field.type) {
        case casefile::FieldType::Flag: return {value == "true" ? tr("Yes") : tr("No")};
        case casefile::FieldType::Text: return {shownLines(value)};
        case casefile::FieldType::Single: return {labelOf(field, value)};
        case casefile::FieldType::Multiple: break;
    }
    QStringList labels;
    for (const auto& one : QJsonDocument::fromJson(QByteArray::fromStdString(value)).array())
        labels << labelOf(field, utf8(one.toString()));
    return labels;
}

QString callText(const casefile::Field& field, const std::string& value) {
    return callLabels(field, value).join(QStringLiteral(", "));
}

const casefile::Field* fieldNamed(const std::vector<casefile::Field>& fields, const std::string& name) {
    const auto found =
        std::find_if(fields.begin(), fields.end(), [&](const casefile::Field& field) { return field.name == name; });
    return found == fields.end() ? nullptr : &*found;
}

}  // namespace redwell::ui
