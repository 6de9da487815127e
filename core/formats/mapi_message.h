// A message of Outlook's as its files hold it: properties, recipients and attachments, messages within messages. What
// MSG, PST and TNEF have in common; msg_writer.h makes a file of its own of it, mapi_mail.h what a reviewer reads.
#pragma once

#include "base/result.h"
#include "formats/mapi_property.h"

#include <memory>
#include <optional>
#include <vector>

namespace redwell::formats {

constexpr int kMaxMessagesDeep = 16;            // messages within messages
constexpr std::size_t kMaxProperties = 20'000;  // of one object
constexpr std::size_t kMaxRecipients = 20'000;  // of one message

struct MapiMessage;

struct MapiAttachment {
    PropertyBag properties;
    std::unique_ptr<MapiMessage> message;  // attach method 5
    std::string storage;                   // attach method 6: an OLE2 file of its own
    std::optional<Error> problem;          // could not be taken out
};

struct MapiMessage {
    PropertyBag properties;
    std::vector<PropertyBag> recipients;
    std::vector<MapiAttachment> attachments;  // in order
    bool isDamaged = false;                   // some of its parts could not be read
};

}  // namespace redwell::formats
