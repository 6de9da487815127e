#include "messages/table_layout.h"

namespace redwell::messages {
std::optional<Extraction> readTable(const std::vector<TextLine>&) { return std::nullopt; }
}  // namespace redwell::messages
