#include "formats/chat/whatsapp_text.h"

#include "base/text.h"
#include "formats/charset.h"
#include "formats/chat/whatsapp_words.h"
#include "formats/limits.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <set>
#include <utility>

namespace redwell::formats {
namespace {

using documents::MessageKind;

// What stands before a message: three numbers whose order the file does not tell, and the time.
struct Head {
    std::array<int, 3> date{};
    int digitsOfFirst = 0, digitsOfLast = 0;
    char separator = 0;
    int hour = 0, minute = 0, second = -1;
    bool isTwelveHours = false, isBracketed = false, hasComma = false;
    bool hasCapitalHalf =
        false;              // "PM", as Americans have it; "pm" and others stand behind dates that begin with the day
    bool isWorded = false;  // "2023년 11월 7일"
    std::size_t line = 0;
    std::string_view rest;
    // Same form of line; the number of digits may change from day to day.
    bool isLike(const Head& other) const {
        return separator == other.separator && isBracketed == other.isBracketed && hasComma == other.hasComma &&
               (second < 0) == (other.second < 0);
    }
};

// What steers the direction of writing and shows nothing: LRM, RLM, ALM, embeddings, isolates; a byte order mark.
bool isMark(std::string_view text, std::size_t* length) {
    for (const std::string_view mark : {"\u200e", "\u200f", "\u061c", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e",
                                        "\u2066", "\u2067", "\u2068", "\u2069", "\ufeff"})
        if (text.starts_with(mark)) {
            *length = mark.size();
            return true;
        }
    return false;
}

std::string_view withoutMarksInFront(std::string_view text) {
    for (std::size_t length = 0; isMark(text, &length);) text.remove_prefix(length);
    return text;
}

std::string withoutAnyMarks(std::string_view text) {
    std::string out;
    for (std::size_t at = 0, length = 0; at < text.size();)
        if (isMark(text.substr(at), &length))
            at += length;
        else
            out += text[at++];
    return out;
}

// The digit that the text begins with and its bytes; -1 without one.
std::pair<int, std::size_t> digitIn(std::string_view text) {
    if (text.empty()) return {-1, 0};
    if (text[0] >= '0' && text[0] <= '9') return {text[0] - '0', 1};
    if (text.size() < 2) return {-1, 0};
    const auto first = static_cast<unsigned char>(text[0]), second = static_cast<unsigned char>(text[1]);
    if (first == 0xD9 && second >= 0xA0 && second <= 0xA9) return {second - 0xA0, 2};  // Arabic
    if (first == 0xDB && second >= 0xB0 && second <= 0xB9) return {second - 0xB0, 2};  // Persian
    return {-1, 0};
}

// A line taken apart from the left.
class Cursor {
public:
    explicit Cursor(std::string_view text) : m_rest(text) {}

