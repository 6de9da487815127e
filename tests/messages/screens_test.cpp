// Telephones as screens and bubbles, and pages whose text runs in columns.
#include "messages/extraction.h"
#include "page_drawing.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace redwell::messages {
namespace {

using drawing::PageDrawing;

std::string clockAt(int i) { return "2:" + std::string(i < 10 ? "0" : "") + std::to_string(i) + " PM"; }

std::string foldedSpaces(std::string text) {
    std::ranges::replace(text, '\n', ' ');
    return text;
}

// Bubbles of one screen from x on, 200 points wide: the time at the right end of each one's last line.
void screen(PageDrawing& page, double x, const std::string& name, const std::string& day, int first, int count) {
    if (!name.empty()) page.at(x + 70, 60, name);
    page.at(x + 75, 84, day, 8);
    for (int i = 0; i < count; ++i) {
        const double y = 110 + 34 * i, left = i % 2 ? x + 60 : x;
        page.at(left, y, "A text of some length").at(left, y + 12, "number " + std::to_string(first + i) + " of all");
        page.at(left + 105, y + 12, clockAt(first + i), 7);
    }
}

TEST(Screens, SideBySideAreReadFromTheLeft) {
    PageDrawing page;
    screen(page, 60, "Ada Quill", "October 24, 2023", 0, 6);
    screen(page, 340, "Ada Quill", "October 24, 2023", 6, 6);
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 12u);
    EXPECT_EQ(got.messages[5].sent.text, "2023-10-24T14:05");
    EXPECT_EQ(got.messages[6].sent.text, "2023-10-24T14:06");
    EXPECT_EQ(got.messages[6].from, "Ada Quill");
    EXPECT_EQ(got.messages[7].from, "Me");
    EXPECT_EQ(got.messages[7].body, "A text of some length number 7 of all");
    ASSERT_EQ(got.messages[6].regions.size(), 1u);
    EXPECT_GT(got.messages[6].regions[0].box.x0, 330);
}

TEST(Screens, OfTwoConversationsNameEachPartner) {
    PageDrawing page;
    screen(page, 60, "Ada Quill", "October 24, 2023", 0, 6);
    screen(page, 340, "Ben Okoro", "October 24, 2023", 6, 6);
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 12u);
    EXPECT_EQ(got.messages[4].from, "Ada Quill");
    EXPECT_EQ(got.messages[8].from, "Ben Okoro");
    EXPECT_EQ(got.messages[9].from, "Me");
}

TEST(Screens, OfTwoConversationsNamePartnersOfOneWord) {
    PageDrawing page;
    screen(page, 60, "", "October 24, 2023", 0, 6);
    screen(page, 340, "", "October 24, 2023", 6, 6);
    page.at(147, 60, "Mum").at(424, 60, "Dave");
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 12u);
    EXPECT_EQ(got.messages[4].from, "Mum");
    EXPECT_EQ(got.messages[8].from, "Dave");
}

// "Today" in the middle on top of a page names nobody.
TEST(Screens, DaysOnTopAreNoPartners) {
    std::vector<documents::Page> pages;
    for (int p = 0; p < 2; ++p) {
        PageDrawing page(p + 1);
        screen(page, 200, "", p ? "" : "Yesterday", 10 * p, 7);
        if (p)
            page.at(277, 60, "Today");
        else
            page.at(278, 60, "Mum").at(60, 40, "Exported on October 24, 2023", 7);
        pages.push_back(page.done());
    }
    const auto got = extractMessages(pages);
    ASSERT_EQ(got.messages.size(), 14u);
    EXPECT_EQ(got.messages[7].sent.text, "2023-10-24T14:10");
    EXPECT_EQ(got.messages[7].from, "Mum");
}

