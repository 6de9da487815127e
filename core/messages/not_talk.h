// What looks like a log of messages and is none: a schedule or a sheet of hours, whose times are round, a machine's
// log, whose writers are levels, and lists of which chance makes a few lines look like heads.
#pragma once

#include "messages/chat_layout.h"

#include <vector>

namespace redwell::messages {

// All the clocks at full five minutes, as people plan and bill; of talk, hardly ever so many.
bool areRound(const std::vector<TimeExpression>& times);

// A row of labels that names columns of a list, none of them a text that somebody wrote: "Date/Time  Author  Note".
bool isHeadedAsList(const std::vector<TextLine>& lines, const std::vector<TextLine>& running);

bool isNoTalk(const std::vector<TextLine>& lines, const ChatReading& chat);

}  // namespace redwell::messages
