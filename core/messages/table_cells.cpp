#include "messages/table_cells.h"

#include "base/text.h"
#include "messages/table_rows.h"

namespace redwell::messages {
namespace {

void splitParty(const std::string& party, std::string& from, std::string& to) {
    const auto f = party.find("From:"), t = party.find("To:");
    if (f != std::string::npos)
        appendToCell(from, std::string_view(party).substr(
                               f + 5, t != std::string::npos && t > f ? t - f - 5 : std::string::npos));
    if (t != std::string::npos)
        appendToCell(
            to, std::string_view(party).substr(t + 3, f != std::string::npos && f > t ? f - t - 3 : std::string::npos));
    if (f == std::string::npos && t == std::string::npos) appendToCell(from, party);
}

enum class Way { Unknown, In, Out };

// "Incoming", "Inbox", "Sent" in columns of directions and folders.
Way wayOf(std::string_view cell) {
    const std::string folded = fold(cell);
    for (const std::string_view word : {"incoming", "inbox", "received", "eingehend", "entrant"})
        if (folded.find(word) != std::string::npos) return Way::In;
    for (const std::string_view word : {"outgoing", "sent", "outbox", "ausgehend", "sortant", "saliente"})
        if (folded.find(word) != std::string::npos) return Way::Out;
    return trim(folded) == "in" ? Way::In : trim(folded) == "out" ? Way::Out : Way::Unknown;
}

// "Ada Quill (owner)"
std::string withoutOwner(std::string name) {
    for (const std::string_view mark : {"(owner)", "(Owner)", "(device owner)"})
        if (name.ends_with(mark)) name.erase(name.size() - mark.size());
    return std::string(trim(name));
}

}  // namespace

std::string* Cells::of(LabelMeaning meaning) {
    switch (meaning) {
        case LabelMeaning::From: return &from;
        case LabelMeaning::To: return &to;
        case LabelMeaning::Party: return &party;
        case LabelMeaning::Direction: return &direction;
        case LabelMeaning::Subject: return &subject;
        case LabelMeaning::Attachments: return &attachments;
        case LabelMeaning::Deleted: return &deleted;
        default: return nullptr;
    }
}

void nameParties(Cells& cells, const Sides& sides) {
    if (!cells.party.empty() && cells.from.empty()) {
        const Way way = wayOf(cells.direction);
        const bool isSplit =
            cells.party.find("From:") != std::string::npos || cells.party.find("To:") != std::string::npos;
        if (way == Way::Out && !isSplit) {
            cells.from = sides.owner;
            cells.to = cells.party;
        } else {
            splitParty(cells.party, cells.from, cells.to);
            if (way == Way::In && cells.to.empty() && sides.owner != "Me") cells.to = sides.owner;
        }
    }
    if (cells.from.empty() && wayOf(cells.direction) == Way::Out) cells.from = sides.owner;
    cells.from = withoutOwner(cells.from);
    cells.to = withoutOwner(cells.to);
}

void putInto(documents::Message& message, const Cells& cells) {
    message.from = cells.from;
    if (!cells.to.empty()) message.to = {cells.to};
    message.subject = cells.subject;
    if (!cells.attachments.empty() && cells.attachments.find_first_not_of("0123456789 -") != std::string::npos)
        message.attachments.push_back({cells.attachments, {}, -1, false});
    const std::string deleted = fold(cells.deleted);
    message.isDeleted =
        deleted == "yes" || deleted == "deleted" || deleted == "true" || deleted == "ja" || deleted == "oui";
}

}  // namespace redwell::messages
