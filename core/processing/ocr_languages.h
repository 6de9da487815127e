// Which languages can be read from scans on this machine. Models are found where Tesseract looks for them, without
// Tesseract: it is linked into the worker alone, and who asks here has not even started one.
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace redwell::processing {

inline constexpr const char* kUsualLanguage = "eng";

// As Tesseract names them ("eng", "deu", "script/Greek"), sorted; models of no language (orientation, formulas) are not
// among them. Empty where no models are found at all.
std::vector<std::string> installedLanguages();

// NotFound when one of "eng+fra" is not installed: names it, its package, and what is. Where no folder of models is
// found the worker has the last word.
Status checkLanguages(std::string_view languages);

}  // namespace redwell::processing
