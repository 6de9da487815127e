// Mails as programs print them, and chains inside one body.
#include "layouts.h"

#include <algorithm>

namespace redwell::bench {
namespace {

const Font kBold{10, true}, kMono{9, false, 0, "Liberation Mono"}, kSerif{11, false, 0, "Liberation Serif"};
const Running kProduced{"", "", "CONFIDENTIAL", "%b"};
const Running kPrinted{"10/30/2023", "North Quay Mail - Second shipment", "https://mail.example/mail/u/0?ik=1", "%p/3"};
constexpr const char* kLegal =
    "This message and its attachments are confidential and meant for the addressee only. If you have received it in "
    "error, delete it and tell the sender.";

std::string full(const std::string& name) { return name + " <" + mailAddressOf(name) + ">"; }
std::string list(const std::vector<std::string>& names, const char* separator) {
    std::string all;
    for (const auto& name : names) all += (all.empty() ? "" : separator) + full(name);
    return all;
}

// Newest first, as chains run; bodies of more than a word.
std::vector<Said> chain(unsigned seed, int length, int people = 3) {
    auto all = talk(seed, {length * 3, people});
    std::vector<Said> mails;
    for (std::size_t i = 0; i + 2 < all.size(); i += 3) {
        Said m = all[i];
        m.body = all[i].body + "\n\n" + all[i + 1].body + " " + all[i + 2].body;
        m.subject = i == 0 ? "Second shipment" : "RE: Second shipment";
        mails.push_back(m);
    }
    std::reverse(mails.begin(), mails.end());
    return mails;
}

struct Labels {
    const char *from, *sent, *to, *subject, *form;
    bool isBold = true;
};

int headBlock(Sheets& s, const Said& m, const Labels& l, double valueAt = 0) {
    int page = 0;
    for (const auto& [label, value] : {std::pair<std::string, std::string>{l.from, full(m.from)},
                                       {l.sent, written(m.when, l.form)},
                                       {l.to, list(m.to, "; ")},
                                       {l.subject, m.subject}}) {
        const Font font{10, l.isBold};
        s.need(14);
        const int on = s.line(label, font);
        if (page == 0) page = on;
        s.y -= 13;
        const double x = valueAt > 0 ? valueAt : s.left + s.widthOf(label + " ", font);
        s.paragraphAt(x, s.right - x, value);
    }
    return page;
}

void memoHead(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    s.line("Petra Lindt", {13, true});
    s.rule(s.left, s.y + 3, s.right, s.y + 3);
    s.space(10);
    bool isFirst = true;
    for (const auto& m : chain(seed, 6)) {
        s.need(90);
        const int page =
            headBlock(s, m, {"From:", "Sent:", "To:", "Subject:", "%A, %B %-d, %Y %-I:%M %p"}, isFirst ? 150 : 0);
        isFirst = false;
        s.space(10);
        s.paragraph(m.body);
        s.space(12);
        e.show(m, page);
    }
}

void originalMessages(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    const auto all = chain(seed, 6);
    for (std::size_t i = 0; i < all.size(); ++i) {
        s.need(80);
        if (i > 0) {
            s.line("-----Original Message-----");
            s.space(0);
        }
        auto m = all[i];
        const int page = headBlock(s, m, {"From:", "Sent:", "To:", "Subject:", "%A, %B %d, %Y %-I:%M %p", false});
        s.space(10);
        s.paragraph(m.body);
        s.space(10);
        s.paragraph(kLegal, {8});
        m.body += std::string("\n") + kLegal;
        s.space(10);
        e.show(m, page);
    }
}

void webPrint(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    auto all = chain(seed, 5);
    std::reverse(all.begin(), all.end());
    s.line("Second shipment", {14, true});
    s.line(std::to_string(all.size()) + " messages", {9});
    for (const auto& m : all) {
        s.space(6);
        s.need(70);
        s.rule(s.left, s.y, s.right, s.y);
        const int page = s.line(full(m.from), kBold);
        s.rightAt(s.right, s.y - 3, written(m.when, "%a, %b %-d, %Y at %-I:%M %p"));
        s.paragraph("To: " + list(m.to, ", "));
        s.space(8);
        s.paragraph(m.body);
        e.show(m, page);
    }
}

void subjectFirst(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    const auto all = chain(seed, 1);
    const auto& m = all[0];
    const int page = s.line("Subject: " + m.subject);
    s.line("From: " + full(m.from));
    s.line("Date: " + written(m.when, "%-m/%-d/%Y, %-I:%M %p"));
    s.paragraph("To: " + list(m.to, ", "));
    s.space(12);
    s.paragraph(m.body);
    e.show(m, page);
}

void deskMail(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    const auto all = chain(seed, 3);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto& m = all[i];
        s.need(80);
        if (i > 0) {
            s.line("Begin forwarded message:");
            s.space(8);
        }
        const int page = s.line("From: " + full(m.from), kBold);
        s.line("Subject: " + m.subject, kBold);
        s.line("Date: " + written(m.when, "%B %-d, %Y at %-I:%M:%S %p") + " EDT", kBold);
        s.paragraph("To: " + list(m.to, ", "), kBold);
        s.space(12);
        s.paragraph(m.body);
        s.space(12);
        e.show(m, page, true, "-04:00");
    }
}

void inlineAnswers(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    auto all = chain(seed, 3, 2);
    for (auto& m : all) std::replace(m.body.begin(), m.body.end(), '\n', ' ');
    all[0].body = "See below.\n" + all[0].body;
    const auto& a = all[0];
    const int page = s.line("From: " + full(a.from), kMono);
    s.line("Date: " + written(a.when, "%a, %d %b %Y %H:%M:%S") + " +0100", kMono);
    s.paragraph("To: " + list(a.to, ", "), kMono);
    s.line("Subject: Re: stock", kMono);
    s.space(10);
    s.line("See below.", kMono);
    s.space(10);
    const int second =
        s.line("On " + written(all[1].when, "%m/%d/%Y %I:%M %p") + ", " + all[1].from + " wrote:", kMono);
    for (const auto& row : s.wrapped(all[1].body, 420, kMono)) s.line("> " + row, kMono);
    const int third =
        s.line("> On " + written(all[2].when, "%m/%d/%Y %I:%M %p") + ", " + all[2].from + " wrote:", kMono);
    for (const auto& row : s.wrapped(all[2].body, 400, kMono)) s.line("> > " + row, kMono);
    s.space(10);
    s.paragraph(a.body.substr(11), kMono);
    e.show(a, page, true, "+01:00");
    e.show(all[1], second);
    e.show(all[2], third);
}

void localBlocks(Exhibit& e, unsigned seed, const Labels& labels, const char* const* months, const char* const* days,
                 const char* form) {
    auto& s = e.sheets;
    for (const auto& m : chain(seed, 5)) {
        s.need(90);
        std::string date = form;
        const auto put = [&](const std::string& mark, const std::string& value) {
            date.replace(date.find(mark), mark.size(), value);
        };
        put("{day}", days[m.when.tm_wday]);
        put("{d}", std::to_string(m.when.tm_mday));
        put("{month}", months[m.when.tm_mon]);
        put("{clock}", written(m.when, "%Y %H:%M"));
        Labels own = labels;
        own.form = date.c_str();
        const int page = headBlock(s, m, own);
        s.space(10);
        s.paragraph(m.body);
        s.space(12);
        e.show(m, page);
    }
}

void german(Exhibit& e, unsigned seed) {
    static const char* kMonths[] = {"Januar", "Februar", "M\u00e4rz", "April",   "Mai",      "Juni",
                                    "Juli",   "August",  "September", "Oktober", "November", "Dezember"};
    static const char* kDays[] = {"Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"};
    localBlocks(e, seed, {"Von:", "Gesendet:", "An:", "Betreff:", ""}, kMonths, kDays, "{day}, {d}. {month} {clock}");
}

void french(Exhibit& e, unsigned seed) {
    static const char* kMonths[] = {"janvier", "f\u00e9vrier", "mars",      "avril",   "mai",      "juin",
                                    "juillet", "ao\u00fbt",    "septembre", "octobre", "novembre", "d\u00e9cembre"};
    static const char* kDays[] = {"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"};
    localBlocks(e, seed, {"De :", "Envoy\u00e9 :", "\u00c0 :", "Objet :", ""}, kMonths, kDays,
                "{day} {d} {month} {clock}");
}

void spanish(Exhibit& e, unsigned seed) {
    static const char* kMonths[] = {"enero", "febrero", "marzo",      "abril",   "mayo",      "junio",
                                    "julio", "agosto",  "septiembre", "octubre", "noviembre", "diciembre"};
    static const char* kDays[] = {"domingo", "lunes", "martes", "mi\u00e9rcoles", "jueves", "viernes", "s\u00e1bado"};
    localBlocks(e, seed, {"De:", "Enviado el:", "Para:", "Asunto:", ""}, kMonths, kDays,
                "{day}, {d} de {month} de {clock}");
}

// Sender and date stand above the labels; the labels have no colon.
void groupware(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    for (auto m : chain(seed, 4)) {
        s.need(100);
        s.space(8);
        m.from += "/Ops/NorthQuay";
        const int page = s.line(m.from, kSerif);
        s.line(written(m.when, "%m/%d/%Y %I:%M %p"), kSerif);
        for (const auto& [label, value] :
             {std::pair<std::string, std::string>{"To", m.to[0] + "/Ops/NorthQuay@NorthQuay"},
              {"cc", m.to[1] + "/Legal/NorthQuay@NorthQuay"},
              {"Subject", m.subject}}) {
            s.lineAt(240, label, kSerif);
            s.at(300, s.y - 3, value, kSerif);
        }
        s.space(16);
        s.paragraph(m.body, kSerif);
        e.show(m, page);
    }
}

void browserMail(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    s.line("RE: Second shipment", {14, true});
    for (const auto& m : chain(seed, 4)) {
        s.space(10);
        s.need(70);
        const int page = s.line(full(m.from), {11});
        s.line(written(m.when, "%a %-m/%-d/%Y %-I:%M %p"), {9});
        s.paragraph("To: " + list(m.to, "; "), {9});
        s.space(8);
        s.paragraph(m.body);
        e.show(m, page);
    }
}

void quotedReplies(Exhibit& e, unsigned seed) {
    auto& s = e.sheets;
    const auto all = chain(seed, 5);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto& m = all[i];
        int page = 0;
        if (i == 0) {
            page = s.line("From: " + full(m.from));
            s.paragraph("To: " + list(m.to, ", "));
            s.line("Sent: " + written(m.when, "%a, %b %-d, %Y %-I:%M %p"));
            s.line("Subject: Re: Second shipment");
            s.space(10);
        } else {
            page = s.paragraph("On " + written(m.when, "%a, %b %-d, %Y at %-I:%M %p ") + full(m.from) + " wrote:");
            s.space(6);
        }
        s.paragraph(m.body);
        s.space(12);
        e.show(m, page);
    }
}

}  // namespace

std::vector<Layout> mailLayouts() {
    return {{"memo_head_mail", false, memoHead, kProduced},
            {"original_messages_mail", false, originalMessages, kProduced},
            {"web_print_mail", true, webPrint, kPrinted},
            {"subject_first_mail", true, subjectFirst, kProduced},
            {"desk_mail", false, deskMail, {}},
            {"inline_answers_mail", false, inlineAnswers, kProduced},
            {"german_mail", false, german, kProduced},
            {"french_mail", true, french, kProduced},
            {"spanish_mail", true, spanish, {}},
            {"groupware_mail", true, groupware, kProduced},
            {"browser_mail", true, browserMail, kProduced},
            {"quoted_replies_mail", false, quotedReplies, kProduced}};
}

}  // namespace redwell::bench
