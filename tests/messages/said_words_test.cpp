// What people write that looks like a form, a divider, a notice or a list stays theirs.
#include "messages/extraction.h"
#include "page_drawing.h"

#include <gtest/gtest.h>

namespace redwell::messages {
namespace {

using drawing::PageDrawing;

const char* const kWriters[] = {"Ada Quill", "Ben Okoro", "Cyd Marr"};
const char* const kTexts[] = {"did the filter arrive at the dock?", "It did, the driver left it with Cyd.",
                              "good, I will fetch it after lunch",  "please bring the signed form as well",
                              "the form is on your desk already",   "then we are done for today"};

std::string minute(int i) { return std::to_string(11 + i); }

std::vector<documents::Message> readOf(const PageDrawing& page) { return extractMessages({page.done()}).messages; }

TEST(Writers, MayBearTheNameOfALabel) {
    for (const std::string name : {"Peer", "Ora", "Partner", "Other", "Remote", "Autor", "Data"}) {
        PageDrawing page, above;
        above.line("Monday, 4 March 2024");
        for (int i = 0; i < 6; ++i) {
            const std::string writer = i % 2 ? name : "Anna";
            page.line("[2024-03-04 09:" + minute(i) + "] " + writer + ": " + kTexts[i]);
            above.line(writer + "  9:" + minute(i) + " AM").line(kTexts[i]);
        }
        for (const auto& got : {readOf(page), readOf(above)}) {
            ASSERT_EQ(got.size(), 6u) << name;
            EXPECT_EQ(got[3].from, name);
            EXPECT_EQ(got[3].body, kTexts[3]) << name;
        }
    }
}

TEST(TimesAtTheEdge, LeaveAWriterWhoOnceSendsAPicture) {
    for (const int picture : {5, 6}) {
        PageDrawing page;
        page.line("4 March 2024");
        double y = 84;
        for (int i = 0; i < 14; ++i, y += 16) {
            page.at(54, y, kWriters[i % 3]).at(500, y, "9:" + minute(i) + " AM");
            if (i != picture) page.at(54, y += 12, kTexts[i % 6]);
        }
        const auto got = readOf(page);
        ASSERT_EQ(got.size(), 14u);
        for (int i = 0; i < 14; ++i) EXPECT_EQ(got[static_cast<std::size_t>(i)].from, kWriters[i % 3]);
        EXPECT_EQ(got[8].body, kTexts[2]);
    }
}

TEST(Days, ThatATextNamesAreNoDividers) {
    for (const int kind : {0, 1, 2}) {
        PageDrawing page;
        page.line("Monday, 4 March 2024").space();
        double y = 90;
        for (int i = 0; i < 8; ++i, y += 30) {
            page.at(54, y, std::string(kWriters[i % 2]) + "  9:" + minute(i) + " AM").at(54, y + 13, kTexts[i % 6]);
            if (i != 2 && i != 5) continue;
            y += 13;
            if (kind < 2)
                page.at(54, y + 13,
                        (kind ? "Kickoff moved to Thu 14 Apr 2024 " : "Your appointment is on 14 April 2024 at ") +
                            std::to_string(i + 1) + ":15 PM");
            else
                page.at(54, y + 13, "invoice for the second filter order, dock " + std::string(i == 2 ? "one" : "two"))
                    .at(440, y + 13, i == 2 ? "Feb 1, 2024" : "Jan 5, 2024");
        }
        const auto got = readOf(page);
        ASSERT_EQ(got.size(), 8u);
        EXPECT_EQ(got[7].sent.text, "2024-03-04T09:18") << kind;
        EXPECT_NE(got[2].body.find("2024"), std::string::npos) << kind;
    }
}

TEST(Texts, KeepLinesThatAllOfThemShare) {
    for (const char* const shared : {"Hello Ben,", "No.", "Urgent: call me"}) {
        const bool ends = std::string_view(shared).starts_with("Urgent");
        PageDrawing page;
        page.line("Ticket 4411, 4 March 2024");
        for (int i = 0; i < 6; ++i) {
            page.space().line(std::string(kWriters[i % 2]) + "  3/4/2024 9:" + minute(i) + " AM");
            page.line(ends ? kTexts[i] : shared).line(ends ? shared : kTexts[i]);
        }
        const auto got = readOf(page);
        ASSERT_EQ(got.size(), 6u);
        EXPECT_NE(got[2].body.find(shared), std::string::npos) << got[2].body;
    }
}

TEST(Texts, KeepTheLinesOfAnAgenda) {
    PageDrawing page;
    page.line("4 March 2024").space();
    for (int i = 0; i < 6; ++i) {
        page.line(std::string(kWriters[i % 2]) + "  9:" + minute(i) + " AM").line(kTexts[i]);
        if (i == 2) page.line("10:30 -- Cyd opens");
    }
    const auto got = readOf(page);
    ASSERT_EQ(got.size(), 6u);
    EXPECT_NE(got[2].body.find("10:30 -- Cyd opens"), std::string::npos);
}

TEST(RunningMatter, IsNoMessageAboutAFax) {
    PageDrawing first(1), second(2);
    first.moveTo(40);
    second.moveTo(30).line("[2024-03-04 09:20] Ada Quill: did you send the fax to Ben?");
    for (int i = 0; i < 6; ++i) {
        first.line("[2024-03-04 09:1" + std::to_string(i) + "] " + kWriters[i % 2] + ": " + kTexts[i]);
        second.line("[2024-03-04 09:3" + std::to_string(i) + "] " + kWriters[i % 2] + ": " + kTexts[i]);
    }
    EXPECT_EQ(extractMessages({first.done(), second.done()}).messages.size(), 13u);
}

TEST(RunningMatter, AreLabelsOnTopOfPagesThatHeadNoTable) {
    std::vector<documents::Page> pages;
    for (int number = 1; number < 4; ++number) {
        PageDrawing page(number);
        page.at(54, 24, "Date").at(140, 24, "From").at(230, 24, "Message");
        for (int i = 0; i < 20; ++i)
            page.line(std::string(kWriters[i % 2]) + "  3/4/2024 " + std::to_string(8 + number) + ":" + minute(i) +
                      " AM")
                .line(kTexts[i % 6]);
        pages.push_back(page.done());
    }
    const auto got = extractMessages(pages);
    ASSERT_EQ(got.messages.size(), 60u);
    for (const auto& message : got.messages) EXPECT_EQ(message.body.find("Message"), std::string::npos);
}

}  // namespace
}  // namespace redwell::messages
