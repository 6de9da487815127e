// What a label of a column or a card means, told from its words, in any order and number ("Sent Date/Time (UTC)",
// "Recipient(s)", "Timestamp: Time"). A label consists of known words only; a sentence never does.
#pragma once

#include <optional>
#include <string_view>

namespace redwell::messages {

enum class LabelMeaning { Time, Date, From, To, Party, Subject, Body, Attachments, Direction, Deleted, Other };

std::optional<LabelMeaning> meaningOf(std::string_view label);

// Whether it is a label wherever it stands: "Timestamp", where "Partner" and "Ora" may be who writes.
bool isLabelAnywhere(std::string_view label);

}  // namespace redwell::messages
