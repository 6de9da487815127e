// What a flag of a document is called in the grid, and what it means to somebody who reads the document. Flags are
// names that core gives; a name that is not known here is shown with its words apart.
#pragma once

#include <QString>

#include <string>

namespace redwell::ui {

QString flagLabel(const std::string& flag);    // "weak OCR"
QString flagMeaning(const std::string& flag);  // "Some of its text was hard to read ..."; empty: not known

}  // namespace redwell::ui
