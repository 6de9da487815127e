// What holds no message yields none.
#include "messages/extraction.h"
#include "page_drawing.h"

#include <gtest/gtest.h>

#include <chrono>

namespace redwell::messages {
namespace {

using drawing::PageDrawing;

TEST(NoMessages, InAMemo) {
    PageDrawing page;
    page.line("MEMORANDUM")
        .space()
        .line("TO: Board of Directors")
        .line("FROM: Ada Quill, General Counsel")
        .line("DATE: October 24, 2023")
        .line("RE: Licence talks")
        .space();
    page.line("At 2:15 PM on Monday the talks ended. From: the minutes, we know that nobody objected.")
        .line("We advise to wait.");
    const auto got = extractMessages({page.done()});
    EXPECT_TRUE(got.messages.empty());
    EXPECT_FALSE(got.unassigned.empty());
}

TEST(NoMessages, InALetter) {
    EXPECT_TRUE(
        extractMessagesFromText("Lind & Partners\n12 Mill Road\n\nOctober 24, 2023\n\nDear Ms. Quill:\n\nWe refer to "
                                "your call of 10:30 AM on October 20, 2023. To: be clear, we disagree.\n\n"
                                "Sincerely,\n\nCara Lind\n")
            .messages.empty());
}

TEST(NoMessages, InACourtOrder) {
    PageDrawing page;
    page.at(60, 30, "Case 3:23-cv-01234 Document 12 Filed 10/24/23 Page 1 of 2", 8)
        .line("ORDER")
        .line("On October 24, 2023, at 9:30 a.m., counsel for the plaintiff wrote: we object.");
    page.line("THE COURT: Sit down.")
        .line("MR. LIND: Thank you.")
        .line("IT IS SO ORDERED.")
        .line("Dated: October 24, 2023 4:15 PM");
    EXPECT_TRUE(extractMessages({page.done()}).messages.empty());
}

TEST(NoMessages, InAnAgenda) {
    EXPECT_TRUE(
        extractMessagesFromText("Conference, 24 October 2023\n9:00 AM Opening Remarks\n9:30 AM Keynote Address\n10:30 "
                                "AM Coffee Break\n11:00 AM Panel Discussion\n12:30 PM Lunch Buffet\n1:30 PM "
                                "Workshop Sessions\n")
            .messages.empty());
}

TEST(NoMessages, InASheetOfExpenses) {
    PageDrawing page;
    page.at(60, 60, "Date").at(140, 60, "Name").at(260, 60, "Amount");
    for (int i = 0; i < 8; ++i)
        page.at(60, 80 + 14 * i, "10/2" + std::to_string(i) + "/2023")
            .at(140, 80 + 14 * i, i % 2 ? "Ada Quill" : "Ben Okoro")
            .at(260, 80 + 14 * i, "1,2" + std::to_string(i) + "0.00");
    EXPECT_TRUE(extractMessages({page.done()}).messages.empty());
}

TEST(NoMessages, OnEmptyPages) {
    EXPECT_TRUE(extractMessages({}).messages.empty());
    EXPECT_TRUE(extractMessages({documents::Page{}}).messages.empty());
    EXPECT_TRUE(extractMessagesFromText("").messages.empty());
}

TEST(HostileText, TakesBoundedTime) {
    const auto begin = std::chrono::steady_clock::now();
    std::string text;
    for (int i = 0; i < 60'000; ++i) text += "On From: To: > 10/24/2023 11:03 PM x" + std::to_string(i) + ":\n";
    extractMessagesFromText(text);
    extractMessagesFromText(std::string(3'000'000, '>'));
    extractMessagesFromText(std::string(1'000'000, '\n') + std::string(1'000'000, ':'));
    std::string bad = "\xff\xfe From: \xc3\x28";
    extractMessagesFromText(bad);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
}

}  // namespace
}  // namespace redwell::messages
