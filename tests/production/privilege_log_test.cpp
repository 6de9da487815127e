#include "production/privilege_log.h"

#include "base/files.h"
#include "base/text.h"
#include "planned_case.h"
#include "production/ledger.h"

#include <array>
#include <cstdio>

namespace redwell::production {
namespace {

using testing::HasSubstr;
using testing::Not;
namespace fs = std::filesystem;

std::string output(const std::string& command) {
    std::string text;
    FILE* pipe = ::popen(command.c_str(), "r");
    if (!pipe) return text;
    std::array<char, 4096> buffer;
    for (std::size_t got; (got = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
        text.append(buffer.data(), got);
    ::pclose(pipe);
    return text;
}

class PrivilegeLogTest : public PlannedCase {
protected:
    std::vector<PrivilegeLogEntry> entries() {
        auto made = privilegeLog(*m_case);
        EXPECT_TRUE(made) << made.error().message();
        return made ? *made : std::vector<PrivilegeLogEntry>{};
    }
    documents::Document advice(const std::string& title) {
        documents::Document d;
        d.kind = documents::Kind::Mail;
        d.title = title;
        d.fileName = "mail.eml";
        d.author = "Tomasz Reyl <treyl@counsel.example>";
        d.recipients = {"Imogen Vale <ivale@meridian.example>", "Dario Okonjo"};
        d.custodian = "Vale";
        d.date.text = "2023-10-24T23:30:00-04:00";
        d.dateUtc = Instant{1698204600000};
        return responsive(d, {"Our advice is to settle with Okonjo"});
    }
    std::string written(const char* name) {
        const auto file = m_folder.path() / name;
        const auto done = writePrivilegeLog(*m_case, file);
        EXPECT_TRUE(done) << done.error().message();
        return file.string();
    }
};

TEST_F(PrivilegeLogTest, HasEveryWithheldAndEveryPrivilegeRedactedDocument) {
    const auto withheld = advice("Advice"), redacted = advice("Books"), personal = advice("Lunch"),
               open = advice("Dinner");
    code(withheld, "privilege", "work_product");
    code(open, "privilege", "none");
    redact(redacted, "settle", "Attorney-client privilege");
    redact(personal, "Okonjo", "Personal data");
    const auto log = entries();
    ASSERT_EQ(log.size(), 2u);
    EXPECT_EQ(log[0].control, withheld.controlNumber);
    EXPECT_EQ(log[0].number, 1);
    EXPECT_EQ(log[0].basis, "Work product");
    EXPECT_EQ(log[0].treatment, "Withheld in full");
    EXPECT_EQ(log[0].date, "2023-10-24");  // in the case's zone
    EXPECT_EQ(log[0].kind, "Email");
    EXPECT_EQ(log[0].recipients, "Imogen Vale <ivale@meridian.example>; Dario Okonjo");
    EXPECT_EQ(log[0].pages, 1);
    EXPECT_EQ(log[0].custodian, "Vale");
    EXPECT_EQ(log[1].control, redacted.controlNumber);
    EXPECT_EQ(log[1].basis, "Attorney-client privilege");
    EXPECT_EQ(log[1].treatment, "Redacted");
}

TEST_F(PrivilegeLogTest, HasTheCopiesThatAreWithheldWithOne) {
    const auto called = responsive(ofBytes("x"), {"advice"}), copy = responsive(ofBytes("x"), {"advice"});
    auto wanted = ofBytes("x in other bytes");
    wanted.state = documents::State::Duplicate;
    wanted.duplicateOf = copy.id;
    const auto duplicate = put(wanted, {});
    code(called, "privilege", "work_product");
    code(copy, "privilege", "none");
    const auto p = planOf(specification(R"("privileged": "slip_sheet")"));
    ASSERT_TRUE(write([&](casefile::Database& database) -> Status {
        REDWELL_TRY(const auto id, Ledger(database).begin(p, "/out/VOL001", "Ann"));
        return Ledger(database).seal(id, "hash");
    }));
    const auto log = entries();
    ASSERT_EQ(log.size(), 2u);  // the duplicate is told by what stands for it
    EXPECT_EQ(log[0].control, called.controlNumber);
    EXPECT_EQ(log[1].control, copy.controlNumber);
    for (const auto& entry : log) {
        EXPECT_EQ(entry.basis, "Work product");
        EXPECT_EQ(entry.treatment, "Withheld in full");
        EXPECT_THAT(entry.description, HasSubstr("prepared in anticipation of litigation"));
    }
    EXPECT_EQ(log[0].bates, "M-0001");
    EXPECT_EQ(log[1].bates, "M-0002");
}

TEST_F(PrivilegeLogTest, HasTheMailThatIsWithheldForACallOnItsDuplicate) {
    const auto kept = advice("Advice");
    auto wanted = ofBytes("Advice by another way");
    wanted.kind = documents::Kind::Mail;
    wanted.state = documents::State::Duplicate;
    wanted.duplicateOf = kept.id;
    const auto duplicate = put(wanted, {});
    code(duplicate, "privilege", "attorney_client");
    const auto log = entries();
    ASSERT_EQ(log.size(), 2u);
    EXPECT_EQ(log[0].control, kept.controlNumber);
    EXPECT_EQ(log[0].basis, "Attorney-client");
    EXPECT_EQ(log[0].treatment, "Withheld in full");
    EXPECT_EQ(log[1].control, duplicate.controlNumber);
}

TEST_F(PrivilegeLogTest, WhatARedactionHidesDoesNotStandInIt) {
    const auto d = advice("Re: advice to settle with Okonjo");
    redact(d, "settle with Okonjo", "Attorney-client privilege");
    const auto log = entries();
    ASSERT_EQ(log.size(), 1u);
    for (const auto& text : {log[0].title, log[0].author, log[0].recipients, log[0].description}) {
        EXPECT_THAT(toLower(text), Not(HasSubstr("settle"))) << text;
        EXPECT_THAT(toLower(text), Not(HasSubstr("okonjo"))) << text;
    }
    EXPECT_EQ(log[0].author, "Tomasz Reyl <treyl@counsel.example>");
}

TEST_F(PrivilegeLogTest, TheReviewersNotesStayHere) {
    const auto d = advice("Advice");
    code(d, "privilege", "attorney_client");
    code(d, "notes", "Weak claim; discuss with Reyl");
    EXPECT_THAT(output("cat '" + written("log.csv") + "'"), Not(HasSubstr("Weak claim")));
}

TEST_F(PrivilegeLogTest, NamesTheNumbersUnderWhichARedactedDocumentLeft) {
    const auto d = advice("Books");
    redact(d, "settle", "Attorney-client privilege");
    const auto p = planOf();
    ASSERT_TRUE(write([&](casefile::Database& database) -> Status {
        REDWELL_TRY(const auto id, Ledger(database).begin(p, "/out/VOL001", "Ann"));
        return Ledger(database).seal(id, "hash");
    }));
    EXPECT_EQ(entries().at(0).bates, "M-0001");
}

TEST_F(PrivilegeLogTest, AnAttachmentNamesItsFamily) {
    const auto parent = advice("Books");
    const auto child = attachment(parent, 1, "advice");
    code(child, "privilege", "attorney_client");
    const auto log = entries();
    ASSERT_EQ(log.size(), 1u);
    EXPECT_EQ(log[0].kind, "Attachment");
    EXPECT_EQ(log[0].family, parent.controlNumber);
}

TEST_F(PrivilegeLogTest, TheSpreadsheetHoldsTypedTextAndNoFormulas) {
    const auto d = advice("=HYPERLINK(\"http://evil.example\",\"+1\")");
    code(d, "privilege", "attorney_client");
    const auto file = written("PRIVILEGE.XLSX");
    ASSERT_THAT(output("unzip -tq '" + file + "'"), HasSubstr("No errors"));
    const auto all = output("unzip -p '" + file + "'");
    const auto sheet = output("unzip -p '" + file + "' xl/worksheets/sheet1.xml");
    EXPECT_THAT(all, HasSubstr("=HYPERLINK("));
    EXPECT_THAT(all, HasSubstr("Withheld in full"));
    EXPECT_THAT(all, HasSubstr("Tomasz Reyl &lt;treyl@counsel.example&gt;"));
    EXPECT_THAT(sheet, Not(HasSubstr("<f>")));
    EXPECT_THAT(sheet, Not(HasSubstr("<hyperlink")));
    EXPECT_FALSE(fs::exists(file + ".part"));
}

TEST_F(PrivilegeLogTest, TheSameLogIsTheSameBytes) {
    code(advice("Advice"), "privilege", "attorney_client");
    EXPECT_EQ(*readFile(written("a.xlsx")), *readFile(written("b.xlsx")));
}

TEST_F(PrivilegeLogTest, InTheCsvACellIsNoFormula) {
    const auto d = advice("=cmd|' /C calc'!A0");
    code(d, "privilege", "attorney_client");
    const auto text = *readFile(written("log.csv"));
    EXPECT_THAT(text, HasSubstr(",'=cmd"));
    EXPECT_THAT(text, Not(HasSubstr(",=cmd")));
}

TEST_F(PrivilegeLogTest, AnotherKindOfFileIsRefused) {
    const auto done = writePrivilegeLog(*m_case, m_folder.path() / "log.pdf");
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, ErrorKind::Usage);
    testing::internal::CaptureStderr();
    EXPECT_FALSE(writePrivilegeLog(*m_case, m_folder.path() / "no folder" / "log.xlsx"));
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
    EXPECT_FALSE(writePrivilegeLog(*m_case, m_folder.path() / "no folder" / "log.csv"));
}

TEST_F(PrivilegeLogTest, ADuplicateIsToldAsTheOneThatStandsForIt) {
    const auto kept = advice("Advice");
    documents::Document wanted;
    wanted.kind = documents::Kind::Mail;
    wanted.state = documents::State::Duplicate;
    wanted.duplicateOf = kept.id;
    wanted.custodian = "Okonjo";
    const auto duplicate = put(wanted, {});
    code(duplicate, "privilege", "attorney_client");
    const auto log = entries();
    ASSERT_EQ(log.size(), 2u);
    EXPECT_EQ(log[1].control, duplicate.controlNumber);
    EXPECT_EQ(log[1].custodian, "Okonjo");
    EXPECT_EQ(log[1].date, "2023-10-24");
    EXPECT_EQ(log[1].author, log[0].author);
    EXPECT_EQ(log[1].recipients, log[0].recipients);
    EXPECT_EQ(log[1].title, "Advice");
    EXPECT_EQ(log[1].pages, 1);
}

TEST_F(PrivilegeLogTest, CopiesOfAMailHaveTheirOwnColumns) {
    documents::Document d;
    d.kind = documents::Kind::Mail;
    d.author = "Tomasz Reyl <treyl@counsel.example>";
    d.recipients = {"Imogen Vale", "Dario Okonjo", "Nadia Ferro"};
    documents::Message own;
    own.from = d.author;
    own.to = {"Imogen Vale"};
    own.cc = {"Dario Okonjo"};
    own.bcc = {"Nadia Ferro"};
    own.body = "Settle.";
    code(responsive(d, {"Settle."}, {own}), "privilege", "attorney_client");
    const auto log = entries();
    ASSERT_EQ(log.size(), 1u);
    EXPECT_EQ(log[0].recipients, "Imogen Vale");
    EXPECT_EQ(log[0].cc, "Dario Okonjo");
    EXPECT_EQ(log[0].bcc, "Nadia Ferro");
    EXPECT_THAT(*readFile(written("log.csv")), HasSubstr("To / recipients,CC,BCC,"));
}

TEST_F(PrivilegeLogTest, NoNameIsCutInADescription) {
    documents::Document d;
    d.kind = documents::Kind::Mail;
    d.author = "Callum Reyes-Holt <callum.reyes-holt@a-very-long-name-of-a-law-firm.example>";
    for (const char* name : {"Alexandra", "Bartholomew", "Constantine", "Dominique", "Ekaterina", "Ferdinand"})
        d.recipients.push_back(std::string(name) + " Quillfeather-Montague <somebody@meridian.example>");
    code(responsive(d, {"Settle."}), "privilege", "attorney_client");
    const auto log = entries();
    ASSERT_EQ(log.size(), 1u);
    EXPECT_EQ(log[0].description,
              "Email from Callum Reyes-Holt to Alexandra Quillfeather-Montague, Bartholomew Quillfeather-Montague, "
              "Constantine Quillfeather-Montague, Dominique Quillfeather-Montague and 2 others, made to obtain or give "
              "legal advice.");
    EXPECT_THAT(log[0].recipients, HasSubstr("Ferdinand"));
}

TEST_F(PrivilegeLogTest, AConversationNamesEverybodyWhoSpeaksInIt) {
    documents::Document d;
    d.author = "Reyl, +2";
    std::vector<documents::Message> said(3);
    said[0].from = "Tomasz Reyl";
    said[1].from = "Imogen Vale";
    said[2].from = "Dario Okonjo";
    for (auto& message : said) message.body = "Settle.";
    code(responsive(d, {"Settle."}, said), "privilege", "attorney_client");
    EXPECT_EQ(entries().at(0).author, "Tomasz Reyl; Imogen Vale; Dario Okonjo");
}

}  // namespace
}  // namespace redwell::production
