#include "formats/chat/unitization.h"

#include "base/text.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

namespace redwell::formats {
namespace {

// The moment that each event is sorted by: its own, else that of the event before it in the file.
std::vector<std::optional<std::int64_t>> moments(const ChatLog& log, const std::vector<std::size_t>& events,
                                                 const DayClock& clock) {
    std::vector<std::optional<std::int64_t>> result(events.size());
    std::optional<std::int64_t> last;
    for (std::size_t i = 0; i < events.size(); ++i) {
        const auto& at = log.events[events[i]].at;
        if (at.isKnown()) last = clock.microseconds(at);
        result[i] = last;
    }
    // What stands before the first known time belongs to it.
    const auto first = std::find_if(result.begin(), result.end(), [](const auto& m) { return m.has_value(); });
    if (first != result.end()) std::fill(result.begin(), first, *first);
    return result;
}

void sortByTime(const ChatLog& log, std::vector<std::size_t>& events, const DayClock& clock) {
    const auto when = moments(log, events, clock);
    std::vector<std::size_t> places(events.size());
    for (std::size_t i = 0; i < places.size(); ++i) places[i] = i;
    std::stable_sort(places.begin(), places.end(), [&when](auto a, auto b) { return when[a] < when[b]; });
    std::vector<std::size_t> sorted;
    sorted.reserve(events.size());
    for (const auto place : places) sorted.push_back(events[place]);
    events = std::move(sorted);
}

struct Part {
    std::string label;
    std::vector<std::size_t> events;
};

std::vector<Part> partsOfDay(const std::string& day, const std::vector<std::pair<int, std::size_t>>& events) {
    const auto whole = [&](const std::string& label) {
        Part part{label, {}};
        for (const auto& [hour, event] : events) part.events.push_back(event);
        return part;
    };
    if (events.size() <= kMaxSliceEvents) return {whole(day)};
    std::vector<Part> parts;
    for (const int hours : {12, 8}) {
        parts.clear();
        for (int begin = 0; begin < 24; begin += hours) {
            char label[32];
            std::snprintf(label, sizeof label, " %02d-%02d", begin, begin + hours);
            Part part{day + label, {}};
            for (const auto& [hour, event] : events)
                if (hour >= begin && hour < begin + hours) part.events.push_back(event);
            if (!part.events.empty()) parts.push_back(std::move(part));
        }
        if (std::all_of(parts.begin(), parts.end(), [](const Part& p) { return p.events.size() <= kMaxSliceEvents; }))
            return parts;
    }
    std::vector<Part> runs;
    for (const auto& part : parts)
        for (std::size_t at = 0, run = 1; at < part.events.size(); at += kMaxSliceEvents, ++run) {
            const auto end = std::min(at + kMaxSliceEvents, part.events.size());
            const bool isWhole = part.events.size() <= kMaxSliceEvents;
            runs.push_back({part.label + (isWhole ? "" : " part " + std::to_string(run)),
                            {part.events.begin() + static_cast<std::ptrdiff_t>(at),
                             part.events.begin() + static_cast<std::ptrdiff_t>(end)}});
        }
    return runs;
}

std::string fileSafe(std::string_view name) {
    std::string out = elide(collapseWhitespace(name), 80);
    std::replace_if(
        out.begin(), out.end(),
        [](char c) {
            return static_cast<unsigned char>(c) < 0x20 ||
                   std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos;
        },
        '_');
    while (out.ends_with('.') || out.ends_with(' ')) out.pop_back();
    return out.empty() ? "conversation" : out;
}

void nameSlices(const ChatLog& log, std::vector<ChatSlice>& slices) {
    const ChatNames names(log);
    std::map<std::string, std::string> folders;  // by conversation
    std::set<std::string> taken;
    for (auto& slice : slices) {
        auto& folder = folders[slice.conversation];
        if (folder.empty()) {
            const auto wanted = fileSafe(names.conversationName(slice.conversation));
            folder = wanted;
            for (int copy = 2; !taken.insert(toLower(folder)).second; ++copy)
                folder = wanted + " (" + std::to_string(copy) + ")";
        }
        slice.folder = folder;
        slice.fileName = folder + " " + slice.label + ".rsmf";
    }
}

}  // namespace

std::vector<std::size_t> inOrder(const ChatLog& log) {
    std::vector<std::size_t> events(log.events.size());
    for (std::size_t i = 0; i < events.size(); ++i) events[i] = i;
    sortByTime(log, events, DayClock("UTC"));
    return events;
}

std::vector<ChatSlice> unitize(const ChatLog& log, std::string_view zone) {
    const DayClock clock(zone);
    std::vector<std::pair<std::string, std::vector<std::size_t>>> conversations;
    std::unordered_map<std::string_view, std::size_t> places;
    const auto placeOf = [&](const std::string& id) {
        const auto [at, isNew] = places.emplace(id, conversations.size());
        if (isNew) conversations.emplace_back(id, std::vector<std::size_t>{});
        return at->second;
    };
    for (const auto& conversation : log.conversations) placeOf(conversation.id);
    for (std::size_t i = 0; i < log.events.size(); ++i)
        conversations[placeOf(log.events[i].conversation)].second.push_back(i);

    std::vector<ChatSlice> slices;
    for (auto& [id, events] : conversations) {
        if (events.empty()) continue;
        sortByTime(log, events, clock);
        std::map<std::int64_t, std::vector<std::pair<int, std::size_t>>> days;
        std::optional<DayClock::Place> place;
        for (const auto i : events)
            if (!place && log.events[i].at.isKnown()) place = clock.place(log.events[i].at);
        const bool isUndated = !place;
        if (isUndated) place.emplace();
        for (const auto i : events) {
            if (log.events[i].at.isKnown()) place = clock.place(log.events[i].at);
            days[place->day].emplace_back(place->hour, i);
        }
        for (const auto& [day, ofDay] : days)
            for (auto& part : partsOfDay(isUndated ? "undated" : DayClock::dayText(day), ofDay))
                slices.push_back({id, std::move(part.label), std::move(part.events), {}, {}});
    }
    nameSlices(log, slices);
    return slices;
}

}  // namespace redwell::formats
