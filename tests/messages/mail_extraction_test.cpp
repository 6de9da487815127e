#include "messages/extraction.h"
#include "page_drawing.h"

#include <gtest/gtest.h>

namespace redwell::messages {
namespace {

using drawing::PageDrawing;

TEST(MailExtraction, ReadsAChainOfHeadBlocks) {
    PageDrawing page;
    page.line("Dana Whit").space();
    page.line("From: Ada Quill <ada@lab.example>").line("Sent: Thursday, October 26, 2023 6:05 AM");
    page.line("To: Ben Okoro <ben@lab.example>; Cara Lind <cara@lab.example>;")
        .line("Dana Whit <dana@lab.example>")
        .line("Cc: Eve <eve@lab.example>");
    page.line("Subject: RE: Sources")
        .space()
        .line("Please read below.")
        .line("From: what I heard, it is settled.")
        .space();
    page.line("-----Original Message-----")
        .line("From: Ben Okoro")
        .line("Sent: Wednesday, October 25, 2023 18:59")
        .line("To: Ada Quill")
        .line("Subject: Sources")
        .space();
    page.line("What may we use?").bottom("CONFIDENTIAL", "RW-00000044");
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 2u);
    EXPECT_EQ(got.messages[0].from, "Ada Quill <ada@lab.example>");
    EXPECT_EQ(got.messages[0].to.size(), 3u);
    EXPECT_EQ(got.messages[0].cc.size(), 1u);
    EXPECT_EQ(got.messages[0].subject, "RE: Sources");
    EXPECT_EQ(got.messages[0].body, "Please read below.\nFrom: what I heard, it is settled.");
    EXPECT_EQ(got.messages[0].depth, 0);
    EXPECT_EQ(got.messages[1].from, "Ben Okoro");
    EXPECT_EQ(got.messages[1].sent.text, "2023-10-25T18:59");
    EXPECT_EQ(got.messages[1].body, "What may we use?");
    EXPECT_EQ(got.messages[1].depth, 1);
}

TEST(MailExtraction, ReadsAHeadBlockThatBreaksOverAPage) {
    PageDrawing first(1), second(2);
    first.line("From: Ada Quill <ada@lab.example>")
        .line("Date: 24 Oct 2023 09:15 +0200")
        .line("To: Ben Okoro <ben@lab.example>")
        .line("Subject: One")
        .space()
        .line("Body one.");
    first.moveTo(700)
        .line("From: Ben Okoro <ben@lab.example>")
        .line("Date: 24 Oct 2023 08:15 +0200")
        .bottom("CONFIDENTIAL", "RW-00000044");
    second.line("To: Ada Quill <ada@lab.example>")
        .line("Subject: Two")
        .space()
        .line("Body two.")
        .bottom("CONFIDENTIAL", "RW-00000045");
    const auto got = extractMessages({first.done(), second.done()});
    ASSERT_EQ(got.messages.size(), 2u);
    EXPECT_EQ(got.messages[0].body, "Body one.");
    EXPECT_EQ(got.messages[0].sent.text, "2023-10-24T09:15+02:00");
    EXPECT_EQ(got.messages[1].subject, "Two");
    EXPECT_EQ(got.messages[1].page, 2);  // where its head ends
    EXPECT_EQ(got.messages[1].regions.front().page, 1);
    EXPECT_EQ(got.messages[1].body, "Body two.");
}

TEST(MailExtraction, SortsQuotedLevels) {
    const auto got = extractMessagesFromText(
        "From: Ada Quill <ada@lab.example>\nDate: Mon, 23 Oct 2023 20:44 -0700\nTo: Ben <ben@lab.example>\nSubject: "
        "Re: licence\n\n"
        "Top answer.\n\nOn Mon, Oct 23, 2023 at 8:44 PM Ben Okoro\n<ben@lab.example> wrote:\n> Second\n> line\n>\n> On "
        "Mon, Oct 23, 2023 at 8:43 PM Ada Quill <ada@lab.example> wrote:\n"
        ">> First\n>\n> after it\n\nA word below.\n");
    ASSERT_EQ(got.messages.size(), 3u);
    EXPECT_EQ(got.messages[0].body, "Top answer.\n\nA word below.");
    EXPECT_EQ(got.messages[1].from, "Ben Okoro <ben@lab.example>");
    EXPECT_EQ(got.messages[1].body, "Second\nline\nafter it");
    EXPECT_EQ(got.messages[2].body, "First");
    EXPECT_EQ(got.messages[2].depth, 2);
    EXPECT_EQ(got.messages[2].sent.text, "2023-10-23T20:43");
}

TEST(MailExtraction, KeepsAWrappedQuotationTogether) {
    PageDrawing page;
    page.line("From: Ada Quill <ada@lab.example>")
        .line("Date: Mon, 23 Oct 2023 20:44 -0700")
        .line("To: Ben <ben@lab.example>")
        .line("Subject: x")
        .space()
        .line("Hi.")
        .space();
    page.line("On Mon, Oct 23, 2023 at 8:44 PM Ben Okoro <ben@lab.example> wrote:");
    page.line("> Removed the lines that start with the notice and the block before taking the whole text into one. Now")
        .line("is that what you asked for?");
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 2u);
    EXPECT_NE(got.messages[1].body.find("asked for?"), std::string::npos);
}

