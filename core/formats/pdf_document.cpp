#include "formats/pdf_document.h"

#include "base/text.h"
#include "formats/file_kind.h"
#include "formats/limits.h"
#include "formats/pdf_drawing.h"

#include <poppler-document.h>
#include <poppler-embedded-file.h>
#include <poppler-global.h>
#include <poppler-page.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace redwell::formats {

using documents::Raster;
using documents::Word;

namespace {

bool isWhite(char32_t c) {
    return c == ' ' || c == 0xA0 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000 || c == 0x1680 || (c >= 9 && c <= 13) || c == 0xFEFF;
}

bool isUnreadable(char32_t c) {
    return c == 0xFFFD || (c >= 0xE000 && c <= 0xF8FF) || c < 0x20 || (c >= 0x7F && c < 0xA0) || c >= 0xF0000;
}

void append(std::string& out, char32_t c) {
    const auto byte = [&](char32_t value) { out += static_cast<char>(value); };
    if (c < 0x80)
        byte(c);
    else if (c < 0x800)
        byte(0xC0 | c >> 6), byte(0x80 | (c & 0x3F));
    else if (c < 0x10000)
        byte(0xE0 | c >> 12), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F));
    else
        byte(0xF0 | c >> 18), byte(0x80 | (c >> 12 & 0x3F)), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F));
}

// Poppler hands out UTF-16; its own conversion opens iconv anew for every word.
template <class Visit>
void eachCodePoint(const poppler::ustring& text, Visit visit) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        char32_t c = text[i];
        if (c >= 0xD800 && c < 0xDC00 && i + 1 < text.size() && text[i + 1] >= 0xDC00 && text[i + 1] < 0xE000)
            c = 0x10000 + ((c - 0xD800) << 10) + (text[++i] - 0xDC00u);
        else if (c >= 0xD800 && c < 0xE000)
            c = 0xFFFD;
        visit(c);
    }
}

std::string utf8(const poppler::ustring& text) {
    std::string out;
    eachCodePoint(text, [&](char32_t c) {
        if (c >= 0x20)
            append(out, c);
        else
            out += ' ';
    });
    return cleanUtf8(out);
}

Box boxOf(const poppler::rectf& r) { return Box{r.left(), r.top(), r.right(), r.bottom()}.normalized(); }

bool isFinite(const Box& b) {
    return std::isfinite(b.x0) && std::isfinite(b.y0) && std::isfinite(b.x1) && std::isfinite(b.y1);
}

struct PlacedWord {
    Word word;
    bool isVertical = false;
};

// The next word goes on in the same line when it stands beside this one and further along.
bool continues(const PlacedWord& a, const PlacedWord& b) {
    if (a.isVertical != b.isVertical) return false;
    const Box &p = a.word.box, &q = b.word.box;
    if (a.isVertical) {
        const double shared = std::min(p.x1, q.x1) - std::max(p.x0, q.x0);
        return shared > 0.5 * std::min(p.width(), q.width());
    }
    const double shared = std::min(p.y1, q.y1) - std::max(p.y0, q.y0);
    return shared > 0.5 * std::min(p.height(), q.height()) && q.x0 > p.x0;
}

void addWord(const poppler::text_box& box, PdfPageText& out, std::vector<PlacedWord>& words) {
    const auto text = box.text();
    const Box whole = boxOf(box.bbox());
    if (!isFinite(whole)) return;
    PlacedWord placed;
    placed.word.box = whole;
    placed.isVertical = box.rotation() % 2 != 0;
    bool hasWhite = false;
    eachCodePoint(text, [&](char32_t c) {
        if (isWhite(c)) {
            hasWhite = true;
            return;
        }
        ++out.characters;
        if (isUnreadable(c)) ++out.unreadable;
        if (c >= 0x20 && (c < 0x7F || c >= 0xA0)) append(placed.word.text, c);
    });
    if (placed.word.text.empty()) return;
    if (!hasWhite) {
        words.push_back(std::move(placed));
        return;
    }
    // White space inside what Poppler calls a word: parts get the boxes of their own glyphs.
    std::size_t glyph = 0;
    Word part;
    bool hasBox = false;
    const auto flush = [&] {
        if (!hasBox) part.box = whole;
        if (!part.text.empty()) words.push_back({part, placed.isVertical});
        part = Word();
        hasBox = false;
    };
    eachCodePoint(text, [&](char32_t c) {
        const Box at = boxOf(box.char_bbox(glyph++));
        if (isWhite(c)) return flush();
        if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return;
        append(part.text, c);
        if (isFinite(at) && !at.isEmpty()) {
            part.box = hasBox ? part.box.united(at) : at;
            hasBox = true;
        }
    });
    flush();
}

