// The subject above heads that have none: the line over "3 messages", the only line above the first head, or a larger
// line on top of the page that a mail begins on. Never the name of one of the people, which programs print there too.
#pragma once

#include "messages/mail_head.h"

#include <string>
#include <vector>

namespace redwell::messages {

struct MailTitles {
    std::vector<std::string> ofHead;  // one entry a head; empty where it has a subject or no title
    std::vector<bool> isTitle;        // one entry a line
};

MailTitles mailTitlesOf(const std::vector<TextLine>& lines, const std::vector<MailHead>& heads);

}  // namespace redwell::messages