TEST(Screens, APageEachOfTwoConversationsNameEachPartner) {
    std::vector<documents::Page> pages;
    for (int p = 0; p < 2; ++p) {
        PageDrawing page(p + 1);
        screen(page, 200, p ? "Ben Okoro" : "Ada Quill", "October 24, 2023", 10 * p, 7);
        pages.push_back(page.done());
    }
    const auto got = extractMessages(pages);
    ASSERT_EQ(got.messages.size(), 14u);
    EXPECT_EQ(got.messages[6].from, "Ada Quill");
    EXPECT_EQ(got.messages[7].from, "Ben Okoro");
    EXPECT_EQ(got.messages[7].body, "A text of some length number 10 of all");
    EXPECT_EQ(got.messages[8].from, "Me");
}

TEST(Screens, TextsOnTopOfAPageNameNoPartner) {
    std::vector<documents::Page> pages;
    for (int p = 0; p < 2; ++p) {
        PageDrawing page(p + 1);
        if (p == 0) page.at(284, 40, "Ada Quill");
        for (int g = 0; g < 4; ++g) {
            const double y = 70 + 120 * g;
            if (p == 0 || g > 0) page.at(264, y, "Oct 24, 2023 at 2:" + std::to_string(10 + 10 * p + g) + " PM", 8);
            page.at(60, y + 25, p == 1 && g == 0 ? "Good Morning" : "What do you think?");
            page.at(400, y + 52, "It is all the same to me");
            page.at(60, y + 79, "Then let us wait a day");
        }
        pages.push_back(page.done());
    }
    const auto got = extractMessages(pages);
    ASSERT_EQ(got.messages.size(), 24u);
    EXPECT_EQ(got.messages[12].body, "Good Morning");
    for (const auto& message : got.messages) EXPECT_TRUE(message.from == "Ada Quill" || message.from == "Me");
}

// A text that happens to end as far from the right as it begins from the left.
TEST(Screens, LongTextsInTheMiddleAreNoNotices) {
    PageDrawing page;
    page.at(284, 40, "Ada Quill");
    for (int g = 0; g < 4; ++g) {
        const double y = 70 + 120 * g;
        page.at(264, y, "Oct 24, 2023 at 2:" + std::to_string(10 + g) + " PM", 8);
        page.at(100, y + 25,
                g == 1 ? "Then let us wait for a day and look at it all again from the first page to the last and then "
                         "sign it..."
                       : "What do you think?");
        page.at(400, y + 52, "It is all the same to me").at(100, y + 79, "Then let us wait a day");
    }
    page.at(60, 536,
            "All of it is shown here in the order in which it was said, and nothing of it at all was left out of it by "
            "any of us then.");
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 13u);
    EXPECT_EQ(got.messages[3].body.substr(0, 15), "Then let us wai");
}

// Two screens whose titles have a word at their side.
TEST(Screens, WordsBesideATitleAreNoName) {
    std::vector<documents::Page> pages;
    for (int p = 0; p < 2; ++p) {
        PageDrawing page(p + 1);
        screen(page, 200, "", "October 24, 2023", 10 * p, 7);
        page.at(205, 60, "<").at(260, 60, p ? "Ben Okoro" : "Ada Quill").at(360, 60, "Info");
        pages.push_back(page.done());
    }
    const auto got = extractMessages(pages);
    ASSERT_EQ(got.messages.size(), 14u);
    EXPECT_EQ(got.messages[0].from, "Ada Quill");
    EXPECT_EQ(got.messages[8].from, "Me");
    EXPECT_EQ(got.messages[9].from, "Ben Okoro");
}

TEST(Screens, ClocksWithAChargeAreTextsOfALogAndFieldsOfAForm) {
    std::vector<documents::Page> pages;
    for (int p = 0; p < 2; ++p) {
        PageDrawing page(p + 1);
        if (p == 0) page.at(60, 30, "October 24, 2023");
        for (int i = 0; i < 10; ++i)
            page.at(60, (p ? 30 : 50) + 20 * i,
                    std::to_string(10 + p) + ":" + std::to_string(11 + i) + " " + (i % 2 ? "Ben" : "Ada") + ": 8" +
                        std::to_string(i) + "%");
        pages.push_back(page.done());
    }
    EXPECT_EQ(extractMessages(pages).messages.size(), 20u);
    PageDrawing form(1);
    form.at(60, 60, "Please write what we should know.")
        .at(60, 72, "We read all that comes in.")
        .at(60, 120, "Message");
    const auto got = extractMessages({form.done()});
    ASSERT_FALSE(got.unassigned.empty());
    EXPECT_GT(got.unassigned.back().box.y1, 115);
}

