// Heads of mails in other tongues and shapes than Outlook's English ones.
#include "messages/extraction.h"
#include "page_drawing.h"

#include <gtest/gtest.h>

namespace redwell::messages {
namespace {

using drawing::PageDrawing;

TEST(MailHeads, AreReadInMoreLanguages) {
    struct Tongue {
        const char *rule, *from, *sent, *to, *subject;
    };
    for (const auto& t :
         {Tongue{"-----Oprindelig meddelelse-----", "Fra:", "Sendt: 5. marts 2023 14:03", "Til:", "Emne:"},
          Tongue{"-----Wiadomo\u015b\u0107 oryginalna-----", "Od:", "Wys\u0142ano: 5 marca 2023 14:03",
                 "Do:", "Temat:"},
          Tongue{"-----Mensagem original-----", "De:", "Enviada em: 5 de mar\u00e7o de 2023 14:03",
                 "Para:", "Assunto:"},
          Tongue{"-----Alkuper\u00e4inen viesti-----",
                 "L\u00e4hett\u00e4j\u00e4:", "L\u00e4hetetty: 5. maaliskuuta 2023 14:03", "Vastaanottaja:", "Aihe:"},
          Tongue{"-----\u0418\u0441\u0445\u043e\u0434\u043d\u043e\u0435 "
                 "\u0441\u043e\u043e\u0431\u0449\u0435\u043d\u0438\u0435-----",
                 "\u041e\u0442:",
                 "\u041e\u0442\u043f\u0440\u0430\u0432\u043b\u0435\u043d\u043e: 5 \u043c\u0430\u0440\u0442\u0430 2023 "
                 "14:03",
                 "\u041a\u043e\u043c\u0443:", "\u0422\u0435\u043c\u0430:"},
          Tongue{"_____\u539f\u59cb\u90ae\u4ef6_____", "\u53d1\u4ef6\u4eba\uff1a",
                 "\u53d1\u9001\u65f6\u95f4\uff1a 2023\u5e743\u67085\u65e5 14:03", "\u6536\u4ef6\u4eba\uff1a",
                 "\u4e3b\u9898\uff1a"}}) {
        PageDrawing page;
        page.line("From: Cara Lind <cara@lab.example>").line("Sent: Monday, March 6, 2023 9:00 AM");
        page.line("To: Ada Quill <ada@lab.example>").line("Subject: Sources").space().line("See below.").space();
        page.line(t.rule).line(std::string(t.from) + " Ada Quill <ada@lab.example>").line(t.sent);
        page.line(std::string(t.to) + " Cara Lind").line(std::string(t.subject) + " Sources").space();
        page.line("What may we use?");
        const auto got = extractMessages({page.done()});
        ASSERT_EQ(got.messages.size(), 2u) << t.rule;
        EXPECT_EQ(got.messages[0].body, "See below.") << t.rule;
        EXPECT_EQ(got.messages[1].from, "Ada Quill <ada@lab.example>") << t.rule;
        EXPECT_EQ(got.messages[1].sent.text, "2023-03-05T14:03") << t.rule;
        EXPECT_EQ(got.messages[1].subject, "Sources") << t.rule;
        EXPECT_EQ(got.messages[1].body, "What may we use?") << t.rule;
    }
}

TEST(MailHeads, NameNobodyOn) {
    PageDrawing page;
    page.line("Ada Quill <ada@lab.example> on 07/30/2000 02:50:35 PM").space();
    page.line("To: Cara Lind").line("cc: Ben Okoro").line("Subject: Sources").space().line("See below.");
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 1u);
    EXPECT_EQ(got.messages[0].from, "Ada Quill <ada@lab.example>");
    EXPECT_EQ(got.messages[0].sent.text, "2000-07-30T14:50:35");
}

TEST(MailHeads, KeepADayThatComesWithoutAClock) {
    PageDrawing page;
    page.line("From: Cara Lind <cara@lab.example>").line("Date: April 3, 2023");
    page.line("To: Ada Quill <ada@lab.example>").line("Subject: Sources").space().line("See below.");
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 1u);
    EXPECT_EQ(got.messages[0].sent.text, "2023-04-03");
    EXPECT_EQ(got.messages[0].sent.instant("America/New_York"), instantFromIso("2023-04-03T04:00:00Z"));
}

