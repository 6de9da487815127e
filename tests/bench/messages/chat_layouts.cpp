// Chats set in running text.
#include "layouts.h"

namespace redwell::bench {
namespace {

const Font kBold{10, true}, kSmall{8, false, 0.35}, kMono{9, false, 0, "Liberation Mono"};
const Running kProduced{"", "", "CONFIDENTIAL", "%b"};
const Running kHeaded{"Export of the group chat", "Page %p", "HIGHLY CONFIDENTIAL - ATTORNEYS' EYES ONLY", "%b"};

// Days set apart by a line of their own, before each first message of a day.
template <class Each>
void byDay(Sheets& s, const std::vector<Said>& all, const char* form, bool isCentred, Each each) {
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i == 0 || !isSameDay(all[i - 1].when, all[i].when)) {
            s.space(4);
            s.need(40);
            if (isCentred)
                s.centred(written(all[i].when, form), {9});
            else
                s.line(written(all[i].when, form), {9});
            s.space(4);
        }
        each(all[i]);
    }
}

void bracketedColon(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    s.line("Chat with Shipping group", {13, true});
    for (const auto& m : talk(seed)) {
        if (m.body == "lol") s.line(written(m.when, "[%D, %-I:%M:%S %p] ") + m.from + " changed the group description");
        e.show(m, s.paragraph(written(m.when, "[%D, %-I:%M:%S %p] ") + m.from + ": " + m.body), true);
    }
}

void dashedEuropean(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    const auto all = talk(seed);
    s.paragraph(written(all[0].when, "%d.%m.%y, %H:%M - ") +
                "Nachrichten und Anrufe sind Ende-zu-Ende-verschl\u00fcsselt. Niemand au\u00dferhalb dieses Chats kann "
                "sie lesen.");
    s.line(written(all[0].when, "%d.%m.%y, %H:%M - ") + all[0].from + " hat " + all[1].from + " hinzugef\u00fcgt");
    for (const auto& m : all) e.show(m, s.paragraph(written(m.when, "%d.%m.%y, %H:%M - ") + m.from + ": " + m.body));
}

std::string nick(const std::string& name) {
    std::string n = name.substr(0, name.find(' '));
    n[0] = static_cast<char>(n[0] | 0x20);
    return n + (n.size() % 2 ? "_" : "");
}

void relay(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    const auto all = talk(seed, {40, 4});
    s.line("--- Log opened " + written(all[0].when, "%a %b %d %H:%M:%S %Y"), kMono);
    for (std::size_t i = 0; i < all.size(); ++i) {
        auto m = all[i];
        if (i > 0 && !isSameDay(all[i - 1].when, m.when))
            s.line("--- Day changed " + written(m.when, "%a %b %d %Y"), kMono);
        m.from = nick(m.from);
        if (i % 9 == 4)
            s.line(written(m.when, "%H:%M") + " -!- " + m.from + " [~x@host.example] has joined #quay", kMono);
        e.show(m, s.paragraph(written(m.when, "%H:%M") + " < " + m.from + "> " + m.body, kMono));
    }
}

void relayInBrackets(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    for (auto m : talk(seed, {40, 4})) {
        m.from = nick(m.from);
        if (m.body == "ok")
            s.line(written(m.when, "[%Y-%m-%d %H:%M:%S] ") + "* " + m.from + " has quit (Ping timeout)", kMono);
        e.show(m, s.paragraph(written(m.when, "[%Y-%m-%d %H:%M:%S] <") + m.from + "> " + m.body, kMono), true);
    }
}

// Several texts below one head, marks and reactions beneath.
void teamChannel(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    s.line("#second-shipment", {14, true});
    int n = 0;
    byDay(s, talk(seed), "%A, %B %-d, %Y", true, [&](Said m) {
        s.need(40);
        s.space(5);
        const int page = s.line(m.from, kBold);
        s.at(s.left + s.widthOf(m.from, kBold) + 8, s.y - 3, written(m.when, "%-I:%M %p"), kSmall);
        ++n;
        s.paragraph(m.body + (n % 6 == 2 ? " (edited)" : ""));
        if (n % 5 == 3) {
            s.space(5);
            s.paragraph("Sorry, wrong channel again.");
            m.body += "\nSorry, wrong channel again.";
        }
        if (n % 4 == 1) s.line(":thumbsup: 2  :eyes: 1", kSmall);
        e.show(m, page);
    });
}

