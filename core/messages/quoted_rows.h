// Rows of a quotation that lost their mark. A quoted row that was too long for the paper goes on beneath without a '>';
// an answer between two quoted rows has none either, and a wrong guess puts words into somebody's mouth. A row that
// breaks off amid a sentence goes on close beneath; a sentence that begins beneath a full row, and what stands on the
// next page, go on only where several rows of the same writer and level are known to, or many of the mail, and it
// answers nowhere between its quotations.
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
    void learn(const std::vector<MailHead>& heads);

    const std::vector<TextLine>& m_lines;
    double m_edge = 0;          // how far body text runs to the right
    std::vector<bool> m_wraps;  // one entry a line: whether rows of its writer and level are known to wrap
};

}  // namespace redwell::messages