// A text between two heads is not the value of the first one's last label.
TEST(MailHeads, DoNotSwallowTextsBetweenThem) {
    PageDrawing page;
    for (int i = 0; i < 5; ++i)
        page.line("From: Ada Quill <ada@lab.example>")
            .line("Sent: Tue, 24 Oct 2023 09:0" + std::to_string(i) + ":00 -0400")
            .line("Message ID: spaces/AAA00" + std::to_string(i))
            .line("A text of message " + std::to_string(i))
            .space(4);
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 5u);
    EXPECT_EQ(got.messages[2].body, "A text of message 2");
}

TEST(MailHeads, DoNotBeginAtALabelThatEndsTheTextAbove) {
    PageDrawing page;
    for (int i = 0; i < 2; ++i) {
        page.line("From: Ada Quill <ada@lab.example>")
            .line("Sent: Tuesday, October 2" + std::to_string(4 - i) + ", 2023 9:00 AM");
        page.line("To: Ben Okoro").line("Subject: Pump").space().line("Please do not.").space();
        page.line("Re: the leak, the fix costs more than the pump").space();
    }
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 2u);
    EXPECT_EQ(got.messages[0].body, "Please do not.\n\nRe: the leak, the fix costs more than the pump");
    EXPECT_EQ(got.messages[1].body, got.messages[0].body);
}

TEST(MailHeads, AreReadInTwoColumns) {
    PageDrawing page;
    for (int i = 0; i < 3; ++i) {
        const double y = 60 + 150 * i;
        page.at(54, y, "Ada Quill/Legal/Lab").at(290, y, "To").at(308, y, "Ben Okoro/Sales/Lab, Cara");
        page.at(308, y + 12, "Lind/Lab")
            .at(290, y + 24, "cc")
            .at(54, y + 30, "10/24/2023 02:0" + std::to_string(i) + " PM", 9);
        page.at(286, y + 38, "bcc").at(265, y + 50, "Subject").at(308, y + 50, "Re: Sources");
        page.at(54, y + 80, "A text of mail " + std::to_string(i)).at(54, y + 92, "and its second line");
    }
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 3u);
    EXPECT_EQ(got.messages[1].from, "Ada Quill/Legal/Lab");
    EXPECT_EQ(got.messages[1].sent.text, "2023-10-24T14:01");
    ASSERT_EQ(got.messages[1].to.size(), 2u);
    EXPECT_EQ(got.messages[1].to[1], "Cara Lind/Lab");
    EXPECT_EQ(got.messages[1].subject, "Re: Sources");
    EXPECT_EQ(got.messages[1].body, "A text of mail 1 and its second line");
}

TEST(MailHeads, TakeADateAtTheRightOfTheSender) {
    PageDrawing page;
    for (int i = 0; i < 3; ++i)
        page.at(60, 60 + 80 * i, "From : Ada Quill <ada@lab.example>")
            .at(420, 60 + 80 * i, "Tue, 24 Oct 2023 14:0" + std::to_string(i))
            .at(60, 72 + 80 * i, "Subject : Sources")
            .at(60, 84 + 80 * i, "To : Ben Okoro <ben@lab.example>")
            .at(60, 108 + 80 * i, "Body " + std::to_string(i));
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 3u);
    EXPECT_EQ(got.messages[1].from, "Ada Quill <ada@lab.example>");
    EXPECT_EQ(got.messages[1].sent.text, "2023-10-24T14:01");
}

TEST(MailHeads, IncludeTheLinesThatCarriedTheMail) {
    std::string text;
    for (const std::string day : {"23", "24"})
        text +=
            "Return-Path: <ada@lab.example>\nReceived: from mx1.lab.example (mx1.lab.example [10.1.4.4])\n"
            "        by mail.lab.example with ESMTP id 7ab22;\n        Tue, " +
            day +
            " Oct 2023 14:03:00 +0200\n"
            "Message-ID: <7ab@lab.example>\nDate: Tue, " +
            day +
            " Oct 2023 14:02:00 +0200\nFrom: Ada Quill "
            "<ada@lab.example>\nTo: ben@lab.example\nSubject: Sources\nMIME-Version: 1.0\nContent-Type: "
            "text/plain; charset=utf-8\n\nBody of the " +
            day + "th.\n\n";
    const auto got = extractMessagesFromText(text);
    ASSERT_EQ(got.messages.size(), 2u);
    EXPECT_EQ(got.messages[0].body, "Body of the 23th.");
    EXPECT_EQ(got.messages[1].body, "Body of the 24th.");
}

