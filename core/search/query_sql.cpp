#include "search/query_sql.h"

#include "base/text.h"
#include "documents/document.h"
#include "documents/text_index.h"
#include "search/copied_people.h"
#include "search/date_range.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>

namespace redwell::search {
namespace {

using documents::TextIndex;

using nlohmann::json;

struct CodingField {
    std::int64_t id = 0;
    std::string type;
    std::vector<std::string> values;
};
using CodingFields = std::map<std::string, CodingField>;

constexpr const char* kHasPrivilegedMessage =
    "d.id IN (SELECT m2.document_id FROM messages m2 JOIN standing_calls k ON k.message_id = m2.id "
    "JOIN fields f ON f.id = k.field_id WHERE f.name = 'privilege' AND k.value <> 'none')";

constexpr const char* kFieldHint =
    "Fields: control, kind, state, custodian, from, to, cc, bcc, title, file, date, before, after, flag, has, is, "
    "person, thread, channel, key, and the coding fields ";

Result<CodingFields> codingFields(casefile::Database& database) {
    CodingFields fields;
    REDWELL_CHECK(database.query(
        "SELECT id, name, type, choices FROM fields", casefile::Parameters{}, [&](const casefile::Row& row) {
            CodingField field{row.integer(0), row.text(2), {}};
            const auto choices = json::parse(row.textView(3), nullptr, false);
            if (choices.is_array()) {
                for (const auto& choice : choices)
                    if (choice.is_object() && choice.contains("value") && choice["value"].is_string())
                        field.values.push_back(choice["value"]);
            }
            fields.emplace(row.text(1), std::move(field));
        }));
    return fields;
}

// In FTS5 a quoted string is a phrase of its tokens, whatever else stands in it.
std::string ftsPhrase(std::string_view text, bool isPrefix) {
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
    return quoted + (isPrefix ? "\" *" : "\"");
}

std::string likeText(std::string_view text) {
    std::string pattern;
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\') pattern += '\\';
        pattern += c;
    }
    return pattern;
}

template <class Values>
std::vector<std::string> namesOf(const Values& values) {
    std::vector<std::string> names;
    for (const auto value : values) names.emplace_back(documents::name(value));
    return names;
}

class Compiler {
public:
    Compiler(casefile::Database& database, const CodingFields& fields, Target target, std::string_view zone,
             Condition& out)
        : m_database(database), m_fields(fields), m_target(target), m_zone(zone), m_out(out) {}

    Result<std::string> compile(const Query& query) {
        switch (query.kind) {
            case Query::Kind::All: return std::string("1");
            case Query::Kind::Text: return text(query);
            case Query::Kind::Field: return field(query);
            case Query::Kind::Not: {
                REDWELL_TRY(const auto inner, compile(query.parts.front()));
                return "NOT coalesce(" + inner + ", 0)";  // a missing date is no reason to drop out
            }
            case Query::Kind::And:
            case Query::Kind::Or: break;
        }
        std::vector<std::string> parts;
        for (const auto& part : query.parts) {
            REDWELL_TRY(auto sql, compile(part));
            parts.push_back(std::move(sql));
        }
        return "(" + join(parts, query.kind == Query::Kind::And ? " AND " : " OR ") + ")";
    }

private:
    std::string bind(std::string value) {
        m_out.texts.push_back(std::move(value));
        m_out.names.push_back(":q" + std::to_string(m_out.names.size()));
        m_out.parameters.emplace_back(m_out.names.back().c_str(), std::string_view(m_out.texts.back()));
        return m_out.names.back();
    }
    std::string bind(std::int64_t value) {
        m_out.names.push_back(":q" + std::to_string(m_out.names.size()));
        m_out.parameters.emplace_back(m_out.names.back().c_str(), value);
        return m_out.names.back();
    }
    bool onMessages() const { return m_target == Target::Messages; }
    // A condition on the document, for either target.
    std::string ofDocument(const std::string& sql) const {
        return onMessages() ? "m.document_id IN (SELECT d.id FROM documents d WHERE " + sql + ")" : sql;
    }
    std::string contains(const std::string& column, const std::string& value, bool isPrefix) {
        const auto pattern = isPrefix ? likeText(value) + "%" : "%" + likeText(value) + "%";
        return column + " LIKE " + bind(pattern) + " ESCAPE '\\'";
    }