TEST(MailExtraction, AnswersBetweenShortQuotationsStayWithWhoeverWroteThem) {
    const auto got = extractMessagesFromText(
        "From: Ada Quill <ada@lab.example>\nDate: Mon, 23 Oct 2023 20:44 -0700\nTo: Ben <ben@lab.example>\nSubject: "
        "Re: licence\n\nOn Mon, Oct 23, 2023 at 8:40 PM Ben Okoro <ben@lab.example> wrote:\n"
        "> Did you get the books out of the archive yet\nyes, all of them\n> and who signed the licence\nnobody did\n");
    ASSERT_EQ(got.messages.size(), 2u);
    EXPECT_EQ(got.messages[0].body, "yes, all of them\nnobody did");
    EXPECT_EQ(got.messages[1].body, "Did you get the books out of the archive yet\nand who signed the licence");
}

TEST(MailExtraction, ASentenceBelowAFullQuotedRowIsAnAnswer) {
    PageDrawing page;
    page.line("From: Ada Quill <ada@lab.example>")
        .line("Date: Mon, 23 Oct 2023 20:44 -0700")
        .line("To: Ben <ben@lab.example>")
        .line("Subject: x")
        .space()
        .line("On Mon, Oct 23, 2023 at 8:44 PM Ben Okoro <ben@lab.example> wrote:")
        .line("> Were the lines that start with the notice removed before the whole of the text was taken into one?")
        .line("Nobody asked me to do that.");
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 2u);
    EXPECT_EQ(got.messages[0].body, "Nobody asked me to do that.");
}

