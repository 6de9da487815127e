#include "ui/documents/flag_text.h"

#include <gtest/gtest.h>

namespace redwell::ui {
namespace {

TEST(FlagText, EveryFlagIsExplainedInWords) {
    // What readers and processing give.
    for (const char* flag : {"ocr",
                             "low_confidence",
                             "ocr_failed",
                             "encrypted",
                             "hidden_text",
                             "redacted",
                             "annotated",
                             "privileged_message",
                             "javascript",
                             "form",
                             "embedded_files",
                             "damaged_pages",
                             "pages_failed",
                             "messages_failed",
                             "nul_bytes",
                             "duplicate_headers",
                             "oversized_header",
                             "unreadable_date",
                             "improbable_date",
                             "attachments_left_out",
                             "nested_too_deep",
                             "too_many_parts",
                             "damaged_parts",
                             "body_damaged",
                             "text_outside_parts",
                             "calendar",
                             "deleted",
                             "entries_left_out",
                             "cut_short",
                             "unsafe_paths",
                             "item_count_differs",
                             "damaged_mailbox",
                             "missing_font",
                             "missing_attachments",
                             "unreferenced_files",
                             "chat_problems"}) {
        EXPECT_FALSE(flagLabel(flag).isEmpty() || flagLabel(flag).contains('_')) << flag;
        EXPECT_TRUE(flagMeaning(flag).endsWith('.')) << flag;
    }
    EXPECT_EQ(flagLabel("quite_new").toStdString(), "quite new");
    EXPECT_TRUE(flagMeaning("quite_new").isEmpty());
}

}  // namespace
}  // namespace redwell::ui
