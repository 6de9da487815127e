// Lists of attachments as mail programs print them: beneath a head, or at the end of a mail. They are no words of the
// writer, whose text may name files too: so a file's name counts only with its size or beneath a line that announces
// it, and only where nothing of the text stands between it and the head or the end.
#pragma once

#include "messages/mail_head.h"

#include <string>
#include <string_view>
#include <vector>

namespace redwell::messages {

// The names in "terms.docx (23 KB); annex 2.pdf"; empty when a part of it is no file.
std::vector<std::string> filesListedIn(std::string_view list);

// "[Quoted text hidden]", "[-- Type: text/plain, Size: 0.6K --]": what the program tells amid a mail.
bool isProgramsRemark(std::string_view text);

struct AttachmentLists {
    std::vector<bool> isListed;                   // one entry a line
    std::vector<bool> isAtEnd;                    // of a mail, one entry a line
    std::vector<std::vector<std::string>> names;  // one entry a line: of the files that it names
};

AttachmentLists attachmentListsOf(const std::vector<TextLine>& lines, const std::vector<MailHead>& heads);

}  // namespace redwell::messages