TEST(MailExtraction, ASentenceBelowAFullQuotedRowIsItsRestWhereQuotationsWrapSo) {
    enum class Answers { None, Close, Apart };
    const auto drawn = [](Answers answers) {
        PageDrawing page;
        page.line("From: Ada Quill <ada@lab.example>")
            .line("Date: Mon, 23 Oct 2023 20:44 -0700")
            .line("To: Ben <ben@lab.example>")
            .line("Subject: x")
            .space()
            .line("On Mon, Oct 23, 2023 at 8:44 PM Ben Okoro <ben@lab.example> wrote:")
            .line(
                "> Were the lines that start with the notice removed before the whole of the text was taken into one?")
            .line("Is that what you asked for?")
            .line("> I have gone through the books of the archive by hand, and where a page was missing I have set all")
            .line("sheets aside, and the same with those")
            .line("> that nobody could read since the scans were made in a hurry, so that we have to go back to all of")
            .line("those by Friday.");
        if (answers == Answers::Apart) page.space().line("Not to all.").space().line("> Who signed it?");
        page.space()
            .line("> On Mon, Oct 23, 2023 at 8:40 PM Cleo Marsh <cleo@lab.example> wrote:")
            .line(
                ">> The old mix was not good, there is too much of the crawl in it and too little long prose, since it "
                "is")
            .line("the books that move the needle.");
        if (answers == Answers::Close) page.line(">> Who signed it?").line("Nobody did.");
        return extractMessages({page.done()});
    };
    const auto got = drawn(Answers::None);
    ASSERT_EQ(got.messages.size(), 3u);
    EXPECT_EQ(got.messages[0].body, "");
    EXPECT_NE(got.messages[1].body.find("asked for?"), std::string::npos);
    EXPECT_NE(got.messages[2].body.find("move the needle"), std::string::npos);
    const auto answered = drawn(Answers::Close);  // who answers close beneath a row may do so beneath a full one
    ASSERT_EQ(answered.messages.size(), 3u);
    EXPECT_EQ(answered.messages[0].body, "Is that what you asked for?\nNobody did.");
    const auto apart = drawn(Answers::Apart);
    ASSERT_EQ(apart.messages.size(), 3u);
    EXPECT_EQ(apart.messages[0].body, "Is that what you asked for?\n\nNot to all.");
}

// One row that wrapped says too little about how the others do.
TEST(MailExtraction, AnAnswerBelowAFullRowStaysOneWhereASingleRowWrapped) {
    PageDrawing page;
    page.line("From: Ada Quill <ada@lab.example>").line("Date: Mon, 23 Oct 2023 20:44 -0700");
    page.line("To: Ben <ben@lab.example>").line("Subject: x").space();
    page.line("On Mon, Oct 23, 2023 at 8:44 PM Ben Okoro <ben@lab.example> wrote:")
        .line(
            "> The filter came this morning, but the driver says that the paper for the customs has not been signed by")
        .line("anybody at the dock.")
        .line("> I would rather not pay for the second delivery, since the first one was late and the box was broken.")
        .line("Agreed, we shall not pay for it.");
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 2u);
    EXPECT_EQ(got.messages[0].body, "Agreed, we shall not pay for it.");
}

TEST(MailExtraction, AQuotedRowMayGoOnOnTheNextPage) {
    const auto drawn = [](bool wraps) {
        PageDrawing first, second(2);
        first.line("From: Ada Quill <ada@lab.example>").line("Date: Mon, 23 Oct 2023 20:44 -0700");
        first.line("To: Ben <ben@lab.example>").line("Subject: x").space().line("Hi.").space();
        first.line("On Mon, Oct 23, 2023 at 8:44 PM Ben Okoro <ben@lab.example> wrote:");
        for (int i = 0; i < 2 && wraps; ++i)
            first
                .line(
                    "> I have gone through the books of the archive by hand, and where a page was missing I have set "
                    "all")
                .line("sheets aside as you said.");
        first.line(
            "> Removed the lines that start with the notice and the block before taking the whole text into one. Now");
        second.line("is that what you asked for?");
        return extractMessages({first.done(), second.done()});
    };
    const auto got = drawn(true);
    ASSERT_EQ(got.messages.size(), 2u);
    EXPECT_EQ(got.messages[0].body, "Hi.");
    const auto answered = drawn(false);  // nothing tells that rows wrap so
    ASSERT_EQ(answered.messages.size(), 2u);
    EXPECT_EQ(answered.messages[0].body, "Hi.\nis that what you asked for?");
}

