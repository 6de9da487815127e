// What mail programs print around the words of a mail: lists of attachments, marks beside names, closed mails, the
// lines that announce an earlier one.
#include "messages/extraction.h"
#include "page_drawing.h"

#include <gtest/gtest.h>

namespace redwell::messages {
namespace {

using drawing::PageDrawing;
using Strings = std::vector<std::string>;

Strings filesOf(const documents::Message& message) {
    Strings names;
    for (const auto& file : message.attachments) names.push_back(file.name);
    return names;
}

PageDrawing mail() {
    PageDrawing page;
    page.line("From: Ada Quill <ada@lab.example>").line("Sent: Tuesday, October 24, 2023 2:03 PM");
    page.line("To: Ben Okoro <ben@lab.example>").line("Subject: Terms").space();
    return page;
}

TEST(MailPrint, ListsOfFilesAtTheEndAreAttachments) {
    for (const auto& list :
         {Strings{"terms.docx (~23 KB)", "annex 2.pdf (1.2 MB)"}, Strings{"Attachments:", "terms.docx", "annex 2.pdf"},
          Strings{"2 attachments (482 KB)", "terms.docx; annex", "2.pdf;"},
          Strings{"2 Attachments \u2022 Scanned by Gmail", "terms.docx", "annex 2.pdf"},
          Strings{"terms.docx", "23K", "annex 2.pdf", "355 kB"},
          Strings{"613.52 KB 2 files attached", "\u2022 terms.docx 23 KB", "\u2022 annex 2.pdf 9 KB"},
          Strings{"Anlagen (2)", "terms.docx 23 k [ application/octet-stream ] Download",
                  "annex 2.pdf 4 k [ application/pdf ] Download"}}) {
        auto page = mail();
        page.line("As discussed.").space(14);
        for (const auto& row : list) page.line(row);
        const auto got = extractMessages({page.done()});
        ASSERT_EQ(got.messages.size(), 1u) << list.front();
        EXPECT_EQ(got.messages[0].body, "As discussed.") << list.front();
        EXPECT_EQ(filesOf(got.messages[0]), (Strings{"terms.docx", "annex 2.pdf"})) << list.front();
        EXPECT_GE(got.messages[0].regions.back().box.y1, 130) << list.front();  // they can be seen and redacted with it
    }
}

TEST(MailPrint, ListsOfFilesBeneathAHeadAreAttachments) {
    auto page = mail();
    page.line("Part(s): 2 terms.docx [application/msword] 23 KB").space().line("As discussed.");
    auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 1u);
    EXPECT_EQ(got.messages[0].body, "As discussed.");
    EXPECT_EQ(filesOf(got.messages[0]), Strings{"terms.docx"});

    auto chips = mail();
    chips.at(60, 130, "terms.docx").at(240, 130, "annex 2.pdf").at(60, 142, "23 KB").at(240, 142, "9 KB");
    chips.moveTo(164).line("As discussed.");
    got = extractMessages({chips.done()});
    ASSERT_EQ(got.messages.size(), 1u);
    EXPECT_EQ(got.messages[0].body, "As discussed.");
    EXPECT_EQ(filesOf(got.messages[0]), (Strings{"terms.docx", "annex 2.pdf"}));
}

TEST(MailPrint, AListGoesOnBeneathTheLastLabelOfTheHead) {
    PageDrawing page;
    page.line("Da: Ada Quill <ada@lab.example>").line("Inviato: marted\u00ec 24 ottobre 2023 14:03");
    page.line("A: Ben Okoro <ben@lab.example>").line("Oggetto: Terms").line("Allegati:").line("terms.docx");
    page.line("annex 2.pdf").space().line("As discussed.");
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 1u);
    EXPECT_EQ(got.messages[0].body, "As discussed.");
    EXPECT_EQ(filesOf(got.messages[0]), (Strings{"terms.docx", "annex 2.pdf"}));
}

TEST(MailPrint, FilesThatTheWriterNamesAreHisText) {
    for (const auto& text :
         {Strings{"These fill the disk:", "backup.zip 4.2 GB", "old.pst 12 GB"},
          Strings{"See terms.docx", "annex 2.pdf"}, Strings{"Attachments: the lease and the plan"},
          Strings{"Please find terms.docx (23 KB)"}, Strings{"Your server refused scan.pdf (23 MB)."},
          Strings{"Ben took scan.pdf, 23 MB."}, Strings{"That was terms.docx (23 KB)"},
          Strings{"Ihr Server nahm Scan.pdf (23 MB)"}, Strings{"terms.docx and annex.pdf (23 KB)"},
          Strings{"terms.docx", "", "annex.pdf (2 MB)"}}) {
        auto page = mail();
        page.line("As discussed.").space(14);
        for (const auto& row : text) row.empty() ? page.space(14) : page.line(row);
        const auto got = extractMessages({page.done()});
        ASSERT_EQ(got.messages.size(), 1u);
        EXPECT_TRUE(got.messages[0].attachments.empty()) << text.front();
        EXPECT_NE(got.messages[0].body.find(text.back()), std::string::npos) << text.back();
    }
}

