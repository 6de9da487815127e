#include "messages/message_builder.h"

#include "base/text.h"

namespace redwell::messages {
namespace {
constexpr double kParagraphGap = 0.35;  // in lines; those of a paragraph stand closer
constexpr double kBlockGap = 2.5;
}  // namespace

void MessageBuilder::cover(const TextLine& line) {
    if (message.page == 0) message.page = line.page;
    if (line.page == 0) return;
    for (auto& region : message.regions)
        if (region.page == line.page) {
            region.box = region.box.united(line.box);
            return;
        }
    message.regions.push_back({line.page, line.box});
}

void MessageBuilder::addBody(const TextLine& line, std::string_view text) {
    cover(line);
    text = trim(text);
    if (text.empty()) return;
    if (m_hasBody) message.body += line.gapAbove > kParagraphGap && line.gapAbove < kStartsPage ? "\n\n" : "\n";
    message.body += text;
    m_hasBody = true;
}

documents::Message MessageBuilder::take() {
    m_hasBody = false;
    documents::Message done = std::move(message);
    message = {};
    return done;
}

std::vector<documents::Region> blocksOf(const std::vector<const TextLine*>& lines) {
    std::vector<documents::Region> blocks;
    for (const auto* line : lines) {
        if (line->page == 0) continue;
        const bool isNear = !blocks.empty() && blocks.back().page == line->page &&
                            line->box.y0 - blocks.back().box.y1 < kBlockGap * line->height() &&
                            line->box.y1 > blocks.back().box.y0;
        if (isNear)
            blocks.back().box = blocks.back().box.united(line->box);
        else
            blocks.push_back({line->page, line->box});
    }
    return blocks;
}

}  // namespace redwell::messages
