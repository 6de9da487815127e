#include "messages/mail_label.h"

#include "base/text.h"
#include "messages/label_words.h"
#include "messages/time_expression.h"

#include <algorithm>

namespace redwell::messages {
namespace {

struct Label {
    std::string_view word;
    MailField field;
};
// Folded. "to" and its kin also start sentences, which is why a head needs several labels in a row.
constexpr Label kLabels[] = {{"from", MailField::From},
                             {"sender", MailField::From},
                             {"von", MailField::From},
                             {"de", MailField::From},
                             {"da", MailField::From},
                             {"van", MailField::From},
                             {"fran", MailField::From},
                             {"date", MailField::Date},
                             {"sent", MailField::Date},
                             {"datum", MailField::Date},
                             {"gesendet", MailField::Date},
                             {"envoye", MailField::Date},
                             {"enviado", MailField::Date},
                             {"enviado el", MailField::Date},
                             {"inviato", MailField::Date},
                             {"data", MailField::Date},
                             {"verzonden", MailField::Date},
                             {"fecha", MailField::Date},
                             {"date sent", MailField::Date},
                             {"datesent", MailField::Date},
                             {"timesent", MailField::Date},
                             {"sentdate", MailField::Date},
                             {"senttime", MailField::Date},
                             {"sent date", MailField::Date},
                             {"sent time", MailField::Date},
                             {"time sent", MailField::Date},
                             {"sent on", MailField::Date},
                             {"to", MailField::To},
                             {"an", MailField::To},
                             {"a", MailField::To},
                             {"para", MailField::To},
                             {"aan", MailField::To},
                             {"till", MailField::To},
                             {"recipient", MailField::To},
                             {"recipients", MailField::To},
                             {"cc", MailField::Cc},
                             {"c.c", MailField::Cc},
                             {"kopie", MailField::Cc},
                             {"copie", MailField::Cc},
                             {"bcc", MailField::Bcc},
                             {"blindkopie", MailField::Bcc},
                             {"cci", MailField::Bcc},
                             {"cco", MailField::Bcc},
                             {"ccn", MailField::Bcc},
                             {"udw", MailField::Bcc},
                             {"subject", MailField::Subject},
                             {"betreff", MailField::Subject},
                             {"objet", MailField::Subject},
                             {"asunto", MailField::Subject},
                             {"oggetto", MailField::Subject},
                             {"onderwerp", MailField::Subject},
                             {"assunto", MailField::Subject},
                             {"re", MailField::Subject},
                             {"attachments", MailField::Attachments},
                             {"attachment", MailField::Attachments},
                             {"anlagen", MailField::Attachments},
                             {"anhang", MailField::Attachments},
                             {"pieces jointes", MailField::Attachments},
                             {"attach", MailField::Attachments},
                             {"x-attachments", MailField::Attachments},
                             {"attached files", MailField::Attachments},
                             {"piece jointe", MailField::Attachments},
                             {"bijlage", MailField::Attachments},
                             {"bijlagen", MailField::Attachments},
                             {"adjunto", MailField::Attachments},
                             {"adjuntos", MailField::Attachments},
                             {"datos adjuntos", MailField::Attachments},
                             {"archivos adjuntos", MailField::Attachments},
                             {"allegato", MailField::Attachments},
                             {"allegati", MailField::Attachments},
                             {"anexo", MailField::Attachments},
                             {"anexos", MailField::Attachments},
                             {"bifogad fil", MailField::Attachments},
                             {"bifogade filer", MailField::Attachments},
                             {"bilagor", MailField::Attachments},
                             {"bilaga", MailField::Attachments},
                             {"vedlegg", MailField::Attachments},
                             {"vedhaeftede filer", MailField::Attachments},
                             {"liitteet", MailField::Attachments},
                             {"za\u0142acznik", MailField::Attachments},
                             {"za\u0142aczniki", MailField::Attachments},
                             {"priloha", MailField::Attachments},
                             {"prilohy", MailField::Attachments},
                             {"ekler", MailField::Attachments},
                             {"importance", MailField::Other},
                             {"reply-to", MailField::Other},
                             {"sensitivity", MailField::Other},
                             {"priority", MailField::Other},
                             {"message-id", MailField::Other},
                             {"categories", MailField::Other},
                             {"in-reply-to", MailField::Other},
                             {"author", MailField::From},
                             {"user", MailField::From},
                             {"sender name", MailField::From},
                             {"time", MailField::Date},
                             {"timestamp", MailField::Date},
                             {"date/time", MailField::Date},
                             {"date and time", MailField::Date},
                             {"sent at", MailField::Date},
                             {"body", MailField::Body},
                             {"message", MailField::Body},
                             {"text", MailField::Body},
                             {"content", MailField::Body},
                             {"message body", MailField::Body},
                             {"message text", MailField::Body},
                             {"participants", MailField::Other},
                             {"conversation", MailField::Other},
                             {"direction", MailField::Other},
                             {"wichtigkeit", MailField::Other},
                             {"received", MailField::Other},
                             {"x-mailer", MailField::Other},
                             {"fra", MailField::From},
                             {"od", MailField::From},
                             {"lahettaja", MailField::From},
                             {"kimden", MailField::From},
                             {"\u043e\u0442", MailField::From},
                             {"\u53d1\u4ef6\u4eba", MailField::From},
                             {"\u5dee\u51fa\u4eba", MailField::From},
                             {"remetente", MailField::From},
                             {"mittente", MailField::From},
                             {"avsender", MailField::From},
                             {"afsender", MailField::From},
                             {"sendt", MailField::Date},
                             {"skickat", MailField::Date},
                             {"lahetetty", MailField::Date},
                             {"wys\u0142ano", MailField::Date},
                             {"odeslano", MailField::Date},
                             {"gonderildi", MailField::Date},
                             {"gonderme tarihi", MailField::Date},
                             {"enviada em", MailField::Date},
                             {"enviado em", MailField::Date},
                             {"envoye le", MailField::Date},
                             {"dato", MailField::Date},
                             {"tarih", MailField::Date},
                             {"\u0434\u0430\u0442\u0430", MailField::Date},
                             {"\u043e\u0442\u043f\u0440\u0430\u0432\u043b\u0435\u043d\u043e", MailField::Date},
                             {"\u53d1\u9001\u65f6\u95f4", MailField::Date},
                             {"\u9001\u4fe1\u65e5\u6642", MailField::Date},
                             {"\u65e5\u671f", MailField::Date},
                             {"\u65e5\u4ed8", MailField::Date},
                             {"til", MailField::To},
                             {"vastaanottaja", MailField::To},
                             {"do", MailField::To},
                             {"komu", MailField::To},
                             {"kime", MailField::To},
                             {"\u043a\u043e\u043c\u0443", MailField::To},
                             {"\u6536\u4ef6\u4eba", MailField::To},
                             {"\u5b9b\u5148", MailField::To},
                             {"kopi", MailField::Cc},
                             {"kopia", MailField::Cc},
                             {"kopio", MailField::Cc},
                             {"\u043a\u043e\u043f\u0438\u044f", MailField::Cc},
                             {"\u6284\u9001", MailField::Cc},
                             {"dw", MailField::Cc},
                             {"emne", MailField::Subject},
                             {"amne", MailField::Subject},
                             {"aihe", MailField::Subject},
                             {"temat", MailField::Subject},
                             {"predmet", MailField::Subject},
                             {"konu", MailField::Subject},
                             {"\u0442\u0435\u043c\u0430", MailField::Subject},
                             {"\u4e3b\u9898", MailField::Subject},
                             {"\u4ef6\u540d", MailField::Subject}};

MailField fieldOf(LabelMeaning meaning) {
    switch (meaning) {
        case LabelMeaning::Time:
        case LabelMeaning::Date: return MailField::Date;
        case LabelMeaning::From: return MailField::From;
        case LabelMeaning::To: return MailField::To;
        case LabelMeaning::Subject: return MailField::Subject;
        case LabelMeaning::Body: return MailField::Body;
        case LabelMeaning::Attachments: return MailField::Attachments;
        default: return MailField::Other;
    }
}

// "Phone number", "Other address": what a text tells, or its signature.
bool tellsOfContact(std::string_view label) {
    static constexpr std::string_view kWords[] = {"phone", "telephone", "other", "remote"};
    const auto words = split(label, ' ');
    return std::ranges::any_of(
        words, [](const auto& word) { return std::ranges::find(kWords, std::string_view(word)) != std::end(kWords); });
}

const Label* labelNamed(std::string word) {
    while (!word.empty() && (word.front() == '*' || word.front() == '|')) word.erase(word.begin());
    while (!word.empty() && word.back() == '*') word.pop_back();
    for (char& c : word) c = c == '0' ? 'o' : c;
    if (word == "t o") word = "to";
    if (word == "ce") word = "cc";  // as scans read them
    if (word == "bec" || word == "bce") word = "bcc";
    for (const auto& label : kLabels)
        if (word == label.word) return &label;
    if (word.find_first_of(" /(") == std::string::npos) return nullptr;
    const auto meaning = meaningOf(word);  // made of several words
    if (!meaning) return nullptr;
    const bool hasNumber = word.find_first_of("0123456789") != std::string::npos;
    if (*meaning == LabelMeaning::Other && (hasNumber || tellsOfContact(word))) return nullptr;  // "At 12:38 AM"
    for (const auto& label : kLabels)
        if (label.word.size() >= 2 && label.field == fieldOf(*meaning)) return &label;
    return nullptr;
}

bool isShouted(std::string_view word) {
    return word.size() > 1 && std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

// Labels in a column of their own, without a colon.
std::optional<Labelled> columnLabelOf(const TextLine& line) {
    for (std::size_t w = 1; w < std::min<std::size_t>(4, line.words.size()); ++w) {
        if (!isWideGap(line, w, 0.9)) continue;
        const std::string_view word = std::string_view(line.text).substr(0, line.words[w - 1].end);
        const auto* label = word.size() > 18 ? nullptr : labelNamed(fold(word));
        if (!label || label->word.size() < 2) return std::nullopt;
        return Labelled{label->field, line.text.substr(line.words[w].begin), isShouted(word), line.words[w].begin,
                        line.words[w].x0};
    }
    return std::nullopt;
}

// Folded names of header fields; those that begin with one of the prefixes are too many to list.
constexpr std::string_view kCarriers[] = {"received",
                                          "references",
                                          "return-path",
                                          "delivered-to",
                                          "envelope-to",
                                          "message-id",
                                          "in-reply-to",
                                          "reply-to",
                                          "mime-version",
                                          "content-type",
                                          "thread-topic",
                                          "thread-index",
                                          "dkim-signature",
                                          "received-spf",
                                          "authentication-results",
                                          "user-agent",
                                          "errors-to",
                                          "auto-submitted",
                                          "accept-language",
                                          "original-recipient",
                                          "domainkey-signature",
                                          "feedback-id",
                                          "disposition-notification-to"};
constexpr std::string_view kCarrierPrefixes[] = {
    "content-transfer-", "content-language", "content-disposition", "content-id", "list-", "resent-", "arc-"};

// "From ivale@example.org Thu Apr  3 09:12:33 2025": what parts the mails of a mailbox file.
bool isPostmark(std::string_view text) {
    if (!text.starts_with("From ") || text.size() > 160) return false;
    const auto sender = text.substr(5, text.find(' ', 5) - 5);
    if (sender.find('@') == std::string_view::npos && sender != "-" && sender != "MAILER-DAEMON") return false;
    const auto times = findTimes(text.substr(5 + sender.size()));
    return times.size() == 1 && times.front().hasDate && times.front().hasClock && times.front().begin <= 2;
}

// "RO": the letters that mailbox files keep beside a mail, read and old.
bool isMailboxStatus(std::string_view value) { return value == "R" || value == "O" || value == "RO" || value == "OR"; }

// Several plain words and nothing that a machine would write among them.
bool isProse(std::string_view value) {
    int plain = 0;
    for (const auto& word : split(collapseWhitespace(value), ' ')) {
        const auto end = word.find_last_not_of(".,;!?");
        const auto body = std::string_view(word).substr(0, end == std::string::npos ? 0 : end + 1);
        if (body.find_first_of("0123456789@=<[./") != std::string_view::npos) return false;
        plain += !body.empty() && std::ranges::all_of(body, [](char c) { return c >= 'a' && c <= 'z'; });
    }
    return plain >= 2;
}

// A speck before the first letter, which scans show as a mark: "\u2018Subject:".
std::string_view withoutSpecks(std::string_view text) {
    for (bool changed = true; changed;) {
        changed = false;
        for (const std::string_view speck : {"\u2018", "\u2019", "\u201c", "\u201d", "'", "`", ".", ",", "_", "~"})
            if (text.starts_with(speck) && text.size() > speck.size() && text[speck.size()] != ' ') {
                text.remove_prefix(speck.size());
                changed = true;
            }
    }
    return text;
}

}  // namespace

bool isKnownTransportLine(std::string_view text) {
    if (isPostmark(text)) return true;
    if (!isTransportLine(text) && !text.starts_with("References: ")) return false;
    const auto colon = text.find(':');
    const std::string name = fold(text.substr(0, colon));
    const auto value = text.substr(colon + 1);
    if (name == "status") return true;
    if (name.starts_with("x-"))  // an X-ray is a picture
        return name != "x-ray" && name != "x-rays" && (!isProse(value) || name.find('-', 2) != std::string::npos);
    const bool isListed = std::ranges::find(kCarriers, name) != std::end(kCarriers) ||
                          std::ranges::any_of(kCarrierPrefixes, [&](auto prefix) { return name.starts_with(prefix); });
    return isListed && (name == "thread-topic" || !isProse(value));
}

bool isTransportLine(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos || colon < 4 || colon > 48 || colon + 1 >= text.size() ||
        text[colon + 1] != ' ')
        return false;
    const auto name = text.substr(0, colon);
    if (name == "Received") return true;
    if (name == "Status") return isMailboxStatus(trim(text.substr(colon + 1)));
    const bool isToken = std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    });
    const auto hyphen = name.find('-');
    return isToken && name.front() >= 'A' && name.front() <= 'Z' && hyphen != std::string_view::npos &&
           hyphen + 1 < name.size() && name[hyphen + 1] >= 'A' && name[hyphen + 1] <= 'Z';
}

