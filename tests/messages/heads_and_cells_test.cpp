// Heads that take more than a line, and cells that take less than one.
#include "messages/extraction.h"
#include "page_drawing.h"

#include <gtest/gtest.h>

namespace redwell::messages {
namespace {

using drawing::PageDrawing;

constexpr int kRows = 8;

const char* writerOf(int i) { return i % 3 == 1 ? "Ben Okoro" : "Ada Quill"; }
std::string textOf(int i) {
    static const char* const kTexts[] = {"The crane is free on Monday", "We should book it then",
                                         "Who pays for the driver?",    "Not us, I think",
                                         "Their letter says otherwise", "Send me a copy of it",
                                         "Done, see the shared folder", "Thank you, reading it now"};
    return kTexts[i % kRows];
}
std::string clockOf(int i) { return "09:1" + std::to_string(i); }

void expectTalk(const Extraction& got, const std::string& day = "2023-10-24") {
    ASSERT_EQ(got.messages.size(), static_cast<std::size_t>(kRows));
    for (int i = 0; i < kRows; ++i) {
        const auto& message = got.messages[static_cast<std::size_t>(i)];
        EXPECT_EQ(message.from, writerOf(i)) << i;
        EXPECT_EQ(message.sent.text.substr(0, 16), day + "T" + clockOf(i)) << i;
        EXPECT_EQ(message.body, textOf(i)) << i;
    }
}

TEST(TwoLineHeads, TakeTheNameAboveARole) {
    PageDrawing page;
    page.line("Works").space(20);
    for (int i = 0; i < kRows; ++i)
        page.line(writerOf(i))
            .line(std::string(i % 3 == 1 ? "Legal Counsel" : "VP Operations") + " - 24 Oct 2023 at " + clockOf(i))
            .line(textOf(i))
            .space();
    expectTalk(extractMessages({page.done()}));
}

TEST(TwoLineHeads, LeaveATextAboveAHeadToItsWriter) {
    PageDrawing page;
    for (int i = 0; i < kRows; ++i)
        page.line(std::string(writerOf(i)) + " - 24 Oct 2023 at " + clockOf(i)).line(i % 2 ? "Thanks" : "Noted Ada");
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), static_cast<std::size_t>(kRows));
    EXPECT_EQ(got.messages[1].from, "Ben Okoro");
    EXPECT_EQ(got.messages[1].body, "Thanks");
}

TEST(MarginTimes, HaveTheirDaysBesideTheNames) {
    PageDrawing page;
    for (int i = 0; i < kRows; ++i)
        page.at(60, 60 + 36 * i, "24/10/2023")
            .at(140, 60 + 36 * i, writerOf(i))
            .at(60, 72 + 36 * i, clockOf(i))
            .at(140, 72 + 36 * i, textOf(i));
    expectTalk(extractMessages({page.done()}));
}

TEST(Cells, OfNameTextAndTimeAreToldByTheWhiteBetweenThem) {
    PageDrawing page;
    page.at(60, 60, "Chat: Night rig").at(240, 90, "Tuesday 24 October 2023");
    for (int i = 0; i < kRows; ++i)
        page.at(60, 120 + 24 * i, writerOf(i)).at(150, 120 + 24 * i, textOf(i)).at(480, 120 + 24 * i, clockOf(i));
    expectTalk(extractMessages({page.done()}));
}

TEST(Cells, OfNameAndTimeBesideATextAreItsHead) {
    PageDrawing page;
    for (int i = 0; i < kRows; ++i) {
        const auto text = textOf(i);
        const auto half = text.find(' ', text.size() / 2 - 2);
        page.at(60, 60 + 30 * i, writerOf(i))
            .at(200, 60 + 30 * i, text.substr(0, half))
            .at(60, 72 + 30 * i, "24 Oct 2023 " + clockOf(i))
            .at(200, 72 + 30 * i, text.substr(half + 1));
    }
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), static_cast<std::size_t>(kRows));
    for (int i = 0; i < kRows; ++i) {
        const auto& message = got.messages[static_cast<std::size_t>(i)];
        EXPECT_EQ(message.from, writerOf(i)) << i;
        EXPECT_EQ(message.sent.text, "2023-10-24T" + clockOf(i)) << i;
        EXPECT_EQ(message.body.substr(0, 6), textOf(i).substr(0, 6)) << i;
        EXPECT_EQ(message.body.size(), textOf(i).size()) << i;
    }
}

