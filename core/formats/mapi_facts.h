// What an appointment, a task, a contact, a journal entry or a note is about, besides its text.
#pragma once

#include "documents/document.h"
#include "formats/mapi_message.h"

#include <string>
#include <utility>
#include <vector>

namespace redwell::formats {

enum class ItemKind { Mail, Meeting, Appointment, Task, Contact, Journal, Note, Post };
ItemKind itemKind(const PropertyBag& properties);
documents::Kind documentKind(ItemKind kind);

struct Fact {
    std::string key;    // of the document's metadata: "start"
    std::string label;  // "Start:"
    std::string value;
};
StatedTime startOf(const PropertyBag& properties);  // of an appointment or a task; in UTC
std::vector<Fact> factsOf(const MapiMessage& message);

}  // namespace redwell::formats
