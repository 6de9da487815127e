// Pages whose text runs in two or three columns, or that show telephones side by side. White from top to bottom at the
// middle (at the thirds) of all pages may also part the sides of one chat or the cells of a table; which it is, the
// times tell: where a reader goes down each column in turn, each goes on where the one before it ends.
#pragma once

#include "documents/message.h"
#include "documents/page.h"
#include "messages/text_line.h"

#include <optional>
#include <vector>

namespace redwell::messages {

struct PageColumns {
    // A column each, in reading order, each as if it were a page of its own with the first one's left edge.
    std::vector<std::vector<TextLine>> columns;
    std::vector<double> lanes;  // where the next column begins, in points
};

// Empty unless all pages have the same lanes.
std::optional<PageColumns> columnsOf(const std::vector<documents::Page>& pages);

// Whether messages found column by column are in order over the columns' ends, with some in each column of most pages.
bool goOnOverColumns(const std::vector<documents::Message>& messages, const PageColumns& columns);

}  // namespace redwell::messages
