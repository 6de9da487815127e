#include "documents/page.h"

#include "base/text.h"

#include <cmath>
#include <cstdint>
#include <cstring>

namespace redwell::documents {
namespace {

constexpr std::size_t kMaxWords = 2'000'000;
constexpr std::size_t kMaxWordBytes = 1 << 16;
constexpr std::size_t kRecordHead = 4 * sizeof(float) + sizeof(float) + 1 + sizeof(std::uint32_t);

template <class T>
void put(std::string& out, T value) {
    char bytes[sizeof(T)];
    std::memcpy(bytes, &value, sizeof(T));
    out.append(bytes, sizeof(T));
}

template <class T>
T take(std::string_view& in) {
    T value;
    std::memcpy(&value, in.data(), sizeof(T));
    in.remove_prefix(sizeof(T));
    return value;
}

Error damaged(const char* what) { return {ErrorKind::Damaged, what, "page words", {}}; }

}  // namespace

std::string_view name(TextSource source) {
    switch (source) {
        case TextSource::Embedded: return "embedded";
        case TextSource::Ocr: return "ocr";
        case TextSource::None: break;
    }
    return "none";
}

TextSource textSourceFromName(std::string_view text) {
    if (text == "embedded") return TextSource::Embedded;
    if (text == "ocr") return TextSource::Ocr;
    return TextSource::None;
}

std::string textOf(const std::vector<Word>& words) {
    std::string text;
    for (const auto& word : words) {
        text += word.text;
        text += word.endsLine ? '\n' : ' ';
    }
    if (!text.empty() && text.back() == ' ') text.pop_back();
    return text;
}

std::string encodeWords(const std::vector<Word>& words) {
    std::string out;
    out.reserve(4 + words.size() * (kRecordHead + 8));
    put(out, static_cast<std::uint32_t>(words.size()));
    for (const auto& word : words) {
        for (const double edge : {word.box.x0, word.box.y0, word.box.x1, word.box.y1}) put(out, static_cast<float>(edge));
        put(out, word.confidence);
        put(out, static_cast<std::uint8_t>(word.endsLine));
        put(out, static_cast<std::uint32_t>(word.text.size()));
        out += word.text;
    }
    return out;
}

Result<std::vector<Word>> decodeWords(std::string_view in) {
    if (in.empty()) return std::vector<Word>{};
    if (in.size() < 4) return damaged("cut short");
    const auto count = take<std::uint32_t>(in);
    if (count > kMaxWords || count > in.size() / kRecordHead) return damaged("counts more words than it holds");
    std::vector<Word> words;
    words.reserve(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        if (in.size() < kRecordHead) return damaged("cut short");
        Word word;
        word.box.x0 = take<float>(in);
        word.box.y0 = take<float>(in);
        word.box.x1 = take<float>(in);
        word.box.y1 = take<float>(in);
        word.confidence = take<float>(in);
        word.endsLine = take<std::uint8_t>(in) != 0;
        const auto length = take<std::uint32_t>(in);
        for (const double number : {word.box.x0, word.box.y0, word.box.x1, word.box.y1, double{word.confidence}})
            if (!std::isfinite(number)) return damaged("a coordinate is not a number");
        if (length > kMaxWordBytes || length > in.size()) return damaged("a word runs past the end");
        word.text = std::string(in.substr(0, length));
        if (!isValidUtf8(word.text)) return damaged("a word is not UTF-8");
        in.remove_prefix(length);
        words.push_back(std::move(word));
    }
    if (!in.empty()) return damaged("has bytes after the last word");
    return words;
}

}  // namespace redwell::documents