// Whatever stands before a colon, the text beneath a head is the body.
TEST(MailHeads, LeaveLabelledLinesOfTheTextInIt) {
    for (const std::string first :
         {"Follow-Up: destroy the ledger today", "X-Ray: picture of the ledger", "Content-Type: whatever you like"}) {
        PageDrawing page;
        for (int i = 0; i < 2; ++i) {
            page.line("From: Ada Quill <ada@lab.example>").line("Sent: Tuesday, October 24, 2023 10:14 AM");
            page.line("To: Ben Okoro <ben@lab.example>").line("Subject: Plan").line(first);
            page.line("Then call me.").line("And nobody else.").space(20);
        }
        const auto got = extractMessages({page.done()});
        ASSERT_EQ(got.messages.size(), 2u) << first;
        for (const auto& message : got.messages) {
            EXPECT_EQ(message.subject, "Plan") << first;
            EXPECT_NE(message.body.find(first), std::string::npos) << message.body;
            EXPECT_NE(message.body.find("Then call me."), std::string::npos) << first;
            EXPECT_NE(message.body.find("And nobody else."), std::string::npos) << first;
        }
    }
}

// The last lines of a mail that look like the next one's head are its text all the same.
TEST(MailHeads, LeaveTheTextAboveThemInItsMail) {
    for (const std::string last :
         {"--- nobody must know this ---", "--- destroy the message ---", "X-Ray: picture of the ledger",
          "Re-Read: the notes", "X-Factor: who saw the ledger", "References: ask your friend about them"}) {
        for (const double gap : {0.0, 12.0, 24.0}) {
            PageDrawing page;
            for (int i = 0; i < 3; ++i) {
                page.line("From: Ada Quill <ada@lab.example>").line("Sent: Tuesday, October 24, 2023 10:14 AM");
                page.line("To: Ben Okoro <ben@lab.example>").line("Subject: Plan").space();
                page.line("Destroy it.").line("Then call me.").line(last).space(gap);
            }
            const auto got = extractMessages({page.done()});
            ASSERT_EQ(got.messages.size(), 3u) << last;
            for (const auto& message : got.messages)
                EXPECT_NE(message.body.find(last), std::string::npos) << last << " in " << message.body;
        }
    }
}

TEST(MailHeads, ShowHowTheMailWasCarriedAsTextOfNoMessage) {
    PageDrawing page;
    for (int i = 0; i < 2; ++i) {
        page.line("Return-Path: <ada@lab.example>").line("Trace-Sheet: 12").line("X-Mailer: Lab Mail 4.2");
        page.line("From: Ada Quill <ada@lab.example>").line("Sent: Tuesday, October 24, 2023 10:14 AM");
        page.line("To: Ben Okoro <ben@lab.example>").line("Subject: Plan").space().line("Destroy it.").space(20);
    }
    const auto drawn = page.done();
    const auto got = extractMessages({drawn});
    ASSERT_EQ(got.messages.size(), 2u);
    EXPECT_EQ(got.messages[0].body, "Destroy it.");
    ASSERT_EQ(got.unassigned.size(), 2u);
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_LE(got.unassigned[i].box.y1, got.messages[i].regions.front().box.y0 + 1);
        EXPECT_GT(got.unassigned[i].box.y1 - got.unassigned[i].box.y0, 30);
    }
}

