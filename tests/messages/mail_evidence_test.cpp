// What a mail's head must not take from the texts around it.
#include "messages/extraction.h"
#include "page_drawing.h"

#include <gtest/gtest.h>

namespace redwell::messages {
namespace {

using drawing::PageDrawing;

// A head whose values stand in a column.
double head(PageDrawing& page, double y, const std::string& from, const std::string& clock, bool hasSubject = true) {
    page.at(54, y, "From:").at(126, y, from).at(54, y + 12, "Sent:");
    page.at(126, y + 12, "Monday, March 4, 2024 " + clock).at(54, y + 24, "To:").at(126, y + 24, "cara@lab.example");
    if (hasSubject) page.at(54, y + 36, "Subject:").at(126, y + 36, "Filter order");
    return y + (hasSubject ? 60 : 48);
}

TEST(MailEvidence, ASignatureAboveAHeadIsOfTheMailAbove) {
    for (const bool parts : {true, false}) {
        PageDrawing first(1), second(2);
        double y = head(first, 60, "Ada Quill <ada@lab.example>", "9:15 AM");
        first.at(54, y, "The filter came.").at(54, y + 24, "Phone:").at(126, y + 24, "555 0100");
        y = head(parts ? second : first, parts ? 60 : y + 36, "Ben Okoro <ben@lab.example>", "10:15 AM");
        (parts ? second : first).at(54, y, "I will.");
        const auto got = parts ? extractMessages({first.done(), second.done()}) : extractMessages({first.done()});
        ASSERT_EQ(got.messages.size(), 2u);
        EXPECT_EQ(got.messages[0].body, "The filter came.\n\nPhone: 555 0100") << parts;
        EXPECT_EQ(got.messages[1].body, "I will.");
    }
}

TEST(MailEvidence, AnItemOfAListAboveAHeadIsOfTheMailAbove) {
    PageDrawing first(1), second(2);
    double y = head(first, 60, "Ada Quill <ada@lab.example>", "9:15 AM");
    first.at(54, y, "Please strike these:").at(54, y + 12, "Item 2").at(54, y + 24, "Item 5");
    y = head(second, 60, "Ben Okoro <ben@lab.example>", "10:15 AM");
    second.at(54, y, "I will.");
    const auto got = extractMessages({first.done(), second.done()});
    ASSERT_EQ(got.messages.size(), 2u);
    EXPECT_EQ(got.messages[0].body, "Please strike these:\nItem 2\nItem 5");
}

TEST(MailEvidence, WhatTheTextTellsUnderALabelIsText) {
    for (const std::string line : {"Phone number: 555 0100, please call", "Other address: the dock", "Status: ON"}) {
        PageDrawing page;
        page.line("From: Ada Quill <ada@lab.example>").line("Sent: Monday, March 4, 2024 9:15 AM");
        page.line("To: Ben <ben@lab.example>").line("Subject: Filter order").line(line).line("The filter came.");
        const auto got = extractMessages({page.done()});
        ASSERT_EQ(got.messages.size(), 1u);
        EXPECT_EQ(got.messages[0].body, line + "\nThe filter came.");
    }
}

TEST(MailEvidence, AnInitialIsPartOfTheNameInAnAttribution) {
    for (const std::string name : {"V. Raman", "Priya V", "Ada W.", "W. O. Quist", "A. Quill"}) {
        const auto got = extractMessagesFromText(
            "From: Ben Okoro <ben@lab.example>\nDate: Mon, 4 Mar 2024 09:30 +0100\nTo: cara@lab.example\nSubject: x\n\n"
            "Yes.\n\nOn Mon, Mar 4, 2024 at 9:15 AM " +
            name + " wrote:\n> Did the filter come?\n");
        ASSERT_EQ(got.messages.size(), 2u) << name;
        EXPECT_EQ(got.messages[1].from, name);
    }
}

TEST(MailEvidence, TheOwnersNameAboveAHeadIsNoSubject) {
    for (const bool hasLabel : {true, false}) {
        PageDrawing page;
        page.at(54, 60, "Cara Lind", 14);
        double y = head(page, 84, "Ada Quill <ada@lab.example>", "9:15 AM", false);
        if (hasLabel) page.at(54, y - 12, "Subject:");
        page.at(54, y + 12, "The filter came.");
        const auto got = extractMessages({page.done()});
        ASSERT_EQ(got.messages.size(), 1u);
        EXPECT_EQ(got.messages[0].subject, "");
    }
}

TEST(MailEvidence, TheLastLineOfAMailOnTopOfAPageIsNoTitleOfTheNext) {
    PageDrawing first(1), second(2);
    const double y = head(first, 60, "Ada Quill <ada@lab.example>", "9:15 AM");
    first.at(54, y, "The filter came.").at(54, y + 12, "The driver left.");
    second.line("Re: the form, please call me.").space(12).line("From: Ben Okoro <ben@lab.example>");
    second.line("Sent: Monday, March 4, 2024 10:15 AM").line("To: ada@lab.example").space().line("I will.");
    const auto got = extractMessages({first.done(), second.done()});
    ASSERT_EQ(got.messages.size(), 2u);
    EXPECT_NE(got.messages[0].body.find("please call me."), std::string::npos);
    EXPECT_EQ(got.messages[1].subject, "");
}

TEST(MailEvidence, ReceiversWithTheirTeamInBracketsAreSeveral) {
    PageDrawing page;
    page.line("From: Ada Quill <ada@lab.example>").line("Sent: Monday, March 4, 2024 9:15 AM");
    page.line("To: Ben Okoro [Legal], Cara Lind, Dov Lund").line("Subject: x").space().line("The filter came.");
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 1u);
    EXPECT_EQ(got.messages[0].to, (std::vector<std::string>{"Ben Okoro [Legal]", "Cara Lind", "Dov Lund"}));
}

TEST(MailEvidence, ARunningHeadWithALabelIsNoText) {
    std::vector<documents::Page> pages;
    for (int i = 1; i <= 3; ++i) {
        PageDrawing page(i);
        page.at(54, 20, "Subject").at(126, 20, "Filter order");
        double y = 60;
        if (i == 1) y = head(page, y, "Ada Quill <ada@lab.example>", "9:15 AM");
        for (int row = 0; row < 20; ++row)
            page.at(54, y + 12 * row, "Row " + std::to_string(20 * i + row) + " of the filters that came.");
        pages.push_back(page.done());
    }
    const auto got = extractMessages(pages);
    ASSERT_EQ(got.messages.size(), 1u);
    EXPECT_EQ(got.messages[0].body.find("Subject"), std::string::npos);
    EXPECT_NE(got.messages[0].body.find("Row 79"), std::string::npos);
}

}  // namespace
}  // namespace redwell::messages
