#include "messages/message_builder.h"

#include "base/text.h"
#include "messages/sender.h"

#include <algorithm>

namespace redwell::messages {
namespace {
constexpr double kBlockGap = 2.5;
constexpr double kNoTime = 0.6, kNoSender = 0.4, kDoubtfulSender = 0.8;  // what a message is still worth
constexpr double kSureLayout = 0.85, kSureHead = 0.85;
}  // namespace

void MessageBuilder::cover(const TextLine& line) {
    if (line.page == 0) return;
    const bool opensColumn = line.gapAbove >= kStartsPage && line.order != m_lastLine;
    const bool goesOn = m_hasLine && !message.regions.empty() && message.regions.back().page == line.page &&
                        (line.order == m_lastLine || line.order == m_lastLine + 1) && !opensColumn;
    if (goesOn)
        message.regions.back().box = message.regions.back().box.united(line.box);
    else
        message.regions.push_back({line.page, line.box});
    m_hasLine = true;
    m_lastLine = line.order;
}

// A head that breaks over a page counts where it ends, beside its text.
void MessageBuilder::addHead(const TextLine& line) {
    if (m_body.empty()) message.page = line.page;
    cover(line);
    for (const auto& word : line.words) {
        m_headSum += word.confidence;
        m_headWorst = std::min(m_headWorst, word.confidence);
    }
    m_headWords += line.words.size();
}

void MessageBuilder::addBody(const TextLine& line, std::string_view text, const TextLine* placed) {
    if (message.page == 0) message.page = line.page;
    cover(line);
    if (auto body = bodyLine(placed ? *placed : line, text); !body.text.empty()) m_body.push_back(std::move(body));
}

// One misread word spoils a name or a time, so the worst word counts beside the mean.
double MessageBuilder::confidenceOfHead() const {
    if (m_headWords == 0) return 1;
    return (m_headSum / static_cast<double>(m_headWords) + std::max(0.0, m_headWorst)) / 200;
}

documents::Message MessageBuilder::take(const BodyColumns& columns) {
    message.body = columns.textOf(m_body);
    double& confidence = message.confidence;
    const auto doubt = [&](const char* why, double worth) {
        message.doubts.emplace_back(why);
        confidence *= worth;
    };
    if (confidence < kSureLayout) doubt("uncertain_layout", 1);
    const double head = 0.5 + 0.5 * confidenceOfHead();
    if (confidenceOfHead() < kSureHead)
        doubt("weak_ocr", head);
    else
        confidence *= head;
    if (!message.sent.hasDate()) doubt("no_time", kNoTime);
    if (message.from.empty())
        doubt("no_sender", kNoSender);
    else if (nameLikeness(displayName(message.from)) < 0.5)
        doubt("doubtful_sender", kDoubtfulSender);
    confidence = std::clamp(confidence, 0.0, 1.0);
    documents::Message done = std::move(message);
    *this = {};
    return done;
}

std::vector<documents::Message> takeAll(std::vector<MessageBuilder> builders) {
    std::vector<const std::vector<BodyLine>*> bodies;
    for (const auto& builder : builders) bodies.push_back(&builder.body());
    const BodyColumns columns(bodies);
    std::vector<documents::Message> messages;
    for (auto& builder : builders) messages.push_back(builder.take(columns));
    return messages;
}

std::vector<documents::Region> blocksOf(std::vector<const TextLine*> lines) {
    std::stable_sort(lines.begin(), lines.end(),
                     [](const TextLine* a, const TextLine* b) { return a->order < b->order; });
    std::vector<documents::Region> blocks;
    const TextLine* before = nullptr;
    for (const auto* line : lines) {
        if (line->page == 0) continue;
        const bool isNear = before && before->page == line->page && line->order <= before->order + 1 &&
                            line->box.y1 > before->box.y0 &&  // not at the top of the next column
                            line->box.y0 - blocks.back().box.y1 < kBlockGap * line->height();
        if (isNear)
            blocks.back().box = blocks.back().box.united(line->box);
        else
            blocks.push_back({line->page, line->box});
        before = line;
    }
    return blocks;
}

}  // namespace redwell::messages