// Later texts of the same sender carry only a time in the margin.
void marginTimes(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    s.left = 100;
    s.line("general", {14, true});
    std::string before;
    byDay(s, talk(seed, {30, 3}), "%A, %B %-d, %Y", true, [&](const Said& m) {
        s.need(30);
        int page = 0;
        if (m.from != before) {
            s.space(6);
            page = s.line(m.from, kBold);
            s.at(s.left + s.widthOf(m.from, kBold) + 8, s.y - 3, written(m.when, "%-I:%M %p"), kSmall);
            s.paragraph(m.body);
        } else {
            s.space(3);
            const double top = s.y;
            page = s.paragraph(m.body);
            s.at(62, (s.y > top ? top : 64) + 10, written(m.when, "%-I:%M"), kSmall);
        }
        before = m.from;
        e.show(m, page);
    });
}

void meetingsApp(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    s.line("Quay operations", {14, true});
    s.line("Printed on October 30, 2023", kSmall);
    for (const auto& m : talk(seed)) {
        s.space();
        s.need(30);
        const int page = s.line(m.from + "  " + written(m.when, "%-m/%-d %-I:%M %p"), {9, true});
        s.paragraph(m.body);
        e.show(m, page);
    }
}

void dashedServer(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    for (const auto& m : talk(seed)) {
        s.space();
        s.need(30);
        const int page = s.line(m.from, kBold);
        s.at(s.left + s.widthOf(m.from, kBold) + 5, s.y - 3, "\u2014 " + written(m.when, "%m/%d/%Y %-I:%M %p"), kSmall);
        s.paragraph(m.body);
        e.show(m, page);
    }
}

void commaHead(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    for (const auto& m : talk(seed)) {
        s.need(30);
        const int page = s.line(m.from + ", [" + written(m.when, "%d.%m.%Y %H:%M") + "]", kBold);
        s.paragraph(m.body);
        s.space();
        e.show(m, page);
    }
}

void dotHead(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    for (const auto& m : talk(seed)) {
        s.need(30);
        const int page = s.line(m.from + " \u00b7 " + written(m.when, "%a, %b %-d, %Y, %-I:%M %p"), {9});
        s.paragraphAt(s.left + 12, 460, m.body);
        s.space();
        e.show(m, page);
    }
}

// Newest first: name, text, and the time beneath.
void archive(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    const auto all = talk(seed, {18, 2});
    s.line("Messages with " + all[0].from, {14, true});
    for (auto m = all.rbegin(); m != all.rend(); ++m) {
        s.space(12);
        s.need(44);
        const int page = s.line(m->from, kBold);
        s.paragraph(m->body);
        s.line(written(m->when, "%b %d, %Y, %-I:%M:%S %p"), kSmall);
        e.show(*m, page, true);
    }
}

void meetingTranscript(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    const auto all = talk(seed, {30, 4, false});
    s.line("Meeting chat, " + written(all[0].when, "%B %-d, %Y"), {13, true});
    for (const auto& m : all)
        e.show(m, s.paragraph(written(m.when, "%H:%M:%S") + " From " + m.from + " to Everyone : " + m.body), true);
}

void terminal(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    const auto all = talk(seed);
    s.line("Room: QUAY-2   Messages: 24", kMono);
    for (std::size_t i = 0; i < all.size(); ++i) {
        auto m = all[i];
        for (char& c : m.from) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
        s.space(4);
        s.need(26);
        if (i % 8 == 3) s.line("** " + m.from + " has joined the room **", kMono);
        const int page = s.line(written(m.when, "%m/%d/%Y %H:%M:%S ") + m.from + ", NORTH QUAY LTD Says", kMono);
        s.paragraphAt(s.left + 16, 460, m.body, kMono);
        m.from += ", NORTH QUAY LTD";
        e.show(m, page, true);
    }
}

void plainDays(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    byDay(s, talk(seed), "%A, %-d %B %Y", false,
          [&](const Said& m) { e.show(m, s.paragraph(written(m.when, "%H:%M ") + m.from + ": " + m.body)); });
}