TEST(MailHeads, EndAtALineThatCarriedTheMail) {
    for (const std::string carrier : {"X-Mailer: Lab Mail 4.2", "Thread-Topic: Plan"}) {
        PageDrawing page;
        for (int i = 0; i < 2; ++i) {
            page.line("From: Ada Quill <ada@lab.example>").line("Sent: Tuesday, October 24, 2023 10:14 AM");
            page.line("Trace-Sheet: 12").line("To: Ben Okoro <ben@lab.example>").line("Subject: Plan");
            page.line(carrier).line("Destroy it.").line("Then call me.").space(20);
        }
        const auto got = extractMessages({page.done()});
        ASSERT_EQ(got.messages.size(), 2u) << carrier;
        EXPECT_EQ(got.messages[0].subject, "Plan") << carrier;
        EXPECT_EQ(got.messages[0].body.find(carrier), std::string::npos) << carrier;
        EXPECT_NE(got.messages[0].body.find("Destroy it."), std::string::npos) << carrier;
        EXPECT_NE(got.messages[0].body.find("Then call me."), std::string::npos) << carrier;
    }
}

TEST(MailHeads, ThatCarriedMailsAlikeAreNoRunningMatter) {
    std::vector<documents::Page> pages;
    for (int i = 1; i <= 3; ++i) {
        const auto day = std::to_string(20 + i);
        PageDrawing page(i);
        page.line("Return-Path: <ada@lab.example>").line("Received: from mx1.lab.example ([10.1.4.4])");
        page.line("by mail.lab.example with ESMTP;", 90).line(day + " Oct 2023 14:03:00 +0200", 90);
        page.line("Message-ID: <7ab@lab.example>").line("Date: " + day + " Oct 2023 14:02:00 +0200");
        page.line("From: Ada Quill <ada@lab.example>").line("To: ben@lab.example").line("Subject: Sources");
        page.space().line("Yes, " + std::to_string(i));
        pages.push_back(page.done());
    }
    const auto got = extractMessages(pages);
    ASSERT_EQ(got.messages.size(), 3u);
    EXPECT_EQ(got.messages[0].body, "Yes, 1");
    EXPECT_EQ(got.messages[1].body, "Yes, 2");
}

TEST(MailHeads, IncludeUnknownLabelsBesideTheColumnOfTheirValues) {
    PageDrawing page;
    double y = 60;
    for (int i = 0; i < 3; ++i) {
        for (const auto& [label, value] : {std::pair{"From:", "Ada Quill [ada@lab.example]"},
                                           std::pair{"Sent:", "10/24/2023 2:03:00 PM"}, std::pair{"To:", "Ben Okoro"},
                                           std::pair{"Subject:", "Sources"}, std::pair{"Flag Status:", "Follow up"}}) {
            page.at(60, y, label).at(150, y, value);
            y += 12;
        }
        page.at(60, y + 12, "Yes.");
        y += 50;
    }
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 3u);
    EXPECT_EQ(got.messages[1].body, "Yes.");
}

TEST(MailHeads, MayHaveTheirShortLabelsMisread) {
    PageDrawing page(1, 0.004);
    for (int i = 0; i < 3; ++i)
        page.line("To: Ben Okoro")
            .line("From: A. J. Quill")
            .line("Ce: File")
            .line("Sent: Thu 3/" + std::to_string(2 + i) + "/2023 9:12:00 AM")
            .line("Subject: Sources")
            .space()
            .line("Text of mail " + std::to_string(i))
            .space(20);
    auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 3u);
    EXPECT_EQ(got.messages[1].from, "A. J. Quill");
    EXPECT_EQ(got.messages[1].body, "Text of mail 1");

    PageDrawing notes(1, 0.004);
    for (int i = 0; i < 3; ++i) {
        const double y = 60 + 120 * i;
        notes.at(54, y, "Ada Quill/Legal/Lab").at(290, y, "To.").at(312, y, "Ben Okoro/Sales/Lab");
        notes.at(295, y + 13, "i").at(54, y + 17, "10/24/2023 02:0" + std::to_string(i) + " PM").at(284, y + 24, "bec");
        notes.at(264, y + 36, "Subject")
            .at(308, y + 36, "Re: Sources")
            .at(54, y + 66, "Text of mail " + std::to_string(i));
    }
    got = extractMessages({notes.done()});
    ASSERT_EQ(got.messages.size(), 3u);
    EXPECT_EQ(got.messages[1].from, "Ada Quill/Legal/Lab");
    EXPECT_EQ(got.messages[1].body, "Text of mail 1");
}