std::optional<MailField> fieldNamed(std::string_view word) {
    const auto* label = labelNamed(fold(word));
    return label ? std::optional(label->field) : std::nullopt;
}

std::optional<Labelled> labelOf(const TextLine& line) {
    int depth = 0;
    const std::string_view whole = unquoted(line.text, &depth);
    const std::string_view text = line.isOcr ? withoutSpecks(whole) : whole;
    const bool isLatin = std::ranges::none_of(text.substr(0, 18), [](char c) { return (c & 0x80) != 0; });
    const std::string_view opening = text.substr(0, isLatin ? 18 : 36);  // bytes
    auto mark = opening.find_first_of(":;");
    std::size_t wide = 1;  // bytes of the colon
    if (const auto full = opening.find("\uff1a"); full < mark) {
        mark = full;
        wide = 3;
    }
    if (mark == std::string_view::npos || mark == 0 ||
        (mark + wide < text.size() && text[mark + wide] != ' ' && text[mark] == ';'))
        return columnLabelOf(line);
    const std::string_view raw = trim(text.substr(0, mark));
    if (raw.find(' ') != std::string_view::npos)
        if (auto column = columnLabelOf(line); column && column->valueAt < mark)
            return column;  // "Message   To: be clear"
    const auto* label = labelNamed(fold(raw));
    if (!label) return columnLabelOf(line);
    std::string_view value = trim(text.substr(mark + wide));
    while (value.starts_with("*")) value = trim(value.substr(1));
    return Labelled{label->field, std::string(value), isShouted(raw)};
}

}  // namespace redwell::messages
