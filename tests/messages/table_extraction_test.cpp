#include "messages/extraction.h"
#include "page_drawing.h"

#include <gtest/gtest.h>

namespace redwell::messages {
namespace {

using drawing::PageDrawing;

void drawRow(PageDrawing& page, double y, int number, const std::string& clock, const char* from, const char* to,
             const std::vector<std::string>& body) {
    page.at(50, y, std::to_string(number))
        .at(75, y, "10/24/2023")
        .at(75, y + 12, clock)
        .at(150, y, from)
        .at(150, y + 12, "Smith")
        .at(215, y, to)
        .at(215, y + 12, "Jones");
    for (std::size_t i = 0; i < body.size(); ++i) page.at(280, y + 12 * static_cast<double>(i), body[i]);
}

TEST(TableExtraction, ReadsAPhoneExtractionWithWrappedCells) {
    PageDrawing page(1, -0.015);
    page.line("Instant Messages (3)")
        .at(50, 90, "#")
        .at(75, 90, "Timestamp")
        .at(150, 90, "From")
        .at(215, 90, "To")
        .at(280, 90, "Body");
    drawRow(page, 110, 1, "11:02:11 AM", "Ada", "Ben", {"From: what I heard the deal is off", "and nobody told us"});
    drawRow(page, 140, 2, "11:02:52 AM", "Ben", "Ada", {"ok", "one", "two at 2:15 PM", "three"});
    drawRow(page, 200, 3, "11:05:52 AM", "Ada", "Ben", {"+1"});
    page.bottom("CONFIDENTIAL", "RW_0000077");
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 3u);
    EXPECT_EQ(got.messages[0].from, "Ada Smith");
    EXPECT_EQ(got.messages[0].to, std::vector<std::string>{"Ben Jones"});
    EXPECT_EQ(got.messages[0].sent.text, "2023-10-24T11:02:11");
    EXPECT_EQ(got.messages[0].body, "From: what I heard the deal is off and nobody told us");
    EXPECT_EQ(got.messages[1].body, "ok\none\ntwo at 2:15 PM\nthree");
    EXPECT_EQ(got.messages[2].body, "+1");
}

TEST(TableExtraction, ReadsColumnsThatDoNotStandBeneathTheirLabels) {
    PageDrawing page;
    page.at(50, 60, "No.").at(170, 60, "Sent").at(290, 60, "From").at(420, 60, "Message");
    const char* names[] = {"Ada Quill", "Ben Okoro"};
    for (int i = 0; i < 6; ++i)
        page.at(50, 84 + 20 * i, std::to_string(i + 1))
            .at(75, 84 + 20 * i, "10/24/2023 2:0" + std::to_string(i) + " PM")
            .at(175, 84 + 20 * i, names[i % 2])
            .at(240, 84 + 20 * i, "We said number " + std::to_string(i) + " in this row at 9:15 AM");
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 6u);
    for (std::size_t i = 0; i < 6; ++i) {
        EXPECT_EQ(got.messages[i].from, names[i % 2]);
        EXPECT_EQ(got.messages[i].sent.text, "2023-10-24T14:0" + std::to_string(i));
        EXPECT_EQ(got.messages[i].body, "We said number " + std::to_string(i) + " in this row at 9:15 AM");
    }
}

TEST(TableExtraction, KeepsTheTimeOfDayWhereNoDayIsTold) {
    PageDrawing page;
    page.at(50, 60, "Time").at(120, 60, "From").at(220, 60, "Message");
    for (int i = 0; i < 5; ++i)
        page.at(50, 84 + 20 * i, "14:0" + std::to_string(i))
            .at(120, 84 + 20 * i, i % 2 ? "Ada Quill" : "Ben Okoro")
            .at(220, 84 + 20 * i, "We said number " + std::to_string(i));
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 5u);
    EXPECT_EQ(got.messages[3].sent.text, "14:03");
    EXPECT_LT(got.messages[3].confidence, 0.65);
}

TEST(TableExtraction, ReadsColumnsWithoutLabels) {
    PageDrawing page;
    const char* names[] = {"Ada Quill", "Ben Okoro"};
    for (int i = 0; i < 6; ++i)
        page.at(50, 60 + 24 * i, "2023-10-24 14:0" + std::to_string(i))
            .at(170, 60 + 24 * i, names[i % 2])
            .at(260, 60 + 24 * i, "We said number " + std::to_string(i) + " in this row and")
            .at(260, 72 + 24 * i, "then a little more");
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 6u);
    EXPECT_EQ(got.messages[1].from, "Ben Okoro");
    EXPECT_EQ(got.messages[5].sent.text, "2023-10-24T14:05");
    EXPECT_EQ(got.messages[2].body, "We said number 2 in this row and then a little more");
}

}  // namespace
}  // namespace redwell::messages
