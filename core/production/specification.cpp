#include "production/specification.h"

#include "base/text.h"
#include "base/time.h"
#include "documents/document.h"
#include "production/load_fields.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <set>

namespace redwell::production {
namespace {

using Json = nlohmann::ordered_json;

Error wrong(const std::string& member, const std::string& what) {
    return {ErrorKind::Usage, "'" + member + "' in the production specification " + what};
}

bool namesFolders(std::string_view text) {
    return !text.empty() && text.size() <= 64 &&
           std::ranges::all_of(text, [](unsigned char c) { return std::isalnum(c) || c == '-' || c == '_'; });
}

std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t corner = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const auto above = row[j];
            row[j] = std::min({above + 1, row[j - 1] + 1, corner + (a[i - 1] == b[j - 1] ? 0 : 1)});
            corner = above;
        }
    }
    return row[b.size()];
}

// A misspelt member would otherwise be passed over in silence, and what it asked for would not happen.
Status checkMembers(const Json& object, const std::string& path, const std::vector<std::string>& known) {
    for (const auto& [name, value] : object.items()) {
        if (std::ranges::find(known, name) != known.end()) continue;
        const auto nearest =
            std::ranges::min(known, {}, [&n = name](const std::string& candidate) { return distance(n, candidate); });
        return Error{ErrorKind::Usage,
                     "'" + path + escapeControls(name) + "' is not known in a production specification",
                     {},
                     distance(name, nearest) <= 3 ? "Did you mean '" + nearest + "'?"
                                                  : "Known here: " + join(known, ", ") + "."};
    }
    return {};
}

Status readText(const Json& object, const std::string& path, const char* name, std::string& value) {
    const auto found = object.find(name);
    if (found == object.end()) return {};
    if (!found->is_string()) return wrong(path + name, "must be a text");
    value = found->get<std::string>();
    return {};
}

template <class Number>
Status readNumber(const Json& object, const std::string& path, const char* name, Number least, Number most,
                  Number& value) {
    const auto found = object.find(name);
    if (found == object.end()) return {};
    if (!found->is_number_integer() || found->get<std::int64_t>() < least || found->get<std::int64_t>() > most)
        return wrong(path + name,
                     "must be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    value = found->get<Number>();
    return {};
}

Status readBool(const Json& object, const char* name, bool& value) {
    const auto found = object.find(name);
    if (found == object.end()) return {};
    if (!found->is_boolean()) return wrong(name, "must be true or false");
    value = found->get<bool>();
    return {};
}

// Every entry must be one of known, when known is given.
Status readTexts(const Json& object, const char* name, const std::vector<std::string>& known,
                 std::vector<std::string>& values) {
    const auto found = object.find(name);
    if (found == object.end()) return {};
    if (!found->is_array()) return wrong(name, "must be a list");
    values.clear();
    for (const auto& entry : *found) {
        if (!entry.is_string()) return wrong(name, "must be a list of texts");
        const auto text = entry.get<std::string>();
        if (std::ranges::find(known, text) == known.end())
            return Error{ErrorKind::Usage,
                         "'" + escapeControls(text) + "' is not known in '" + name + "'",
                         {},
                         "Known are: " + join(known, ", ") + "."};
        if (std::ranges::find(values, text) == values.end()) values.push_back(text);
    }
    return {};
}

template <class Value>
Status readChoice(const Json& object, const std::string& path, const char* name,
                  const std::vector<std::pair<std::string, Value>>& choices, Value& value) {
    const auto found = object.find(name);
    if (found == object.end()) return {};
    std::vector<std::string> names;
    for (const auto& [choice, meaning] : choices) {
        names.push_back(choice);
        if (found->is_string() && found->get<std::string>() == choice) {
            value = meaning;
            return {};
        }
    }
    return wrong(path + name, "must be one of: " + join(names, ", "));
}

const std::vector<std::string>& corners() {
    static const std::vector<std::string> all = {"top_left",    "top_center",    "top_right",
                                                 "bottom_left", "bottom_center", "bottom_right"};
    return all;
}

Status checkEndorsement(const std::string& corner, const std::string& text) {
    static const std::set<std::string> variables = {"bates", "confidentiality", "volume", "control"};
    for (auto open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1)) {
        const auto close = text.find('}', open);
        if (close == std::string::npos) return wrong("endorse." + corner, "opens a { that is not closed");
        const auto variable = text.substr(open + 1, close - open - 1);
        if (!variables.contains(variable))
            return Error{ErrorKind::Usage,
                         "'{" + variable + "}' in 'endorse." + corner + "' is not known",
                         {},
                         "Known are {bates}, {confidentiality}, {volume} and {control}."};
    }
    return {};
}