// As a table sets it: the day stands beside the second line of a list.
TEST(MailHeads, OfNotesMayHaveTheDayBesideAValueThatGoesOn) {
    PageDrawing page;
    page.at(60, 60, "Ada Quill/Legal/Lab").at(290, 60, "To").at(308, 60, "Ben Okoro/Sales/Lab@Lab,");
    page.at(60, 72, "10/24/2023 02:01 PM").at(308, 72, "Cara Lind/Lab@Lab").at(265, 84, "Subject").at(308, 84, "Tin");
    page.moveTo(110).line("See below.").space();
    // Who and when by themselves, the labels far at the right with no more than a space behind them.
    page.line("Ben Okoro/Sales/Lab@Lab").line("10/24/2023 01:50 PM");
    page.at(400, 155, "To").at(415, 155, "Ada Quill").at(400, 167, "cc").at(380, 179, "Subject").at(418, 179, "Tin");
    page.moveTo(205).line("May we use it?");
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 2u);
    EXPECT_EQ(got.messages[0].from, "Ada Quill/Legal/Lab");
    EXPECT_EQ(got.messages[0].sent.text, "2023-10-24T14:01");
    EXPECT_EQ(got.messages[0].to, (std::vector<std::string>{"Ben Okoro/Sales/Lab@Lab", "Cara Lind/Lab@Lab"}));
    EXPECT_EQ(got.messages[0].body, "See below.");
    EXPECT_EQ(got.messages[1].sent.text, "2023-10-24T13:50");
    EXPECT_EQ(got.messages[1].to, std::vector<std::string>{"Ada Quill"});
    EXPECT_EQ(got.messages[1].subject, "Tin");
    EXPECT_EQ(got.messages[1].body, "May we use it?");
}

TEST(MailHeads, OfNotesAreAnnouncedByAnExcerpt) {
    const auto got = extractMessagesFromText(
        "From: Ada Quill/Legal/Lab@Lab\nTo: Ben Okoro/Lab@Lab\nDate: 10/24/2023 02:01 PM\nSubject: Tin\n\nSee "
        "below.\n\n"
        "Ben Okoro---10/24/2023 01:50:11 PM---May we use\n\nFrom: Ben Okoro/Lab\nTo: Ada Quill/Legal/Lab@Lab\n"
        "Date: 10/24/2023 01:50 PM\nSubject: Tin\n\nMay we use it?\n");
    ASSERT_EQ(got.messages.size(), 2u);
    EXPECT_EQ(got.messages[0].body, "See below.");
    EXPECT_EQ(got.messages[1].body, "May we use it?");
}

TEST(MailHeads, OfMailboxFilesBeginAtThePostmark) {
    std::string text;
    for (const auto* minute : {"01", "02"})
        text += std::string("From ada@lab.example Tue Oct 24 14:") + minute +
                ":11 2023\nReturn-Path: <ada@lab.example>\nDate: Tue, 24 Oct 2023 14:" + minute +
                ":11 +0200\nFrom: Ada Quill <ada@lab.example>\nTo: Ben <ben@lab.example>\nSubject: Tin\n"
                "Content-Type: text/plain\nStatus: RO\n\nThe text of " +
                minute + ".\n\n";
    const auto got = extractMessagesFromText(text);
    ASSERT_EQ(got.messages.size(), 2u);
    EXPECT_EQ(got.messages[0].body, "The text of 01.");
    EXPECT_EQ(got.messages[1].body, "The text of 02.");
}

TEST(MailHeads, MayTellTheDayAndTheClockApart) {
    PageDrawing page;
    double y = 60;
    for (const auto* clock : {"02:01 PM", "02:05 PM"}) {
        for (const auto& [label, value] : {std::pair{"CUSTODIAN:", "Lind, Cara"},
                                           {"FROM:", "Ada Quill <ada@lab.example>"},
                                           {"TO:", "Ben <ben@lab.example>"},
                                           {"DATESENT:", "10/24/2023"},
                                           {"TIMESENT:", clock},
                                           {"SUBJECT:", "Tin"}}) {
            y += 12;
            page.at(60, y, label).at(160, y, value);
        }
        page.at(60, y += 24, "See below.");
        y += 24;
    }
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 2u);
    EXPECT_EQ(got.messages[0].sent.text, "2023-10-24T14:01");
    EXPECT_EQ(got.messages[0].body, "See below.");  // the custodian below is the next head's
    EXPECT_EQ(got.messages[1].sent.text, "2023-10-24T14:05");
}

