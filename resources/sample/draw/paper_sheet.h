// Papers that are neither chat nor mail: memos, letters, minutes, invoices ("paper"), and prints of spreadsheets
// ("table") with their grid.
#pragma once

#include "sheet.h"
#include "sources.h"

namespace redwell::sample {

// "letterhead": [name, address...], "facts": [[label, value]...] under a memo's title, "body": markup, "font", "size".
void fillPaperSheet(Sheet& sheet, const QJsonObject& source);

// "columns", "rows", "widths" in percent, "notes" beneath; "landscape".
void fillTableSheet(Sheet& sheet, const QJsonObject& source);

}  // namespace redwell::sample