    bool take(std::string_view token) {
        if (!m_rest.starts_with(token)) return false;
        m_rest.remove_prefix(token.size());
        return true;
    }
    void skipMarks() { m_rest = withoutMarksInFront(m_rest); }
    void skipSpaces() {
        do skipMarks();
        while (take(" ") || take("\xc2\xa0") || take("\xe2\x80\xaf"));
    }
    // At most so many digits, European or Arabic; their count goes to digits.
    int number(int most, int& digits) {
        skipMarks();
        int value = 0;
        for (digits = 0; digits < most; ++digits) {
            const auto [digit, length] = digitIn(m_rest);
            if (digit < 0) break;
            value = value * 10 + digit;
            m_rest.remove_prefix(length);
        }
        return digits > 0 ? value : -1;
    }
    char any(std::string_view allowed) {
        skipMarks();
        if (m_rest.empty() || allowed.find(m_rest.front()) == std::string_view::npos) return 0;
        const char c = m_rest.front();
        m_rest.remove_prefix(1);
        return c;
    }
    std::string_view rest() const { return m_rest; }

private:
    std::string_view m_rest;
};

// 1 for a.m., 2 for p.m., 0 for neither; in the forms of the languages that use it.
int halfOfDay(Cursor& cursor, bool* isCapital) {
    *isCapital = true;
    if (cursor.take("AM")) return 1;
    if (cursor.take("PM")) return 2;
    *isCapital = false;
    for (const std::string_view token : {"am", "a.m.", "a. m.", "a.\u00a0m.", "a.\u202fm.", "A.M.", "\u0635",
                                         "\u0642.\u0638", "\uc624\uc804", "\u4e0a\u5348", "\u5348\u524d"})
        if (cursor.take(token)) return 1;
    for (const std::string_view token : {"pm", "p.m.", "p. m.", "p.\u00a0m.", "p.\u202fm.", "P.M.", "\u0645",
                                         "\u0628.\u0638", "\uc624\ud6c4", "\u4e0b\u5348", "\u5348\u5f8c"})
        if (cursor.take(token)) return 2;
    return 0;
}

// "24.10.23", "2023. 11. 7.", "2023년 11월 7일"
bool takeDate(Cursor& cursor, Head& head) {
    int digits = 0;
    head.date[0] = cursor.number(4, head.digitsOfFirst);
    head.isWorded = cursor.take("\ub144");
    head.separator = head.isWorded ? 'y' : cursor.any("./-");
    if (head.date[0] < 0 || !head.separator) return false;
    cursor.skipSpaces();
    head.date[1] = cursor.number(2, digits);
    if (head.date[1] < 0 || !(head.isWorded ? cursor.take("\uc6d4") : cursor.any("./-") == head.separator))
        return false;
    cursor.skipSpaces();
    head.date[2] = cursor.number(4, head.digitsOfLast);
    if (head.date[2] < 0 || head.digitsOfFirst == 3 || head.digitsOfLast == 3) return false;
    return head.isWorded ? cursor.take("\uc77c") : (cursor.take("."), true);
}

std::optional<Head> headOf(std::string_view line) {
    Head head;
    Cursor cursor(line);
    cursor.skipMarks();
    head.isBracketed = cursor.take("[");
    if (!takeDate(cursor, head)) return std::nullopt;
    cursor.skipMarks();
    head.hasComma = cursor.take(",") || cursor.take("\u060c");
    const auto before = cursor.rest().size();
    cursor.skipSpaces();
    if (!head.hasComma && cursor.rest().size() == before) return std::nullopt;
    int half = halfOfDay(cursor, &head.hasCapitalHalf);  // Korean and Chinese say it first
    cursor.skipSpaces();
    int digits = 0;
    head.hour = cursor.number(2, digits);
    if (head.hour < 0 || !cursor.any(":.")) return std::nullopt;
    head.minute = cursor.number(2, digits);
    if (digits != 2) return std::nullopt;
    if (cursor.any(":.")) {
        head.second = cursor.number(2, digits);
        if (digits != 2) return std::nullopt;
    }
    cursor.skipSpaces();
    if (half == 0) half = halfOfDay(cursor, &head.hasCapitalHalf);
    if (half != 0) {
        if (head.hour < 1 || head.hour > 12) return std::nullopt;
        head.hour = head.hour % 12 + (half == 2 ? 12 : 0);
    }
    cursor.skipSpaces();
    const bool ends = head.isBracketed ? cursor.take("]") : cursor.take("-") || (head.isWorded && cursor.take(","));
    if (!ends) return std::nullopt;
    if (head.hour > 23 || head.minute > 59 || head.second > 60) return std::nullopt;
    cursor.skipSpaces();
    head.rest = cursor.rest();
    return head;
}

// Where day, month and year stand among the three numbers.
struct Order {
    std::size_t day, month, year;
};
constexpr Order kDayFirst{0, 1, 2}, kMonthFirst{1, 0, 2}, kYearFirst{2, 1, 0};

struct Date {
    int year, month, day;
    bool isReal() const {
        return std::chrono::year_month_day(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day)))
            .ok();
    }
    std::int64_t number() const { return (year * 100LL + month) * 100 + day; }
};

Date dateIn(const Head& head, const Order& order) {
    auto year = head.date[order.year];
    const int digits = order.year == 0 ? head.digitsOfFirst : head.digitsOfLast;
    if (digits <= 2) year += 2000;  // WhatsApp began in 2009
    return {year, head.date[order.month], head.date[order.day]};
}

// The order under which the most dates exist and the fewest run backwards.
Order orderOf(const std::vector<Head>& heads) {
    std::vector<Order> orders;
    const auto& first = heads.front();
    if (first.digitsOfFirst == 4)
        orders = {kYearFirst};
    else if (first.digitsOfLast == 4)
        orders = {kDayFirst, kMonthFirst};
    else
        orders = {kDayFirst, kMonthFirst, kYearFirst};
    // Where the dates themselves leave it open: slashes with "PM" are American, with "pm" Indian or British.
    if (first.separator == '/' && first.hasCapitalHalf && orders.size() > 1) std::swap(orders[0], orders[1]);
    Order best = orders.front();
    std::size_t bestFaults = heads.size() * 4;
    for (const auto& order : orders) {
        std::size_t faults = 0;
        std::int64_t last = 0;
        for (const auto& head : heads) {
            const auto date = dateIn(head, order);
            if (!date.isReal()) {
                faults += 3;
                continue;
            }
            faults += date.number() < last;
            last = date.number();
        }
        if (faults < bestFaults) {
            best = order;
            bestFaults = faults;
        }
    }
    return best;
}

