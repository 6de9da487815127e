// Layouts that nobody thought up: the parts of a head, its marks, the form of its time, the order of a table's columns
// and of a mail's labels are drawn by lot from the seed.
#include "layouts.h"

#include <algorithm>
#include <array>
#include <functional>

namespace redwell::bench {
namespace {

class Lot {
public:
    explicit Lot(unsigned seed) : m_random(seed * 104729U + 3U) {}
    std::size_t below(std::size_t n) { return m_random() % n; }
    bool once(std::size_t in) { return below(in) == 0; }
    template <class T, std::size_t N>
    const T& of(const std::array<T, N>& choices) {
        return choices[below(N)];
    }
    template <class List>
    void shuffle(List& list) {
        for (std::size_t i = list.size(); i > 1; --i) std::swap(list[i - 1], list[below(i)]);
    }

private:
    std::mt19937 m_random;
};

struct TimeForm {
    const char* form;
    bool hasSeconds;
    const char* offset;
};
constexpr std::array<TimeForm, 13> kDated = {{{"%m/%d/%Y %I:%M %p", false, ""},
                                              {"%m/%d/%Y, %I:%M:%S %p", true, ""},
                                              {"%Y-%m-%d %H:%M:%S", true, ""},
                                              {"%Y-%m-%d %H:%M", false, ""},
                                              {"%d %b %Y %H:%M", false, ""},
                                              {"%b %d, %Y, %I:%M %p", false, ""},
                                              {"%B %d, %Y at %I:%M %p", false, ""},
                                              {"%a, %b %d, %Y %I:%M %p", false, ""},
                                              {"%d.%m.%Y %H:%M", false, ""},
                                              {"%d/%m/%Y %H:%M:%S", true, ""},
                                              {"%Y-%m-%dT%H:%M:%SZ", true, "+00:00"},
                                              {"%d-%b-%y %H:%M", false, ""},
                                              {"%m/%d/%y %I:%M %p EST", false, "-05:00"}}};
constexpr std::array<TimeForm, 4> kClocks = {
    {{"%I:%M %p", false, ""}, {"%H:%M", false, ""}, {"%H:%M:%S", true, ""}, {"%I:%M:%S %p", true, ""}}};
constexpr std::array<const char*, 4> kDays = {"%A, %B %d, %Y", "%d %B %Y", "%Y-%m-%d", "%a %d %b %Y"};
constexpr std::array<const char*, 5> kFamilies = {"Liberation Sans", "Liberation Serif", "Liberation Mono",
                                                  "DejaVu Sans", "C059"};
const std::array<Running, 4> kRunning = {{{"", "", "CONFIDENTIAL", "%b"},
                                          {"North Quay - message report", "Page %p", "", ""},
                                          {"", "", "", ""},
                                          {"", "", "%b", "SUBJECT TO PROTECTIVE ORDER"}}};

std::string calledBy(const std::string& name, std::size_t way) {
    const auto space = name.find(' ');
    const std::string first = name.substr(0, space), last = name.substr(space + 1);
    switch (way) {
        case 1: return last + ", " + first;
        case 2: {
            std::string login = first + "." + last;
            std::string plain;
            for (const char c : login)
                if (c != ' ' && c != '\'') plain += static_cast<char>(c | (c >= 'A' && c <= 'Z' ? 0x20 : 0));
            return plain;
        }
        case 3: return mailAddressOf(name);
        case 4: return first;
        case 5: return first + " " + last.substr(0, 1) + ".";
        case 6: return name + " (Ops)";
        default: return name;
    }
}

void chanceChat(Exhibit& e, unsigned seed) {
    Lot lot(seed);
    auto& s = e.sheets;
    static constexpr std::array<const char*, 7> kJoints = {" ", ", ", " - ", " | ", " \u00b7 ", " \u2014 ", "   "};
    static constexpr std::array<std::array<const char*, 2>, 5> kBrackets = {
        {{"", ""}, {"[", "]"}, {"(", ")"}, {"<", ">"}, {"", ""}}};
    const bool isDated = lot.below(3) != 0, timeFirst = lot.once(2);
    bool isInline = lot.once(3);
    const auto time = isDated ? lot.of(kDated) : lot.of(kClocks);
    const auto* day = lot.of(kDays);
    const auto* joint = lot.of(kJoints);
    const auto brackets = lot.of(kBrackets);
    const std::size_t way = lot.below(7);
    const bool hasColon = isInline || lot.once(3), bracketsName = brackets[0][0] == '<' && timeFirst;
    const Font font{8.5 + static_cast<double>(lot.below(5)) * 0.5, false, 0, lot.of(kFamilies)};
    const Font head{font.size, lot.once(2), 0, font.family};
    const double indent = static_cast<double>(lot.below(3)) * 12, gap = static_cast<double>(lot.below(4)) * 3;
    s.left = 50 + static_cast<double>(lot.below(4)) * 10;
    s.right = 500 + static_cast<double>(lot.below(6)) * 10;
    const auto all = talk(seed, {24, 2 + static_cast<int>(lot.below(3))});
    if (lot.once(2)) s.line("Transcript of the conversation", {13, true});
    for (std::size_t i = 0; i < all.size(); ++i) {
        auto m = all[i];
        m.from = calledBy(m.from, way);
        s.need(36);
        if (!isDated && (i == 0 || !isSameDay(all[i - 1].when, m.when))) {
            s.space(4);
            s.centred(written(m.when, day), font);
        }
        s.space(gap);
        const std::string stamp = written(m.when, time.form);
        const std::string inTime = bracketsName ? stamp : brackets[0] + stamp + brackets[1];
        const std::string who = bracketsName ? "<" + m.from + ">" : m.from;
        const std::string text =
            (timeFirst ? inTime + joint + who : who + joint + inTime) + (hasColon && !bracketsName ? ":" : "");
        int page = 0;
        if (isInline) {
            page = s.paragraph(text + " " + m.body, font);
        } else {
            page = s.line(text, head);
            s.paragraphAt(s.left + indent, s.right - s.left - indent, m.body, font);
        }
        e.show(m, page, time.hasSeconds, time.offset);
    }
}

void chanceTable(Exhibit& e, unsigned seed) {
    Lot lot(seed);
    auto& s = e.sheets;
    struct Column {
        std::string label;
        double width;
        std::function<std::string(const Said&, int)> cell;
    };
    static constexpr std::array<const char*, 5> kFrom = {"From", "Sender", "Author", "Sender Name", "User"},
                                                kBody = {"Body", "Message", "Text", "Message Text", "Content"},
                                                kTime = {"Timestamp", "Date/Time", "Sent", "Date and Time",
                                                         "Time (UTC)"};
    const auto time = lot.of(kDated);
    const std::size_t way = std::array<std::size_t, 3>{0, 1, 6}[lot.below(3)];
    std::string timeLabel = lot.of(kTime);
    const bool isUtc = timeLabel == "Time (UTC)" && !*time.offset;
    std::vector<Column> columns = {{timeLabel, 84, [&](const Said& m, int) { return written(m.when, time.form); }},
                                   {lot.of(kFrom), 92, [&](const Said& m, int) { return calledBy(m.from, way); }},
                                   {lot.of(kBody), 210, [](const Said& m, int) { return m.body; }}};
    if (lot.once(2))
        columns.push_back(
            {lot.once(2) ? "To" : "Recipient(s)", 70, [&](const Said& m, int) { return calledBy(m.to[0], way); }});
    if (lot.once(2))
        columns.push_back({"Status", 40, [](const Said&, int n) { return std::string(n % 4 ? "Read" : "Unread"); }});
    lot.shuffle(columns);
    if (lot.once(2)) columns.insert(columns.begin(), {"#", 22, [](const Said&, int n) { return std::to_string(n); }});
    double total = 0;
    for (const auto& column : columns) total += column.width;
    const double stretch = 520 / total;
    const Font font{8 + static_cast<double>(lot.below(3)) * 0.5, false, 0, lot.of(kFamilies)};
    const Font bold{font.size, true, 0, font.family};
    const bool hasGrid = lot.once(2), repeats = lot.once(2);
    const double padding = 2 + static_cast<double>(lot.below(4)) * 2;
    if (lot.once(2)) s.line("Message report", {13, true});
    const auto row = [&](const std::function<std::string(const Column&)>& cellOf, const Font& with) {
        std::vector<std::vector<std::string>> cells;
        std::size_t rows = 1;
        for (const auto& column : columns) {
            cells.push_back(s.wrapped(cellOf(column), column.width * stretch - 6, with));
            rows = std::max(rows, cells.back().size());
        }
        const double step = with.size * 1.25, height = step * static_cast<double>(rows) + 2 * padding;
        if (!s.fits(height)) return false;
        double x = 46;
        for (std::size_t c = 0; c < cells.size(); ++c) {
            for (std::size_t r = 0; r < cells[c].size(); ++r)
                s.at(x + 3, s.y + padding + step * (static_cast<double>(r) + 0.8), cells[c][r], with);
            if (hasGrid) s.rule(x, s.y, x, s.y + height);
            x += columns[c].width * stretch;
        }
        if (hasGrid) {
            s.rule(x, s.y, x, s.y + height);
            s.rule(46, s.y, x, s.y);
            s.rule(46, s.y + height, x, s.y + height);
        }
        s.y += height;
        return true;
    };
    const auto labels = [&] { row([](const Column& c) { return c.label; }, bold); };
    s.line("", font);
    labels();
    int n = 0;
    for (auto m : talk(seed, {24, 2 + static_cast<int>(lot.below(2))})) {
        ++n;
        const auto cells = [&](const Column& c) { return c.cell(m, n); };
        if (!row(cells, font)) {
            s.newSheet();
            if (repeats) labels();
            row(cells, font);
        }
        m.from = calledBy(m.from, way);
        e.show(m, s.page(), time.hasSeconds, isUtc ? "+00:00" : time.offset);
    }
}

void chanceMail(Exhibit& e, unsigned seed) {
    Lot lot(seed);
    auto& s = e.sheets;
    static constexpr std::array<const char*, 4> kBetween = {
        "", "-----Original Message-----", "Begin forwarded message:", "________________________________"};
    const auto time = lot.of(kDated);
    const auto* between = lot.of(kBetween);
    const char* dateLabel = lot.once(2) ? "Date:" : "Sent:";
    const bool hasAddress = !lot.once(4);
    const Font font{9 + static_cast<double>(lot.below(5)) * 0.5, false, 0, lot.of(kFamilies)};
    const Font label{font.size, lot.once(2), 0, font.family};
    const double valueX = lot.once(2) ? 0 : 120;
    std::vector<std::size_t> order = {0, 1, 2, 3};
    lot.shuffle(order);
    auto all = talk(seed, {15, 3});
    std::reverse(all.begin(), all.end());
    for (std::size_t i = 0; i + 2 < all.size(); i += 3) {
        auto m = all[i];
        m.body = all[i].body + "\n\n" + all[i + 1].body + "\n" + all[i + 2].body;
        const auto full = [&](const std::string& name) {
            return hasAddress ? name + " <" + mailAddressOf(name) + ">" : name;
        };
        s.need(90);
        if (i > 0 && *between) s.line(between, font);
        const std::array<std::pair<std::string, std::string>, 4> fields = {
            {{"From:", full(m.from)},
             {dateLabel, written(m.when, time.form)},
             {"To:", full(m.to[0]) + "; " + full(m.to[1])},
             {"Subject:", i > 9 ? "Second shipment" : "RE: Second shipment"}}};
        int page = 0;
        for (const auto k : order) {
            const int on = s.line(fields[k].first, label);
            if (page == 0) page = on;
            s.y -= label.size * 1.3;
            const double x = valueX > 0 ? valueX : s.left + s.widthOf(fields[k].first + " ", label);
            s.paragraphAt(x, s.right - x, fields[k].second, font);
        }
        s.space(9);
        s.paragraph(m.body, font);
        s.space(12);
        e.show(m, page, time.hasSeconds, time.offset);
    }
}

}  // namespace

// The first third of them is known, the rest held out.
std::vector<Layout> chanceLayouts(unsigned count, unsigned first) {
    std::vector<Layout> all;
    for (unsigned i = 0; i < count; ++i) {
        Lot lot(first + i + 900);
        const auto kind = i % 4;
        all.push_back({(kind == 3   ? "chance_mail_"
                        : kind == 2 ? "chance_table_"
                                    : "chance_chat_") +
                           std::to_string(first + i),
                       i * 3 >= count,
                       kind == 3   ? chanceMail
                       : kind == 2 ? chanceTable
                                   : chanceChat,
                       kRunning[lot.below(kRunning.size())]});
    }
    return all;
}

}  // namespace redwell::bench
