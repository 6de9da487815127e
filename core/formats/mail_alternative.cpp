#include "formats/mail_alternative.h"

#include "base/text.h"

#include <algorithm>
#include <set>
#include <string>

namespace redwell::formats {
namespace {

constexpr std::size_t kNotice = 200;          // bytes of a plain text that may only tell that the HTML is meant
constexpr std::size_t kCompared = 64 * 1024;  // bytes of each text that are compared
constexpr std::ptrdiff_t kFewWords = 4;       // that one may say more: a footer, the name of a picture

using Words = std::set<std::string>;

Words wordsOf(std::string_view text) {
    Words words;
    for (const auto& word : split(collapseWhitespace(text), ' '))
        if (auto bare = foldToAlphanumeric(word); bare.size() > 1) words.insert(std::move(bare));
    return words;
}

bool mostlyLacks(const Words& text, const Words& wanted) {
    const auto lacking = std::ranges::count_if(wanted, [&](const auto& word) { return !text.contains(word); });
    return lacking >= kFewWords && 2 * lacking > static_cast<std::ptrdiff_t>(wanted.size());
}

}  // namespace

BodyText bodyTextOf(std::string_view plain, std::string_view html) {
    const auto one = plain.substr(0, kCompared), other = html.substr(0, kCompared);
    if (foldToAlphanumeric(one) == foldToAlphanumeric(other)) return BodyText::Plain;
    const auto inPlain = wordsOf(one), inHtml = wordsOf(other);
    if (!mostlyLacks(inPlain, inHtml)) return BodyText::Plain;
    return plain.size() <= kNotice || !mostlyLacks(inHtml, inPlain) ? BodyText::Html : BodyText::Both;
}

}  // namespace redwell::formats
