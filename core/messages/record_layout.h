// Messages printed one beneath the other as records: a column of labels, which come again in each record, and beside it
// their values ("Sender  Ada Quill / Message Sent Date/Time  3/14/2022 9:15:22 PM / Message  On it."), as forensic
// tools print what they found. Labels are known by coming back at one edge beside values at another.
#pragma once

#include "messages/extraction.h"
#include "messages/text_line.h"

#include <optional>
#include <vector>

namespace redwell::messages {

// running: heads and feet of the pages, which may name the owner. Where mails are found that are no cards of a
// form, only records that the pages hold hardly anything besides are read: a mail may quote a form.
std::optional<Extraction> readRecords(const std::vector<TextLine>& lines, const std::vector<TextLine>& running,
                                      bool hasMails);

}  // namespace redwell::messages
