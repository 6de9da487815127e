// Heads of mails as printed: blocks of labelled lines (From, Sent, To, Subject; eight languages), the one-line head of
// a web mail print, and the "On ... wrote:" line above a quotation. A single labelled line is never a head.
#pragma once

#include "messages/text_line.h"
#include "messages/time_expression.h"

#include <optional>
#include <string>
#include <vector>

namespace redwell::messages {

enum class MailField { From, Date, To, Cc, Bcc, Subject, Attachments, Body, Other };

struct MailHead {
    std::size_t line = 0, lastLine = 0;
    std::size_t carried = 0, carriedEnd = 0;  // lines within it that tell how it was carried, [carried, carriedEnd)
    bool isAttribution = false;               // "On ... wrote:"
    bool isCard = false;                      // a record with its text under a label of its own
    bool isAlone = false;                     // too little by itself; counts when others like it are there
    bool isUnlabelled = false;                // who and when stand without labels
    bool isCollapsed = false;                 // one row of a mailbox, which shows how the mail begins
    std::string from, subject, body, attachments;
    double bodyX = 0;  // of a card's text in a column of its own; what begins left of it is text no more
    std::vector<std::string> to, cc, bcc;
    std::optional<TimeExpression> sent;
    std::optional<TimeExpression> day;  // without a clock, where no other time is stated
    double confidence = 0;
};

// The people of a list as it is written, parted at its commas or semicolons.
std::vector<std::string> addressesOf(std::string_view list);

// Leading quote marks taken off; depth counts them.
std::string_view unquoted(std::string_view text, int* depth);

std::optional<MailHead> mailHeadAt(const std::vector<TextLine>& lines, std::size_t at);

}  // namespace redwell::messages
