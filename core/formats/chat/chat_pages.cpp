#include "formats/chat/chat_pages.h"

#include "base/text.h"
#include "formats/chat/rsmf_manifest.h"
#include "formats/chat/unitization.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <unordered_map>

namespace redwell::formats {
namespace {

using documents::MessageKind;

std::string sized(std::int64_t bytes) {
    if (bytes < 0) return {};
    if (bytes < 10'000) return ", " + std::to_string(bytes) + " bytes";
    return ", " + std::to_string((bytes + 500) / 1000) + " kB";
}

// "Tuesday, 2 April 2019"
std::string dayHeading(const std::string& iso) {
    static constexpr const char* kDays[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                            "Thursday", "Friday", "Saturday"};
    static constexpr const char* kMonths[] = {"January", "February", "March",     "April",   "May",      "June",
                                              "July",    "August",   "September", "October", "November", "December"};
    const int year = std::stoi(iso.substr(0, 4)), month = std::stoi(iso.substr(5, 2)),
              day = std::stoi(iso.substr(8, 2));
    const std::chrono::weekday weekday{
        std::chrono::sys_days(std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(month)) /
                              std::chrono::day(static_cast<unsigned>(day)))};
    return std::string(kDays[weekday.c_encoding()]) + ", " + std::to_string(day) + " " + kMonths[month - 1] + " " +
           std::to_string(year);
}

const char* action(MessageKind kind) {
    switch (kind) {
        case MessageKind::Join: return "joined";
        case MessageKind::Leave: return "left";
        case MessageKind::Disclaimer: return "notice";
        case MessageKind::History: return "from the history";
        case MessageKind::Unknown: return "event of an unknown kind";
        case MessageKind::Message: break;
    }
    return nullptr;
}

class Setter {
public:
    explicit Setter(const ChatLog& log) : m_log(log), m_names(log) {
        for (const auto& event : log.events) m_byId.emplace(event.id, &event);
    }

    Result<ChatPages> set() {
        ChatPages pages;
        heading();
        pages.events = inOrder(m_log);
        std::vector<std::pair<std::size_t, std::size_t>> blocks;  // of each event: first and one behind the last
        std::string day, conversation = pages.events.empty() ? "" : m_log.events[pages.events.front()].conversation;
        for (const auto i : pages.events) {
            const auto& event = m_log.events[i];
            if (event.conversation != conversation) {
                conversation = event.conversation;
                divider("Conversation: " + m_names.conversationName(conversation));
            }
            if (event.at.isKnown() && event.at.stated.text.substr(0, 10) != day) {
                day = event.at.stated.text.substr(0, 10);
                divider(dayHeading(day));
            }
            const auto begin = m_blocks.size();
            show(event);
            blocks.emplace_back(begin, m_blocks.size());
        }
        if (m_blocks.empty()) line({}, "This file holds no events.");
        REDWELL_TRY(pages.rendition, typeset(m_blocks));
        for (const auto& [begin, end] : blocks) {
            auto& regions = pages.regions.emplace_back();
            for (auto block = begin; block < end; ++block)
                for (const auto& region : pages.rendition.regions[block]) {
                    if (regions.empty() || regions.back().page != region.page)
                        regions.push_back(region);
                    else
                        regions.back().box = regions.back().box.united(region.box);
                }
        }
        return pages;
    }

private:
    void line(std::string label, std::string text, double above = 0) {
        TextBlock block;
        block.label = std::move(label);
        block.text = std::move(text);
        block.spaceAbove = above;
        m_blocks.push_back(std::move(block));
    }

    void divider(std::string text) { line(std::move(text), {}, 16); }

    void heading() {
        for (const auto& conversation : m_log.conversations) {
            line("Conversation:", conversation.display.empty() ? conversation.id : conversation.display);
            if (!conversation.platform.empty()) line("Platform:", conversation.platform);
            if (!conversation.type.empty()) line("Kind:", conversation.type);
            if (!conversation.custodian.empty()) line("Custodian:", m_names.name(conversation.custodian));
            std::vector<std::string> people;
            for (const auto& id : conversation.participants) people.push_back(m_names.sender(id));
            if (!people.empty()) line("Participants:", join(people, "; "));
            for (const auto& field : conversation.custom)
                if (!field.value.empty()) line(field.name + ":", field.value);
        }
        if (!m_log.custodian.empty()) line("Custodian:", m_log.custodian);
        if (!m_blocks.empty()) m_blocks.back().hasRuleBelow = true;
    }

