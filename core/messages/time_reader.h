// Reads one time expression that begins at a given place; time_expression looks for the places.
#pragma once

#include "messages/time_expression.h"

#include <optional>
#include <string_view>

namespace redwell::messages {

std::optional<TimeExpression> readTimeAt(std::string_view text, std::size_t at);

}  // namespace redwell::messages