    Result<std::string> text(const Query& query) {
        const auto phrase = ftsPhrase(query.text, query.isPrefix);
        const auto match = bind(phrase);
        if (onMessages())
            return "m.id IN (" + TextIndex::matching(TextIndex::Of::Messages, match) +
                   " UNION ALL SELECT o.id FROM messages o WHERE o.text_in_document = 1 AND o.document_id IN (" +
                   TextIndex::matching(TextIndex::Of::Documents, bind("text : " + phrase)) + "))";
        return "d.id IN (" + TextIndex::matching(TextIndex::Of::Documents, match) + ")";
    }

    std::string participant(const Query& query, const std::string& column, const std::string& ofDocuments) {
        const auto phrase = bind(column + " : " + ftsPhrase(query.text, query.isPrefix));
        const auto match = "(" + TextIndex::matching(TextIndex::Of::Messages, phrase) + ")";
        if (onMessages()) return "m.id IN " + match;
        return "(" + contains(ofDocuments, query.text, false) +
               " OR d.id IN (SELECT document_id FROM messages WHERE id IN " + match + "))";
    }

    // The index knows recipients of all kinds together: it tells the messages whose own lists are then looked through.
    Result<std::string> copied(const Query& query) {
        const bool any = query.text == "*" && !query.isPhrase;
        std::string sql = "m.id IN (SELECT p.message_id FROM message_people p WHERE p.role = '" + query.field + "')";
        if (!any) {
            REDWELL_TRY(auto found,
                        messagesByCopy(m_database, query.field, "recipients : " + ftsPhrase(query.text, query.isPrefix),
                                       query.text, query.isPrefix));
            sql = "m.id IN (SELECT value FROM json_each(" + bind(std::move(found)) + "))";
        }
        if (query.field == "cc") return ofMessages(sql);
        REDWELL_TRY(auto ids, documentsByBlindCopy(m_database, any ? "" : query.text, query.isPrefix));
        if (ids == "[]") return ofMessages(sql);
        const auto list = "(SELECT value FROM json_each(" + bind(std::move(ids)) + "))";
        if (onMessages()) return "(" + sql + " OR (m.ordinal = 1 AND m.document_id IN " + list + "))";
        return "(" + ofMessages(sql) + " OR d.id IN " + list + ")";
    }

    Result<std::string> field(const Query& query) {
        const auto& name = query.field;
        const bool any = query.text == "*" && !query.isPhrase;
        if (name == "from" || name == "sender") return participant(query, "sender", "d.author");
        if (name == "to" || name == "recipient") return participant(query, "recipients", "d.recipients");
        if (name == "cc" || name == "bcc") return copied(query);
        if (name == "date" || name == "before" || name == "after") return date(query);
        if (name == "control") {
            if (query.isPrefix) return ofDocument(contains("d.control_number", query.text, true));
            return ofDocument("d.control_number = " + bind(query.text) + " COLLATE NOCASE");
        }
        if (name == "custodian") {
            if (any) return ofDocument("d.custodian_id IS NOT NULL");
            return ofDocument("d.custodian_id IN (SELECT id FROM custodians WHERE " +
                              contains("name", query.text, false) + ")");
        }
        if (name == "title" || name == "subject") {
            if (onMessages()) return contains("m.subject", query.text, false);
            return contains("d.title", query.text, false);
        }
        if (name == "file") return ofDocument(contains("d.file_name", query.text, query.isPrefix));
        if (name == "kind") return oneOf(query, "d.kind", namesOf(documents::kAllKinds));
        if (name == "state") return oneOf(query, "d.state", namesOf(documents::kAllStates));
        if (name == "flag") return flag(query);
        if (name == "has") return has(query);
        if (name == "is") return is(query);
        if (name == "person") return person(query);
        if (name == "thread") return thread(query);
        if (name == "channel") return ofMessages(contains("m.conversation", query.text, query.isPrefix));
        if (name == "key") return ofMessages("m.key = " + bind(query.text));
        if (name == "family")
            return ofDocument("d.family_id IN (SELECT f.family_id FROM documents f WHERE f.control_number = " +
                              bind(query.text) + " COLLATE NOCASE)");
        if (name == "copies")
            return ofDocument(
                "coalesce(d.duplicate_of, d.id) IN (SELECT coalesce(o.duplicate_of, o.id) FROM documents o "
                "WHERE o.control_number = " +
                bind(query.text) + " COLLATE NOCASE)");
        if (name == "bates") return bates(query);
        if (name == "volume") return produced(" AND " + contains("p.volume", query.text, query.isPrefix));
        return coding(query);
    }

