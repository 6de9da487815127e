#include "formats/charset.h"

#include "base/text.h"

#include <iconv.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <optional>
#include <utility>

namespace redwell::formats {
namespace {

struct ConverterCloser {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};
struct DetectorCloser {
    void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};

constexpr std::size_t kMaxBytes = std::size_t{1} << 30;  // ICU counts in int32
constexpr int kSureEnough = 50;                          // of 100

std::optional<std::string> converted(std::string_view bytes, const std::string& label) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, ConverterCloser> converter(ucnv_open(label.c_str(), &status));
    if (U_FAILURE(status)) return std::nullopt;
    bytes = bytes.substr(0, kMaxBytes);
    const icu::UnicodeString text(bytes.data(), static_cast<int32_t>(bytes.size()), converter.get(), status);
    if (U_FAILURE(status)) return std::nullopt;
    std::string out;
    text.toUTF8String(out);
    return out;
}

// What programs mean when they name the narrower set.
constexpr std::pair<std::string_view, std::string_view> kWider[] = {{"iso-8859-1", "windows-1252"},
                                                                    {"latin1", "windows-1252"},
                                                                    {"iso-8859-9", "windows-1254"},
                                                                    {"iso-8859-11", "windows-874"},
                                                                    {"tis-620", "windows-874"},
                                                                    {"gb2312", "gb18030"},
                                                                    {"gbk", "gb18030"},
                                                                    {"x-gbk", "gb18030"},
                                                                    {"euc-kr", "windows-949"},
                                                                    {"iso-8859-8-i", "iso-8859-8"},
                                                                    {"iso-8859-8-e", "iso-8859-8"}};

// Sets that ICU does not know (VISCII, GEORGIAN-PS, ARMSCII-8 ...).
std::optional<std::string> convertedByIconv(std::string_view bytes, const std::string& label) {
    const auto handle = iconv_open("UTF-8", label.c_str());
    if (handle == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
    std::string out;
    std::string input(bytes);
    char* in = input.data();
    std::size_t left = input.size();
    while (left > 0) {
        char room[4096];
        char* to = room;
        std::size_t free = sizeof room;
        const auto done = iconv(handle, &in, &left, &to, &free);
        out.append(room, sizeof room - free);
        if (done != static_cast<std::size_t>(-1) || errno == E2BIG) continue;
        out += "\xef\xbf\xbd";
        ++in;
        --left;
    }
    iconv_close(handle);
    return out;
}

std::string detectedName(std::string_view bytes) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UCharsetDetector, DetectorCloser> detector(ucsdet_open(&status));
    if (U_FAILURE(status)) return "windows-1252";
    const auto head = bytes.substr(0, 64 * 1024);
    ucsdet_setText(detector.get(), head.data(), static_cast<int32_t>(head.size()), &status);
    const auto* match = ucsdet_detect(detector.get(), &status);
    if (U_FAILURE(status) || !match) return "windows-1252";
    const int confidence = ucsdet_getConfidence(match, &status);
    const char* name = ucsdet_getName(match, &status);
    if (U_FAILURE(status) || !name || confidence < kSureEnough) return "windows-1252";
    const std::string found(name);
    // The narrower set never occurs where the wider one is not meant.
    return found == "ISO-8859-1" || found.rfind("UTF-", 0) == 0 ? "windows-1252" : found;
}

}  // namespace

std::string utf8Guessed(std::string_view bytes, std::string* name) {
    const auto take = [&](const char* label, std::size_t mark) {
        if (name) *name = label;
        return converted(bytes.substr(mark), label).value_or(std::string());
    };
    const auto starts = [&](std::string_view mark) { return bytes.substr(0, mark.size()) == mark; };
    if (starts("\xef\xbb\xbf")) return take("UTF-8", 3);
    if (starts(std::string_view("\xff\xfe\0\0", 4))) return take("UTF-32LE", 4);
    if (starts(std::string_view("\0\0\xfe\xff", 4))) return take("UTF-32BE", 4);
    if (starts("\xff\xfe")) return take("UTF-16LE", 2);
    if (starts("\xfe\xff")) return take("UTF-16BE", 2);
    const bool isEscaped = bytes.find("\x1b$") != std::string_view::npos;  // ISO 2022 is plain ASCII to look at
    if (!isEscaped && isValidUtf8(bytes)) {
        if (name) *name = "UTF-8";
        return std::string(bytes);
    }
    const auto detected = detectedName(bytes);
    if (name) *name = detected;
    return converted(bytes, detected).value_or(cleanUtf8(bytes));
}

std::string utf8From(std::string_view bytes, std::string_view label) {
    auto name = toLower(trim(label));
    if (name.empty() || name == "us-ascii" || name == "ascii" || name == "utf-8" || name == "utf8" ||
        name == "unknown-8bit" || name == "default" || name.rfind("x-unknown", 0) == 0)
        return utf8Guessed(bytes);
    // Valid UTF-8 beyond ASCII is hardly ever meant as letters of a set of one byte each.
    const bool isOneByteSet = name.rfind("iso-8859-", 0) == 0 || name.rfind("windows-125", 0) == 0 || name == "latin1";
    if (isOneByteSet && isValidUtf8(bytes)) return std::string(bytes);
    for (const auto& [narrow, wide] : kWider)
        if (name == narrow) name = wide;
    auto text = converted(bytes, name);
    if (!text) text = convertedByIconv(bytes, name);
    constexpr std::string_view kLost = "\xef\xbf\xbd";
    if (text && (text->find(kLost) == std::string::npos || !isValidUtf8(bytes))) return std::move(*text);
    return utf8Guessed(bytes);
}

}  // namespace redwell::formats