void frenchDays(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    static const char* kMonths[] = {"janvier", "f\u00e9vrier", "mars",      "avril",   "mai",      "juin",
                                    "juillet", "ao\u00fbt",    "septembre", "octobre", "novembre", "d\u00e9cembre"};
    static const char* kDays[] = {"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"};
    const Said* before = nullptr;
    const auto all = talk(seed);
    for (const auto& m : all) {
        s.need(40);
        if (!before || !isSameDay(before->when, m.when))
            s.centred(std::string(kDays[m.when.tm_wday]) + " " + std::to_string(m.when.tm_mday) + " " +
                      kMonths[m.when.tm_mon] + " " + std::to_string(1900 + m.when.tm_year));
        before = &m;
        const int page = s.line(m.from, kBold);
        s.rightAt(s.right, s.y - 3, written(m.when, "%H:%M"), kSmall);
        s.paragraph(m.body);
        s.space();
        e.show(m, page);
    }
}

// Days named from the day of printing.
void relativeDays(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    const auto all = talk(seed, {16, 2, false});
    std::tm printed = all[0].when;
    ++printed.tm_mday;
    s.line("Printed " + written(printed, "%B %-d, %Y") + " 9:02 AM", kSmall);
    for (const auto& m : all) {
        s.space();
        s.need(30);
        const int page = s.line(m.from + "  Yesterday at " + written(m.when, "%-I:%M %p"), kBold);
        s.paragraph(m.body);
        e.show(m, page);
    }
}

void timeLast(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    byDay(s, talk(seed), "%B %-d, %Y", true, [&](const Said& m) {
        s.need(14);
        const auto rows = s.wrapped(m.from + ": " + m.body, 400);
        int page = 0;
        for (const auto& row : rows) {
            const int on = s.line(row);
            if (page == 0) {
                page = on;
                s.rightAt(s.right, s.y - 3, written(m.when, "%-I:%M %p"), kSmall);
            }
        }
        e.show(m, page);
    });
}

void stampAboveName(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    for (const auto& m : talk(seed)) {
        s.space();
        s.need(40);
        const int page = s.line(written(m.when, "%Y-%m-%d %H:%M:%S UTC"), kSmall);
        s.line(m.from + ":", kBold);
        s.paragraph(m.body);
        e.show(m, page, true, "+00:00");
    }
}

// A name above its texts, each with its own time before it.
void timesBeforeTexts(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    std::string before;
    byDay(s, talk(seed, {30, 3}), "%A, %-d %B %Y", true, [&](const Said& m) {
        s.need(44);
        if (m.from != before) {
            s.space(6);
            s.line(m.from, kBold);
        }
        before = m.from;
        s.need(14);
        const auto rows = s.wrapped(m.body, 420);
        int page = 0;
        for (const auto& row : rows) {
            const int on = s.lineAt(s.left + 46, row);
            if (page == 0) {
                page = on;
                s.at(s.left, s.y - 3, written(m.when, "%H:%M"), kSmall);
            }
        }
        e.show(m, page);
    });
}

void telephones(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    int n = 0;
    for (auto m : talk(seed)) {
        m.from = m.from.size() % 2 ? "+1 (415) 555-0132" : "+1 (212) 555-0177";
        e.show(m, s.paragraph(std::to_string(++n) + ". " + written(m.when, "%m/%d/%y %-I:%M %p - ") + m.from + ": " +
                              m.body));
    }
}

}  // namespace

std::vector<Layout> chatLayouts() {
    return {{"bracketed_colon", false, bracketedColon, kProduced},
            {"dashed_european", true, dashedEuropean, kProduced},
            {"relay", false, relay, {}},
            {"relay_in_brackets", true, relayInBrackets, kProduced},
            {"team_channel", false, teamChannel, kProduced},
            {"margin_times", true, marginTimes, kProduced},
            {"meetings_app", false, meetingsApp, kHeaded},
            {"dashed_server", true, dashedServer, kHeaded},
            {"comma_head", true, commaHead, kProduced},
            {"dot_head", false, dotHead, {"", "", "", "%p"}},
            {"archive_newest_first", false, archive, kProduced},
            {"meeting_transcript", true, meetingTranscript, {}},
            {"terminal", true, terminal, kProduced},
            {"plain_days", false, plainDays, kHeaded},
            {"french_days", true, frenchDays, kProduced},
            {"relative_days", false, relativeDays, kProduced},
            {"time_last", false, timeLast, kProduced},
            {"times_before_texts", false, timesBeforeTexts, kProduced},
            {"telephones", false, telephones, kProduced},
            {"stamp_above_name", true, stampAboveName, kProduced}};
}

}  // namespace redwell::bench
