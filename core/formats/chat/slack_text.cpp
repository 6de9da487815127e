#include "formats/chat/slack_text.h"

#include "base/text.h"

namespace redwell::formats {
namespace {

void appendUnescaped(std::string& out, std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto rest = text.substr(i);
        if (rest.starts_with("&lt;"))
            out += '<', i += 3;
        else if (rest.starts_with("&gt;"))
            out += '>', i += 3;
        else if (rest.starts_with("&amp;"))
            out += '&', i += 4;
        else
            out += text[i];
    }
}

// "@U123", "#C123|name", "!here", "!date^1392734382^Posted {date_num}|fallback", "https://a.example|label"
std::string shown(std::string_view inside, const std::function<std::string(const std::string&)>& name) {
    const auto bar = inside.find('|');
    const auto target = inside.substr(0, bar);
    const auto label = bar == std::string_view::npos ? std::string_view() : inside.substr(bar + 1);
    const char mark = target.front();
    if (mark == '@' || mark == '#') {
        const std::string id(target.substr(1));
        auto known = name(id);
        if (known.empty()) known = label.empty() ? id : std::string(label);
        return known.starts_with(mark) ? known : mark + known;
    }
    if (mark == '!') {
        if (!label.empty())
            return (label.starts_with('@') || target.starts_with("!date") ? "" : "@") + std::string(label);
        const auto hat = target.find('^');
        return "@" + std::string(target.substr(1, hat == std::string_view::npos ? hat : hat - 1));
    }
    if (label.empty() || label == target) return std::string(target);
    if (target == "mailto:" + std::string(label)) return std::string(label);
    return std::string(label) + " (" + std::string(target) + ")";
}

}  // namespace

std::string slackText(std::string_view markup, const std::function<std::string(const std::string&)>& name) {
    std::string out;
    while (!markup.empty()) {
        const auto open = markup.find('<');
        appendUnescaped(out, markup.substr(0, open));
        if (open == std::string_view::npos) break;
        const auto close = markup.find('>', open);
        if (close == std::string_view::npos || close == open + 1) {
            out += '<';
            markup.remove_prefix(open + 1);
            continue;
        }
        appendUnescaped(out, shown(markup.substr(open + 1, close - open - 1), name));
        markup.remove_prefix(close + 1);
    }
    return cleanUtf8(out);
}

}  // namespace redwell::formats
