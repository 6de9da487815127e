#include "messages/mail_separator.h"

#include "base/text.h"
#include "messages/mail_head.h"
#include "messages/sender.h"
#include "messages/time_expression.h"

#include <algorithm>
#include <array>

namespace redwell::messages {
namespace {

// Folded words that mail programs announce an earlier mail with.
constexpr std::string_view kAnnouncing[] = {
    "original", "forward", "forwarded", "message", "messages", "mail", "e-mail", "email", "begin", "reply", "replied",
    "appointment", "fwd", "weitergeleitet", "reexpedie", "inoltrata", "ursprungliche", "originalnachricht", "nachricht",
    "weitergeleitete", "weitergeleitet", "antwort", "transfere", "d'origine", "origine", "courriel", "reponse",
    "mensaje", "reenviado", "correo", "respuesta", "messaggio", "originale", "inoltrato", "risposta", "mensagem",
    "encaminhada", "resposta", "oorspronkelijk", "oorspronkelijke", "bericht", "doorgestuurd", "antwoord", "meddelande",
    "originalmeddelande", "ursprungligt", "vidarebefordrat", "svar", "oprindelig", "meddelelse", "videresendt",
    "opprinnelig", "melding", "alkuperainen", "viesti", "valitetty", "edelleenlahetetty", "vastaus", "wiadomosc",
    "oryginalna", "przekazana", "odpowiedz", "puvodni", "zprava", "preposlana", "odpoved", "orijinal", "ozgun", "ileti",
    "mesaj", "iletilen", "yanit",
    // Russian
    "\u0438\u0441\u0445\u043e\u0434\u043d\u043e\u0435", "\u0441\u043e\u043e\u0431\u0449\u0435\u043d\u0438\u0435",
    "\u043f\u0435\u0440\u0435\u0441\u044b\u043b\u0430\u0435\u043c\u043e\u0435", "\u043f\u0438\u0441\u044c\u043c\u043e",
    // Chinese and Japanese
    "\u539f\u59cb\u90ae\u4ef6", "\u8f6c\u53d1\u90ae\u4ef6", "\u539f\u59cb\u90f5\u4ef6", "\u8f49\u5bc4\u90f5\u4ef6",
    "\u8f6c\u53d1\u7684\u90ae\u4ef6", "\u5143\u306e\u30e1\u30c3\u30bb\u30fc\u30b8",
    "\u8ee2\u9001\u30e1\u30c3\u30bb\u30fc\u30b8"};

bool isAnnouncing(std::string_view words) {
    bool any = false;
    for (const auto& word : split(fold(collapseWhitespace(words)), ' ')) {
        if (std::ranges::none_of(kAnnouncing, [&](std::string_view known) { return fold(known) == word; }))
            return false;
        any = true;
    }
    return any;
}

// "Forwarded by Ada Quill/Legal on 04/03/2025 09:12 AM", "Nachricht von Ada Quill <ada@lab.example>": the words, then
// whose it was.
bool announcesWhose(std::string_view words) {
    static constexpr std::string_view kWhose[] = {"by", "from", "von", "par", "por", "da", "de", "van", "av", "af"};
    const auto all = split(fold(collapseWhitespace(words)), ' ');
    const auto whose = std::ranges::find_if(all, [](const std::string& word) {
        return std::ranges::find(kWhose, std::string_view(word)) != std::end(kWhose);
    });
    return whose != all.end() && whose + 1 != all.end() && isAnnouncing(join({all.begin(), whose}, " "));
}

// "Saar dieettats Forwarded Message --------": a scan loses the one rule or the other.
bool isHalfRuled(std::string_view text) {
    constexpr std::size_t kLeastRule = 4, kLeastWords = 2, kMostLost = 2;
    const bool isBehind = text.ends_with("----"), isBefore = text.starts_with("----");
    if (isBehind == isBefore) return false;
    const auto begin = isBefore ? text.find_first_not_of('-') : 0;
    const auto end = isBehind ? text.find_last_not_of('-') + 1 : text.size();
    if (begin == std::string_view::npos || text.size() - (end - begin) < kLeastRule) return false;
    const auto words = split(collapseWhitespace(text.substr(begin, end - begin)), ' ');
    for (std::size_t lost = 0; lost <= kMostLost && words.size() >= kLeastWords + lost; ++lost) {
        const auto first = words.begin() + (isBehind ? static_cast<std::ptrdiff_t>(lost) : 0);
        const auto last = words.end() - (isBehind ? 0 : static_cast<std::ptrdiff_t>(lost));
        const auto left = join({first, last}, " ");
        if (isAnnouncing(left) || announcesWhose(left)) return true;
    }
    return false;
}

// One of the usual phrases, which count wherever they stand.
bool isUsualPhrase(std::string_view text, std::size_t marks) {
    constexpr std::array kPhrases = {
        "originalmessage", "forwardedmessage", "beginforwardedmessage", "ursprunglichenachricht",
        "weitergeleitetenachricht", "messagedorigine", "messagetransfere", "mensajeoriginal", "messaggiooriginale",
        "originalappointment", "oorspronkelijkbericht",
        // above a mail that Apple's program forwards
        "anfangderweitergeleitetennachricht", "debutdumessagereexpedie", "debutdumessagetransfere",
        "iniciodelmensajereenviado", "iniziomessaggioinoltrato", "beginvandoorgestuurdbericht",
        "beginvanhetdoorgestuurdebericht", "iniciodamensagemreencaminhada", "iniciodamensagemencaminhada"};
    const std::string folded = foldToAlphanumeric(text);
    return std::ranges::find(kPhrases, folded) != kPhrases.end() &&
           (marks >= 4 || text.back() == ':' || text.size() < 40);
}

// "Ada Quill---04/03/2025 09:12:33 AM---We went through": who, when and how the mail beneath begins, as Notes announces
// it.
bool isNotesAnnouncement(std::string_view text) {
    const auto first = text.find("---");
    if (first == std::string_view::npos || first < 3 || nameLikeness(text.substr(0, first)) < 0.6) return false;
    const auto rest = text.substr(first + 3);
    const auto second = rest.find("---");
    if (second == std::string_view::npos) return false;
    const auto times = findTimes(rest.substr(0, second));
    return times.size() == 1 && times.front().hasDate && times.front().hasClock && times.front().begin == 0;
}

// The announcement, or the rest of one that filled its row.
bool announcesInNotes(const std::vector<TextLine>& lines, std::size_t at) {
    constexpr double kFullRow = 0.75;  // of the page
    if (isNotesAnnouncement(lines[at].text)) return true;
    return at > 0 && lines[at].gapAbove < 0.35 && lines[at - 1].x1 > kFullRow * lines[at - 1].pageWidth &&
           isNotesAnnouncement(lines[at - 1].text);
}

}  // namespace

bool isMailSeparator(const std::vector<TextLine>& lines, std::size_t at) {
    constexpr double kSetOff = 0.4, kClose = 1.6;
    constexpr std::size_t kLongest = 90, kLongestWithName = 160;
    if (announcesInNotes(lines, at)) return true;
    int depth = 0;
    const auto text = trim(unquoted(lines[at].text, &depth));
    if (text.size() < 8 || text.size() > kLongestWithName) return false;
    const auto marks =
        static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return c == '-' || c == '_' || c == '='; }));
    if (marks == text.size() || (text.size() <= kLongest && isUsualPhrase(text, marks))) return true;
    if (lines[at].isOcr && lines[at].gapAbove > kSetOff && isHalfRuled(text)) return true;
    // In any language: a few such words between two rules of one kind.
    const char rule = text.front();
    const auto before = text.find_first_not_of(rule);
    const auto after = text.size() - text.find_last_not_of(rule) - 1;
    if ((rule != '-' && rule != '_' && rule != '=') || before < 3 || after < 3) return false;
    const double below = at + 1 < lines.size() ? lines[at + 1].gapAbove : 0;
    const auto words = text.substr(before, text.size() - after - before);
    return lines[at].gapAbove > kSetOff && (below < kClose || below >= kStartsPage) &&
           ((text.size() <= kLongest && isAnnouncing(words)) || announcesWhose(words));
}

}  // namespace redwell::messages