bool isNamedSo(std::string_view fileName) {
    const auto name = toLower(fileName);
    return name.find("whatsapp") != std::string::npos || name.ends_with("_chat.txt");
}

// "NAME" in "WhatsApp Chat with NAME.txt", "WhatsApp Chat - NAME.zip", and the same in other languages.
std::string conversationName(std::string_view fileName) {
    std::string name(safePath(fileName).name);
    if (const auto dot = name.rfind('.'); dot != std::string::npos && name.size() - dot < 6) name.resize(dot);
    for (const std::string_view begin :
         {"WhatsApp Chat with ", "WhatsApp Chat - ", "WhatsApp-Chat mit ", "WhatsApp Chat mit ", "Chat WhatsApp con ",
          "Chat de WhatsApp con ", "Discussion WhatsApp avec ", "Conversa do WhatsApp com ", "WhatsApp-chat met "})
        if (startsWithIgnoringCase(name, begin)) return name.substr(begin.size());
    return name;
}

class Reader {
public:
    Reader(std::string_view text, std::string_view fileName) : m_fileName(fileName) {
        for (std::size_t at = 0; at < text.size();) {
            const auto feed = std::min(text.find('\n', at), text.size());
            auto line = text.substr(at, feed - at);
            if (line.ends_with('\r')) line.remove_suffix(1);
            m_lines.push_back(line);
            at = feed + 1;
        }
    }

    std::optional<ChatLog> read(std::string_view bytes) {
        if (!findHeads()) return std::nullopt;
        m_order = orderOf(m_heads);
        const auto real = std::ranges::count_if(m_heads, [this](const Head& h) { return dateIn(h, m_order).isReal(); });
        if (static_cast<std::size_t>(real) * 100 < m_heads.size() * 98) return std::nullopt;
        for (std::size_t i = 0; i < m_heads.size(); ++i)
            addMessage(m_heads[i], i + 1 < m_heads.size() ? m_heads[i + 1].line : m_lines.size());
        if (!hasTalk()) return std::nullopt;
        finish(bytes);
        return std::move(m_log);
    }

private:
    bool findHeads() {
        for (std::size_t i = 0; i < m_lines.size(); ++i) {
            auto head = headOf(m_lines[i]);
            if (!head) {
                if (m_heads.empty() && !trim(m_lines[i]).empty()) return false;  // an export begins with a message
                continue;
            }
            head->line = i;
            if (m_heads.empty() || head->isLike(m_heads.front())) m_heads.push_back(*head);
        }
        if (m_heads.empty()) return false;
        const auto& first = m_heads.front();
        if (isNamedSo(m_fileName)) return true;
        // A server's log looks like this too.
        if (first.digitsOfFirst == 4 && !first.hasComma && !first.isWorded) return false;
        return m_heads.size() > 1;
    }

    // Where the sender ends; 0 in a notice, which has none.
    static std::size_t senderEnd(std::string_view rest) {
        const auto colon = rest.find(": ");
        const auto end = colon == std::string_view::npos && rest.ends_with(':') ? rest.size() - 1 : colon;
        if (end == std::string_view::npos || end > 120) return 0;
        return isWithinQuotes(rest.substr(0, end)) ? 0 : end;
    }

    // 'Ash changed the subject to "Re: gyms"', and not 'Robert "Bob" Hale: yes'
    static bool isWithinQuotes(std::string_view text) {
        bool isOpen = false;
        for (std::size_t i = 0; i < text.size(); ++i) {
            const auto rest = text.substr(i);
            if (rest.starts_with("\u201e") || rest.starts_with("\u00ab"))
                isOpen = true;
            else if (rest.starts_with("\u201d") || rest.starts_with("\u00bb"))
                isOpen = false;
            else if (rest.starts_with("\u201c") || rest.starts_with('"'))  // closes in German, opens in English
                isOpen = !isOpen;
        }
        return isOpen;
    }

