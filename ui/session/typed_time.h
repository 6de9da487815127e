// Days and times as people type them into a line, "1/26/2024" as well as "2024-01-26".
#pragma once

#include <QDate>
#include <QString>

#include <string>

namespace redwell::ui {

// Month before day where both are numbers, as in the dates that the window shows. Invalid for anything else.
QDate typedDay(const QString& text);

// As StatedTime keeps it: "10/24/2023 2:03 PM" is "2023-10-24T14:03". What is not understood comes back as it is.
std::string typedTime(const QString& text);

}  // namespace redwell::ui