int twoDigits(std::string_view text, std::size_t at, int otherwise) {
    if (at + 2 > text.size() || text[at] < '0' || text[at] > '9' || text[at + 1] < '0' || text[at + 1] > '9')
        return otherwise;
    return (text[at] - '0') * 10 + (text[at + 1] - '0');
}

}  // namespace

StatedTime pdfDate(std::string_view text) {
    text = trim(text);
    if (text.substr(0, 2) == "D:") text.remove_prefix(2);
    const int century = twoDigits(text, 0, -1), year = twoDigits(text, 2, -1);
    if (century < 0 || year < 0) return {};
    const int month = twoDigits(text, 4, 1), day = twoDigits(text, 6, 1), hour = twoDigits(text, 8, 0),
              minute = twoDigits(text, 10, 0), second = twoDigits(text, 12, -1);
    std::optional<int> offset;
    if (text.size() > 14) {
        const char sign = text[14];
        if (sign == 'Z')
            offset = 0;
        else if (sign == '+' || sign == '-') {
            const int hours = twoDigits(text, 15, -1);
            const int minutes = twoDigits(text, text.size() > 17 && text[17] == '\'' ? 18 : 17, 0);
            if (hours >= 0) offset = (sign == '-' ? -1 : 1) * (hours * 60 + minutes);
        }
    }
    return statedTime(century * 100 + year, month, day, hour, minute, second, offset);
}

struct PdfDocument::State {
    std::unique_ptr<poppler::document> document;
    bool isEncrypted = false;
};

PdfDocument::PdfDocument(std::unique_ptr<State> state) : m_state(std::move(state)) {}
PdfDocument::PdfDocument(PdfDocument&&) noexcept = default;
PdfDocument::~PdfDocument() = default;

