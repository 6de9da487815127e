// The zone behind a clock: a name, an offset, a place, or several of them ("GMT+0200 (CEST)", "+02:00[Europe/Berlin]").
#pragma once

#include "messages/number_reader.h"
#include "messages/time_expression.h"

namespace redwell::messages {

// Sets the offset and moves on behind the zone; does neither where none stands.
void readZone(Reader& in, TimeExpression& out);

}  // namespace redwell::messages
