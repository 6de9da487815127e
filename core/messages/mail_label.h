// The labelled lines that mail heads and message records are made of: "From: ...", "Betreff: ...", or a label in a
// column of its own.
#pragma once

#include "messages/mail_head.h"

#include <optional>
#include <string>

namespace redwell::messages {

struct Labelled {
    MailField field;
    std::string value;
    bool isShouted = false;
    std::size_t valueAt = 0;  // of a label in a column of its own: where the value begins, byte and straightened x
    double valueX = 0;
};

std::optional<Labelled> labelOf(const TextLine& line);
// "MIME-Version: 1.0", "Received: from ...": a line that carried the mail, as full headers show it.
bool isTransportLine(std::string_view text);
// One whose name only a carrier writes: "Thread-Topic: ...", "X-Mailer: ..."; never "Follow-Up: call me".
bool isKnownTransportLine(std::string_view text);
// The field that a word alone names, without a colon or a value.
std::optional<MailField> fieldNamed(std::string_view word);

}  // namespace redwell::messages
