// Tables of messages, as phone extractions and exports print them.
#include "layouts.h"

#include <algorithm>
#include <functional>

namespace redwell::bench {
namespace {

const Running kProduced{"", "", "CONFIDENTIAL", "%b"}, kReport{"Extraction report", "", "", "%p"};

struct Column {
    const char* label;
    double x, width;
    std::function<std::string(const Said&, int)> cell;
};

struct TableLook {
    bool hasGrid = true, hasLabels = true, isBold = true, repeatsLabels = false;
    double size = 8.5;
    bool isMiddle = false;
};

void rowOf(Sheets& s, const std::vector<std::vector<std::string>>& cells, const std::vector<Column>& columns,
           const TableLook& look, const Font& font) {
    std::size_t rows = 1;
    for (const auto& cell : cells) rows = std::max(rows, cell.size());
    const double step = font.size * 1.3, height = step * static_cast<double>(rows) + 5;
    for (std::size_t c = 0; c < cells.size(); ++c) {
        const double down = look.isMiddle ? step * static_cast<double>(rows - cells[c].size()) / 2 : 0;
        for (std::size_t r = 0; r < cells[c].size(); ++r)
            s.at(columns[c].x, s.y + down + step * static_cast<double>(r + 1), cells[c][r], font);
    }
    if (look.hasGrid) {
        const double x1 = columns.back().x + columns.back().width + 2;
        s.rule(columns[0].x - 3, s.y, x1, s.y);
        s.rule(columns[0].x - 3, s.y + height, x1, s.y + height);
        for (const auto& column : columns) s.rule(column.x - 3, s.y, column.x - 3, s.y + height);
        s.rule(x1, s.y, x1, s.y + height);
    }
    s.y += height;
}

template <class Note>
void table(Sheets& s, const std::vector<Said>& all, const std::vector<Column>& columns, const TableLook& look,
           Note note) {
    const Font font{look.size}, head{look.size, look.isBold};
    const auto labels = [&] {
        std::vector<std::vector<std::string>> cells;
        for (const auto& column : columns) cells.push_back(s.wrapped(column.label, column.width - 4, head));
        rowOf(s, cells, columns, look, head);
    };
    if (look.hasLabels) labels();
    for (std::size_t i = 0; i < all.size(); ++i) {
        std::vector<std::vector<std::string>> cells;
        std::size_t rows = 1;
        for (const auto& column : columns) {
            cells.push_back(s.wrapped(column.cell(all[i], static_cast<int>(i) + 1), column.width - 4, font));
            rows = std::max(rows, cells.back().size());
        }
        if (!s.fits(font.size * 1.3 * static_cast<double>(rows) + 5)) {
            s.newSheet();
            if (look.repeatsLabels) labels();
        }
        rowOf(s, cells, columns, look, font);
        note(all[i], s.page());
    }
}

std::string number(const Said&, int n) { return std::to_string(n); }
std::string body(const Said& m, int) { return m.body; }
std::string from(const Said& m, int) { return m.from; }
std::string to(const Said& m, int) { return m.to[0]; }

void gridded(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    s.line("Chats (1)", {12, true});
    table(s, talk(seed, {24, 2}),
          {{"#", 40, 22, number},
           {"From", 62, 84, from},
           {"To", 146, 84, to},
           {"Timestamp: Time", 230, 80,
            [](const Said& m, int) { return written(m.when, "%m/%d/%Y %-I:%M:%S %p") + "(UTC+0)"; }},
           {"Body", 310, 190, body},
           {"Status", 500, 56, [](const Said&, int n) { return std::string(n % 3 ? "Read" : "Sent"); }}},
          {true, true, true, true}, [&](const Said& m, int page) { e.show(m, page, true, "+00:00"); });
}

void twoTimeColumns(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    table(s, talk(seed, {22, 3}),
          {{"Date", 50, 60, [](const Said& m, int) { return written(m.when, "%m/%d/%Y"); }},
           {"Time", 110, 60, [](const Said& m, int) { return written(m.when, "%-I:%M %p"); }},
           {"Sender", 170, 90, from},
           {"Message", 260, 290, body}},
          {false, true, true, false, 9}, [&](const Said& m, int page) { e.show(m, page); });
}

void directed(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    const auto all = talk(seed, {22, 2});
    const std::string owner = all[0].from;
    s.line("Device owner: " + owner, {10});
    s.space();
    table(s, all,
          {{"Direction", 40, 60,
            [&](const Said& m, int) { return std::string(m.from == owner ? "Outgoing" : "Incoming"); }},
           {"Party", 100, 90, [&](const Said& m, int) { return m.from == owner ? m.to[0] : m.from; }},
           {"Date", 190, 62, [](const Said& m, int) { return written(m.when, "%d/%m/%Y"); }},
           {"Time", 252, 52, [](const Said& m, int) { return written(m.when, "%H:%M:%S"); }},
           {"Message", 304, 200, body},
           {"Status", 504, 50, [](const Said&, int n) { return std::string(n % 3 ? "Read" : "Sent"); }}},
          {}, [&](const Said& m, int page) { e.show(m, page, true); });
}

void textFirst(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    table(s, talk(seed, {22, 3}),
          {{"Text", 50, 270, body},
           {"User", 320, 100, from},
           {"Sent", 420, 130, [](const Said& m, int) { return written(m.when, "%Y-%m-%d %H:%M:%S"); }}},
          {true, true, true, true}, [&](const Said& m, int page) { e.show(m, page, true); });
}

void parties(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    table(s, talk(seed, {20, 2}),
          {{"#", 40, 24, number},
           {"Folder", 64, 50, [](const Said&, int n) { return std::string(n % 2 ? "Inbox" : "Sent"); }},
           {"Party", 114, 116, [](const Said& m, int) { return "From: " + m.from + "\nTo: " + m.to[0]; }},
           {"Time", 230, 90, [](const Said& m, int) { return written(m.when, "%m/%d/%Y %H:%M:%S"); }},
           {"Message", 320, 230, body}},
          {}, [&](const Said& m, int page) { e.show(m, page, true); });
}

void unlabelled(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    table(s, talk(seed, {24, 3}),
          {{"", 50, 110, [](const Said& m, int) { return written(m.when, "%Y-%m-%d %H:%M"); }},
           {"", 160, 100, from},
           {"", 260, 290, body}},
          {false, false, false, false, 9}, [&](const Said& m, int page) { e.show(m, page); });
}

void middleCells(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    TableLook look;
    look.isMiddle = true;
    table(s, talk(seed, {22, 3}),
          {{"Date/Time", 50, 80, [](const Said& m, int) { return written(m.when, "%d-%b-%Y %H:%M"); }},
           {"Author", 130, 70, from},
           {"Content", 200, 300, body},
           {"Attachment", 500, 56, [](const Said&, int) { return std::string(); }}},
          look, [&](const Said& m, int page) { e.show(m, page); });
}

void cards(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    int n = 0;
    for (const auto& m : talk(seed, {14, 2})) {
        s.need(90);
        s.line("Record " + std::to_string(++n), {11, true});
        const int page = s.page();
        const auto field = [&](const char* label, const std::string& value) {
            s.line(label, {9, true});
            const double top = s.y - 9 * 1.3;
            s.y = top;
            s.paragraphAt(170, 380, value, {9});
        };
        field("Sender", m.from);
        field("Recipient(s)", m.to[0]);
        field("Sent Date/Time", written(m.when, "%-m/%-d/%Y %-I:%M:%S %p"));
        field("Message", m.body);
        field("Message Status", n % 2 ? "Delivered" : "Read");
        s.space(8);
        e.show(m, page, true);
    }
}

void colonCards(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    int n = 0;
    for (const auto& m : talk(seed, {14, 2})) {
        s.need(90);
        const int page = s.line("#" + std::to_string(++n), {9, true});
        s.line("Timestamp: " + written(m.when, "%m/%d/%Y %-I:%M:%S %p") + "(UTC-4)", {9});
        s.line("From: +1415555010" + std::to_string(m.from.size() % 10) + " " + m.from, {9});
        s.line("To: +1415555010" + std::to_string(m.to[0].size() % 10) + " " + m.to[0], {9});
        s.paragraph("Body: " + m.body, {9});
        s.line("Status: Read", {9});
        s.space(8);
        e.show(m, page, true, "-04:00");
    }
}

}  // namespace

std::vector<Layout> tableLayouts() {
    return {{"gridded_table", false, gridded, kReport},    {"date_and_time_columns", false, twoTimeColumns, kProduced},
            {"directed_table", true, directed, kProduced}, {"text_first_table", true, textFirst, kReport},
            {"party_table", false, parties, kReport},      {"unlabelled_table", true, unlabelled, kProduced},
            {"middle_cells_table", true, middleCells, {}}, {"cards", false, cards, kProduced},
            {"colon_cards", false, colonCards, kReport}};
}

}  // namespace redwell::bench