TEST(MailPrint, ATextThatBeginsWithAFileIsNoList) {
    auto page = mail();
    page.line("budget.xlsx (23 KB)").line("is the file that crashes.");
    auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 1u);
    EXPECT_EQ(got.messages[0].body, "budget.xlsx (23 KB)\nis the file that crashes.");
    EXPECT_TRUE(got.messages[0].attachments.empty());

    PageDrawing named;
    named.line("From: Ada Quill <ada@lab.example>").line("Sent: Tuesday, October 24, 2023 2:03 PM");
    named.line("To: Ben Okoro <ben@lab.example>").line("Subject: Terms").line("Attachments: all.zip").space();
    named.line("1. terms.docx").line("2. annex.pdf").line("Are these the right ones?");
    got = extractMessages({named.done()});
    ASSERT_EQ(got.messages.size(), 1u);
    EXPECT_EQ(got.messages[0].body, "1. terms.docx\n2. annex.pdf\nAre these the right ones?");
    EXPECT_EQ(filesOf(got.messages[0]), Strings{"all.zip"});
}

TEST(MailPrint, AFileOnTopOfAPageIsOfTheTextAboveIt) {
    auto page = mail();
    page.line("I lost these two").line("- terms.docx");
    PageDrawing next(2);
    next.line("- annex.pdf (2 MB)");
    const auto got = extractMessages({page.done(), next.done()});
    ASSERT_EQ(got.messages.size(), 1u);
    EXPECT_TRUE(got.messages[0].attachments.empty());
    EXPECT_NE(got.messages[0].body.find("annex.pdf"), std::string::npos);
}

TEST(MailPrint, AListBeneathQuotationsIsOfTheMailThatQuotes) {
    auto page = mail();
    page.line("As discussed.").space().line("On 10/23/2023 9:12 AM, Ben Okoro wrote:").line("> Which terms?").space(14);
    page.line("terms.docx (23 KB)");
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 2u);
    EXPECT_EQ(filesOf(got.messages[0]), Strings{"terms.docx"});
    EXPECT_EQ(got.messages[1].body, "Which terms?");
    EXPECT_TRUE(got.messages[1].attachments.empty());
}

TEST(MailPrint, AListThatMayBeOfTwoMailsIsOfNone) {
    auto page = mail();
    page.line("As discussed.").space();
    page.line("From: Ben Okoro <ben@lab.example>", 90).line("Sent: Monday, October 23, 2023 9:12 AM", 90);
    page.line("To: Ada Quill <ada@lab.example>", 90).line("Subject: Terms", 90).space();
    page.line("Which terms?", 90).space(14).line("terms.docx (23 KB)");
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 2u);
    EXPECT_TRUE(got.messages[0].attachments.empty() && got.messages[1].attachments.empty());
    EXPECT_EQ(got.messages[1].body, "Which terms?");
    EXPECT_EQ(got.unassigned.size(), 1u);
}

TEST(MailPrint, RemarksOfTheProgramAreNoText) {
    auto page = mail();
    page.line("[-- Attachment #1 --]").line("[-- Type: text/plain, Encoding: 7bit, Size: 0.6K --]").space();
    page.line("As discussed.").line("[Quoted text hidden]").space();
    page.line("[-- Attachment #2: terms.docx --]").line("[-- Type: application/msword, Size: 23K --]");
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 1u);
    EXPECT_EQ(got.messages[0].body, "As discussed.");
}

TEST(MailPrint, TheTimeOfPrintingBesideThePagesNumberIsRunningMatter) {
    auto page = mail();
    page.line("As discussed.").bottom("1 of 1", "10/30/23, 10:14");
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 1u);
    EXPECT_EQ(got.messages[0].body, "As discussed.");
}

TEST(MailPrint, TwoLinksAtTheFootOfAPageAreText) {
    auto page = mail();
    page.line("As discussed.").moveTo(752).line("https://lab.example/a https://lab.example/b");
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 1u);
    EXPECT_NE(got.messages[0].body.find("https://lab.example/b"), std::string::npos);
}

