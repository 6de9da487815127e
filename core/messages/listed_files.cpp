#include "messages/listed_files.h"

#include "base/text.h"
#include "messages/mail_label.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace redwell::messages {
namespace {

constexpr std::size_t kLongestName = 160, kMostWords = 16, kLongestSize = 16;

bool isDigit(char c) { return c >= '0' && c <= '9'; }

bool isExtension(std::string_view end) {
    static constexpr std::array<std::string_view, 71> kKnown = {
        "pdf", "doc",  "docx", "docm", "dot",  "dotx", "rtf",  "odt",  "txt", "md",  "csv", "tsv",
        "xls", "xlsx", "xlsm", "xlsb", "ods",  "ppt",  "pptx", "pptm", "pps", "odp", "jpg", "jpeg",
        "png", "gif",  "bmp",  "tif",  "tiff", "heic", "heif", "webp", "svg", "psd", "eps", "dwg",
        "dxf", "zip",  "rar",  "7z",   "tar",  "gz",   "tgz",  "iso",  "eml", "msg", "ics", "vcf",
        "pst", "mp3",  "m4a",  "wav",  "aac",  "amr",  "ogg",  "mp4",  "mov", "avi", "wmv", "3gp",
        "htm", "html", "xml",  "json", "log",  "sql",  "mdb",  "vsd",  "mpp", "dat", "p7s"};
    return std::ranges::find(kKnown, std::string_view(toLower(end))) != kKnown.end();
}

// Whether a name may stand in the text: most lines need not be read closely.
bool holdsExtension(std::string_view text) {
    constexpr std::size_t kLongestExtension = 4;
    for (auto dot = text.find('.'); dot != std::string_view::npos; dot = text.find('.', dot + 1)) {
        const auto rest = text.substr(dot + 1, kLongestExtension + 1);
        const auto end = static_cast<std::size_t>(
            std::ranges::find_if_not(rest, [](unsigned char c) { return std::isalnum(c) != 0; }) - rest.begin());
        if (end > 1 && end <= kLongestExtension && isExtension(rest.substr(0, end))) return true;
    }
    return false;
}

// Words that open what somebody says of a file.
bool opensSentence(std::string_view name) {
    static constexpr std::array<std::string_view, 14> kOpening = {
        "please", "see", "here", "attached", "find", "open", "look", "read", "use", "in", "i", "we", "you", "this"};
    const auto first = toLower(name.substr(0, name.find(' ')));
    return name.find(' ') != std::string_view::npos &&
           std::ranges::find(kOpening, std::string_view(first)) != kOpening.end();
}

// Words that stand in what is said, not in the name of a file: "Your server has refused scan.pdf", "a.pdf and b.pdf".
bool isSaidOfFile(std::string_view text) {
    static constexpr std::array<std::string_view, 43> kSaid = {
        "it",   "this", "that", "these", "those", "is",   "are", "was",   "were", "has",   "have",
        "had",  "will", "can",  "could", "would", "not",  "he",  "she",   "they", "them",  "you",
        "we",   "me",   "my",   "your",  "our",   "his",  "her", "their", "ist",  "nicht", "ihr",
        "mein", "hat",  "war",  "sind",  "votre", "vous", "est", "sont",  "su",   "fue"};
    static constexpr std::array<std::string_view, 8> kJoining = {"and", "or", "und", "oder", "et", "y", "e", "en"};
    auto words = split(collapseWhitespace(text), ' ');
    if (words.size() > 1) words.front() = toLower(words.front().substr(0, 1)) + words.front().substr(1);
    for (std::size_t w = 0; w + 1 < words.size(); ++w) {
        if (std::ranges::find(kSaid, std::string_view(words[w])) != kSaid.end()) return true;
        const auto dot = words[w].rfind('.');
        if (dot != std::string::npos && isExtension(std::string_view(words[w]).substr(dot + 1)) &&
            std::ranges::find(kJoining, std::string_view(words[w + 1])) != kJoining.end())
            return true;
    }
    return false;
}

bool isFileName(std::string_view text) {
    text = trim(text);
    const auto dot = text.rfind('.');
    if (dot == std::string_view::npos || dot == 0 || text.size() > kLongestName || !isExtension(text.substr(dot + 1)))
        return false;
    if (text.find_first_of("<>|?*\"@;") != std::string_view::npos || text.find("://") != std::string_view::npos ||
        text.find(": ") != std::string_view::npos || text.find(". ") != std::string_view::npos)
        return false;
    return static_cast<std::size_t>(std::ranges::count(text, ' ')) < kMostWords && !opensSentence(text) &&
           !isSaidOfFile(text);
}

// Paper clips, bullets and symbols of icon fonts before a name.
std::string_view withoutBullets(std::string_view text) {
    static constexpr std::array<std::string_view, 10> kMarks = {
        "\u2022", "\u00b7", "\u25cf", "\u25e6", "\u25aa", "\u2013", "\U0001f4ce", "\U0001f4c4", "\u2009", "* "};
    for (bool changed = true; changed;) {
        text = trim(text);
        changed = false;
        for (const auto mark : kMarks)
            if (text.starts_with(mark)) {
                text.remove_prefix(mark.size());
                changed = true;
            }
        if (text.starts_with("- ") ||
            (text.size() > 3 && (text[0] == '\xee' || (text[0] == '\xef' && text[1] < '\xa4')))) {
            text.remove_prefix(text.front() == '-' ? 2 : 3);  // U+E000 to U+F8FF
            changed = true;
        }
    }
    return text;
}

// Where a size at the end of the text begins, npos without one: "23 KB", "~1.2 MB", "355K".
std::size_t sizeAtEnd(std::string_view text) {
    static constexpr std::array<std::string_view, 17> kUnits = {"kbytes", "bytes", "byte", "octets", "kib",  "mib",
                                                                "kb",     "mb",    "gb",   "ko",     "mo",   "go",
                                                                "k",      "m",     "b",    "o",      "kbyte"};
    const auto letters = text.find_last_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    if (letters == std::string_view::npos || letters + 1 == text.size()) return std::string_view::npos;
    const auto unit = toLower(text.substr(letters + 1));
    if (std::ranges::find(kUnits, std::string_view(unit)) == kUnits.end()) return std::string_view::npos;
    auto end = text.substr(0, letters + 1);
    for (const std::string_view space : {"\u00a0", "\u202f", " "})
        if (end.ends_with(space)) end.remove_suffix(space.size());
    std::size_t begin = end.size();
    while (begin > 0 && (isDigit(end[begin - 1]) || end[begin - 1] == '.' || end[begin - 1] == ',')) --begin;
    if (begin == end.size() || !isDigit(end[begin])) return std::string_view::npos;
    if (begin > 0 && end[begin - 1] == '~') --begin;
    if (begin > 0 && end[begin - 1] != ' ' && end[begin - 1] != '(' && end[begin - 1] != ',')
        return std::string_view::npos;
    return begin;
}

// "Download", "Anzeigen": what can be done with the file, behind it.
std::string_view withoutActions(std::string_view text) {
    static constexpr std::array<std::string_view, 15> kActions = {
        "all",           "visualizar",

        "download",      "view",       "preview",  "open",      "save",    "print", "anzeigen",
        "herunterladen", "ansehen",    "afficher", "descargar", "scarica", "baixar"};
    for (text = trim(text); !text.empty(); text = trim(text)) {
        const auto space = text.rfind(' ');
        auto last = toLower(text.substr(space == std::string_view::npos ? 0 : space + 1));
        while (!last.empty() && std::string_view("[]|()").find(last.back()) != std::string_view::npos) last.pop_back();
        while (!last.empty() && std::string_view("[]|()").find(last.front()) != std::string_view::npos)
            last.erase(0, 1);
        const bool isAction = std::ranges::find(kActions, std::string_view(last)) != kActions.end();
        if (space == std::string_view::npos || (!isAction && text.substr(space + 1) != "|")) break;
        text = text.substr(0, space);
    }
    return text;
}

// "[ application/pdf ]"
std::size_t typeIn(std::string_view text, std::size_t* end) {
    for (auto open = text.find('['); open != std::string_view::npos; open = text.find('[', open + 1)) {
        const auto close = text.find(']', open);
        if (close == std::string_view::npos) break;
        const auto inside = trim(text.substr(open + 1, close - open - 1));
        const auto slash = inside.find('/');
        if (slash != std::string_view::npos && slash > 2 && inside.find(' ') == std::string_view::npos) {
            *end = close + 1;
            return open;
        }
    }
    return std::string_view::npos;
}

// "1. terms.docx", "2) terms.docx"
std::string_view withoutNumber(std::string_view text) {
    const auto end = text.find_first_not_of("0123456789");
    const bool isNumber = end != std::string_view::npos && end > 0 && end < 4 && end + 1 < text.size() &&
                          (text[end] == '.' || text[end] == ')') && text[end + 1] == ' ';
    return isNumber ? trim(text.substr(end + 2)) : text;
}

// "terms.docx  application/msword  23 KB" and "2 terms.docx [application/msword] 23 KB" without the type, and without
// the number of the part that goes with one in brackets.
std::string withoutType(std::string_view text) {
    std::size_t end = 0;
    if (const auto type = typeIn(text, &end); type != std::string_view::npos) {
        auto plain = collapseWhitespace(std::string(text.substr(0, type)) + ' ' + std::string(text.substr(end)));
        const auto space = std::min(plain.find(' '), plain.size());
        if (space < plain.size() && plain.find_first_not_of("0123456789") == space) plain.erase(0, space + 1);
        return plain;
    }
    static constexpr std::array<std::string_view, 6> kTypes = {"application/", "image/", "text/",
                                                               "audio/",       "video/", "message/"};
    auto words = split(collapseWhitespace(text), ' ');
    std::erase_if(words, [](const std::string& word) {
        return std::ranges::any_of(kTypes, [&](std::string_view type) { return word.starts_with(type); });
    });
    return join(words, " ");
}

struct Item {
    std::string name;
    bool isSized = false;
};

std::optional<Item> itemOf(std::string_view written) {
    std::string plain(withoutType(withoutActions(withoutNumber(withoutBullets(written)))));
    std::string_view text = trim(plain);
    const bool isStopped = text.ends_with('.');
    while (text.ends_with('.')) text = trim(text.substr(0, text.size() - 1));  // a speck: "23k."
    const auto isSentence = [isStopped](std::string_view name) {
        return isStopped && trim(name).find(' ') != std::string_view::npos;
    };
    for (auto space = text.find(' '); space < kLongestSize; space = text.find(' ', space + 1))  // "23 KB  terms.docx"
        if (isFileSize(text.substr(0, space)) && isFileName(text.substr(space)))
            return Item{std::string(trim(text.substr(space))), true};
    if (isFileName(text)) return isSentence(text) ? std::nullopt : std::optional(Item{std::string(text), false});
    std::string_view inner = text;
    std::size_t open = std::string_view::npos;
    if (text.ends_with(')')) {  // "(PDF document, 23.4 KB)"
        open = text.rfind('(');
        inner.remove_suffix(1);
    }
    const auto size = sizeAtEnd(inner);
    if (size == std::string_view::npos || (open != std::string_view::npos && size < open)) return std::nullopt;
    auto name = trim(text.substr(0, std::min(size, open)));
    while (!name.empty() && (name.back() == ',' || name.back() == '-' || name.back() == '|'))
        name = trim(name.substr(0, name.size() - 1));
    if (!isFileName(name) || isSentence(name)) return std::nullopt;
    return Item{std::string(name), true};
}

// Files on one line, parted by marks, or by their sizes alone.
std::optional<ListedFiles> filesIn(std::string_view text) {
    constexpr std::size_t kLongestRow = 600;
    text = trim(text);
    if (text.size() > kLongestRow) return std::nullopt;
    while (text.ends_with(';') || text.ends_with(',')) text = trim(text.substr(0, text.size() - 1));
    for (const char mark : {';', ','}) {
        ListedFiles all{{}, true};
        for (const auto& part : split(text, mark)) {
            const auto item = itemOf(part);
            if (!item) {
                all.names.clear();
                break;
            }
            all.names.push_back(item->name);
            all.isSized = all.isSized && item->isSized;
        }
        if (all.names.size() > 1) return all;
    }
    ListedFiles row{{}, true};  // "a.pdf 355K b.xlsx 12K"
    const auto words = split(collapseWhitespace(text), ' ');
    std::string item;
    for (const auto& word : words) {
        item += (item.empty() ? "" : " ") + word;
        const auto done = itemOf(item);
        if (!done || !done->isSized) continue;
        row.names.push_back(done->name);
        item.clear();
    }
    if (item.empty() && row.names.size() > 1) return row;
    const auto one = itemOf(text);
    return one ? std::optional(ListedFiles{{one->name}, one->isSized}) : std::nullopt;
}

// "(See attached file: terms.docx)", as Notes puts it into a mail that leaves it.
std::optional<ListedFiles> fileOfNotes(std::string_view text) {
    text = trim(text);
    if (!text.starts_with('(') || !text.ends_with(')')) return std::nullopt;
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto label = fold(trim(text.substr(1, colon - 1)));
    if (label != "see attached file" && label != "siehe angehangte datei") return std::nullopt;
    const auto name = trim(text.substr(colon + 1, text.size() - colon - 2));
    return isFileName(name) ? std::optional(ListedFiles{{std::string(name)}, false, true}) : std::nullopt;
}

bool isFilesLabel(std::string_view words) {
    static constexpr std::array<std::string_view, 12> kMore = {
        "anhange",         "anlage",        "file attached",   "files attached", "attached file", "attached files",
        "fichiers joints", "fichier joint", "archivo adjunto", "file allegati",  "dateianhange",  "ficheiros anexos"};
    const auto folded = fold(collapseWhitespace(words));
    return fieldNamed(folded) == MailField::Attachments ||
           std::ranges::find(kMore, std::string_view(folded)) != kMore.end();
}

}  // namespace