    // A condition on messages; a document fits when one of its messages does.
    std::string ofMessages(const std::string& sql) const {
        return onMessages() ? sql : "d.id IN (SELECT m.document_id FROM messages m WHERE " + sql + ")";
    }

    // By any name or address of the person, whichever of them the message has.
    Result<std::string> person(const Query& query) {
        const auto text = bind("%" + likeText(fold(query.text)) + "%"), shown = bind("%" + likeText(query.text) + "%");
        return ofMessages(
            "m.id IN (SELECT p.message_id FROM message_people p JOIN person_names n ON n.key = p.key WHERE n.person_id "
            "IN "
            "(SELECT o.person_id FROM person_names o JOIN people w ON w.id = o.person_id WHERE o.key LIKE " +
            text + " ESCAPE '\\' OR o.written LIKE " + shown + " ESCAPE '\\' OR w.name LIKE " + shown +
            " ESCAPE '\\'))");
    }

    Result<std::string> thread(const Query& query) {
        std::int64_t id = 0;
        const auto [end, error] = std::from_chars(query.text.data(), query.text.data() + query.text.size(), id);
        if (error != std::errc() || end != query.text.data() + query.text.size())
            return Error{ErrorKind::Usage,
                         "'" + query.text + "' is not the number of a thread (at character " +
                             std::to_string(query.place) + " of the query)",
                         {},
                         "See which there are: redwellctl threads CASE."};
        return ofMessages("m.id IN (SELECT message_id FROM message_links WHERE thread_id = " + bind(id) + ")");
    }

    Result<std::string> date(const Query& query) {
        auto range = dateRange(query.text, m_zone);
        if (!range) return range.error();
        const std::string column = onMessages() ? "m.sent_utc" : "d.date_utc";
        if (query.field == "before") return column + " < " + bind(range->begin.milliseconds);
        if (query.field == "after") return column + " >= " + bind(range->end.milliseconds);
        return "(" + column + " >= " + bind(range->begin.milliseconds) + " AND " + column + " < " +
               bind(range->end.milliseconds) + ")";
    }

    Result<std::string> oneOf(const Query& query, const std::string& column, const std::vector<std::string>& values) {
        const auto value = toLower(query.text);
        if (std::ranges::find(values, value) == values.end()) return unknownValue(query, values);
        return ofDocument(column + " = " + bind(value));
    }

    static Error unknownValue(const Query& query, const std::vector<std::string>& values) {
        return {ErrorKind::Usage,
                "'" + query.text + "' is not a value of " + query.field + " (at character " +
                    std::to_string(query.place) + " of the query)",
                {},
                "Its values: " + join(values, ", ") + "."};
    }

    // Left in a sealed volume.
    std::string produced(const std::string& condition) const {
        return ofDocument(
            "d.id IN (SELECT e.document_id FROM production_documents e JOIN productions p ON p.id = e.production_id "
            "WHERE p.state = 'sealed' AND e.first_number > 0" +
            condition + ")");
    }

    // A number, which may be that of a page within; BEGINNING* by how the first one begins.
    std::string bates(const Query& query) {
        if (query.text == "*" && !query.isPhrase) return produced({});
        if (query.isPrefix) return produced(" AND " + contains("e.begin_bates", query.text, true));
        const auto number = "upper(" + bind(query.text) + ")";
        return produced(" AND length(e.begin_bates) = length(" + number + ") AND upper(e.begin_bates) <= " + number +
                        " AND upper(e.end_bates) >= " + number);
    }

    static std::string standing(const std::string& table) {
        return "EXISTS (SELECT 1 FROM " + table + " x WHERE x.document_id = d.id AND x.removed_at IS NULL)";
    }

    Result<std::string> flag(const Query& query) {
        const auto value = toLower(query.text);
        if (value == "redacted") return ofDocument(standing("redactions"));
        if (value == "annotated") return ofDocument(standing("annotations"));
        if (value == "privileged_message") return ofDocument(kHasPrivilegedMessage);
        return ofDocument(contains("d.flags", "\"" + value + "\"", false));
    }

    Result<std::string> has(const Query& query) {
        const auto value = toLower(query.text);
        if (value == "redaction") return ofDocument(standing("redactions"));
        if (value == "annotation" || value == "note") return ofDocument(standing("annotations"));
        if (value == "message") return ofDocument("d.message_count > 0");
        if (value == "exception") return ofDocument("d.state = 'exception'");
        if (value == "attachment")
            return ofDocument(
                "EXISTS (SELECT 1 FROM documents c WHERE c.parent_id = d.id AND c.family_id = d.family_id)");
        return unknownValue(query, {"redaction", "annotation", "message", "exception", "attachment"});
    }

