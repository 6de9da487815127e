// What looks like a log of messages and is none: a schedule or a sheet of hours, whose times are round, a machine's
// log, whose writers are levels, and lists of which chance makes a few lines look like heads. Each rule asks for
// several signs, since a talk refused is worse than a list read.
#pragma once

#include "messages/chat_layout.h"

#include <optional>
#include <string>
#include <vector>

namespace redwell::messages {

// Many clocks, all at full quarters as people bill, beside texts that tell of work and speak to nobody.
bool isSheetOfHours(const std::vector<TimeExpression>& clocks, const std::vector<std::string>& texts);

// Where a row has its time, its writer and what follows, in straightened points, and what it names and tells there.
struct PlacedRow {
    double time = 0, writer = 0;
    std::optional<double> text;
    std::string from, told;
};

// Whether the rows stand beneath labels that name columns of a list, one of which nobody says to another ("Action",
// "Duration") and none of which may be a text; one that may be either ("Details") is none where nobody speaks in it.
bool isHeadedAsList(const std::vector<TextLine>& lines, const std::vector<TextLine>& running,
                    const std::vector<PlacedRow>& rows);

bool isNoTalk(const std::vector<TextLine>& lines, const std::vector<TextLine>& running, const ChatReading& chat);

}  // namespace redwell::messages
