#include "messages/mail_label.h"

#include "base/text.h"
#include "messages/label_words.h"

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
                             {"x-mailer", MailField::Other}};

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

const Label* labelNamed(std::string word) {
    while (!word.empty() && (word.front() == '*' || word.front() == '|')) word.erase(word.begin());
    while (!word.empty() && word.back() == '*') word.pop_back();
    for (char& c : word) c = c == '0' ? 'o' : c;
    if (word == "t o") word = "to";
    for (const auto& label : kLabels)
        if (word == label.word) return &label;
    if (word.find_first_of(" /(") == std::string::npos) return nullptr;
    const auto meaning = meaningOf(word);  // made of several words
    if (!meaning) return nullptr;
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

}  // namespace

std::optional<Labelled> labelOf(const TextLine& line) {
    int depth = 0;
    const std::string_view text = unquoted(line.text, &depth);
    const auto mark = text.substr(0, 18).find_first_of(":;");
    if (mark == std::string_view::npos || mark == 0 ||
        (mark + 1 < text.size() && text[mark + 1] != ' ' && text[mark] == ';'))
        return columnLabelOf(line);
    const std::string_view raw = trim(text.substr(0, mark));
    if (raw.find(' ') != std::string_view::npos)
        if (auto column = columnLabelOf(line); column && column->valueAt < mark)
            return column;  // "Message   To: be clear"
    const auto* label = labelNamed(fold(raw));
    if (!label) return columnLabelOf(line);
    std::string_view value = trim(text.substr(mark + 1));
    while (value.starts_with("*")) value = trim(value.substr(1));
    return Labelled{label->field, std::string(value), isShouted(raw)};
}

}  // namespace redwell::messages
