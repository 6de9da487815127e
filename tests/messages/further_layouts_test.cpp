// Days, later texts and lines of the form, as further programs print them.
#include "messages/extraction.h"
#include "page_drawing.h"

#include <gtest/gtest.h>

namespace redwell::messages {
namespace {

using drawing::PageDrawing;

const char* const kWriters[] = {"Ada Quill", "Ben Okoro", "Cara Lind"};

TEST(Sessions, TellTheDayOfTheTextsBeneathThem) {
    PageDrawing page;
    for (int day = 4; day < 7; ++day) {
        page.line("Session Start (ada61:ben84): Mon Mar 0" + std::to_string(day) + " 09:15:22 2019");
        for (int i = 0; i < 4; ++i)
            page.line((i % 2 ? "ada61 (9:1" : "ben84 (9:1") + std::to_string(6 + i % 3) + ":08 AM): Text " +
                      std::to_string(i));
        page.line("Session Close (ben84): Mon Mar 0" + std::to_string(day) + " 09:19:22 2019").space();
    }
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 12u);
    EXPECT_EQ(got.messages[4].sent.text, "2019-03-05T09:16:08");
    EXPECT_EQ(got.messages[3].body, "Text 3");
    EXPECT_EQ(got.messages[11].sent.text.substr(0, 10), "2019-03-06");
}

// Writers named once over several texts, each with its time at the right edge; days at the edge of a topic.
TEST(TimesAtTheEdge, BeginLaterTextsOfTheWriterAbove) {
    PageDrawing page;
    double y = 60;
    for (int day = 3; day < 5; ++day) {
        page.at(60, y, "operations > mill and quarry").at(480, y, "Aug " + std::to_string(day) + ", 2024");
        y += 24;
        for (int i = 0; i < 6; ++i) {
            const std::string time = "9:1" + std::to_string(i) + " AM";
            if (i % 3 != 2) {
                page.at(90, y, kWriters[(i + day) % 3]);
                page.at(515, y, time).at(90, y + 14, "Text of message " + std::to_string(i));
                y += 34;
            } else {
                page.at(90, y, "Yes please").at(515, y, time);
                y += 20;
            }
        }
    }
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 12u);
    EXPECT_EQ(got.messages[2].from, got.messages[1].from);
    EXPECT_EQ(got.messages[2].body, "Yes please");
    EXPECT_EQ(got.messages[2].sent.text, "2024-08-03T09:12");
    EXPECT_EQ(got.messages[8].sent.text, "2024-08-04T09:12");
}

TEST(Discs, WithInitialsAreNoPartOfTheText) {
    for (const double beneath : {14.0, 7.0}) {
        PageDrawing page;
        double y = 60;
        for (int i = 0; i < 8; ++i) {
            const std::string name = kWriters[i % 3], initials = {name[0], name[4]};
            page.at(90, y, name).at(170, y, "10/24/2023 9:1" + std::to_string(i) + " AM");
            page.at(60, y + beneath, initials).at(90, y + 14, "Text of message " + std::to_string(i));
            y += 38;
        }
        const auto got = extractMessages({page.done()});
        ASSERT_EQ(got.messages.size(), 8u) << beneath;
        EXPECT_EQ(got.messages[4].body, "Text of message 4") << beneath;
    }
}

TEST(FormLines, SharedByNearlyEveryTextAreNotItsOwn) {
    PageDrawing page;
    double y = 60;
    for (int i = 0; i < 8; ++i, y += 60)
        page.at(60, y, std::string(kWriters[i % 2]) + "  Oct 24, 2023 10:1" + std::to_string(i) + " AM")
            .at(60, y + 13, "TEXT", 7)
            .at(60, y + 24, i == 5 ? "No." : "Text of message " + std::to_string(i))
            .at(60, y + 36, "Platform: Mobile");
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 8u);
    EXPECT_EQ(got.messages[2].body, "Text of message 2");
    EXPECT_EQ(got.messages[5].body, "No.");
}

TEST(Bubbles, WithNamesAboveAndTimesBeneathAreToldByTheirDays) {
    PageDrawing page;
    double y = 60;
    for (int day = 3; day < 6; ++day) {
        page.at(270, y, "August " + std::to_string(day) + ", 2024", 8);
        y += 18;
        for (int i = 0; i < 4; ++i) {
            const double x = i % 2 ? 400 : 60;
            page.at(x, y, kWriters[i % 2], 8).at(x, y + 16, "Text " + std::to_string(day * 10 + i));
            page.at(x, y + 36, "14:1" + std::to_string(i), 8);
            y += 52;
        }
    }
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 12u);
    EXPECT_EQ(got.messages[5].from, "Ben Okoro");
    EXPECT_EQ(got.messages[5].sent.text, "2024-08-04T14:11");
    EXPECT_EQ(got.messages[5].body, "Text 41");
}

TEST(Brackets, MayTellWhenATextWasEdited) {
    PageDrawing page;
    for (int i = 0; i < 9; ++i) {
        const std::string time = "14.03.2022 21:1" + std::to_string(i) + ":22";
        page.line("[" + time + (i % 4 == 1 ? " | Edited 21:30:10] " : "] ") + kWriters[i % 3] + ": Text " +
                  std::to_string(i));
    }
    for (const char* minute : {"40", "50", "55"})
        page.line(std::string("[14.03.2022 21:") + minute + ":00] *** Anruf beendet, Dauer 03:12 ***");
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 9u);
    EXPECT_EQ(got.messages[5].from, "Cara Lind");
    EXPECT_EQ(got.messages[5].sent.text, "2022-03-14T21:15:22");
    EXPECT_EQ(got.messages[5].body, "Text 5");
    EXPECT_EQ(got.messages[8].body, "Text 8");
}

TEST(TableByDirection, TakesTheDirectionFromWhatAColumnHolds) {
    std::vector<documents::Page> pages;
    for (int number = 1; number < 3; ++number) {
        PageDrawing page(number);
        page.at(60, 30, "Extracted messages - Device owner: Cara Lind");
        page.at(60, 60, "Date & Time").at(180, 60, "Type").at(250, 60, "Name / Number").at(400, 60, "Content");
        for (int i = 0; i < 6; ++i) {
            const double y = 84 + 30 * i;
            page.at(60, y, "2022-03-1" + std::to_string(number) + " 09:1" + std::to_string(i) + ":07")
                .at(180, y, i % 2 ? "Sent" : "Received")
                .at(250, y, "Ada Quill")
                .at(250, y + 12, "+15550100199")
                .at(400, y, "Text of row " + std::to_string(i));
        }
        pages.push_back(page.done());
    }
    const auto got = extractMessages(pages);
    ASSERT_EQ(got.messages.size(), 12u);
    EXPECT_EQ(got.messages[6].from, "Ada Quill +15550100199");
    EXPECT_EQ(got.messages[7].from, "Cara Lind");
    EXPECT_EQ(got.messages[7].body, "Text of row 1");
}

}  // namespace
}  // namespace redwell::messages