TEST(Screens, BarOnTopAndEmptyFieldAreNoText) {
    std::vector<documents::Page> pages;
    for (int p = 0; p < 2; ++p) {
        PageDrawing page(p + 1);
        page.at(210, 30, "9:41").at(350, 30, "5G 81%", 7).at(205, 45, "<").at(260, 45, "Ada Quill");
        screen(page, 200, "", "October 24, 2023", 10 * p, 7);
        page.at(220, 700, p ? "iMessage" : "Type a message", 8);
        pages.push_back(page.done());
    }
    const auto got = extractMessages(pages);
    ASSERT_EQ(got.messages.size(), 14u);
    EXPECT_EQ(got.messages[0].from, "Ada Quill");
    EXPECT_EQ(got.messages[6].body, "A text of some length number 6 of all");
    EXPECT_EQ(got.messages[7].body, "A text of some length number 10 of all");
    EXPECT_EQ(got.messages[13].body, "A text of some length number 16 of all");
}

TEST(Columns, AreReadOneAfterTheOther) {
    PageDrawing page;
    page.at(60, 50, "Export of the dock channel", 12);
    for (int i = 0; i < 16; ++i) {
        const double x = i < 8 ? 60 : 330, y = 90 + 36 * (i % 8) + (i < 8 ? 0 : 5);
        page.at(x, y, "[2023-10-24 14:" + std::to_string(10 + i) + "] " + (i % 3 ? "Ada Quill:" : "Ben Okoro:"));
        page.at(x, y + 12, "the text of message " + std::to_string(i));
    }
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 16u);
    for (int i = 0; i < 16; ++i) {
        const auto& message = got.messages[static_cast<std::size_t>(i)];
        EXPECT_EQ(message.sent.text, "2023-10-24T14:" + std::to_string(10 + i));
        EXPECT_EQ(message.body, "the text of message " + std::to_string(i));
    }
}

TEST(Columns, AreNotTheSidesOfOneChat) {
    PageDrawing page;
    page.at(280, 50, "Ada Quill").at(260, 70, "October 24, 2023", 8);
    for (int i = 0; i < 12; ++i)
        page.at(i % 2 ? 400 : 60, 100 + 40 * i, "Short text " + std::to_string(i))
            .at(i % 2 ? 480 : 60, 114 + 40 * i, clockAt(i), 8);
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 12u);
    EXPECT_EQ(got.messages[2].body, "Short text 2");
    EXPECT_EQ(got.messages[3].from, "Me");
}

TEST(Columns, OfAProgrammeBesideAnotherAreNoChat) {
    PageDrawing page;
    const char* const kHosts[] = {"Ada Quill", "Ben Okoro", "Cara Lind"};
    page.at(60, 50, "Programme, October 24, 2023", 12);
    for (int i = 0; i < 16; ++i)
        page.at(i < 8 ? 60 : 330, 90 + 36 * (i % 8), std::to_string(8 + i) + ":15 " + kHosts[i * i % 3])
            .at(i < 8 ? 60 : 330, 102 + 36 * (i % 8), "on the yard's report number " + std::to_string(i));
    const auto got = extractMessages({page.done()});
    EXPECT_TRUE(std::ranges::none_of(got.messages, [](const auto& m) { return m.regions.at(0).box.x0 > 300; }));
}

PageDrawing sided(int count, const std::string& behindOwn) {
    PageDrawing page;
    page.at(280, 50, "Ada Quill").at(260, 70, "October 24, 2023", 8);
    for (int i = 0; i < count; ++i) {
        const double left = i % 2 ? 380 : 60;
        page.at(left, 100 + 40 * i, "A text of bubble " + std::to_string(i))
            .at(left + 105, 100 + 40 * i, clockAt(i) + (i % 2 ? behindOwn : ""), 7);
    }
    return page;
}

