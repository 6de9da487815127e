#include "formats/mapi_facts.h"

#include "base/text.h"
#include "formats/charset.h"
#include "formats/little_endian.h"

#include <array>
#include <cstring>

namespace redwell::formats {
namespace {

using namespace property_sets;

constexpr std::uint16_t kMessageClass = 0x001a;

bool isOfClass(const std::string& found, std::string_view wanted) {
    return startsWithIgnoringCase(found, wanted) && (found.size() == wanted.size() || found[wanted.size()] == '.');
}

class Facts {
public:
    void add(const char* key, const char* label, std::string value) {
        value = std::string(trim(value));
        if (!value.empty()) m_facts.push_back({key, std::string(label) + ":", std::move(value)});
    }
    void add(const char* key, const char* label, const StatedTime& time) {
        auto text = time.text;
        if (text.empty()) return;
        if (text.size() > 10) text[10] = ' ';
        if (const auto zone = text.find("+00:00"); zone != std::string::npos) text.replace(zone, 6, " UTC");
        add(key, label, std::move(text));
    }
    std::vector<Fact> taken() { return std::move(m_facts); }

private:
    std::vector<Fact> m_facts;
};

StatedTime firstOf(const StatedTime& a, const StatedTime& b) { return a.isEmpty() ? b : a; }

void addMeeting(const PropertyBag& p, Facts& facts) {
    facts.add("start", "Start", startOf(p));
    facts.add("end", "End", firstOf(p.time(kAppointment, 0x820e), firstOf(p.time(0x0061), p.time(kCommon, 0x8517))));
    if (p.number(kAppointment, 0x8215).value_or(0)) facts.add("all_day", "All day", std::string("yes"));
    facts.add("location", "Location", p.text(kAppointment, 0x8208));
    facts.add("recurrence", "Recurrence", p.text(kAppointment, 0x8232));
    facts.add("time_zone", "Time zone", p.text(kAppointment, 0x8234));
    static constexpr std::array kShownAs = {"free", "tentative", "busy", "out of office"};
    const auto shownAs = p.number(kAppointment, 0x8205);
    if (shownAs && *shownAs >= 0 && *shownAs < 4)
        facts.add("shown_as", "Shown as", std::string(kShownAs[static_cast<std::size_t>(*shownAs)]));
}

void addAttendees(const PropertyBag& p, Facts& facts) {
    facts.add("organizer", "Organizer", p.text(0x0042).empty() ? p.text(0x0c1a) : p.text(0x0042));
    facts.add("attendees", "Attendees", p.text(kAppointment, 0x8238));
}

void addTask(const PropertyBag& p, Facts& facts) {
    facts.add("start", "Start", startOf(p));
    facts.add("due", "Due", p.time(kTask, 0x8105));
    facts.add("completed", "Completed", p.time(kTask, 0x810f));
    static constexpr std::array kStates = {"not started", "in progress", "complete", "waiting on somebody else",
                                           "deferred"};
    const auto state = p.number(kTask, 0x8101);
    if (state && *state >= 0 && *state < 5)
        facts.add("status", "Status", std::string(kStates[static_cast<std::size_t>(*state)]));
    if (const auto* done = p.find(kTask, 0x8102);
        done && done->type == property_types::kDouble && done->values.front().size() >= 8) {
        double share = 0;
        std::memcpy(&share, done->values.front().data(), sizeof share);
        if (share >= 0 && share <= 1)
            facts.add("percent_complete", "Complete", std::to_string(static_cast<int>(share * 100 + 0.5)) + " %");
    }
    facts.add("owner", "Owner", p.text(kTask, 0x811f));
}

// Of a distribution list: entries that carry name and address themselves (MS-OXCDATA 2.2.5.1).
std::string members(const PropertyBag& p) {
    constexpr std::size_t kStart = 24;
    std::vector<std::string> list;
    const auto* entries = p.find(kAddress, 0x8054);
    if (!entries) return {};
    for (const std::string_view entry : entries->values) {
        std::vector<std::string> texts;
        const bool isUnicode = u16At(entry, kStart - 2) & 0x8000;
        const std::size_t unit = isUnicode ? 2 : 1;
        for (auto at = kStart; at + unit <= entry.size() && texts.size() < 3;) {
            auto end = at;
            while (end + unit <= entry.size() && numberAt(entry, end, unit) != 0) end += unit;
            const auto text = entry.substr(at, end - at);
            texts.push_back(isUnicode ? utf8FromUtf16(text) : utf8From(text, p.charset()));
            at = end + unit;
        }
        if (texts.size() == 3) list.push_back(cleanUtf8(texts[0] + " <" + texts[2] + ">"));
    }
    return join(list, "; ");
}

void addContact(const PropertyBag& p, Facts& facts) {
    facts.add("name", "Name", p.text(0x3001));
    facts.add("company", "Company", p.text(0x3a16));
    facts.add("department", "Department", p.text(0x3a18));
    facts.add("job_title", "Job title", p.text(0x3a17));
    for (const auto& [key, label, base] : {std::tuple{"email_1", "E-mail", 0x8080U},
                                           {"email_2", "E-mail 2", 0x8090U},
                                           {"email_3", "E-mail 3", 0x80a0U}}) {
        auto address = p.text(kAddress, base + 3);
        if (address.empty()) address = p.text(kAddress, base + 4);
        facts.add(key, label, std::move(address));
    }
    if (p.find(kAddress, 0x8083) == nullptr) facts.add("email_1", "E-mail", p.text(0x3003));
    facts.add("business_phone", "Business telephone", p.text(0x3a08));
    facts.add("home_phone", "Home telephone", p.text(0x3a09));
    facts.add("mobile_phone", "Mobile telephone", p.text(0x3a1c));
    facts.add("other_phone", "Other telephone", p.text(0x3a1f));
    facts.add("fax", "Fax", p.text(0x3a24));
    facts.add("business_address", "Business address", p.text(kAddress, 0x801b));
    facts.add("home_address", "Home address", p.text(kAddress, 0x801a));
    facts.add("postal_address", "Postal address", p.text(0x3a15));
    facts.add("web_page", "Web page", p.text(kAddress, 0x802b));
    facts.add("instant_messaging", "Instant messaging", p.text(kAddress, 0x8062));
    facts.add("members", "Members", members(p));
    facts.add("birthday", "Birthday", p.time(0x3a42));
}

void addJournal(const PropertyBag& p, Facts& facts) {
    facts.add("entry_type", "Entry type", p.text(kJournal, 0x8700));
    facts.add("start", "Start", startOf(p));
    facts.add("end", "End", firstOf(p.time(kJournal, 0x8708), p.time(kCommon, 0x8517)));
}

}  // namespace

StatedTime startOf(const PropertyBag& p) {
    switch (itemKind(p)) {
        case ItemKind::Appointment:
        case ItemKind::Meeting:
            return firstOf(p.time(kAppointment, 0x820d), firstOf(p.time(0x0060), p.time(kCommon, 0x8516)));
        case ItemKind::Task: return p.time(kTask, 0x8104);
        case ItemKind::Journal: return firstOf(p.time(kJournal, 0x8706), p.time(kCommon, 0x8516));
        case ItemKind::Mail:
        case ItemKind::Contact:
        case ItemKind::Note:
        case ItemKind::Post: break;
    }
    return {};
}

ItemKind itemKind(const PropertyBag& properties) {
    const auto found = properties.text(kMessageClass);
    if (isOfClass(found, "IPM.Appointment")) return ItemKind::Appointment;
    if (isOfClass(found, "IPM.Schedule")) return ItemKind::Meeting;
    if (isOfClass(found, "IPM.Microsoft Schedule")) return ItemKind::Meeting;
    if (isOfClass(found, "IPM.TaskRequest")) return ItemKind::Mail;
    if (isOfClass(found, "IPM.Task")) return ItemKind::Task;
    if (isOfClass(found, "IPM.Contact") || isOfClass(found, "IPM.DistList")) return ItemKind::Contact;
    if (isOfClass(found, "IPM.Activity")) return ItemKind::Journal;
    if (isOfClass(found, "IPM.StickyNote")) return ItemKind::Note;
    if (isOfClass(found, "IPM.Post")) return ItemKind::Post;
    return ItemKind::Mail;
}

documents::Kind documentKind(ItemKind kind) {
    switch (kind) {
        case ItemKind::Appointment: return documents::Kind::Calendar;
        case ItemKind::Task:
        case ItemKind::Contact:
        case ItemKind::Journal:
        case ItemKind::Note: return documents::Kind::Text;
        case ItemKind::Mail:
        case ItemKind::Meeting:
        case ItemKind::Post: break;
    }
    return documents::Kind::Mail;
}

std::vector<Fact> factsOf(const MapiMessage& message) {
    Facts facts;
    const auto& p = message.properties;
    switch (itemKind(p)) {
        case ItemKind::Appointment:
            addAttendees(p, facts);
            addMeeting(p, facts);
            break;
        case ItemKind::Meeting: addMeeting(p, facts); break;
        case ItemKind::Task: addTask(p, facts); break;
        case ItemKind::Contact: addContact(p, facts); break;
        case ItemKind::Journal: addJournal(p, facts); break;
        case ItemKind::Mail:
        case ItemKind::Note:
        case ItemKind::Post: break;
    }
    return facts.taken();
}

}  // namespace redwell::formats