Result<PdfDocument> PdfDocument::open(std::string_view bytes, const std::vector<std::string>& passwords) {
    poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
    auto state = std::make_unique<State>();
    const auto load = [&] {
        state->document.reset(poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
    };
    load();
    if (!state->document)
        return Error{ErrorKind::Damaged,
                     "is not a readable PDF: its structure is damaged or cut short",
                     {},
                     "Ask for the file again."};
    if (state->document->is_locked()) {
        // unlock() with a wrong password leaves the document locked and may be tried again.
        for (const auto& password : passwords)
            if (!state->document->unlock(password, password)) break;
        if (state->document->is_locked()) {
            const bool isCertificate = bytes.find("/Adobe.PubSec") != std::string_view::npos;
            if (isCertificate)
                return Error{ErrorKind::Password,
                             "is locked with a certificate rather than a password",
                             {},
                             "Ask for an unlocked copy."};
            return Error{
                ErrorKind::Password, "needs a password", {}, "Add it under Case > Passwords and process again."};
        }
        state->isEncrypted = true;
    }
    state->isEncrypted = state->isEncrypted || state->document->is_encrypted();
    PdfDocument result(std::move(state));
    const int count = result.pageCount();
    if (count <= 0)
        return Error{ErrorKind::Damaged, "is a PDF without any page that can be read", {}, "Ask for the file again."};
    if (count > kMaxPages)
        return Error{ErrorKind::TooLarge,
                     "has " + std::to_string(count) + " pages; the limit is 20,000",
                     {},
                     "Split it and add the parts."};
    return result;
}

int PdfDocument::pageCount() const { return m_state->document->pages(); }
bool PdfDocument::isEncrypted() const { return m_state->isEncrypted; }
std::string PdfDocument::title() const { return std::string(trim(utf8(m_state->document->get_title()))); }
std::string PdfDocument::author() const { return std::string(trim(utf8(m_state->document->get_author()))); }

std::string PdfDocument::info(const std::string& key) const {
    return std::string(trim(utf8(m_state->document->info_key(key))));
}

StatedTime PdfDocument::created() const { return pdfDate(info("CreationDate")); }

Result<PdfPageText> PdfDocument::page(int number) const {
    const std::unique_ptr<poppler::page> page(m_state->document->create_page(number - 1));
    if (!page) return Error{ErrorKind::Damaged, "page " + std::to_string(number) + " cannot be read"};
    PdfPageText out;
    out.page.number = number;
    const auto rect = page->page_rect(poppler::crop_box);
    const auto orientation = page->orientation();
    out.page.width = std::abs(rect.width());
    out.page.height = std::abs(rect.height());
    if (orientation == poppler::page::landscape || orientation == poppler::page::seascape)
        std::swap(out.page.width, out.page.height);
    if (!std::isfinite(out.page.width) || !std::isfinite(out.page.height) || out.page.width <= 0 ||
        out.page.height <= 0)
        return Error{ErrorKind::Damaged, "page " + std::to_string(number) + " has no area"};
    if (out.page.width > kMaxPagePoints || out.page.height > kMaxPagePoints)
        return Error{ErrorKind::TooLarge,
                     "has a page (" + std::to_string(number) + ") of more than 70 metres",
                     {},
                     "Ask for it in a size that can be printed."};
    const auto boxes = page->text_list();
    if (boxes.size() > kMaxWordsAPage)
        return Error{ErrorKind::TooLarge, "page " + std::to_string(number) + " holds more than 500,000 words"};
    std::vector<PlacedWord> words;
    words.reserve(boxes.size());
    for (const auto& box : boxes) addWord(box, out, words);
    out.page.words.reserve(words.size());
    for (std::size_t i = 0; i < words.size(); ++i) {
        words[i].word.endsLine = i + 1 == words.size() || !continues(words[i], words[i + 1]);
        out.page.words.push_back(std::move(words[i].word));
    }
    return out;
}

Result<Raster> PdfDocument::render(int number, const RenderOptions& options) const {
    const std::unique_ptr<poppler::page> page(m_state->document->create_page(number - 1));
    if (!page) return Error{ErrorKind::Damaged, "page " + std::to_string(number) + " cannot be read"};
    const auto rect = page->page_rect(poppler::crop_box);
    REDWELL_CHECK(checkPixels(std::abs(rect.width()) * options.dpi / 72, std::abs(rect.height()) * options.dpi / 72));
    auto raster = drawn(*page, options);
    if (raster.pixels.empty()) return Error{ErrorKind::Damaged, "page " + std::to_string(number) + " cannot be drawn"};
    return raster;
}

Result<std::vector<Child>> PdfDocument::embeddedFiles() const {
    std::vector<Child> children;
    if (!m_state->document->has_embedded_files()) return children;
    for (const auto* file : m_state->document->embedded_files()) {
        if (!file || !file->is_valid()) continue;
        if (file->size() > 0 && static_cast<std::size_t>(file->size()) > kMaxChildBytes)
            return Error{ErrorKind::TooLarge, "holds an embedded file of more than 512 MB"};
        const auto data = file->data();
        if (data.size() > kMaxChildBytes)
            return Error{ErrorKind::TooLarge, "holds an embedded file of more than 512 MB"};
        Child child;
        child.fileName = cleanUtf8(file->name());
        if (child.fileName.empty()) child.fileName = "embedded " + std::to_string(children.size() + 1);
        child.mimeType = cleanUtf8(file->mime_type());
        if (child.mimeType.find('/') == std::string::npos) child.mimeType = mimeTypeForName(child.fileName);
        child.bytes.assign(data.begin(), data.end());
        children.push_back(std::move(child));
        if (children.size() >= kMaxChildren) break;
    }
    return children;
}

}  // namespace redwell::formats