TEST(Bubbles, TicksMayFollowTheirTimes) {
    const auto got = extractMessages({sided(8, " \u2713\u2713").done()});
    ASSERT_EQ(got.messages.size(), 8u);
    EXPECT_EQ(got.messages[1].from, "Me");
    EXPECT_EQ(got.messages[1].body, "A text of bubble 1");
    EXPECT_EQ(got.messages[1].sent.text, "2023-10-24T14:01");
}

TEST(Bubbles, WithATelephonesNumberOnTopAreItsHolders) {
    PageDrawing page;
    page.at(250, 50, "+1 (212) 555-0142").at(260, 70, "October 24, 2023", 8);
    for (int i = 0; i < 8; ++i)
        page.at(i % 2 ? 380 : 60, 100 + 40 * i, "A text of bubble " + std::to_string(i))
            .at(i % 2 ? 480 : 60, 114 + 40 * i, clockAt(i), 8);
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 8u);
    EXPECT_EQ(got.messages[0].from, "+1 (212) 555-0142");
}

TEST(Bubbles, MayHaveTheirTimesBesideThem) {
    PageDrawing page;
    page.at(280, 50, "Ada Quill").at(260, 70, "October 24, 2023", 8);
    for (int i = 0; i < 8; ++i) {
        const double y = 100 + 40 * i;
        if (i % 2)
            page.at(360, y, "A longer text of bubble " + std::to_string(i))
                .at(360, y + 12, "that goes on")
                .at(310, y + 12, clockAt(i), 7);
        else
            page.at(60, y, "A longer text of bubble " + std::to_string(i))
                .at(60, y + 12, "that goes on")
                .at(200, y + 12, clockAt(i), 7);
    }
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 8u);
    EXPECT_EQ(got.messages[1].from, "Me");
    EXPECT_EQ(got.messages[1].body, "A longer text of bubble 1 that goes on");
    EXPECT_EQ(got.messages[2].body, "A longer text of bubble 2 that goes on");
}

// The owner's bubble begins on one page and ends, with its time, on the next.
TEST(Bubbles, OverAPageAreOfOneWriter) {
    PageDrawing first(1), second(2);
    first.at(280, 50, "Ada Quill").at(260, 70, "October 24, 2023", 8);
    for (int i = 0; i < 6; ++i) {
        const double y = 100 + 40 * i, x = i % 2 ? 360 : 60;
        first.at(x, y, "A longer text of bubble " + std::to_string(i)).at(x, y + 12, "that goes on");
        first.at(i % 2 ? 310 : 200, y + 12, clockAt(i), 7);
    }
    first.at(60, 340, "A text of bubble 6").at(170, 340, clockAt(6), 7).at(360, 380, "A longer text of bubble 7");
    second.at(360, 60, "that goes on").at(310, 60, clockAt(7), 7);
    second.at(60, 100, "A text of bubble 8").at(170, 100, clockAt(8), 7);
    const auto got = extractMessages({first.done(), second.done()});
    ASSERT_EQ(got.messages.size(), 9u);
    EXPECT_EQ(got.messages[6].body, "A text of bubble 6");
    EXPECT_EQ(got.messages[7].from, "Me");
    EXPECT_EQ(got.messages[7].page, 1);
    EXPECT_EQ(foldedSpaces(got.messages[7].body), "A longer text of bubble 7 that goes on");
}

// Times in the middle over groups, receipts beneath some of the owner's bubbles.
PageDrawing grouped(int number, int first, int count) {
    PageDrawing page(number);
    double y = 60;
    if (number == 1) page.at(283, y, "Ada Quill");
    for (int i = first; i < first + count; ++i) {
        if (i % 4 == 0) page.at(254, y + 24, "Tue, Oct 24, 2023 at " + clockAt(i), 8);
        if (i % 4 == 0) y += 20;
        y += 26;
        page.at(i % 2 ? 400 : 60, y, "A text of bubble " + std::to_string(i) + ".");
        if (i % 4 == 3) page.at(470, y + 13, i == 3 ? "Read 2:40 PM" : "Delivered", 7);
        if (i % 4 == 3) y += 10;
    }
    return page;
}

