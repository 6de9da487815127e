// What a production says of itself while it is written: which step it is at, and how long that step may still take.
#pragma once

#include <QString>

namespace redwell::ui {

// line: as core reports it. "Step 1 of 3: writing, 8 of 46 pages".
QString stepText(const QString& line, qint64 done, qint64 known);
// "About 2 minutes left in this step"; empty while too little is done to tell. done and known since the step began.
QString timeLeftText(qint64 elapsedMilliseconds, qint64 done, qint64 known);

}  // namespace redwell::ui
