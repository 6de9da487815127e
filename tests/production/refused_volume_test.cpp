// Volumes that used to be refused although their preview said that they could go, and what is said of refused ones.
#include "produced_case.h"
#include "production/ledger.h"
#include "production/load_file.h"
#include "production/manifest.h"
#include "production/withheld_messages.h"

namespace redwell::production {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class RefusedVolume : public ProducedCase {
protected:
    // One column of the sealed volume's load file.
    static std::vector<std::string> column(const fs::path& folder, const std::string& name) {
        const auto table = readDat(*readFile(folder / "DATA/VOL001.dat"));
        EXPECT_TRUE(table);
        const auto at = std::ranges::find(table->columns, name) - table->columns.begin();
        std::vector<std::string> all;
        for (const auto& row : table->rows) all.push_back(row.at(static_cast<std::size_t>(at)));
        return all;
    }
    void takeInNames(const std::string& fourth) {
        takeIn({{"a.txt", "The agent is Okonjo of Lagos.\n"},
                {"b.txt", "The meeting is on Tuesday at the harbour.\n"},
                {"c.txt", "Nothing else was said of the fee.\n"},
                {"d.txt", fourth + "\n"}});
        for (const char* number : {"RW000001", "RW000002", "RW000003", "RW000004"})
            code(document(number), "responsiveness", "responsive");
        ASSERT_TRUE(write([](casefile::Database& database) {
            return database.run("UPDATE custodians SET name = 'Dario Okonjo' WHERE name = 'Vale'");
        }));
    }
    std::vector<std::string> custodianConflicts() {
        std::vector<std::string> all;
        for (const auto& c : planOf().conflicts)
            if (c.kind == "custodian_name") all.push_back(c.controlNumber + " " + c.what);
        return all;
    }
};

TEST_F(RefusedVolume, AWithheldDocumentWithABoxLeavesItsSlipSheet) {
    takeInLetters();
    redact(document("RW000003"), "Counsel");
    const auto report = make(specification(R"("privileged": "slip_sheet")"));
    ASSERT_TRUE(report) << report.error().message();
    for (const auto& f : report->verification.findings) ADD_FAILURE() << f.kind << " " << f.file << " " << f.detail;
    EXPECT_TRUE(report->isSealed);
    EXPECT_THAT(findings(report->folder, true), IsEmpty());
}

TEST_F(RefusedVolume, ACustodianWhoseNameIsHiddenEverywhereIsInNoRecord) {
    takeInNames("The ferry leaves at noon.");
    redact(document("RW000001"), "Okonjo", "Personal data");
    redact(document("RW000003"), "fee", "Personal data");
    EXPECT_THAT(custodianConflicts(), ElementsAre(HasSubstr("RW000001 hides the name of its custodian, Dario Okonjo")));
    const auto report = make();
    ASSERT_TRUE(report) << report.error().message();
    for (const auto& f : report->verification.findings) ADD_FAILURE() << f.kind << " " << f.file << " " << f.detail;
    ASSERT_TRUE(report->isSealed);
    EXPECT_THAT(column(report->folder, "CUSTODIAN"), ElementsAre("", "", "", ""));
    EXPECT_THAT(column(report->folder, "ALLCUSTODIANS"), ElementsAre("", "", "", ""));
    for (const auto& [name, bytes] : files(report->folder)) EXPECT_THAT(bytes, Not(HasSubstr("Okonjo"))) << name;
}

TEST_F(RefusedVolume, ACustodianWhoIsNamedOpenlyElsewhereIsLeftOutOnlyWhereHidden) {
    takeInNames("Okonjo will come too.");
    redact(document("RW000001"), "Okonjo", "Personal data");
    redact(document("RW000003"), "fee", "Personal data");
    EXPECT_THAT(custodianConflicts(), ElementsAre(HasSubstr("in its record")));
    const auto report = make();
    ASSERT_TRUE(report) << report.error().message();
    for (const auto& f : report->verification.findings) ADD_FAILURE() << f.kind << " " << f.file << " " << f.detail;
    ASSERT_TRUE(report->isSealed);
    EXPECT_THAT(column(report->folder, "CUSTODIAN"), ElementsAre("", "Dario Okonjo", "Dario Okonjo", "Dario Okonjo"));
}

TEST_F(RefusedVolume, AWordHiddenInOneDocumentMayBeTheFileNameOfAnother) {
    takeIn({{"b Okonjo.txt", "Nothing else was said of the fee.\n"}, {"a.txt", "The agent is Okonjo of Lagos.\n"}});
    for (const char* number : {"RW000001", "RW000002"}) code(document(number), "responsiveness", "responsive");
    redact(document("RW000001"), "Okonjo", "Personal data");
    redact(document("RW000002"), "fee", "Personal data");
    const auto report = make();
    ASSERT_TRUE(report) << report.error().message();
    for (const auto& f : report->verification.findings) ADD_FAILURE() << f.kind << " " << f.file << " " << f.detail;
    EXPECT_TRUE(report->isSealed);
}

TEST_F(RefusedVolume, IsReadBackAgainAsItWasWhenItWasRefused) {
    takeInLetters();
    const auto folder = volume();
    // Refused: as the ledger has it, and as its folder is called then.
    ASSERT_TRUE(write([&](casefile::Database& database) -> Status {
        REDWELL_TRY(const auto id, Ledger(database).sealedAlready(specification()));
        return Ledger(database).abandon(id);
    }));
    const auto partial = partialOf(folder);
    fs::rename(folder, partial);
    ASSERT_TRUE(writeFile(partial / kFindingsName, "This volume was not sealed.\n"));
    EXPECT_THAT(findings(partial, true), ElementsAre("unsealed "));
    EXPECT_THAT(findings(partial, false), ElementsAre("unsealed "));
    // What stopped it is found again, and nothing else.
    const auto text = partial / "TEXT/0001/M-0002.txt";
    ASSERT_TRUE(writeFile(text, "The agent is Okonjo of Lagos.\n"));
    EXPECT_THAT(findings(partial, true),
                testing::UnorderedElementsAre("unsealed ", "hash TEXT/0001/M-0002.txt", "leak TEXT/0001/M-0002.txt"));
}

TEST_F(RefusedVolume, AMessageThatIsCalledPrivilegedAfterwardsIsFoundInTheSealedVolume) {
    const std::string advice = "Our advice is to keep the harbour ledgers and to tell nobody of the claim.";
    const auto mail = [&](const std::string& from, const std::string& text) {
        return "From: " + from + " <" + from +
               "@meridian.example>\r\nTo: Vale <ivale@meridian.example>\r\nSubject: " + from +
               "\r\nDate: Tue, 24 Oct 2023 14:03:11 -0400\r\nMessage-ID: <" + from + "@x.example>\r\n\r\n" + text;
    };
    takeIn({{"a.eml", mail("Reyl", advice + "\r\n")},
            {"b.eml", mail("Okonja",
                           "Read, will comply.\r\n\r\nOn Tue, Oct 24, 2023 at 2:03 PM Reyl "
                           "<Reyl@meridian.example> wrote:\r\n> " +
                               advice + "\r\n")}});
    code(document("RW000002"), "responsiveness", "responsive");
    const auto folder = volume();
    EXPECT_THAT(findings(folder, true), IsEmpty());
    code(document("RW000001"), "privilege", "attorney_client");
    EXPECT_THAT(findings(folder, true), Contains("leak TEXT/0001/M-0001.txt"));
    auto next = specification();
    next.volume = "VOL002";
    next.batesStart = 100;
    const auto refused = make(next);
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message(), HasSubstr("message 2"));
}

}  // namespace
}  // namespace redwell::production
