#include "ui/review/history_text.h"

#include "ui/review/call_text.h"
#include "ui/session/text.h"

#include <QCoreApplication>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace redwell::ui {
namespace {

using nlohmann::json;

QString tr(const char* text) { return QCoreApplication::translate("redwell::ui::HistoryList", text); }

// Rows are read with suspicion: a row that another version wrote says less, and never nothing.
std::string textAt(const json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::string textIn(const json& list, std::size_t at) {
    return list.is_array() && at < list.size() && list[at].is_string() ? list[at].get<std::string>() : std::string();
}

qlonglong numberAt(const json& list, std::size_t at) {
    return list.is_array() && at < list.size() && list[at].is_number_integer() ? list[at].get<qlonglong>() : 0;
}

const json& listIn(const json& object, const char* name) {
    static const json none = json::array();
    const auto found = object.find(name);
    return found != object.end() && found->is_array() ? *found : none;
}

QString valueText(const casefile::Field* field, const std::string& value) {
    if (value.empty()) return tr("not coded");
    if (!field) return shown(collapseWhitespace(value));
    const QString text = field->type == casefile::FieldType::Text   ? shown(collapseWhitespace(value))
                         : field->type == casefile::FieldType::Flag ? (value == "true" ? tr("yes") : tr("no"))
                                                                    : callText(*field, value);
    return text.isEmpty() ? tr("none") : text;
}

QString changeText(const std::vector<casefile::Field>& fields, const json& entry, std::size_t at) {
    const auto name = textIn(entry, at);
    const auto* field = fieldNamed(fields, name);
    return tr("%1: %2 → %3")
        .arg(field ? shown(field->label) : shown(name), valueText(field, textIn(entry, at + 1)),
             valueText(field, textIn(entry, at + 2)));
}

// "2 places on page 1, Privileged": one line a reason.
QStringList placesOf(const json& redactions) {
    std::map<std::string, std::pair<int, std::set<qlonglong>>> byReason;
    for (const auto& one : redactions) {
        auto& [places, pages] = byReason[textIn(one, 2)];
        ++places;
        pages.insert(numberAt(one, 1));
    }
    QStringList lines;
    for (const auto& [reason, found] : byReason) {
        QStringList pages;
        for (const auto page : found.second) pages << QLocale().toString(page);
        lines << tr("%1 on %2: %3")
                     .arg(counted(found.first, tr("one place"), tr("%1 places")),
                          (pages.size() == 1 ? tr("page %1") : tr("pages %1")).arg(pages.join(QStringLiteral(", "))),
                          shown(reason));
    }
    return lines;
}

const json& objectIn(const json& object, const char* name) {
    static const json none = json::object();
    const auto found = object.find(name);
    return found != object.end() && found->is_object() ? *found : none;
}

// Its reason, its place, or both.
QString redactionChangeText(const json& before, const json& after) {
    const auto was = shown(textAt(before, "reason")), is = shown(textAt(after, "reason"));
    const auto page = after.find("page");
    const QString where = page != after.end() && page->is_number_integer()
                              ? tr("on page %1").arg(QLocale().toString(page->get<qlonglong>()))
                              : QString();
    const bool isMoved = listIn(before, "box") != listIn(after, "box");
    if (was == is) return tr("Redaction moved or resized %1: %2").arg(where, is);
    return (isMoved ? tr("Redaction moved or resized %1: %2 → %3") : tr("Reason of the redaction %1: %2 → %3"))
        .arg(where, was, is);
}

// A field of a message as the audit trail tells it; lists as people write them.
QString fieldText(const json& message, const char* name) {
    const auto found = message.find(name);
    if (found == message.end()) return {};
    if (found->is_string()) {
        const QString text = shown(collapseWhitespace(found->get<std::string>()));
        return std::string_view(name) == "sent" ? QString(text).replace(QLatin1Char('T'), QLatin1Char(' ')) : text;
    }
    QStringList entries;
    for (std::size_t i = 0; found->is_array() && i < found->size(); ++i) entries << shown(textIn(*found, i));
    return entries.join(QStringLiteral("; "));
}

// "From: Imogen Vale → Tobias Renn", for each field that was mended.
QStringList mendingsOf(const json& before, const json& after) {
    QStringList mended;
    for (const auto& [name, label] : {std::pair("from", tr("From")),
                                      {"to", tr("To")},
                                      {"cc", tr("Cc")},
                                      {"sent", tr("Sent")},
                                      {"subject", tr("Subject")},
                                      {"body", tr("Text")}}) {
        const QString was = fieldText(before, name), is = fieldText(after, name);
        if (was != is)
            mended << tr("%1: %2 → %3").arg(label, was.isEmpty() ? tr("none") : was, is.isEmpty() ? tr("none") : is);
    }
    return mended;
}

QString correctionText(const json& details) {
    const auto what = textAt(details, "what");
    const auto &before = listIn(details, "before"), &after = listIn(details, "after");
    QStringList numbers;
    for (const auto& message : after.empty() ? before : after)
        if (const auto at = message.find("message"); at != message.end() && at->is_number_integer())
            numbers << QLocale().toString(at->get<qlonglong>());
    const QString which = numbers.isEmpty()     ? tr("A message")
                          : numbers.size() == 1 ? tr("Message %1").arg(numbers.first())
                                                : tr("Messages %1").arg(numbers.join(QStringLiteral(", ")));
    if (what == "edit") {
        const auto mended = before.size() == 1 && after.size() == 1 ? mendingsOf(before[0], after[0]) : QStringList();
        return mended.isEmpty() ? tr("%1 corrected").arg(which)
                                : tr("%1 corrected, %2").arg(which, mended.join(QStringLiteral("; ")));
    }
    if (what == "split") return tr("%1 made by a split").arg(which);
    if (what == "merge") return tr("%1 joined with the next").arg(which);
    if (what == "move_lines") return tr("%1 given other bounds").arg(which);
    if (what == "take") return tr("%1 made of text that belonged to none").arg(which);
    if (what == "remove") return tr("%1 taken out: it is no message").arg(which);
    return tr("%1 corrected (%2)").arg(which, shown(what).replace(QLatin1Char('_'), QLatin1Char(' ')));
}

// One text a decision; several where one change coded several fields.
QStringList textsOf(const casefile::AuditRow& row, const json& details, const std::string& number,
                    const std::vector<casefile::Field>& fields) {
    const auto& action = row.action;
    QStringList texts;
    if (action == "code" || action == "undo_code" || action == "redo_code") {
        for (const auto& entry : listIn(details, "values"))
            if (textIn(entry, 0) == number) texts << changeText(fields, entry, 1);
    } else if (action.ends_with("call")) {
        for (const auto& entry : listIn(details, "messages"))
            if (textIn(entry, 0) == number)
                texts << (action.ends_with("settle_call") ? tr("Message %1, settled, %2") : tr("Message %1, %2"))
                             .arg(QLocale().toString(numberAt(entry, 1)), changeText(fields, entry, 2));
    } else if (action == "redact" || action == "remove_redaction" || action == "restore_redaction") {
        const QString done = action == "redact"             ? tr("Redacted %1")
                             : action == "remove_redaction" ? tr("Redaction removed, %1")
                                                            : tr("Redaction restored, %1");
        for (const auto& place : placesOf(listIn(details, "redactions"))) texts << done.arg(place);
    } else if (action.ends_with("change_redaction")) {
        texts << redactionChangeText(objectIn(details, "before"), objectIn(details, "after"));
    } else if (action == "annotate") {
        texts << tr("Note: %1").arg(shown(collapseWhitespace(textAt(details, "note"))));
    } else if (action == "change_note") {
        texts << tr("Note changed: %1 → %2")
                     .arg(shown(collapseWhitespace(textAt(details, "before"))),
                          shown(collapseWhitespace(textAt(details, "note"))));
    } else if (action == "remove_note" || action == "restore_note") {
        texts << (action == "remove_note" ? tr("Note removed: %1") : tr("Note restored: %1"))
                     .arg(shown(collapseWhitespace(textAt(details, "note"))));
    } else if (action.ends_with("correct_message")) {
        texts << correctionText(details);
    }
    if (texts.isEmpty()) texts << shown(action).replace(QLatin1Char('_'), QLatin1Char(' '));
    return texts;
}

}  // namespace

std::vector<HistoryEntry> historyOf(std::span<const casefile::AuditRow> rows, const std::string& controlNumber,
                                    const std::vector<casefile::Field>& fields, const std::string& zone) {
    std::vector<HistoryEntry> entries;
    for (const auto& row : rows) {
        const auto parsed = json::parse(row.details, nullptr, false);
        const json details = parsed.is_object() ? parsed : json::object();
        const bool isTakenBack = row.action.starts_with("undo_"), isAgain = row.action.starts_with("redo_");
        for (const auto& text : textsOf(row, details, controlNumber, fields))
            entries.push_back({isTakenBack ? tr("%1 (undo)").arg(text)
                               : isAgain   ? tr("%1 (redo)").arg(text)
                                           : text,
                               shown(row.by), shown(formatInstant(row.at, zone, "yyyy-MM-dd HH:mm")), isTakenBack,
                               row.at});
    }
    return entries;
}

void addLeavings(std::vector<HistoryEntry>& entries, std::span<const production::Leaving> leavings,
                 const std::string& zone) {
    for (const auto& leaving : leavings) {
        const QString numbers = leaving.beginBates == leaving.endBates
                                    ? shown(leaving.beginBates)
                                    : tr("%1 to %2").arg(shown(leaving.beginBates), shown(leaving.endBates));
        const QString what = leaving.treatment == "redacted"     ? tr("Produced redacted in %1: %2")
                             : leaving.treatment == "slip_sheet" ? tr("A slip sheet produced in %1: %2")
                                                                 : tr("Produced in %1: %2");
        const auto later = std::find_if(entries.begin(), entries.end(), [&](const HistoryEntry& entry) {
            return entry.at.milliseconds <= leaving.at.milliseconds;
        });
        entries.insert(later, {what.arg(shown(leaving.volume), numbers), shown(leaving.by),
                               shown(formatInstant(leaving.at, zone, "yyyy-MM-dd HH:mm")), false, leaving.at});
    }
}

}  // namespace redwell::ui