TEST(MailExtraction, AReceiverIsWrittenAsTheSenderIs) {
    const auto bracketed = extractMessagesFromText(
        "From: Vale, Imogen [iv@lab.example]\nSent: Tuesday, October 24, 2023 2:03 PM\nTo: Okafor, Sol "
        "[so@lab.example]\n"
        "Subject: Licence\n\nPlease hold.\n");
    ASSERT_EQ(bracketed.messages.size(), 1u);
    EXPECT_EQ(bracketed.messages[0].to, std::vector<std::string>{"Okafor, Sol [so@lab.example]"});
    const auto got = extractMessagesFromText(
        "From: Vale, Imogen on behalf of Legal Intake\nSent: Tuesday, October 24, 2023 2:03 PM\nTo: Okafor, Sol\n"
        "Cc: Brandt, Jutta, Quill, Ada\nSubject: Licence\n\nPlease hold.\n");
    ASSERT_EQ(got.messages.size(), 1u);
    EXPECT_EQ(got.messages[0].to, std::vector<std::string>{"Okafor, Sol"});
    EXPECT_EQ(got.messages[0].cc, (std::vector<std::string>{"Brandt, Jutta", "Quill, Ada"}));
    const auto firstNames = extractMessagesFromText(
        "From: Imogen Vale\nSent: Tuesday, October 24, 2023 2:03 PM\nTo: Sol, Ada\nSubject: Licence\n\nHold.\n");
    ASSERT_EQ(firstNames.messages.size(), 1u);
    EXPECT_EQ(firstNames.messages[0].to, (std::vector<std::string>{"Sol", "Ada"}));
}

TEST(MailExtraction, ReadsOtherLanguages) {
    const auto german = extractMessagesFromText(
        "Von: Jutta Brandt <jb@haus.example>\nGesendet: Dienstag, 24. Oktober 2023 14:03\nAn: Ada Quill "
        "<ada@lab.example>\nBetreff: AW: Lizenz\n\nJa.\n\n"
        "Am 24.10.2023 um 13:55 schrieb Ada Quill <ada@lab.example>:\n> Geht das?\n");
    ASSERT_EQ(german.messages.size(), 2u);
    EXPECT_EQ(german.messages[0].sent.text, "2023-10-24T14:03");
    EXPECT_EQ(german.messages[1].from, "Ada Quill <ada@lab.example>");
    EXPECT_EQ(german.messages[1].body, "Geht das?");
    const auto french = extractMessagesFromText(
        "De : Luc Fontaine <lf@lab.example>\nEnvoy\u00e9 : mardi 24 octobre 2023 14:03\n\u00c0 : Ada Quill "
        "<ada@lab.example>\nObjet : RE: Licence\n\nOui.\n\n"
        "Le mar. 24 oct. 2023 \u00e0 13:55, Ada Quill <ada@lab.example> a \u00e9crit :\n> Possible ?\n");
    ASSERT_EQ(french.messages.size(), 2u);
    EXPECT_EQ(french.messages[0].subject, "RE: Licence");
    EXPECT_EQ(french.messages[1].sent.text, "2023-10-24T13:55");
}

TEST(MailExtraction, ReadsAWebMailPrint) {
    PageDrawing page;
    page.line("Re: Licence").line("2 messages").space();
    page.at(60, 110, "Ada Quill <ada@lab.example>").at(420, 110, "Mon, Oct 23, 2023 at 8:44 PM").moveTo(122);
    page.line("To: Ben Okoro <ben@lab.example>").space().line("Fine with me.").space(30);
    page.at(60, 200, "Ben Okoro <ben@lab.example>").at(420, 200, "Mon, Oct 23, 2023 at 9:10 PM").moveTo(212);
    page.line("To: Ada Quill <ada@lab.example>").space().line("Good.");
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 2u);
    EXPECT_EQ(got.messages[0].from, "Ada Quill <ada@lab.example>");
    EXPECT_EQ(got.messages[1].sent.text, "2023-10-23T21:10");
    EXPECT_EQ(got.messages[1].body, "Good.");
}

}  // namespace
}  // namespace redwell::messages
