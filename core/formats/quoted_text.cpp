#include "formats/quoted_text.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace redwell::formats {
namespace {

using namespace std::string_view_literals;

struct Line {
    std::size_t begin = 0;
    std::string_view text;  // trimmed
};

std::vector<Line> linesOf(std::string_view body) {
    std::vector<Line> lines;
    for (std::size_t at = 0; at < body.size();) {
        const auto end = std::min(body.find('\n', at), body.size());
        lines.push_back({at, trim(body.substr(at, end - at))});
        at = end + 1;
    }
    return lines;
}

// Markup of emphasis ("*From:* Imogen") as mail programs leave it in their plain text.
bool hasLabel(std::string_view line, std::string_view label) {
    while (!line.empty() && (line.front() == '*' || line.front() == ' ')) line.remove_prefix(1);
    if (!startsWithIgnoringCase(line, label)) return false;
    line.remove_prefix(label.size());
    while (!line.empty() && (line.front() == '*' || line.front() == ' ')) line.remove_prefix(1);
    return !line.empty() && line.front() == ':';
}

template <std::size_t N>
bool hasOneOf(std::string_view line, const std::array<std::string_view, N>& labels) {
    return std::any_of(labels.begin(), labels.end(), [&](auto label) { return hasLabel(line, label); });
}

constexpr std::array kFrom = {"from"sv, "von"sv, "de"sv, "da"sv, "van"sv};
constexpr std::array kDate = {"sent"sv,        "date"sv,    "gesendet"sv, "datum"sv,
                              "envoy\u00e9"sv, "enviado"sv, "inviato"sv,  "verzonden"sv};
constexpr std::array kTo = {"to"sv, "an"sv, "\u00e0"sv, "para"sv, "a"sv, "aan"sv, "subject"sv, "betreff"sv, "objet"sv};

// A head of labelled lines: a sender, and a date and a receiver (or subject) close below.
bool isHeadBlock(const std::vector<Line>& lines, std::size_t at) {
    if (!hasOneOf(lines[at].text, kFrom)) return false;
    bool hasDate = false, hasTo = false;
    for (std::size_t i = at + 1; i < std::min(at + 7, lines.size()); ++i) {
        hasDate = hasDate || hasOneOf(lines[i].text, kDate);
        hasTo = hasTo || hasOneOf(lines[i].text, kTo);
    }
    return hasDate && hasTo;
}

bool isSeparator(std::string_view line) {
    if (line.size() < 10 || (line.front() != '-' && line.front() != 'b' && line.front() != 'B')) return false;
    const auto low = toLower(line);
    if (low.front() == '-')
        for (const auto words :
             {"original message"sv, "forwarded message"sv, "forwarded by"sv, "urspr\u00fcngliche nachricht"sv,
              "message d'origine"sv, "mensaje original"sv, "messaggio originale"sv})
            if (low.find(words) != std::string::npos) return true;
    return low.rfind("begin forwarded message:", 0) == 0;
}

bool isRule(std::string_view line) {
    return line.size() >= 10 && std::all_of(line.begin(), line.end(), [](char c) { return c == '_'; });
}

bool endsAttribution(std::string_view line) {
    if (!line.ends_with(':')) return false;
    const auto low = toLower(line);
    for (const auto end : {"wrote:"sv, "writes:"sv, "schrieb:"sv, "a \u00e9crit :"sv, "a \u00e9crit:"sv,
                           "escribi\u00f3:"sv, "ha scritto:"sv, "schreef:"sv})
        if (low.size() >= end.size() && low.compare(low.size() - end.size(), end.size(), end) == 0) return true;
    return false;
}

bool isQuoted(std::string_view line) { return !line.empty() && line.front() == '>'; }

// From here on only quoted lines, empty ones, and at most a few at the very end that a list or scanner appends.
bool isQuotedToTheEnd(const std::vector<Line>& lines, std::size_t at) {
    std::size_t quoted = 0, behind = 0;
    for (; at < lines.size(); ++at) {
        if (isQuoted(lines[at].text)) {
            if (behind) return false;
            ++quoted;
        } else if (!lines[at].text.empty()) {
            // An attribution inside the chain belongs to it.
            if (at + 1 < lines.size() && endsAttribution(lines[at].text) && isQuoted(lines[at + 1].text)) continue;
            ++behind;
        }
    }
    return quoted > 0 && behind == 0;
}

}  // namespace

std::size_t ownTextEnd(std::string_view body) {
    const auto lines = linesOf(body);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto text = lines[i].text;
        if (text.empty()) continue;
        if (isSeparator(text) || isHeadBlock(lines, i)) return lines[i].begin;
        if (isRule(text)) {
            auto next = i + 1;
            while (next < lines.size() && lines[next].text.empty()) ++next;
            if (next < lines.size() && isHeadBlock(lines, next)) return lines[i].begin;
        }
        if (endsAttribution(text)) {
            // "On Tue, 24 Oct 2023, Imogen Vale <...>" may run over up to three lines.
            auto first = i;
            while (first > 0 && i - first < 2 && !lines[first - 1].text.empty() &&
                   !startsWithIgnoringCase(lines[first].text, "on "))
                --first;
            if (!startsWithIgnoringCase(lines[first].text, "on ")) first = i;
            if (isQuotedToTheEnd(lines, i + 1)) return lines[first].begin;
        }
        if (isQuoted(text) && isQuotedToTheEnd(lines, i)) return lines[i].begin;
    }
    return body.size();
}

}  // namespace redwell::formats
