// Talk that comes near a list, a plan or a machine's log is talk.
#include "messages/extraction.h"
#include "page_drawing.h"

#include <gtest/gtest.h>

namespace redwell::messages {
namespace {

using drawing::PageDrawing;

const char* const kWriters[] = {"Ada Quill", "Ben Okoro"};
const char* const kTexts[] = {"did the filter arrive at the dock?", "It did, the driver left it with Cyd.",
                              "good, I will fetch it after lunch",  "please bring the signed form as well",
                              "the form is on your desk already",   "then we are done for today"};

std::string minute(int i) { return std::to_string(11 + i); }

std::size_t countOf(const PageDrawing& page) { return extractMessages({page.done()}).messages.size(); }

TEST(Talk, MayHoldALogThatSomebodyPasted) {
    for (const bool isDated : {true, false}) {
        PageDrawing page;
        page.line("Monday, 4 March 2024").space();
        for (int i = 0; i < 10; ++i) {
            page.line(kWriters[i % 2] + std::string(isDated ? "  2024-03-04 09:" : "  9:") + minute(i) +
                      (isDated ? "" : " AM"));
            page.line(kTexts[i % 6]);
            for (int k = 0; i == 3 && k < 8; ++k)
                page.line("2024-03-04 09:0" + std::to_string(k) + ":22 ERROR pump controller timed out");
        }
        EXPECT_EQ(countOf(page), 10u) << isDated;
    }
}

TEST(Talk, MayStandUnderLabelsThatAreNotItsColumns) {
    const std::vector<std::vector<std::string>> rows = {{"Status", "Date", "Author", "Priority"},
                                                        {"Posts", "Files", "Notes"},
                                                        {"Inbox", "Starred", "Sent", "Drafts"},
                                                        {"Date", "Author", "Duration"}};
    for (const auto& labels : rows) {
        PageDrawing page;
        for (std::size_t c = 0; c < labels.size(); ++c) page.at(54 + 90 * static_cast<double>(c), 40, labels[c]);
        for (int i = 0; i < 6; ++i)
            page.space().line(std::string(kWriters[i % 2]) + "  3/4/2024 9:" + minute(i) + " AM").line(kTexts[i]);
        EXPECT_EQ(countOf(page), 6u) << labels.back();
    }
}

TEST(Talk, MayStandUnderALabelNobodyKnows) {
    for (const char* const label : {"Details", "Description", "Note", "Conversation", "Remarks", "Dialogue"}) {
        PageDrawing page;
        page.at(54, 60, "Date").at(180, 60, "Author").at(280, 60, label);
        for (int i = 0; i < 6; ++i)
            page.at(54, 80 + 14 * i, "2024-03-04 09:" + minute(i))
                .at(180, 80 + 14 * i, kWriters[i % 2])
                .at(280, 80 + 14 * i, kTexts[i]);
        EXPECT_EQ(countOf(page), 6u) << label;
    }
}

TEST(Talk, MayBeOfWritersWhoseNamesAreLevels) {
    for (const std::string name : {"Trace Holloway", "Info Desk", "Alert", "Trace"}) {
        PageDrawing page;
        for (int i = 0; i < 12; ++i)
            page.line("[2024-03-04 09:" + minute(i) + ":07] " + (i % 6 ? name : "Ada Quill") + ": " + kTexts[i % 6]);
        EXPECT_EQ(countOf(page), 12u) << name;
    }
}

TEST(Talk, MayHappenAtRoundTimes) {
    const char* const times[] = {"09:15", "09:20", "09:35", "10:05", "10:40", "11:10"};
    PageDrawing page, table, quarters;
    page.line("Chat log, 4 March 2024");
    quarters.line("Chat log, 4 March 2024");
    for (int i = 0; i < 12; ++i) {
        const double y = 80 + 14 * i;
        quarters.at(54, y, std::to_string(9 + i / 4) + (i % 4 ? ":" + std::to_string(i % 4 * 15) : ":00"))
            .at(110, y, kWriters[i % 2])
            .at(200, y, kTexts[i % 6]);
        if (i >= 6) continue;
        page.at(54, y, times[i]).at(110, y, kWriters[i % 2]).at(200, y, kTexts[i]);
        table.at(54, y, std::to_string(i + 1)).at(80, y, kWriters[i % 2]).at(180, y, "03/04/2024");
        table.at(260, y, times[i]).at(320, y, kTexts[i]);
    }
    EXPECT_EQ(countOf(page), 6u);
    EXPECT_EQ(countOf(table), 6u);
    EXPECT_EQ(countOf(quarters), 12u);
}

TEST(Talk, MayBeInOtherLettersOrInCapitals) {
    const std::vector<std::vector<std::string>> scripts = {
        {"фильтр уже пришёл?", "Да, он на складе", "Спасибо", "Завтра позвоню", "форма на столе",
         "тогда всё на сегодня"},
        {"ON IT", "PUMP OK", "SEND FORM", "FORM SENT", "CALL DOCK", "CLOSE IT"}};
    for (const auto& texts : scripts) {
        PageDrawing page;
        for (int i = 0; i < 6; ++i)
            page.at(54, 60 + 14 * i, std::to_string(i + 1))
                .at(80, 60 + 14 * i, kWriters[i % 2])
                .at(180, 60 + 14 * i, "03.04.2024")
                .at(260, 60 + 14 * i, "09:" + minute(i))
                .at(320, 60 + 14 * i, texts[static_cast<std::size_t>(i)]);
        EXPECT_EQ(countOf(page), 6u) << texts[0];
    }
}

TEST(Talk, MayBeOfPicturesAlone) {
    PageDrawing page;
    page.line("4 March 2024");
    for (int i = 0; i < 6; ++i) page.space(60).line(std::string(kWriters[i % 2]) + "  3/4/2024 9:" + minute(i) + " AM");
    EXPECT_EQ(countOf(page), 6u);
}

}  // namespace
}  // namespace redwell::messages
