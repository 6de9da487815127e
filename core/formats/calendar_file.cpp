#include "formats/calendar_file.h"

#include "base/text.h"
#include "formats/charset.h"
#include "formats/file_kind.h"
#include "formats/limits.h"

#include <glib.h>
#include <libical/ical.h>
#include <unicode/timezone.h>

#include <algorithm>
#include <memory>

namespace redwell::formats {
namespace {

constexpr std::size_t kMaxBytes = std::size_t{32} << 20;
constexpr std::size_t kMaxEntries = 5'000;
constexpr std::size_t kMaxPeople = 2'000;

struct ComponentDeleter {
    void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using Component = std::unique_ptr<icalcomponent, ComponentDeleter>;

std::string cleaned(const char* text) { return text ? cleanUtf8(text) : std::string(); }

struct Entry {
    std::string kind, summary, location, description, organizer, status, repeats, uid, start, end;
    StatedTime begins;
    std::vector<std::string> attendees, answers;  // one for one
};

struct Calendar {
    std::string name, method;
    std::vector<Entry> entries;
    std::vector<Child> files;
    std::size_t leftOut = 0;
};

// The zone's IANA name where ICU knows it, by that name or the one that Windows has for it.
std::string knownZone(const std::string& id) {
    if (isKnownZone(id)) return id;
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString found;
    icu::TimeZone::getIDForWindowsID(icu::UnicodeString::fromUTF8(id), nullptr, found, status);
    std::string name;
    if (U_SUCCESS(status)) found.toUTF8String(name);
    return name;
}

struct When {
    StatedTime stated;
    std::string shown;  // with the zone's name, or "all day"
};

When whenOf(icalcomponent* component, icalproperty_kind kind) {
    auto* property = icalcomponent_get_first_property(component, kind);
    if (!property) return {};
    const auto* value = icalproperty_get_value(property);
    const auto type = value ? icalvalue_isa(value) : ICAL_NO_VALUE;
    if (type != ICAL_DATETIME_VALUE && type != ICAL_DATE_VALUE) return {};
    const auto time = type == ICAL_DATE_VALUE ? icalvalue_get_date(value) : icalvalue_get_datetime(value);
    if (icaltime_is_null_time(time) || time.year < 1 || time.year > 9999) return {};
    When when;
    if (time.is_date) {
        when.stated = statedTime(time.year, time.month, time.day, 0, 0);
        when.shown = when.stated.text.substr(0, 10) + " (all day)";
        return when;
    }
    if (icaltime_is_utc(time)) {
        when.stated = statedTime(time.year, time.month, time.day, time.hour, time.minute, time.second, 0);
        when.shown = when.stated.text.substr(0, 10) + " " + when.stated.text.substr(11, 8) + " UTC";
        return when;
    }
    when.stated = statedTime(time.year, time.month, time.day, time.hour, time.minute, time.second);
    if (when.stated.isEmpty()) return {};
    when.shown = when.stated.text.substr(0, 10) + " " + when.stated.text.substr(11, 8);
    auto* parameter = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
    const auto id = parameter ? collapseWhitespace(cleaned(icalparameter_get_tzid(parameter))) : std::string();
    if (id.empty()) return when;
    when.shown += " (" + elide(id, 80) + ")";
    if (const auto zone = knownZone(id); !zone.empty()) {
        const auto local = when.stated.instant("UTC"), meant = when.stated.instant(zone);
        if (local && meant)
            when.stated = statedTime(time.year, time.month, time.day, time.hour, time.minute, time.second,
                                     static_cast<int>((local->milliseconds - meant->milliseconds) / 60'000));
    }
    return when;
}

std::string textOf(icalcomponent* component, icalproperty_kind kind) {
    auto* property = icalcomponent_get_first_property(component, kind);
    if (!property) return {};
    const char* text = icalvalue_get_text(icalproperty_get_value(property));
    return std::string(trim(cleaned(text)));
}

// "Imogen Vale <ivale@meridian.example>" of a CN and a mailto:.
std::string personOf(icalproperty* property) {
    auto address = collapseWhitespace(cleaned(icalproperty_get_value_as_string(property)));
    if (startsWithIgnoringCase(address, "mailto:")) address.erase(0, 7);
    std::string name;
    if (auto* parameter = icalproperty_get_first_parameter(property, ICAL_CN_PARAMETER))
        name = collapseWhitespace(cleaned(icalparameter_get_cn(parameter)));
    std::erase(name, '"');
    if (name.empty() || name == address) return elide(address, 1000);
    if (address.find('@') == std::string::npos) return elide(name, 1000);
    return elide(name, 500) + " <" + elide(address, 500) + ">";
}

std::string answerOf(icalproperty* property) {
    auto* parameter = icalproperty_get_first_parameter(property, ICAL_PARTSTAT_PARAMETER);
    if (!parameter) return {};
    switch (icalparameter_get_partstat(parameter)) {
        case ICAL_PARTSTAT_ACCEPTED: return "accepted";
        case ICAL_PARTSTAT_DECLINED: return "declined";
        case ICAL_PARTSTAT_TENTATIVE: return "tentative";
        case ICAL_PARTSTAT_DELEGATED: return "delegated";
        default: return {};
    }
}

void addFiles(icalcomponent* component, Calendar& calendar) {
    for (auto* property = icalcomponent_get_first_property(component, ICAL_ATTACH_PROPERTY);
         property && calendar.files.size() < kMaxChildren;
         property = icalcomponent_get_next_property(component, ICAL_ATTACH_PROPERTY)) {
        auto* attach = icalproperty_get_attach(property);
        if (!attach || icalattach_get_is_url(attach)) continue;
        const char* encoded = reinterpret_cast<const char*>(icalattach_get_data(attach));
        if (!encoded) continue;
        gsize size = 0;
        const std::unique_ptr<guchar, decltype(&g_free)> bytes(g_base64_decode(encoded, &size), g_free);
        Child child;
        child.bytes.assign(reinterpret_cast<const char*>(bytes.get()), size);
        if (auto* parameter = icalproperty_get_first_parameter(property, ICAL_FMTTYPE_PARAMETER))
            child.mimeType = toLower(collapseWhitespace(cleaned(icalparameter_get_fmttype(parameter))));
        if (auto* parameter = icalproperty_get_first_parameter(property, ICAL_FILENAME_PARAMETER))
            child.fileName = collapseWhitespace(cleaned(icalparameter_get_filename(parameter)));
        std::replace_if(
            child.fileName.begin(), child.fileName.end(), [](char c) { return c == '/' || c == '\\'; }, '_');
        if (child.fileName.empty() || child.fileName == "." || child.fileName == "..")
            child.fileName =
                "attachment " + std::to_string(calendar.files.size() + 1) + extensionForMimeType(child.mimeType);
        calendar.files.push_back(std::move(child));
    }
}

Entry entryOf(icalcomponent* component, const char* kind) {
    Entry entry;
    entry.kind = kind;
    entry.summary = collapseWhitespace(textOf(component, ICAL_SUMMARY_PROPERTY));
    entry.location = collapseWhitespace(textOf(component, ICAL_LOCATION_PROPERTY));
    entry.description = textOf(component, ICAL_DESCRIPTION_PROPERTY);
    entry.uid = elide(collapseWhitespace(textOf(component, ICAL_UID_PROPERTY)), 500);
    const auto start = whenOf(component, ICAL_DTSTART_PROPERTY);
    entry.begins = start.stated;
    entry.start = start.shown;
    auto end = whenOf(component, ICAL_DTEND_PROPERTY);
    if (end.shown.empty()) end = whenOf(component, ICAL_DUE_PROPERTY);
    entry.end = end.shown;
    if (auto* organizer = icalcomponent_get_first_property(component, ICAL_ORGANIZER_PROPERTY))
        entry.organizer = personOf(organizer);
    for (auto* one = icalcomponent_get_first_property(component, ICAL_ATTENDEE_PROPERTY);
         one && entry.attendees.size() < kMaxPeople;
         one = icalcomponent_get_next_property(component, ICAL_ATTENDEE_PROPERTY)) {
        entry.attendees.push_back(personOf(one));
        entry.answers.push_back(answerOf(one));
    }
    if (auto* status = icalcomponent_get_first_property(component, ICAL_STATUS_PROPERTY))
        entry.status = toLower(cleaned(icalproperty_get_value_as_string(status)));
    if (auto* rule = icalcomponent_get_first_property(component, ICAL_RRULE_PROPERTY))
        entry.repeats = elide(cleaned(icalproperty_get_value_as_string(rule)), 500);
    return entry;
}

void takeFrom(icalcomponent* parent, Calendar& calendar) {
    for (auto* component = icalcomponent_get_first_component(parent, ICAL_ANY_COMPONENT); component;
         component = icalcomponent_get_next_component(parent, ICAL_ANY_COMPONENT)) {
        const char* kind = nullptr;
        switch (icalcomponent_isa(component)) {
            case ICAL_VEVENT_COMPONENT: kind = "Event"; break;
            case ICAL_VTODO_COMPONENT: kind = "Task"; break;
            case ICAL_VJOURNAL_COMPONENT: kind = "Note"; break;
            case ICAL_VFREEBUSY_COMPONENT: kind = "Free and busy times"; break;
            default: continue;
        }
        if (calendar.entries.size() >= kMaxEntries) {
            ++calendar.leftOut;
            continue;
        }
        calendar.entries.push_back(entryOf(component, kind));
        addFiles(component, calendar);
    }
}

Result<Calendar> takeCalendarApart(std::string_view bytes) {
    if (bytes.size() > kMaxBytes)
        return Error{ErrorKind::TooLarge, "is a calendar of more than 32 MB", {}, "Split it and add the parts."};
    auto text = utf8Guessed(bytes);
    std::replace(text.begin(), text.end(), '\0', ' ');
    icalerror_set_errors_are_fatal(0);
    const Component root(icalparser_parse_string(text.c_str()));
    Calendar calendar;
    if (root) {
        const auto take = [&calendar](icalcomponent* one) {
            if (auto* method = icalcomponent_get_first_property(one, ICAL_METHOD_PROPERTY))
                calendar.method = toLower(cleaned(icalproperty_get_value_as_string(method)));
            for (auto* x = icalcomponent_get_first_property(one, ICAL_X_PROPERTY); x;
                 x = icalcomponent_get_next_property(one, ICAL_X_PROPERTY))
                if (cleaned(icalproperty_get_x_name(x)) == "X-WR-CALNAME")
                    calendar.name = elide(collapseWhitespace(cleaned(icalproperty_get_value_as_string(x))), 500);
            takeFrom(one, calendar);
        };
        if (icalcomponent_isa(root.get()) == ICAL_VCALENDAR_COMPONENT) {
            take(root.get());
        } else {
            takeFrom(root.get(), calendar);
            for (auto* one = icalcomponent_get_first_component(root.get(), ICAL_VCALENDAR_COMPONENT); one;
                 one = icalcomponent_get_next_component(root.get(), ICAL_VCALENDAR_COMPONENT))
                take(one);
        }
    }
    if (calendar.entries.empty())
        return Error{ErrorKind::Damaged, "is a calendar without a readable entry", {}, "Ask for the file again."};
    return calendar;
}

std::vector<TextBlock> blocksOf(const Calendar& calendar) {
    std::vector<TextBlock> blocks;
    const auto line = [&](const char* label, const std::string& text, double above = 0) {
        if (text.empty()) return;
        TextBlock block;
        block.label = label;
        block.text = text;
        block.spaceAbove = above;
        blocks.push_back(std::move(block));
    };
    line("Calendar:", calendar.name);
    line("Message:", calendar.method);
    for (const auto& entry : calendar.entries) {
        if (!blocks.empty()) blocks.back().hasRuleBelow = true;
        line((entry.kind + ":").c_str(), entry.summary.empty() ? "(no title)" : entry.summary, 6);
        line("Start:", entry.start);
        line("End:", entry.end);
        line("Repeats:", entry.repeats);
        line("Location:", entry.location);
        line("Organizer:", entry.organizer);
        std::vector<std::string> people;
        for (std::size_t i = 0; i < entry.attendees.size(); ++i)
            people.push_back(entry.attendees[i] + (entry.answers[i].empty() ? "" : " (" + entry.answers[i] + ")"));
        line("Attendees:", join(people, "; "));
        line("Status:", entry.status);
        if (!entry.description.empty()) {
            TextBlock block;
            block.text = entry.description;
            block.spaceAbove = 6;
            blocks.push_back(std::move(block));
        }
    }
    std::vector<std::string> names;
    for (const auto& file : calendar.files) names.push_back(file.fileName);
    line("Attachments:", join(names, "; "), 6);
    if (calendar.leftOut) line("Left out:", std::to_string(calendar.leftOut) + " further entries", 6);
    return blocks;
}

}  // namespace

Result<Rendition> calendarRendition(std::string_view bytes) {
    REDWELL_TRY(const auto calendar, takeCalendarApart(bytes));
    return typeset(blocksOf(calendar));
}

Result<ReadDocument> readCalendar(std::string_view bytes) {
    REDWELL_TRY(auto calendar, takeCalendarApart(bytes));
    REDWELL_TRY(auto made, typeset(blocksOf(calendar)));
    ReadDocument document;
    document.kind = documents::Kind::Calendar;
    document.mimeType = "text/calendar";
    const auto& first = calendar.entries.front();
    document.title = calendar.entries.size() > 1 && !calendar.name.empty() ? calendar.name : elide(first.summary, 2000);
    document.author = first.organizer;
    document.recipients = first.attendees;
    document.date = first.begins;
    if (calendar.leftOut) document.flags.emplace_back("entries_left_out");
    const auto keep = [&](const char* key, const std::string& value) {
        if (!value.empty()) document.metadata[key] = value;
    };
    keep("organizer", first.organizer);
    keep("attendees", join(first.attendees, "; "));
    keep("start", first.start);
    keep("end", first.end);
    keep("location", elide(first.location, 1000));
    keep("status", first.status);
    keep("recurrence", first.repeats);
    keep("calendar_uid", first.uid);
    keep("method", calendar.method);
    keep("entries", std::to_string(calendar.entries.size()));
    REDWELL_CHECK(takePages(std::move(made), document));
    document.children = std::move(calendar.files);
    return document;
}

}  // namespace redwell::formats