TEST(MailPrint, TheAddressOfAPageIsRunningMatterThoughAScanBrokeIt) {
    auto page = mail();
    page.line("As discussed.").bottom("https://mail.example/print_ bottom.php?id=11", "1/3");
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 1u);
    EXPECT_EQ(got.messages[0].body, "As discussed.");
}

TEST(MailPrint, ReBeneathAnEmptyRowOpensTheText) {
    PageDrawing page;
    page.line("Terms").line("2 messages").space();
    for (int i = 0; i < 2; ++i) {
        page.line("Ada Quill <ada@lab.example>   Tue, Oct 24, 2023 at 2:0" + std::to_string(i) + " PM");
        page.line("To: Ben Okoro <ben@lab.example>").space(8);
        page.line("Re: the leak, the fix costs more than the pump").space(12);
        page.line("No. We spoke of the pump at length,").line("and of the leak,").line("and of the fix.").space();
    }
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 2u);
    EXPECT_EQ(got.messages[0].subject, "Terms");
    EXPECT_EQ(got.messages[0].body,
              "Re: the leak, the fix costs more than the pump\n\nNo. We spoke of the pump at length,\nand of the "
              "leak,\nand of the fix.");
}

TEST(MailPrint, ASubjectBeneathAnEmptyRowIsOfTheHead) {
    PageDrawing page;
    page.line("Ada Quill <ada@lab.example>   Tue, Oct 24, 2023 at 2:03 PM");
    page.line("To: Ben Okoro <ben@lab.example>").space(8).line("Subject: Terms").space(12).line("As discussed.");
    for (const char* row : {"And the pump", "and the leak", "and the fix."}) page.line(row);
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 1u);
    EXPECT_EQ(got.messages[0].subject, "Terms");
    EXPECT_TRUE(got.messages[0].body.starts_with("As discussed.")) << got.messages[0].body;
}

TEST(MailPrint, ATableInATextHoldsNoClosedMails) {
    for (const char* const said : {"Reading of the draft \u2026", "..........."}) {
        PageDrawing page;
        page.line("Ada Quill <ada@lab.example>   Tue, Oct 24, 2023 at 2:03 PM");
        page.line("To: Ben Okoro <ben@lab.example>").space();
        page.line("Who does what:").space(said[0] == '.' ? 10 : 0);
        const double y = 60 + 2 * 12 + 9 + 12 + (said[0] == '.' ? 10 : 0);
        page.at(60, y, "Ben Okoro").at(180, y, said).at(460, y, "Oct 25, 2023");
        page.moveTo(y + (said[0] == '.' ? 24 : 12)).line("Is that right?");
        const auto got = extractMessages({page.done()});
        ASSERT_EQ(got.messages.size(), 1u) << said;
        EXPECT_NE(got.messages[0].body.find("Is that right?"), std::string::npos);
    }
}

TEST(MailPrint, AMailClosedInOneRowIsNoTextOfTheOneAboveIt) {
    PageDrawing page;
    page.line("Ada Quill <ada@lab.example>   Tue, Oct 24, 2023 at 2:03 PM").line("to Ben").space();
    page.line("As discussed.").space(16);
    page.at(60, 130, "Ben Okoro").at(180, 130, "I went through the draft last ni\u2026").at(460, 130, "Oct 25, 2023");
    page.moveTo(150)
        .line("Ada Quill <ada@lab.example>   Thu, Oct 26, 2023 at 2:03 PM")
        .line("to Ben")
        .space()
        .line("Good.");
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 3u);
    EXPECT_EQ(got.messages[0].body, "As discussed.");
    EXPECT_EQ(got.messages[1].from, "Ben Okoro");
    EXPECT_EQ(got.messages[1].body, "I went through the draft last ni\u2026");
}

TEST(MailPrint, AMailboxsListHoldsNoMails) {
    PageDrawing page;
    for (int i = 0; i < 6; ++i) {
        const double y = 80 + 16 * i;
        page.at(60, y, i % 2 ? "Ben Okoro" : "Ada Quill").at(180, y, "I went through the draft last ni\u2026");
        page.at(460, y, "Oct 2" + std::to_string(i) + ", 2023");
    }
    EXPECT_TRUE(extractMessages({page.done()}).messages.empty());
}

class Announced : public testing::TestWithParam<const char*> {};

TEST_P(Announced, MailBelowTakesTheLine) {
    auto page = mail();
    page.line("As discussed.").space(14).line(GetParam());
    page.line("From: Ben Okoro <ben@lab.example>").line("Date: Monday, October 23, 2023 9:12 AM");
    page.line("To: Ada Quill <ada@lab.example>").line("Subject: Terms").space().line("Which terms?");
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 2u);
    EXPECT_EQ(got.messages[0].body, "As discussed.");
    EXPECT_EQ(got.messages[1].body, "Which terms?");
}