    void addMessage(const Head& head, std::size_t end) {
        ChatEvent event;
        const auto date = dateIn(head, m_order);
        event.at = chatTime(date.year, date.month, date.day, head.hour, head.minute, head.second);
        if (event.at.isImpossible())
            m_log.report("line " + std::to_string(head.line + 1) + " states a date that no calendar has");
        auto first = head.rest;
        if (const auto colon = senderEnd(first); colon > 0) {
            event.participant = person(first.substr(0, colon));
            first.remove_prefix(std::min(colon + 2, first.size()));
        } else {
            event.kind = MessageKind::Disclaimer;
        }
        std::vector<std::string> body;
        for (auto i = head.line; i < end; ++i) {
            auto line = i == head.line ? first : m_lines[i];
            if (auto file = attachedFile(line)) {
                event.attachments.push_back({*file, *file, -1, {}, {}});
                continue;
            }
            if (saysMediaOmitted(line)) {
                event.attachments.push_back({"omitted",
                                             std::string(trim(withoutMarksInFront(line))),
                                             -1,
                                             {},
                                             "left out when the chat was exported"});
                continue;
            }
            body.emplace_back(withoutMarksInFront(line));
        }
        while (!body.empty() && trim(body.back()).empty()) body.pop_back();
        event.body = cleanUtf8(join(body, "\n"));
        if (saysDeleted(event.body)) {
            event.isDeleted = true;
            event.custom.push_back({"notice", std::move(event.body)});
            event.body.clear();
        } else if (const auto before = beforeEdited(event.body)) {
            event.body = std::string(*before);
            event.edits.push_back({event.participant, {}, {}, {}});
        }
        if (event.kind == MessageKind::Disclaimer) describeNotice(event);
        m_log.events.push_back(std::move(event));
    }

    void describeNotice(ChatEvent& event) {
        const auto notice = noticeOf(event.body);
        if (notice.kind == NoticeKind::Join) event.kind = MessageKind::Join;
        if (notice.kind == NoticeKind::Leave) event.kind = MessageKind::Leave;
        if (!notice.who.empty()) event.participant = person(notice.who);
    }

    std::string person(std::string_view name) {
        auto id = collapseWhitespace(cleanUtf8(withoutAnyMarks(name)));
        if (m_people.insert(id).second) m_log.participants.push_back({id, id, {}, {}, {}, {}});
        return id;
    }

    // Somebody says something, and the names are no levels of a log.
    bool hasTalk() const {
        static const std::set<std::string> kLevels = {"info",    "debug", "error", "warn",
                                                      "warning", "trace", "fatal", "notice"};
        return std::ranges::any_of(m_log.events, [](const ChatEvent& event) {
            return event.kind == MessageKind::Message && !kLevels.contains(toLower(event.participant));
        });
    }

    void finish(std::string_view bytes) {
        ChatConversation conversation;
        conversation.display = conversationName(m_fileName);
        conversation.id = "whatsapp:" + conversation.display;
        conversation.platform = "whatsapp";
        conversation.type = m_people.size() == 2 ? "direct" : "channel";
        for (const auto& participant : m_log.participants) conversation.participants.push_back(participant.id);
        for (auto& event : m_log.events) event.conversation = conversation.id;
        m_log.conversations.push_back(std::move(conversation));
        m_log.application = "WhatsApp";
        m_log.nameEvents(bytes);
    }

    std::string m_fileName;
    std::vector<std::string_view> m_lines;
    std::vector<Head> m_heads;
    Order m_order = kDayFirst;
    ChatLog m_log;
    std::set<std::string> m_people;
};

}  // namespace

std::optional<ChatLog> readWhatsApp(std::string_view bytes, std::string_view fileName) {
    if (bytes.size() > kMaxTextBytes) return std::nullopt;
    const auto begin = utf8Guessed(bytes.substr(0, 2048));
    std::size_t digit = 0;
    while (digit < begin.size() && digitIn(std::string_view(begin).substr(digit)).first < 0) ++digit;
    if (digit == begin.size() || digit > 16) return std::nullopt;
    const auto text = utf8Guessed(bytes);
    return Reader(text, fileName).read(bytes);
}

std::optional<std::size_t> whatsAppEntry(const Archive& archive) {
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < archive.entries().size(); ++i) {
        const auto& entry = archive.entries()[i];
        if (entry.kind != ArchiveEntry::Kind::File || entry.path.find("__MACOSX") != std::string::npos) continue;
        const auto name = toLower(safePath(entry.path).name);
        const bool isChat =
            name == "_chat.txt" || (name.find("whatsapp") != std::string::npos && name.ends_with(".txt"));
        if (!isChat) continue;
        if (found) return std::nullopt;  // several chats in one archive: each for itself
        found = i;
    }
    return found;
}

}  // namespace redwell::formats
