#include "messages/label_words.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

namespace redwell::messages {
namespace {

enum class Sense { Time, Date, Sent, From, To, Party, Subject, Body, Attachments, Direction, Deleted, Other, Filler };

struct Word {
    std::string_view word;
    Sense sense;
};

constexpr Word kWords[] = {{"time", Sense::Time},
                           {"timestamp", Sense::Time},
                           {"datetime", Sense::Time},
                           {"when", Sense::Time},
                           {"clock", Sense::Time},
                           {"date", Sense::Date},
                           {"day", Sense::Date},
                           {"datum", Sense::Date},
                           {"zeit", Sense::Time},
                           {"uhrzeit", Sense::Time},
                           {"heure", Sense::Time},
                           {"fecha", Sense::Date},
                           {"hora", Sense::Time},
                           {"ora", Sense::Time},
                           {"tijd", Sense::Time},
                           {"data", Sense::Date},
                           {"sent", Sense::Sent},
                           {"posted", Sense::Sent},
                           {"received", Sense::Sent},
                           {"from", Sense::From},
                           {"sender", Sense::From},
                           {"author", Sense::From},
                           {"user", Sense::From},
                           {"username", Sense::From},
                           {"speaker", Sense::From},
                           {"who", Sense::From},
                           {"by", Sense::From},
                           {"sendername", Sense::From},
                           {"absender", Sense::From},
                           {"von", Sense::From},
                           {"expediteur", Sense::From},
                           {"remitente", Sense::From},
                           {"remetente", Sense::From},
                           {"mittente", Sense::From},
                           {"afzender", Sense::From},
                           {"auteur", Sense::From},
                           {"autor", Sense::From},
                           {"autore", Sense::From},
                           {"originator", Sense::From},
                           {"to", Sense::To},
                           {"recipient", Sense::To},
                           {"recipients", Sense::To},
                           {"receiver", Sense::To},
                           {"an", Sense::To},
                           {"empfanger", Sense::To},
                           {"destinataire", Sense::To},
                           {"destinatario", Sense::To},
                           {"party", Sense::Party},
                           {"parties", Sense::Party},
                           {"participant", Sense::Party},
                           {"participants", Sense::Party},
                           {"contact", Sense::Party},
                           {"partner", Sense::Party},
                           {"peer", Sense::Party},
                           {"correspondent", Sense::Party},
                           {"subject", Sense::Subject},
                           {"betreff", Sense::Subject},
                           {"body", Sense::Body},
                           {"message", Sense::Body},
                           {"text", Sense::Body},
                           {"content", Sense::Body},
                           {"contents", Sense::Body},
                           {"chat", Sense::Body},
                           {"comment", Sense::Body},
                           {"said", Sense::Body},
                           {"snippet", Sense::Body},
                           {"nachricht", Sense::Body},
                           {"mensaje", Sense::Body},
                           {"mensagem", Sense::Body},
                           {"messaggio", Sense::Body},
                           {"bericht", Sense::Body},
                           {"texte", Sense::Body},
                           {"texto", Sense::Body},
                           {"testo", Sense::Body},
                           {"contenu", Sense::Body},
                           {"contenido", Sense::Body},
                           {"inhalt", Sense::Body},
                           {"transcript", Sense::Body},
                           {"post", Sense::Body},
                           {"attachment", Sense::Attachments},
                           {"attachments", Sense::Attachments},
                           {"files", Sense::Attachments},
                           {"direction", Sense::Direction},
                           {"folder", Sense::Direction},
                           {"richtung", Sense::Direction},
                           {"deleted", Sense::Deleted},
                           {"status", Sense::Other},
                           {"type", Sense::Other},
                           {"no", Sense::Other},
                           {"id", Sense::Other},
                           {"platform", Sense::Other},
                           {"service", Sense::Other},
                           {"source", Sense::Other},
                           {"app", Sense::Other},
                           {"application", Sense::Other},
                           {"channel", Sense::Other},
                           {"read", Sense::Other},
                           {"delivered", Sense::Other},
                           {"item", Sense::Other},
                           {"tag", Sense::Other},
                           {"tags", Sense::Other},
                           {"notes", Sense::Other},
                           {"note", Sense::Other},
                           {"size", Sense::Other},
                           {"count", Sense::Other},
                           {"device", Sense::Other},
                           {"priority", Sense::Other},
                           {"starred", Sense::Other},
                           {"thread", Sense::Other},
                           {"conversation", Sense::Other},
                           {"group", Sense::Other},
                           {"location", Sense::Other},
                           {"instance", Sense::Other},
                           {"account", Sense::Other},
                           {"record", Sense::Other},
                           {"smsc", Sense::Other},
                           {"label", Sense::Other},
                           {"edited", Sense::Other},
                           {"s", Sense::Filler},
                           {"stamp", Sense::Filler},
                           {"name", Sense::Filler},
                           {"number", Sense::Filler},
                           {"address", Sense::Filler},
                           {"display", Sense::Filler},
                           {"email", Sense::Filler},
                           {"utc", Sense::Filler},
                           {"gmt", Sense::Filler},
                           {"local", Sense::Filler},
                           {"zone", Sense::Filler},
                           {"est", Sense::Filler},
                           {"et", Sense::Filler},
                           {"pst", Sense::Filler},
                           {"and", Sense::Filler},
                           {"at", Sense::Filler},
                           {"full", Sense::Filler},
                           {"remote", Sense::Filler},
                           {"other", Sense::Filler},
                           {"phone", Sense::Filler},
                           {"telephone", Sense::Filler},
                           {"of", Sense::Filler}};

// Those which are people's, roles' and places' names too, and so tell a label only where columns or cards have them.
constexpr std::array<std::string_view, 26> kNamesToo = {
    "ora",     "tijd",      "data",          "remetente",  "mittente",  "afzender", "auteur", "autor",    "autore",
    "partner", "peer",      "correspondent", "mensagem",   "messaggio", "bericht",  "texte",  "texto",    "testo",
    "contenu", "contenido", "inhalt",        "transcript", "remote",    "other",    "phone",  "telephone"};

std::optional<Sense> senseOf(std::string_view word) {
    for (const auto& known : kWords)
        if (word == known.word) return known.sense;
    if (word.find_first_not_of("0123456789") == std::string_view::npos && word.size() <= 4) return Sense::Filler;
    return std::nullopt;
}

}  // namespace

std::optional<LabelMeaning> meaningOf(std::string_view label) {
    if (label.empty() || label.size() > 40) return std::nullopt;
    std::set<Sense> senses;
    std::string word;
    int words = 0;
    bool isName = false, isNumber = false, hasLetters = false;
    const std::string folded = fold(label) + " ";
    for (const char c : folded) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            word += c;
            continue;
        }
        if (static_cast<unsigned char>(c) & 0x80) return std::nullopt;
        if (word.empty()) continue;
        const auto sense = senseOf(word);
        if (!sense || ++words > 6) return std::nullopt;
        if (*sense != Sense::Filler) senses.insert(*sense);
        isName = isName || word == "name";
        isNumber = isNumber || word == "number" || word == "phone" || word == "telephone";
        hasLetters = hasLetters || word.find_first_not_of("0123456789") != std::string::npos;
        word.clear();
    }
    const auto has = [&](Sense sense) { return senses.contains(sense); };
    if (words == 0) return label.size() <= 2 ? std::optional(LabelMeaning::Other) : std::nullopt;  // "#"
    if (!hasLetters) return std::nullopt;
    if (senses.empty() && isName && isNumber) return LabelMeaning::Party;  // "Name / Number"
    if (senses.empty()) return isName && words == 1 ? LabelMeaning::From : LabelMeaning::Other;
    if (has(Sense::Other)) return LabelMeaning::Other;
    if (has(Sense::Direction)) return LabelMeaning::Direction;
    if (has(Sense::Deleted)) return LabelMeaning::Deleted;
    if (has(Sense::Attachments)) return LabelMeaning::Attachments;
    if (has(Sense::Date) && !has(Sense::Time)) return LabelMeaning::Date;
    if (has(Sense::Time) && has(Sense::Date) && folded.starts_with("timestamp"))
        return folded.find("time", 9) == std::string::npos ? LabelMeaning::Date : LabelMeaning::Time;
    if (has(Sense::Time)) return LabelMeaning::Time;
    if (has(Sense::From) && has(Sense::To)) return LabelMeaning::Party;
    if (has(Sense::From)) return LabelMeaning::From;
    if (has(Sense::To)) return LabelMeaning::To;
    if (has(Sense::Party)) return LabelMeaning::Party;
    if (has(Sense::Subject)) return LabelMeaning::Subject;
    if (has(Sense::Body)) return LabelMeaning::Body;
    return LabelMeaning::Time;  // "Sent"
}

bool isLabelAnywhere(std::string_view label) {
    if (!meaningOf(label)) return false;
    std::string word;
    for (const char c : fold(label) + " ") {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            word += c;
            continue;
        }
        if (std::ranges::find(kNamesToo, word) != kNamesToo.end()) return false;
        word.clear();
    }
    return true;
}

}  // namespace redwell::messages