INSTANTIATE_TEST_SUITE_P(
    Lines, Announced,
    testing::Values("Anfang der weitergeleiteten Nachricht:", "D\u00e9but du message r\u00e9exp\u00e9di\u00e9 :",
                    "Inizio messaggio inoltrato:", "----- Forwarded by Ben Okoro/Lab on 10/23/2023 09:12 AM -----",
                    "----- Nachricht von Ben Okoro <ben@lab.example> ---------"));

TEST(MailPrint, AQuotedMailIsAnnouncedByAQuotedLine) {
    auto page = mail();
    page.line("As discussed.").space(14).line("> -----Mensagem original-----").line("> From: Ben <ben@lab.example>");
    page.line("> Sent: Monday, October 23, 2023 9:12 AM").line("> To: Ada <ada@lab.example>").line("> Subject: Terms");
    page.line(">").line("> Which terms?");
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 2u);
    EXPECT_EQ(got.messages[0].body, "As discussed.");
    EXPECT_EQ(got.messages[1].body, "Which terms?");
}

TEST(MailPrint, AnAttributionMayStandBetweenRules) {
    auto page = mail();
    page.line("As discussed.").space(14);
    page.line("---- On Mon, 23 Oct 2023 09:12:00 +0100 Ben Okoro <ben@lab.example> wrote ----")
        .space()
        .line("Which terms?");
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 2u);
    EXPECT_EQ(got.messages[0].body, "As discussed.");
    EXPECT_EQ(got.messages[1].from, "Ben Okoro <ben@lab.example>");
    EXPECT_EQ(got.messages[1].body, "Which terms?");
}

TEST(MailScan, SpecksInAnAttributionAreNoFullStops) {
    PageDrawing page(1, 0.001);
    page.line("From: Ada Quill <ada@lab.example>").line("Sent: Tuesday, October 24, 2023 2:03 PM");
    page.line("To: Benjamin Okoro <ben@lab.example>").line("Subject: Terms").space().line("As discussed.").space();
    page.line("On 10/23/2023 9:12 AM, Benjamin. Okoro. wrote:").line("> Which terms?");
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 2u);
    EXPECT_EQ(got.messages[1].from, "Benjamin Okoro");
}

TEST(MailScan, TheVerbOfAnAttributionMayBeMisread) {
    for (const char* line : {"El lun, 23 oct 2023 a las 9:12, Benjamin Okoro <ben@lab.example> escribid:",
                             "Il giorno lun 23 ott 2023 alle ore 9:12 Benjamin Okoro <ben@lab.example> ha scrltto:"}) {
        PageDrawing page(1, 0.001);
        page.line("From: Ada Quill <ada@lab.example>").line("Sent: Tuesday, October 24, 2023 2:03 PM");
        page.line("To: Benjamin Okoro <ben@lab.example>").line("Subject: Terms").space().line("As discussed.").space();
        page.line(line).line("Which terms?");
        const auto got = extractMessages({page.done()});
        ASSERT_EQ(got.messages.size(), 2u) << line;
        EXPECT_EQ(got.messages[1].from, "Benjamin Okoro <ben@lab.example>") << line;
    }
}

TEST(MailScan, ARuleThatWasMisreadStillAnnounces) {
    PageDrawing page(1, 0.001);
    page.line("From: Ada Quill <ada@lab.example>").line("Sent: Tuesday, October 24, 2023 2:03 PM");
    page.line("To: Ben Okoro <ben@lab.example>").line("Subject: Terms").space().line("As discussed.").space(14);
    page.line("Saar dieettats Forwarded Message --------");
    page.line("From: Cara Lind <cara@lab.example>").line("Date: Monday, October 23, 2023 10:12 AM");
    page.line("To: Ada Quill <ada@lab.example>").line("Subject: Terms").space().line("Mine too.").space(14);
    page.line("Nachricht von Ben Okoro <ben@lab.example> ---------");
    page.line("From: Ben Okoro <ben@lab.example>").line("Date: Monday, October 23, 2023 9:12 AM");
    page.line("To: Ada Quill <ada@lab.example>").line("Subject: Terms").space().line("Which terms?");
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 3u);
    EXPECT_EQ(got.messages[0].body, "As discussed.");
    EXPECT_EQ(got.messages[1].body, "Mine too.");
}

}  // namespace
}  // namespace redwell::messages
