#include "redaction/pattern.h"

#include "base/text.h"

#include <unicode/regex.h>
#include <unicode/utext.h>

#include <algorithm>
#include <cctype>
#include <memory>

namespace redwell::redaction {
namespace {

std::string onlyDigits(std::string_view text) {
    std::string digits;
    for (const char c : text)
        if (c >= '0' && c <= '9') digits += c;
    return digits;
}

// ISO/IEC 7812-1, annex B.
bool passesLuhn(std::string_view text) {
    const auto digits = onlyDigits(text);
    if (digits.size() < 13 || digits.size() > 19) return false;
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        int digit = digits[digits.size() - 1 - i] - '0';
        if (i % 2 == 1) digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
        sum += digit;
    }
    return sum % 10 == 0;
}

// ISO 13616: the first four characters moved to the end, letters as 10 to 35, modulo 97 is 1.
bool passesMod97(std::string_view text) {
    std::string iban;
    for (const unsigned char c : text)
        if (std::isalnum(c)) iban += static_cast<char>(std::toupper(c));
    if (iban.size() < 15 || iban.size() > 34) return false;
    std::ranges::rotate(iban, iban.begin() + 4);
    int remainder = 0;
    for (const char c : iban) {
        const int value = c >= 'A' ? c - 'A' + 10 : c - '0';
        remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
    }
    return remainder == 1;
}

bool anything(std::string_view) { return true; }

// North American or international; a bare run of digits is no phone number.
bool hasPhoneDigits(std::string_view text) {
    const auto count = onlyDigits(text).size();
    return count >= 9 && count <= 15;
}

constexpr int kTimeLimit = 200'000;  // ICU's match steps; a page never comes near

}  // namespace

struct Pattern::Shape {
    std::string name;
    const char* expression;
    bool (*confirms)(std::string_view);
};

const std::vector<Pattern::Shape>& Pattern::shapes() {
    static const std::vector<Shape> all = {
        {"ssn",
         R"((?<![\d-])(?!000|666|9\d\d)\d{3}[-\u2010\u2011\u2013 ](?!00)\d{2}[-\u2010\u2011\u2013 ](?!0000)\d{4}(?![\d-]))",
         anything},
        {"email", R"([\p{L}\p{N}._%+\-]+@[\p{L}\p{N}\-]+(?:\.[\p{L}\p{N}\-]+)*\.\p{L}{2,24})", anything},
        {"phone",
         R"((?<![\p{L}\d.,/\-])(?:\+\d{1,3}[ .\-]?)?(?:\(\d{1,5}\) ?|\d{2,5}[ .\-/])\d{2,5}(?:[ .\-]\d{2,5}){1,4}(?![\d\-]))",
         hasPhoneDigits},
        {"credit_card", R"((?<!\d)\d(?:[ \-]?\d){12,18}(?!\d))", passesLuhn},
        {"iban", R"((?<![\p{L}\d])[A-Za-z]{2}\d{2}(?: ?[A-Za-z0-9]{1,4}){3,8}(?![\p{L}\d]))", passesMod97},
    };
    return all;
}

std::vector<std::string> Pattern::names() {
    std::vector<std::string> all;
    for (const auto& shape : shapes()) all.push_back(shape.name);
    return all;
}

Result<Pattern> Pattern::named(std::string_view name) {
    for (const auto& shape : shapes())
        if (shape.name == name) return Pattern(shape);
    return Error{ErrorKind::Usage,
                 "there is no pattern '" + std::string(name) + "'",
                 {},
                 "Patterns: " + join(names(), ", ") + "."};
}

Result<std::vector<std::pair<std::size_t, std::size_t>>> Pattern::find(const std::string& text) const {
    UErrorCode code = U_ZERO_ERROR;
    const std::unique_ptr<icu::RegexPattern> pattern(
        icu::RegexPattern::compile(icu::UnicodeString::fromUTF8(m_shape->expression), 0, code));
    if (U_FAILURE(code) || !pattern)
        return Error{ErrorKind::Internal, "the pattern '" + m_shape->name + "' cannot be read"};
    const std::unique_ptr<icu::RegexMatcher> matcher(pattern->matcher(code));
    UText input = UTEXT_INITIALIZER;
    utext_openUTF8(&input, text.data(), static_cast<std::int64_t>(text.size()), &code);
    std::vector<std::pair<std::size_t, std::size_t>> spans;
    if (U_SUCCESS(code)) {
        matcher->setTimeLimit(kTimeLimit, code);
        matcher->reset(&input);
        while (matcher->find(code) && U_SUCCESS(code)) {
            const auto begin = static_cast<std::size_t>(matcher->start64(code)),
                       end = static_cast<std::size_t>(matcher->end64(code));
            if (end <= begin || end > text.size()) break;
            // What follows may look like one more group: it is given up again where the check digits then fit.
            auto candidate = std::string_view(text).substr(begin, end - begin);
            while (!candidate.empty() && !m_shape->confirms(candidate)) {
                const auto space = candidate.rfind(' ');
                candidate = candidate.substr(0, space == std::string_view::npos ? 0 : space);
            }
            if (!candidate.empty()) spans.emplace_back(begin, begin + candidate.size());
        }
    }
    utext_close(&input);
    if (U_FAILURE(code))
        return Error{ErrorKind::TimedOut, "looking for '" + m_shape->name + "' took too long on this document"};
    return spans;
}

}  // namespace redwell::redaction
