// Telephones: bubbles left and right, the owner's unnamed.
#include "layouts.h"

#include <algorithm>

namespace redwell::bench {
namespace {

const Font kSmall{8, false, 0.35}, kBold{9, true};
const Running kProduced{"", "", "CONFIDENTIAL", "%b"};

struct Bubble {
    bool isOwn = false;
    std::string above, beneath;
};

int bubble(Sheets& s, const std::string& body, const Bubble& look) {
    const auto rows = s.wrapped(body, 250);
    const double height = 13 * static_cast<double>(rows.size());
    s.need(height + 34);
    double width = 40;
    for (const auto& row : rows) width = std::max(width, s.widthOf(row));
    if (!look.above.empty()) width = std::max(width, s.widthOf(look.above, kBold));
    const double x = look.isOwn ? s.right - width - 8 : s.left + 8;
    if (!look.above.empty()) s.lineAt(x, look.above, kBold);
    const int page = s.page();
    s.box(x - 6, s.y + 1, x + width + 6, s.y + height + 5, look.isOwn ? 0.82 : 0.92);
    for (const auto& row : rows) s.lineAt(x, row);
    if (!look.beneath.empty()) {
        s.space(4);
        const double w = s.widthOf(look.beneath, kSmall);
        s.lineAt(look.isOwn ? s.right - w : x, look.beneath, kSmall);
    }
    s.space(7);
    return page;
}

void day(Sheets& s, const std::vector<Said>& all, std::size_t i, const char* form) {
    if (i > 0 && isSameDay(all[i - 1].when, all[i].when)) return;
    s.need(60);
    s.space(4);
    s.centred(written(all[i].when, form), kSmall);
    s.space(5);
}

std::string ownerOf(const std::vector<Said>& all) {
    for (const auto& m : all)
        if (m.from != all[0].from) return m.from;
    return all[0].from;
}

void groupBubbles(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    s.centred("Shipping group", {12, true});
    auto all = talk(seed, {20, 3});
    const std::string owner = ownerOf(all);
    for (std::size_t i = 0; i < all.size(); ++i) {
        day(s, all, i, "%B %-d, %Y");
        auto m = all[i];
        const bool isOwn = m.from == owner;
        const int page = bubble(s, m.body, {isOwn, isOwn ? "" : m.from, written(m.when, "%-I:%M %p")});
        if (isOwn) m.from = "Me";
        e.show(m, page);
    }
}

void pairBubbles(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    auto all = talk(seed, {20, 2});
    const std::string owner = ownerOf(all), other = all[0].from;
    s.centred(other, {12, true});
    for (std::size_t i = 0; i < all.size(); ++i) {
        day(s, all, i, "%a, %b %-d, %Y");
        auto m = all[i];
        const bool isOwn = m.from == owner;
        const int page = bubble(s, m.body, {isOwn, "", written(m.when, "%-I:%M %p") + (isOwn ? " Read" : "")});
        if (isOwn) m.from = "Me";
        e.show(m, page);
    }
}

void namedBubbles(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    const auto all = talk(seed, {20, 2});
    const std::string owner = ownerOf(all);
    for (const auto& m : all)
        e.show(m, bubble(s, m.body, {m.from == owner, m.from + " " + written(m.when, "%m/%d/%Y %H:%M"), ""}));
}

void sidedStamps(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    const auto all = talk(seed, {20, 2});
    const std::string owner = ownerOf(all);
    for (const auto& m : all)
        e.show(m, bubble(s, m.body, {m.from == owner, m.from, written(m.when, "%d/%m/%Y %H:%M:%S")}), true);
}

// One time in the middle above the texts that it holds for.
void centredStamps(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    const auto all = talk(seed, {20, 3});
    const std::string owner = ownerOf(all);
    s.centred("Shipping group", {12, true});
    std::tm stamp{};
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i % 2 == 0) {
            stamp = all[i].when;
            s.need(90);
            s.space(6);
            s.centred(written(stamp, "%a, %b %-d, %Y at %-I:%M %p"), kSmall);
            s.space(3);
        }
        auto m = all[i];
        const bool isOwn = m.from == owner;
        const int page = bubble(s, m.body, {isOwn, isOwn ? "" : m.from, ""});
        m.when = stamp;
        if (isOwn) m.from = "Me";
        e.show(m, page);
    }
}

// The time stands at the end of the bubble's last line.
void timesInside(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    const auto all = talk(seed, {20, 2});
    const std::string owner = ownerOf(all);
    s.line(all[0].from, {12, true});
    for (std::size_t i = 0; i < all.size(); ++i) {
        day(s, all, i, "%B %-d, %Y");
        auto m = all[i];
        const bool isOwn = m.from == owner;
        const auto rows = s.wrapped(m.body, 230);
        s.need(14 * static_cast<double>(rows.size()) + 10);
        double width = 30;
        for (const auto& row : rows) width = std::max(width, s.widthOf(row));
        const double x = isOwn ? s.right - width - 56 : s.left + 8;
        const int page = s.page();
        s.box(x - 5, s.y, x + width + 56, s.y + 13 * static_cast<double>(rows.size()) + 5, isOwn ? 0.85 : 0.93);
        for (const auto& row : rows) s.lineAt(x, row);
        s.rightAt(x + width + 52, s.y - 3, written(m.when, "%-I:%M %p"), kSmall);
        s.space(8);
        if (isOwn) m.from = "Me";
        e.show(m, page);
    }
}

}  // namespace

std::vector<Layout> bubbleLayouts() {
    return {{"group_bubbles", false, groupBubbles, kProduced}, {"pair_bubbles", true, pairBubbles, kProduced},
            {"named_bubbles", false, namedBubbles, kProduced}, {"centred_stamps", false, centredStamps, kProduced},
            {"times_inside", false, timesInside, kProduced},   {"sided_stamps", true, sidedStamps, kProduced}};
}

}  // namespace redwell::bench
