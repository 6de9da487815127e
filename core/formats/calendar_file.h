// An appointment, or a calendar of them (iCalendar, RFC 5545), typeset: what, when, where, who. Times stay as they are
// written, with the offset that their zone has then where the zone is known.
#pragma once

#include "formats/reader.h"
#include "formats/typesetting.h"

#include <string_view>

namespace redwell::formats {

Result<ReadDocument> readCalendar(std::string_view bytes);
Result<Rendition> calendarRendition(std::string_view bytes);

}  // namespace redwell::formats