TEST(MailHeads, AClockBelowIsNoLabel) {
    const auto got = extractMessagesFromText(
        "From: Ada Quill <ada@lab.example>\nDate: Tue, 24 Oct 2023 14:01:11 +0200\nSubject: Tin\nCc: Ben "
        "<ben@lab.example>\n\nAt 12:38 AM 10/24/2023, Ben Okoro wrote:\n>May we use it?\n\nYes.\n");
    ASSERT_EQ(got.messages.size(), 2u);
    EXPECT_EQ(got.messages[0].body, "Yes.");
    EXPECT_EQ(got.messages[1].sent.text, "2023-10-24T00:38");
}

TEST(MailHeads, ATitleOnTopOfALaterPageIsTheSubject) {
    std::vector<documents::Page> pages;
    for (int i = 1; i <= 2; ++i) {
        PageDrawing page(i);
        page.at(60, 60, i == 1 ? "Re: Tin" : "Re: Copper", 14).moveTo(90);
        page.line("From: Ada Quill <ada@lab.example>").line("To: Ben <ben@lab.example>");
        page.line("Date: Tuesday, October 24, 2023 at 2:0" + std::to_string(i) + " PM").space();
        page.line("The text of page " + std::to_string(i) + ".");
        pages.push_back(page.done());
    }
    const auto got = extractMessages(pages);
    ASSERT_EQ(got.messages.size(), 2u);
    EXPECT_EQ(got.messages[0].subject, "Re: Tin");
    EXPECT_EQ(got.messages[0].body, "The text of page 1.");
    EXPECT_EQ(got.messages[1].subject, "Re: Copper");
}

TEST(MailHeads, InColumnsOnTopOfPagesAreNoRunningMatter) {
    std::vector<documents::Page> pages;
    for (int i = 1; i <= 2; ++i) {
        PageDrawing page(i);
        page.at(60, 50, "Subject").at(130, 50, "Re: Tin").at(60, 62, "From").at(130, 62, "Ada <ada@lab.example>");
        page.at(60, 74, "Date").at(130, 74, "2023-10-24 14:0" + std::to_string(i)).moveTo(100);
        page.line(i == 1 ? "May we use it?" : "Nobody has asked me so far.");
        pages.push_back(page.done());
    }
    const auto got = extractMessages(pages);
    ASSERT_EQ(got.messages.size(), 2u);
    EXPECT_EQ(got.messages[1].subject, "Re: Tin");
    EXPECT_EQ(got.messages[1].body, "Nobody has asked me so far.");
}

TEST(MailHeads, ShowTheirReceiversAsAMailboxDoes) {
    PageDrawing page;
    for (int i = 0; i < 2; ++i) {
        const double y = 60 + 60 * i;
        page.at(60, y, "Ada Quill <ada@lab.example>").at(400, y, "Tue, Oct 24, 2023, 2:0" + std::to_string(i) + " PM");
        page.at(60, y + 12, "to Ben, me").at(60, y + 36, "A text of mail " + std::to_string(i));
    }
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 2u);
    EXPECT_EQ(got.messages[1].to, (std::vector<std::string>{"Ben", "me"}));
    EXPECT_EQ(got.messages[1].body, "A text of mail 1");
}

TEST(MailHeads, OfADigestAreNumbered) {
    std::string text;
    for (const auto* number : {"1", "2"})
        text += std::string("------------------------------\n\nMessage: ") + number +
                "\nDate: Tue, 24 Oct 2023 14:01:11 +0200\nFrom: Ada Quill <ada@lab.example>\nTo: tin@lists.example\n"
                "Subject: [tin] Licence\n\nThe text of " +
                number + ".\n\n";
    const auto got = extractMessagesFromText(text);
    ASSERT_EQ(got.messages.size(), 2u);
    EXPECT_EQ(got.messages[0].body, "The text of 1.");
}

}  // namespace
}  // namespace redwell::messages
