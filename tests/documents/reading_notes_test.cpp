#include "documents/reading_notes.h"

#include <gmock/gmock.h>

namespace redwell::documents {
namespace {

TEST(ReadingNotes, SayWhyAFileWasReadWithProblems) {
    EXPECT_THAT(readingNotes({{"chat_problems", "day 2 stops being JSON\nand 3 more"}, {"generator", "x"}}),
                testing::ElementsAre("day 2 stops being JSON", "and 3 more"));
    EXPECT_THAT(
        readingNotes({{"duplicate_headers", "from, date"}, {"parts_left_out", "480000"}}),
        testing::ElementsAre("stated more than once in the header: from, date", "parts of the mail left out: 480000"));
    EXPECT_TRUE(readingNotes({{"message_id", "1@x"}}).empty());
}

}  // namespace
}  // namespace redwell::documents