bool isFileSize(std::string_view text) {
    text = trim(text);
    if (text.starts_with('(') && text.ends_with(')')) text = trim(text.substr(1, text.size() - 2));
    return sizeAtEnd(text) == 0;
}

bool announcesFiles(std::string_view text) {
    constexpr std::size_t kLongest = 60, kLongestWithActions = 160;
    if (text.size() > kLongestWithActions) return false;
    text = withoutActions(withoutBullets(text));
    if (const auto dot = text.find(" \u2022 "); dot != std::string_view::npos)
        text = text.substr(0, dot);  // who scanned them
    if (startsWithIgnoringCase(text, "one ")) text.remove_prefix(4);
    if (text.size() > kLongest) return false;
    while (!text.empty() && (text.back() == ':' || text.back() == '.')) text = trim(text.substr(0, text.size() - 1));
    for (int i = 0; i < 2; ++i) {  // "(2)", "(482 KB)", "- 482 KB"
        if (const auto open = text.rfind('('); text.ends_with(')') && open != std::string_view::npos) {
            const auto inside = trim(text.substr(open + 1, text.size() - open - 2));
            const bool isCount = !inside.empty() && std::ranges::all_of(inside, isDigit);
            if (!isCount && !isFileSize(inside)) return false;
            text = trim(text.substr(0, open));
        } else if (const auto size = sizeAtEnd(text); size != std::string_view::npos && size > 0) {
            text = trim(text.substr(0, size));
        }
        while (!text.empty() && std::string_view("-,:|").find(text.back()) != std::string_view::npos)
            text = trim(text.substr(0, text.size() - 1));
    }
    for (auto space = text.find(' '); space != std::string_view::npos; space = text.find(' ', space + 1))
        if (isFileSize(text.substr(0, space))) {  // the sum before the words
            text = trim(text.substr(space));
            break;
        }
    const auto count = std::min(text.find_first_not_of("0123456789"), text.size());
    return isFilesLabel(trim(text.substr(count)));
}

std::optional<ListedFiles> filesOn(std::string_view text) {
    constexpr std::size_t kLongestLabel = 24;
    if (!holdsExtension(text)) return std::nullopt;
    if (auto files = filesIn(text)) return files;
    if (auto file = fileOfNotes(text)) return file;
    const auto colon = text.find(':');
    if (colon == std::string_view::npos || colon > kLongestLabel) return std::nullopt;
    auto files = filesIn(text.substr(colon + 1));
    const bool isLabel = announcesFiles(text.substr(0, colon));
    if (!files || (!isLabel && !files->isSized)) return std::nullopt;  // "Part(s): 2 terms.pdf [application/pdf] 23 KB"
    files->isAnnounced = isLabel;
    return files;
}

}  // namespace redwell::messages
