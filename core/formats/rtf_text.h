// Rich text as what a reader would see. Outlook also hides a mail's HTML in rich text (MS-OXRTFEX, \fromhtml1): that
// comes out as the HTML that it was. A tokenizer with a stack of group states; size and depth cost nothing but their
// bytes.
#pragma once

#include <string>
#include <string_view>

namespace redwell::formats {

struct RtfText {
    std::string text;     // UTF-8, lines parted by line feeds
    bool isHtml = false;  // text is HTML
};

RtfText textOfRtf(std::string_view rtf);

}  // namespace redwell::formats
