#include "formats/charset.h"

#include "base/text.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>
#include <optional>

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
    if (name == "iso-8859-1" || name == "latin1") name = "windows-1252";
    if (auto text = converted(bytes, name)) return std::move(*text);
    return utf8Guessed(bytes);
}

}  // namespace redwell::formats