TEST(Labels, ThatNearlyTouchAreTwo) {
    PageDrawing page;
    page.at(50, 60, "#").at(76, 60, "Time stamp (UTC+1)").at(171, 60, "From").at(260, 60, "Text");
    for (int i = 0; i < kRows; ++i)
        page.at(50, 84 + 30 * i, std::to_string(i + 1))
            .at(76, 84 + 30 * i, "24.10.2023")
            .at(76, 96 + 30 * i, clockOf(i) + ":20")
            .at(171, 84 + 30 * i, writerOf(i))
            .at(260, 84 + 30 * i, textOf(i));
    expectTalk(extractMessages({page.done()}));
}

TEST(RunInNames, EndWhereManyWordsMayFollow) {
    PageDrawing page;
    page.line("#ops").at(240, 90, "Tuesday, October 24th, 2023");
    for (int i = 0; i < kRows; ++i)
        page.at(60, 120 + 14 * i, clockOf(i)).at(110, 120 + 14 * i, std::string(writerOf(i)) + " " + textOf(i));
    expectTalk(extractMessages({page.done()}));
}

TEST(RunInNames, AreNoMachinesOfALog) {
    PageDrawing page;
    const char* const machines[] = {"Pump", "Relief Valve"};
    const char* const events[] = {"started after the check of the morning", "stopped when the level had come down",
                                  "failed its second test of the pressure", "was opened by hand for the night"};
    for (int i = 0; i < 9; ++i) page.line("2023-10-24 " + clockOf(i) + " " + machines[i % 2] + " " + events[i % 4]);
    EXPECT_TRUE(extractMessages({page.done()}).messages.empty());
}

TEST(Initials, BeforeANameAreNoneOfItAndTextsBesideLaterTimesAreItsOwn) {
    PageDrawing page;
    page.at(250, 40, "Night Shift").at(250, 70, "24 October 2023", 8);
    double y = 100;
    for (int i = 0; i < kRows; ++i) {
        if (i == 0 || std::string(writerOf(i)) != writerOf(i - 1)) {
            y += 12;
            page.at(50, y, i % 3 == 1 ? "Bo" : "AQ").at(90, y, writerOf(i)).at(500, y, clockOf(i));
            page.at(90, y += 14, textOf(i));
        } else {
            page.at(90, y, textOf(i)).at(500, y, clockOf(i));
        }
        y += 14;
    }
    expectTalk(extractMessages({page.done()}));
}

TEST(Groups, OfBubblesStandBeneathTheirTime) {
    PageDrawing page;
    page.at(283, 40, "Ada Quill").at(263, 54, "iPhone of Ben Okoro", 8);
    double y = 80;
    for (int i = 0; i < kRows; ++i) {
        if (i % 2 == 0) {
            page.at(236, y, "Tue, Oct 24, 2023 at 9:1" + std::to_string(i) + " AM", 10);
            y += 24;
        }
        page.at(i % 4 == 1 ? 60 : 550 - 5 * static_cast<double>(textOf(i).size()), y, textOf(i));
        y += 18;
    }
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), static_cast<std::size_t>(kRows));
    for (int i = 0; i < kRows; ++i) {
        const auto& message = got.messages[static_cast<std::size_t>(i)];
        EXPECT_EQ(message.from, i % 4 == 1 ? "Ada Quill" : "Ben Okoro") << i;
        EXPECT_EQ(message.sent.text, "2023-10-24T" + clockOf(i / 2 * 2)) << i;
        EXPECT_EQ(message.body, textOf(i)) << i;
    }
}

TEST(Clocks, AreAnnouncedByAWord) {
    PageDrawing page;
    page.line("tirsdag 24. oktober 2023");
    for (int i = 0; i < kRows; ++i) page.line("kl. 09.1" + std::to_string(i) + " " + writerOf(i) + ": " + textOf(i));
    expectTalk(extractMessages({page.done()}));
}

}  // namespace
}  // namespace redwell::messages
