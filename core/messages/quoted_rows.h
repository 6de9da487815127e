// Rows of a quotation that lost their mark. A quoted row that was too long for the paper goes on beneath without a '>';
// an answer between two quoted rows has none either, and a wrong guess puts words into somebody's mouth. A row that
// breaks off amid a sentence goes on for sure; a sentence that begins beneath a full row goes on only where the
// document is known to wrap its quotations so, and to set no answer close beneath a quoted row that had room for it.
#pragma once

#include "messages/mail_head.h"
#include "messages/text_line.h"

#include <vector>

namespace redwell::messages {

class QuotedRows {
public:
    QuotedRows(const std::vector<TextLine>& lines, const std::vector<MailHead>& heads);
    // Whether line i, which has no mark, is the rest of the row above it.
    bool goesOn(std::size_t i) const;

private:
    const std::vector<TextLine>& m_lines;
    double m_edge = 0;  // how far body text runs to the right
    bool m_wrapsSentences = false;
};

}  // namespace redwell::messages