Status readBates(const Json& json, Specification& s) {
    const auto found = json.find("bates");
    if (found == json.end() || !found->is_object()) return wrong("bates", "is required: {\"prefix\": \"ABC-\"}");
    REDWELL_CHECK(checkMembers(*found, "bates.", {"prefix", "digits", "start", "level"}));
    REDWELL_CHECK(readText(*found, "bates.", "prefix", s.batesPrefix));
    const bool good = !s.batesPrefix.empty() && s.batesPrefix.size() <= 40 && s.batesPrefix.front() != '.' &&
                      std::ranges::all_of(s.batesPrefix, [](unsigned char c) {
                          return std::isalnum(c) || c == '-' || c == '_' || c == '.';
                      });
    if (!good)
        return wrong("bates.prefix",
                     "is required; it is of letters, digits, '-', '_' and '.', at most 40, since it names files");
    REDWELL_CHECK(readNumber(*found, "bates.", "digits", 1, 12, s.batesDigits));
    REDWELL_CHECK(readNumber<std::int64_t>(*found, "bates.", "start", 1, 999'999'999'999, s.batesStart));
    return readChoice<Specification::Level>(
        *found, "bates.", "level", {{"page", Specification::Level::Page}, {"document", Specification::Level::Document}},
        s.level);
}

Status readImage(const Json& json, Specification& s) {
    const auto found = json.find("image");
    if (found == json.end()) return {};
    if (!found->is_object()) return wrong("image", "must be an object");
    REDWELL_CHECK(checkMembers(*found, "image.", {"format", "dpi", "color"}));
    std::pair<Specification::Image, bool> format{s.image, s.alsoPdf};
    REDWELL_CHECK(readChoice<std::pair<Specification::Image, bool>>(*found, "image.", "format",
                                                                    {{"tiff", {Specification::Image::Tiff, false}},
                                                                     {"pdf", {Specification::Image::Pdf, false}},
                                                                     {"tiff+pdf", {Specification::Image::Tiff, true}},
                                                                     {"none", {Specification::Image::None, false}}},
                                                                    format));
    std::tie(s.image, s.alsoPdf) = format;
    REDWELL_CHECK(readNumber(*found, "image.", "dpi", 100, 600, s.dpi));
    return readChoice<bool>(*found, "image.", "color", {{"auto", true}, {"never", false}}, s.colorAuto);
}

Status readEndorsements(const Json& json, Specification& s) {
    const auto found = json.find("endorse");
    if (found == json.end()) return {};
    if (!found->is_object()) return wrong("endorse", "must be an object");
    REDWELL_CHECK(checkMembers(*found, "endorse.", corners()));
    s.endorse.clear();
    for (const auto& corner : corners()) {
        std::string text;
        REDWELL_CHECK(readText(*found, "endorse.", corner.c_str(), text));
        REDWELL_CHECK(checkEndorsement(corner, text));
        if (!text.empty()) s.endorse[corner] = collapseWhitespace(cleanUtf8(text));
    }
    return {};
}

}  // namespace

Result<Specification> Specification::fromJson(std::string_view text) {
    const auto json = Json::parse(text, nullptr, false);
    if (!json.is_object())
        return Error{ErrorKind::Usage,
                     "the production specification is not a JSON object",
                     {},
                     "Check its brackets, quotes and commas."};
    REDWELL_CHECK(checkMembers(json, "",
                               {"volume", "query", "bates", "image", "text", "natives", "load_files", "fields",
                                "endorse", "privileged", "redacted_privileged", "time_zone"}));
    Specification s;
    REDWELL_CHECK(readText(json, "", "volume", s.volume));
    if (!namesFolders(s.volume))
        return wrong(
            "volume",
            "is required; it is of letters, digits, '-' and '_', at most 64, since it names folders and files");
    REDWELL_CHECK(readText(json, "", "query", s.query));
    REDWELL_CHECK(readBates(json, s));
    REDWELL_CHECK(readImage(json, s));
    REDWELL_CHECK(readBool(json, "text", s.text));
    REDWELL_CHECK(readTexts(
        json, "natives", {"pdf", "image", "mail", "text", "chat", "calendar", "container", "unsupported"}, s.natives));
    REDWELL_CHECK(readTexts(json, "load_files", {"dat", "opt", "lfp", "csv"}, s.loadFiles));
    REDWELL_CHECK(readTexts(json, "fields", knownFields(), s.fields));
    REDWELL_CHECK(readEndorsements(json, s));
    REDWELL_CHECK(readChoice<Privileged>(json, "", "privileged",
                                         {{"withhold", Privileged::Withhold}, {"slip_sheet", Privileged::SlipSheet}},
                                         s.privileged));
    using RedactedPrivileged = Specification::RedactedPrivileged;
    REDWELL_CHECK(readChoice<RedactedPrivileged>(
        json, "", "redacted_privileged",
        {{"withhold", RedactedPrivileged::Withhold}, {"produce", RedactedPrivileged::Produce}}, s.redactedPrivileged));
    REDWELL_CHECK(readText(json, "", "time_zone", s.timeZone));
    if (!s.timeZone.empty() && !isKnownZone(s.timeZone))
        return wrong("time_zone", "must be a zone such as America/New_York");
    return s;
}

std::string Specification::toJson() const {
    Json json;
    json["volume"] = volume;
    json["query"] = query;
    json["bates"] = {{"prefix", batesPrefix},
                     {"digits", batesDigits},
                     {"start", batesStart},
                     {"level", level == Level::Page ? "page" : "document"}};
    const char* format = image == Image::None ? "none" : image == Image::Pdf ? "pdf" : alsoPdf ? "tiff+pdf" : "tiff";
    json["image"] = {{"format", format}, {"dpi", dpi}, {"color", colorAuto ? "auto" : "never"}};
    json["text"] = text;
    json["natives"] = natives;
    json["load_files"] = loadFiles;
    json["fields"] = fields;
    json["endorse"] = Json::object();
    for (const auto& [corner, what] : endorse) json["endorse"][corner] = what;
    json["privileged"] = privileged == Privileged::Withhold ? "withhold" : "slip_sheet";
    // Left out where it says nothing new, so that a specification reads as it did when its volume was sealed.
    if (redactedPrivileged == RedactedPrivileged::Produce) json["redacted_privileged"] = "produce";
    json["time_zone"] = timeZone;
    return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace redwell::production
