#include "review/message_bounds.h"

#include "base/text.h"

#include <algorithm>
#include <optional>

namespace redwell::review {

using documents::Message;
using documents::Page;
using documents::Region;
using documents::Word;

namespace {

constexpr std::size_t kNeedle = 24;  // folded bytes that a part's beginning is known by

struct PlacedWord {
    std::size_t region = 0;
    const Word* word = nullptr;
    bool startsLine = false;
};

// The words of the regions in their order, and for each folded byte of them its word.
struct RegionText {
    std::vector<PlacedWord> words;
    std::string text;
    std::vector<std::size_t> owner;
};

RegionText textIn(const Regions& regions, std::span<const Page> pages) {
    RegionText in;
    for (std::size_t r = 0; r < regions.size(); ++r) {
        const auto page = std::ranges::find(pages, regions[r].page, &Page::number);
        if (page == pages.end()) continue;
        bool starts = true;
        for (const auto& word : page->words) {
            const double x = (word.box.x0 + word.box.x1) / 2, y = (word.box.y0 + word.box.y1) / 2;
            if (!regions[r].box.contains(x, y)) {
                starts = starts || word.endsLine;
                continue;
            }
            const auto folded = foldToAlphanumeric(word.text);
            in.owner.insert(in.owner.end(), folded.size(), in.words.size());
            in.text += folded;
            in.words.push_back({r, &word, starts});
            starts = word.endsLine;
        }
    }
    return in;
}

// The word that rest begins with: where its first letters stand nearest to where it must begin by its length.
std::optional<std::size_t> beginOf(const RegionText& in, std::string_view rest) {
    const auto wanted = foldToAlphanumeric(rest);
    if (wanted.empty() || in.text.empty()) return std::nullopt;
    const auto expected = in.text.size() > wanted.size() ? in.text.size() - wanted.size() : 0;
    for (const auto length : {std::min(kNeedle, wanted.size()), std::min(kNeedle / 3, wanted.size())}) {
        const auto needle = wanted.substr(0, length);
        std::optional<std::size_t> best;
        for (auto at = in.text.find(needle); at != std::string::npos; at = in.text.find(needle, at + 1)) {
            const auto distance = [&](std::size_t place) {
                return place > expected ? place - expected : expected - place;
            };
            if (!best || distance(at) < distance(*best)) best = at;
        }
        if (best) return in.owner[*best];
    }
    return in.owner[expected];
}

void keep(Regions& regions, int page, const Box& box) {
    if (box.width() > 0.5 && box.height() > 0.5) regions.push_back({page, box});
}

}  // namespace

Result<std::pair<std::string, std::string>> bodyParts(const Message& message, int line) {
    const auto lines = split(message.body, '\n');
    if (line < 2 || static_cast<std::size_t>(line) > lines.size())
        return Error{ErrorKind::Usage,
                     "its text has " + std::to_string(lines.size()) + (lines.size() == 1 ? " line" : " lines") +
                         " and is not divided at line " + std::to_string(line),
                     {},
                     lines.size() < 2 ? "There is nothing to divide." : "Name a line from 2 on."};
    const auto at = lines.begin() + (line - 1);
    std::string before(trim(join({lines.begin(), at}, "\n"))), rest(trim(join({at, lines.end()}, "\n")));
    if (before.empty() || rest.empty())
        return Error{ErrorKind::Usage, "no text would be left on one side of line " + std::to_string(line)};
    return std::pair(std::move(before), std::move(rest));
}

std::pair<Regions, Regions> cutRegions(const Regions& regions, std::span<const Page> pages, std::string_view rest) {
    const auto in = textIn(regions, pages);
    const auto begin = beginOf(in, rest);
    if (!begin) return {regions, {}};
    const auto& cut = in.words[*begin];
    Regions before(regions.begin(), regions.begin() + static_cast<std::ptrdiff_t>(cut.region)), after;
    const auto& [page, box] = regions[cut.region];
    // The line that is cut, and the foot of the one above.
    Box line = cut.word->box;
    std::optional<double> foot;
    for (auto i = *begin; i > 0 && in.words[i - 1].region == cut.region; --i) {
        const auto& above = in.words[i - 1];
        if (cut.startsLine)
            foot = std::max(foot.value_or(above.word->box.y1), above.word->box.y1);
        else
            line = line.united(above.word->box);
        if (above.startsLine) break;
    }
    for (auto i = *begin + 1; i < in.words.size() && in.words[i].region == cut.region && !in.words[i].startsLine; ++i)
        line = line.united(in.words[i].word->box);
    if (cut.startsLine) {
        const double y = foot ? std::max((*foot + line.y0) / 2, box.y0) : box.y0;
        keep(before, page, {box.x0, box.y0, box.x1, y});
        keep(after, page, {box.x0, y, box.x1, box.y1});
    } else {
        const double x = cut.word->box.x0 - 0.5;
        keep(before, page, {box.x0, box.y0, box.x1, line.y0});
        keep(before, page, {box.x0, line.y0, x, line.y1});
        keep(after, page, {x, line.y0, box.x1, line.y1});
        keep(after, page, {box.x0, line.y1, box.x1, box.y1});
    }
    after.insert(after.end(), regions.begin() + static_cast<std::ptrdiff_t>(cut.region) + 1, regions.end());
    return {before, after};
}

Result<Halves> splitMessage(const Message& message, int line, std::span<const Page> pages) {
    REDWELL_TRY(auto parts, bodyParts(message, line));
    auto [before, after] = cutRegions(message.regions, pages, parts.second);
    Halves halves{message, {}};
    halves.first.body = std::move(parts.first);
    halves.first.regions = std::move(before);
    auto& second = halves.second;
    second.document = message.document;
    second.from = message.from;
    second.to = message.to;
    second.cc = message.cc;
    second.bcc = message.bcc;
    second.sent = message.sent;
    second.subject = message.subject;
    second.body = std::move(parts.second);
    second.regions = std::move(after);
    second.page = second.regions.empty() ? message.page : second.regions.front().page;
    second.confidence = message.confidence;
    second.depth = message.depth;
    second.kind = message.kind;
    second.conversation = message.conversation;
    return halves;
}

Message joined(const Message& first, const Message& second) {
    Message all = first;
    all.body += (all.body.empty() || second.body.empty() ? "" : "\n") + second.body;
    if (all.page == 0) all.page = second.page;
    const auto add = [](auto& to, const auto& from) { to.insert(to.end(), from.begin(), from.end()); };
    add(all.regions, second.regions);
    add(all.edits, second.edits);
    add(all.reactions, second.reactions);
    add(all.attachments, second.attachments);
    return all;
}

}  // namespace redwell::review
