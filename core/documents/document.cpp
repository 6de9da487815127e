#include "documents/document.h"

namespace redwell::documents {

std::string_view name(Kind kind) {
    switch (kind) {
        case Kind::Pdf: return "pdf";
        case Kind::Image: return "image";
        case Kind::Mail: return "mail";
        case Kind::Text: return "text";
        case Kind::Chat: return "chat";
        case Kind::Calendar: return "calendar";
        case Kind::Container: return "container";
        case Kind::Unsupported: break;
    }
    return "unsupported";
}

Kind kindFromName(std::string_view text) {
    for (const Kind kind : kAllKinds)
        if (name(kind) == text) return kind;
    return Kind::Unsupported;
}

std::string_view name(State state) {
    switch (state) {
        case State::Reviewable: return "reviewable";
        case State::Exception: return "exception";
        case State::Duplicate: return "duplicate";
        case State::Queued: break;
    }
    return "queued";
}

State stateFromName(std::string_view text) {
    for (const State state : kAllStates)
        if (name(state) == text) return state;
    return State::Queued;
}

}  // namespace redwell::documents
