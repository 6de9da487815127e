// The sheet that a page too small for its stamps is put on: a picture is a page of its own size, and a logo of 100 by
// 30 pixels has no room for a number. Letter size, wider or higher only where the page is, with the page in the middle.
#pragma once

#include <algorithm>

namespace redwell::production {

struct Sheet {
    double width = 612, height = 792;  // points
    double left = 0, top = 0;          // of the page on it, points
};

inline Sheet sheetAround(double pageWidth, double pageHeight) {
    Sheet sheet;
    sheet.width = std::max(sheet.width, pageWidth);
    sheet.height = std::max(sheet.height, pageHeight);
    sheet.left = (sheet.width - pageWidth) / 2;
    sheet.top = (sheet.height - pageHeight) / 2;
    return sheet;
}

}  // namespace redwell::production
