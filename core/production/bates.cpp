#include "production/bates.h"

#include <cstdio>

namespace redwell::production {

Result<std::string> batesNumber(const std::string& prefix, int digits, std::int64_t number) {
    const auto text = std::to_string(number);
    if (number < 1 || text.size() > static_cast<std::size_t>(digits))
        return Error{ErrorKind::Usage,
                     "the Bates number " + text + " does not fit " + std::to_string(digits) + " digits",
                     {},
                     "Give 'bates.digits' of at least " + std::to_string(text.size()) + "."};
    return prefix + std::string(static_cast<std::size_t>(digits) - text.size(), '0') + text;
}

Result<std::string> pageBates(const Specification& specification, std::int64_t firstNumber, int page) {
    if (specification.level == Specification::Level::Page)
        return batesNumber(specification.batesPrefix, specification.batesDigits, firstNumber + page - 1);
    REDWELL_TRY(auto document, batesNumber(specification.batesPrefix, specification.batesDigits, firstNumber));
    char suffix[16];
    std::snprintf(suffix, sizeof suffix, "-%04d", page);
    return document + suffix;
}

}  // namespace redwell::production
