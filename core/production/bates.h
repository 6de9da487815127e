// Bates numbers: PREFIX and digits, given once in a matter. A number that no longer fits its digits is refused, never
// widened, since widened numbers sort wrongly in every review platform.
#pragma once

#include "base/result.h"
#include "production/specification.h"

#include <cstdint>
#include <string>

namespace redwell::production {

// Usage when number does not fit digits.
Result<std::string> batesNumber(const std::string& prefix, int digits, std::int64_t number);
// Of a page (from 1) of a document: on page level the document's first number plus page - 1; on document level the
// document's number with "-0001".
Result<std::string> pageBates(const Specification& specification, std::int64_t firstNumber, int page);

}  // namespace redwell::production