TEST(GroupedBubbles, AreNotTimedByTheirReceipts) {
    const auto got = extractMessages({grouped(1, 0, 12).done()});
    ASSERT_EQ(got.messages.size(), 12u);
    EXPECT_EQ(got.messages[3].sent.text, "2023-10-24T14:00");
    EXPECT_EQ(got.messages[3].body, "A text of bubble 3.");
    EXPECT_EQ(got.messages[4].sent.text, "2023-10-24T14:04");
}

TEST(GroupedBubbles, ThatOpenAPageAreNotOfTheOneBefore) {
    const auto got = extractMessages({grouped(1, 0, 10).done(), grouped(2, 10, 6).done()});
    ASSERT_EQ(got.messages.size(), 16u);
    EXPECT_EQ(got.messages[9].body, "A text of bubble 9.");
    EXPECT_EQ(got.messages[10].from, "Ada Quill");
    EXPECT_EQ(got.messages[10].page, 2);
    EXPECT_EQ(got.messages[10].sent.text, "2023-10-24T14:08");
}

TEST(Bubbles, NoticesInTheMiddleAreNobodys) {
    PageDrawing page;
    page.at(280, 50, "Ada Quill").at(260, 74, "October 24, 2023", 8);
    page.at(190, 100, "Messages are end-to-end encrypted by the makers", 8);
    for (int i = 0; i < 8; ++i) {
        const double y = 130 + 60 * i;
        page.at(i % 2 ? 380 : 60, y, "A text of bubble " + std::to_string(i))
            .at(i % 2 ? 435 : 60, y + 13, clockAt(i), 8);
        if (i == 3) page.at(250, y + 34, "Missed voice call at 2:03 PM", 8);
    }
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 8u);
    EXPECT_EQ(got.messages[0].body, "A text of bubble 0");
    EXPECT_EQ(got.messages[4].body, "A text of bubble 4");
}

TEST(Bubbles, OfTheOwnerMayBeNamedYou) {
    PageDrawing page;
    page.at(270, 50, "Dock crew").at(260, 74, "October 24, 2023", 8);
    const char* const names[] = {"Ada Quill", "You", "Ben Okoro"};
    for (int i = 0; i < 9; ++i) {
        const double y = 100 + 60 * i, x = i % 3 == 1 ? 400 : 60;
        page.at(x, y, names[i % 3], 8)
            .at(x, y + 12, "A text of bubble " + std::to_string(i))
            .at(x + 45, y + 25, clockAt(i), 7);
    }
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 9u);
    EXPECT_EQ(got.messages[1].from, "You");
    EXPECT_EQ(got.messages[1].body, "A text of bubble 1");
}

// "Friday?" alone on a text's last line is no day between texts.
TEST(Bubbles, ThatEndInADaysNameBeginNoDay) {
    PageDrawing asked;
    asked.at(280, 50, "Ada Quill").at(260, 70, "October 24, 2023", 8);
    for (int i = 0; i < 8; ++i) {
        const double left = i % 2 ? 380 : 60, y = 100 + 50 * i;
        asked.at(left, y, "Will it be there before").at(left, y + 12, "Friday?").at(left + 70, y + 25, clockAt(i), 7);
    }
    const auto got = extractMessages({asked.done()});
    ASSERT_EQ(got.messages.size(), 8u);
    EXPECT_EQ(got.messages[5].sent.text, "2023-10-24T14:05");
    EXPECT_EQ(got.messages[5].body, "Will it be there before\nFriday?");
}

// The time of a head may stand on its second line, further right than its first one reaches.
TEST(Bubbles, ShortTextsAboveTimesAreReadThrough) {
    PageDrawing page;
    for (int i = 0; i < 10; ++i)
        page.at(60, 60 + 40 * i, i % 2 ? "Ada" : "Ben").at(60, 74 + 40 * i, "14:0" + std::to_string(i));
    page.at(60, 480, "14:20 suits nobody here");
    EXPECT_NO_THROW(extractMessages({page.done()}));
}

}  // namespace
}  // namespace redwell::messages
