#include "documents/message.h"

namespace redwell::documents {

std::string_view name(MessageKind kind) {
    switch (kind) {
        case MessageKind::Message: return "message";
        case MessageKind::Join: return "join";
        case MessageKind::Leave: return "leave";
        case MessageKind::Disclaimer: return "disclaimer";
        case MessageKind::History: return "history";
        case MessageKind::Unknown: break;
    }
    return "unknown";
}

MessageKind messageKindFromName(std::string_view text) {
    for (const auto kind : {MessageKind::Message, MessageKind::Join, MessageKind::Leave, MessageKind::Disclaimer,
                            MessageKind::History})
        if (name(kind) == text) return kind;
    return MessageKind::Unknown;
}

}  // namespace redwell::documents