    void show(const ChatEvent& event) {
        auto who = event.participant.empty() ? std::string("Nobody named") : m_names.name(event.participant);
        if (event.participant.empty() && event.kind != MessageKind::Message) who = "Notice";
        std::string about = shownTime(event.at);
        if (const auto* done = action(event.kind)) about += std::string(" · ") + done;
        if (event.direction == "incoming" || event.direction == "outgoing") about += " · " + event.direction;
        if (event.isUrgent) about += " · high importance";
        if (!event.edits.empty())
            about += " · edited" + (event.edits.size() > 1 ? " " + std::to_string(event.edits.size()) + " times" : "");
        if (event.isDeleted) about += " · deleted";
        line(std::move(who), std::move(about), 8);
        if (!event.parent.empty()) line({}, "[in reply to " + parentOf(event) + "]");
        if (!event.body.empty()) line({}, event.body);
        if (event.isDeleted)
            line({}, event.body.empty() ? "[deleted; no text was kept]" : "[deleted; the text above is what stood]");
        for (const auto& edit : event.edits) showEdit(edit);
        for (const auto& attachment : event.attachments) showAttachment(attachment);
        if (!event.reactions.empty()) {
            std::vector<std::string> all;
            for (const auto& reaction : event.reactions) all.push_back(reactionText(reaction));
            line({}, "[reactions: " + join(all, "; ") + "]");
        }
        if (!event.receipts.empty()) {
            std::vector<std::string> all;
            for (const auto& receipt : event.receipts)
                all.push_back(m_names.name(receipt.participant) + " " +
                              (receipt.action.empty() ? "read" : receipt.action) +
                              (receipt.at.text.empty() ? "" : " " + shownTime(receipt.at)));
            line({}, "[receipts: " + join(all, "; ") + "]");
        }
        for (const auto& field : event.custom)
            if (!field.value.empty() && field.name != kParentElsewhere)
                line({}, "[" + field.name + ": " + field.value + "]");
    }

    // Names the parent by sender and time, never by its words: they may be withheld where this message is not.
    std::string parentOf(const ChatEvent& event) const {
        const auto found = m_byId.find(event.parent);
        if (found != m_byId.end()) {
            const auto& parent = *found->second;
            const auto who = m_names.name(parent.participant);
            return (who.empty() ? std::string("a message") : who + "'s message") + " of " + shownTime(parent.at);
        }
        for (const auto& field : event.custom)
            if (field.name == kParentElsewhere)
                return "a message of " + field.value + " that stands in another document";
        return "a message not in this file (" + event.parent + ")";
    }

    void showEdit(const ChatEdit& edit) {
        std::string text = "[edited";
        if (!edit.at.text.empty()) text += " " + shownTime(edit.at);
        if (!edit.participant.empty()) text += " by " + m_names.name(edit.participant);
        text += edit.previous.empty() ? "; what stood before is not in the file" : "; before: " + edit.previous;
        if (!edit.next.empty()) text += "; then: " + edit.next;
        line({}, text + "]");
    }

    void showAttachment(const ChatAttachment& attachment) {
        const auto& name = attachment.display.empty() ? attachment.id : attachment.display;
        std::string text = "[attachment: " + name + sized(attachment.size);
        if (attachment.entry.empty())
            text += "; not delivered with the file" +
                    (attachment.absence.empty() ? std::string() : " (" + attachment.absence + ")");
        line({}, text + "]");
    }

    std::string reactionText(const ChatReaction& reaction) const {
        std::vector<std::string> people;
        for (const auto& id : reaction.participants) people.push_back(m_names.name(id));
        std::string text = reaction.value;
        if (reaction.count > 1 || (reaction.count > 0 && people.empty())) text += " " + std::to_string(reaction.count);
        if (!people.empty()) text += " by " + join(people, ", ");
        return text;
    }

    const ChatLog& m_log;
    ChatNames m_names;
    std::unordered_map<std::string_view, const ChatEvent*> m_byId;
    std::vector<TextBlock> m_blocks;
};

}  // namespace

std::string shownTime(const ChatTime& time) {
    if (time.text.empty()) return "no time stated";
    if (!time.isKnown()) return "impossible time \"" + time.text + "\"";
    auto text = time.stated.text;
    if (text.size() > 10) text[10] = ' ';
    const auto sign = text.size() > 11 ? text.find_first_of("+-", 11) : std::string::npos;
    if (sign != std::string::npos) text.insert(sign, " ");
    return text;
}

Result<ChatPages> setAsPages(const ChatLog& log) { return Setter(log).set(); }

}  // namespace redwell::formats
