// One stored message as threading sees it: no text, but what tells it apart from others.
#pragma once

#include "analysis/text_sketch.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace redwell::analysis {

struct Sighting {
    std::int64_t id = 0, document = 0;
    int ordinal = 0, depth = 0;
    bool isMail = false;                 // mails are threaded, alone too; a chat's message only where it answers one
    bool isTalk = false;                 // of a chat, or on a print without the marks of a mail
    bool isFile = false;                 // out of a mail file or an export, not off a page
    bool hasQuotedText = false;          // its document holds more than its own words
    int sender = -1;                     // index into Senders; -1: none
    std::optional<std::int64_t> minute;  // since 1970, UTC
    bool hasZone = false;                // the time is stated with its offset
    std::string key, replyTo, conversation, subject;
    std::vector<std::string> references;
    std::string conversationIndex;  // Outlook's, as bytes: 22 of the thread, 5 more a reply
    TextSketch sketch;
};

// The scope in which a key means one message: mails' keys are the world's, a chat's are those of its conversation.
inline std::string scopedKey(const Sighting& s, const std::string& key) {
    return s.isMail ? key : s.conversation + '\n' + key;
}

}  // namespace redwell::analysis