    Result<std::string> is(const Query& query) {
        const auto value = toLower(query.text);
        const std::string coded = "EXISTS (SELECT 1 FROM coding k WHERE k.document_id = d.id)";
        if (value == "coded") return ofDocument(coded);
        if (value == "uncoded") return ofDocument("NOT " + coded);
        if (value == "duplicate") return ofDocument("d.state = 'duplicate'");
        if (value == "produced") return produced({});
        if (value == "attachment") return ofDocument("d.family_id <> d.id");
        if (value == "privileged")
            return ofDocument(
                "EXISTS (SELECT 1 FROM coding k JOIN fields f ON f.id = k.field_id "
                "WHERE k.document_id = d.id AND f.name = 'privilege' AND k.value <> 'none')");
        if (value == "disagreed" && onMessages())
            return std::string("m.id IN (SELECT message_id FROM disagreed_calls)");
        if (value == "disagreed")
            return std::string(
                "d.id IN (SELECT x.document_id FROM messages x JOIN disagreed_calls k ON k.message_id = x.id)");
        if (value == "inclusive")
            return ofMessages("m.id IN (SELECT message_id FROM message_links WHERE is_inclusive = 1)");
        if (value == "deleted") return ofMessages("json_extract(m.facts, '$.deleted') = 1");
        if (value == "edited") return ofMessages("json_extract(m.facts, '$.edits') IS NOT NULL");
        return unknownValue(query, {"coded", "uncoded", "duplicate", "produced", "attachment", "privileged",
                                    "inclusive", "deleted", "edited", "disagreed"});
    }

    Result<std::string> coding(const Query& query) {
        const auto found = m_fields.find(query.field);
        if (found == m_fields.end()) {
            std::vector<std::string> names;
            for (const auto& [name, field] : m_fields) names.push_back(name);
            return Error{ErrorKind::Usage,
                         "there is no field '" + query.field + "' (at character " + std::to_string(query.place) +
                             " of the query)",
                         {},
                         kFieldHint + join(names, ", ") + ". Put words with a colon in quotes to search for them."};
        }
        const auto& field = found->second;
        const auto value = toLower(query.text);
        if (query.text == "*" && !query.isPhrase) return coded(field, "");
        if (field.type == "text") return coded(field, " AND " + contains("k.value", query.text, false));
        if (field.type == "flag") {
            if (value == "true" || value == "yes") return coded(field, " AND k.value <> 'false'");
            if (value == "false" || value == "no") return "NOT " + coded(field, " AND k.value <> 'false'");
            return unknownValue(query, {"true", "false"});
        }
        if (query.isPrefix) return coded(field, " AND " + contains("k.value", value, field.type == "single"));
        if (field.type == "multiple") {
            auto choice = value;
            std::ranges::replace(choice, ' ', '_');
            return coded(field, " AND " + contains("k.value", "\"" + choice + "\"", false));
        }
        if (std::ranges::find(field.values, value) == field.values.end()) return unknownValue(query, field.values);
        return coded(field, " AND k.value = " + bind(value));
    }

    // The field holds a value k.value for which the condition is true. A message has its own calls, and where nobody
    // has called the field on it, what its document is coded.
    std::string coded(const CodingField& field, const std::string& condition) {
        const auto id = bind(field.id);
        const auto ofCoding =
            "EXISTS (SELECT 1 FROM coding k WHERE k.document_id = d.id AND k.field_id = " + id + condition + ")";
        if (!onMessages()) return ofCoding;
        return "(m.id IN (SELECT k.message_id FROM standing_calls k WHERE k.field_id = " + id + condition + ") OR (" +
               ofDocument(ofCoding) + " AND NOT EXISTS (SELECT 1 FROM message_calls o WHERE o.message_id = m.id AND " +
               "o.field_id = " + id + ")))";
    }

    casefile::Database& m_database;
    const CodingFields& m_fields;
    Target m_target;
    std::string_view m_zone;
    Condition& m_out;
};

}  // namespace

Result<Condition> toSql(casefile::Database& database, const Query& query, Target target, std::string_view zone) {
    REDWELL_TRY(const auto fields, codingFields(database));
    Condition condition;
    REDWELL_TRY(condition.sql, Compiler(database, fields, target, zone, condition).compile(query));
    return condition;
}

}  // namespace redwell::search
