// What a production is to be: design.md's --spec JSON. Only volume and bates.prefix are required.
#pragma once

#include "base/result.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace redwell::production {

struct Specification {
    std::string volume;  // letters, digits, - and _ only: it names folders and files
    std::string query = "responsiveness:responsive";
    std::string batesPrefix;
    int batesDigits = 8;  // 1 to 12
    std::int64_t batesStart = 1;
    enum class Level { Page, Document } level = Level::Page;
    enum class Image { Tiff, Pdf, None } image = Image::Tiff;
    bool alsoPdf = false;  // "format": "tiff+pdf"
    int dpi = 300;         // 100 to 600
    bool colorAuto = true;
    bool text = true;
    std::vector<std::string> natives;  // kinds; redacted and withheld documents never leave as natives
    std::vector<std::string> loadFiles = {"dat", "opt"};
    std::vector<std::string> fields;  // empty: the standard set
    std::map<std::string, std::string> endorse = {{"bottom_left", "{confidentiality}"}, {"bottom_right", "{bates}"}};
    enum class Privileged { Withhold, SlipSheet } privileged = Privileged::Withhold;
    // A privileged document whose redactions claim its privilege: withheld like the rest, or produced redacted.
    enum class RedactedPrivileged { Withhold, Produce } redactedPrivileged = RedactedPrivileged::Withhold;
    std::string timeZone;  // empty: the case's

    // Usage errors name the member that is wrong.
    static Result<Specification> fromJson(std::string_view json);
    std::string toJson() const;  // canonical: same specification, same bytes
};

}  // namespace redwell::production
