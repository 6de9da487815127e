#include "formats/chat/whatsapp_words.h"

#include "base/text.h"
#include "formats/file_kind.h"

#include <algorithm>
#include <array>

namespace redwell::formats {
namespace {

// In brackets or bare, in lower case.
constexpr std::array<std::string_view, 30> kOmitted = {
    "media omitted",        "image omitted",    "video omitted",         "audio omitted",      "sticker omitted",
    "gif omitted",          "document omitted", "contact card omitted",  "video note omitted", "medien ausgeschlossen",
    "medien weggelassen",   "bild weggelassen", "video weggelassen",     "audio weggelassen",  "sticker weggelassen",
    "dokument weggelassen", "médias omis",      "image absente",         "vidéo absente",      "multimedia omitido",
    "imagen omitida",       "video omitido",    "audio omitido",         "mídia oculta",       "imagem ocultada",
    "vídeo omitido",        "media weggelaten", "afbeelding weggelaten", "media omessi",       "immagine omessa"};

constexpr std::array<std::string_view, 16> kDeleted = {"this message was deleted",
                                                       "you deleted this message",
                                                       "this message was deleted by admin",
                                                       "diese nachricht wurde gelöscht",
                                                       "du hast diese nachricht gelöscht",
                                                       "ce message a été supprimé",
                                                       "vous avez supprimé ce message",
                                                       "se eliminó este mensaje",
                                                       "eliminaste este mensaje",
                                                       "mensagem apagada",
                                                       "você apagou esta mensagem",
                                                       "essa mensagem foi apagada",
                                                       "questo messaggio è stato eliminato",
                                                       "hai eliminato questo messaggio",
                                                       "dit bericht is verwijderd",
                                                       "je hebt dit bericht verwijderd"};

constexpr std::array<std::string_view, 7> kEdited = {
    "<this message was edited>",  "<diese nachricht wurde bearbeitet>",
    "<ce message a été modifié>", "<se editó este mensaje>",
    "<mensagem editada>",         "<questo messaggio è stato modificato>",
    "<dit bericht is bewerkt>"};

constexpr std::array<std::string_view, 12> kAttachedAfter = {
    "file attached", "datei angehängt",    "fichier joint",  "archivo adjunto", "arquivo anexado", "ficheiro anexado",
    "file allegato", "bestand bijgevoegd", "plik załączony", "файл добавлен",   "dosya ekli",      "fil vedhæftet"};

constexpr std::array<std::string_view, 12> kAttachedBefore = {"attached",   "angehängt", "anhang",      "pièce jointe",
                                                              "adjunto",    "anexado",   "anexo",       "allegato",
                                                              "bijgevoegd", "załączono", "прикреплено", "ekli"};

constexpr std::array<std::string_view, 11> kJoined = {" joined using this group's invite link",
                                                      " joined using an invite link",
                                                      " joined from the community",
                                                      " joined the group",
                                                      " joined",
                                                      " ist der Gruppe über den Einladungslink beigetreten",
                                                      " ist beigetreten",
                                                      " se unió usando el enlace de invitación de este grupo",
                                                      " a rejoint le groupe",
                                                      " entrou usando o link de convite deste grupo",
                                                      " si è unito usando il link d'invito del gruppo"};
constexpr std::array<std::string_view, 8> kLeft = {
    " left the group",  " left", " hat die Gruppe verlassen", " a quitté le groupe",
    " salió del grupo", " saiu", " ha abbandonato il gruppo", " heeft de groep verlaten"};
constexpr std::array<std::string_view, 7> kAdded = {" added ",    " were added", " was added", " hinzugefügt",
                                                    " a ajouté ", " añadió a ",  " adicionou "};
constexpr std::array<std::string_view, 6> kRemoved = {" removed ", " were removed", " was removed",
                                                      " entfernt", " a retiré ",    " removeu "};

// Without marks of direction, brackets and a full stop, in lower case.
std::string bare(std::string_view text) {
    std::string out = toLower(trim(text));
    for (const std::string_view mark : {"\xe2\x80\x8e", "\xe2\x80\x8f", "\xe2\x80\xaa", "\xe2\x80\xac"})
        for (auto at = out.find(mark); at != std::string::npos; at = out.find(mark)) out.erase(at, mark.size());
    while (!out.empty() && (out.back() == '.' || out.back() == ' ')) out.pop_back();
    return out;
}

template <std::size_t N>
bool isOneOf(const std::array<std::string_view, N>& words, std::string_view text) {
    return std::find(words.begin(), words.end(), text) != words.end();
}

}  // namespace

bool saysMediaOmitted(std::string_view text) {
    if (text.size() > 120) return false;
    auto word = bare(text);
    if (word.starts_with('<') && word.ends_with('>')) word = word.substr(1, word.size() - 2);
    return isOneOf(kOmitted, word);
}

bool saysDeleted(std::string_view text) { return text.size() < 120 && isOneOf(kDeleted, bare(text)); }

std::optional<std::string_view> beforeEdited(std::string_view text) {
    const auto open = text.rfind('<');
    if (open == std::string_view::npos || text.size() - open > 120) return std::nullopt;
    auto tail = bare(text.substr(open));
    if (tail.size() > 2 && tail[tail.size() - 2] == '.') tail.erase(tail.size() - 2, 1);
    if (!isOneOf(kEdited, tail)) return std::nullopt;
    auto before = text.substr(0, open);
    while (before.ends_with("\xe2\x80\x8e")) before.remove_suffix(3);
    return trim(before);
}

std::optional<std::string> attachedFile(std::string_view line) {
    line = trim(line);
    while (line.starts_with("\xe2\x80\x8e") || line.starts_with("\xe2\x80\x8f")) line.remove_prefix(3);
    if (line.size() > 400) return std::nullopt;
    if (line.starts_with('<') && line.ends_with('>')) {
        const auto colon = line.find(':');
        if (colon == std::string_view::npos || !isOneOf(kAttachedBefore, bare(line.substr(1, colon - 1))))
            return std::nullopt;
        return std::string(trim(line.substr(colon + 1, line.size() - colon - 2)));
    }
    const auto open = line.rfind(" (");
    if (open == std::string_view::npos || !line.ends_with(')')) return std::nullopt;
    if (!isOneOf(kAttachedAfter, bare(line.substr(open + 2, line.size() - open - 3)))) return std::nullopt;
    const auto name = trim(line.substr(0, open));
    if (extensionOf(name).empty()) return std::nullopt;
    return std::string(name);
}

Notice noticeOf(std::string_view text) {
    while (text.ends_with('.')) text.remove_suffix(1);
    const auto behind = [&](const auto& endings, NoticeKind kind) -> std::optional<Notice> {
        for (const auto ending : endings)
            if (text.ends_with(ending) && text.size() - ending.size() < 100)
                return Notice{kind, std::string(trim(text.substr(0, text.size() - ending.size())))};
        return std::nullopt;
    };
    const auto holds = [&](const auto& words) {
        return std::any_of(words.begin(), words.end(),
                           [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
    };
    if (const auto joined = behind(kJoined, NoticeKind::Join)) return *joined;
    if (const auto left = behind(kLeft, NoticeKind::Leave)) return *left;
    if (holds(kAdded)) return {NoticeKind::Join, {}};
    if (holds(kRemoved)) return {NoticeKind::Leave, {}};
    return {};
}

}  // namespace redwell::formats
