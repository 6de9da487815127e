// What the command line says of a production before it is written, and of one that is refused; and exceptions that are
// read once more.
#include "program.h"

namespace redwell::journeys {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class ProductionJourney : public Journey {
protected:
    // Four letters: one whole, one with a name to redact, one withheld, one that somebody must look at.
    void SetUp() override {
        put("evidence/a open.txt", "The ferry leaves from the northern quay.\n");
        put("evidence/b names.txt", "Both sides met again.\nTheir witness is Quentin Farrow.\nThe fee was paid.\n");
        put("evidence/c advice.txt", "Our lawyers think that the warranty claim will fail without the letter.\n");
        put("evidence/d unsure.txt", "The harbour master sent a parcel.\n");
        newCase();
        done({"ingest", matter(), (folder() / "evidence").string(), "--custodian", "Vale"});
        code("*", "responsiveness=responsive");
        code("advice", "privilege=work_product");
        code("unsure", "responsiveness=needs_review");
        m_spec = put(
            "spec.json",
            R"({"volume": "VOL001", "query": "NOT responsiveness:not_responsive", "bates": {"prefix": "M-", "digits": 4}})");
    }
    void code(const std::string& query, const std::string& value) {
        done({"code", matter(), "--query", query, "--set", value, "--by", "Ann"});
    }
    void redact(const std::string& reason) {
        done({"redact", matter(), "--query", "*", "--find", "Farrow", "--reason", reason, "--by", "Ann"});
    }
    std::vector<std::string> produce(const std::vector<std::string>& more) {
        std::vector<std::string> all{"produce", matter(), "--spec", m_spec.string()};
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }
    std::string out() const { return (folder() / "out").string(); }

    fs::path m_spec;
};

TEST_F(ProductionJourney, ADryRunShowsThePlanAndWritesNothing) {
    redact("Personal data");
    const auto blocked = ctl(produce({"--dry-run", "--out", out(), "--json"}));
    EXPECT_EQ(blocked.code, 1) << "as the production itself would be";
    auto plan = blocked.json();
    ASSERT_TRUE(plan.is_object()) << blocked.out << blocked.err;
    EXPECT_EQ(plan.at("would_be_refused"), true);
    const auto blocks = [](const Json& conflict) { return conflict.at("blocks").get<bool>(); };
    const auto first = std::ranges::find_if(plan.at("conflicts"), blocks);
    ASSERT_NE(first, plan.at("conflicts").end()) << plan.dump(1);
    EXPECT_EQ(first->at("control_number"), "RW000004");
    EXPECT_EQ(first->at("kind"), "needs_review");
    EXPECT_THAT(blocked.err, HasSubstr("Settle first: RW000004"));

    code("unsure", "responsiveness=not_responsive");
    const auto ran = done(produce({"--dry-run", "--json"}));
    plan = ran.json();
    ASSERT_TRUE(plan.is_object()) << ran.out;
    EXPECT_EQ(plan.at("would_be_refused"), false);
    const std::vector<std::pair<const char*, int>> counts = {{"documents", 2}, {"pages", 2},       {"in_full", 1},
                                                             {"redacted", 1},  {"slip_sheets", 0}, {"withheld", 1}};
    for (const auto& [name, count] : counts) EXPECT_EQ(plan.at(name), count) << name << plan.dump(1);
    EXPECT_EQ(plan.at("first_bates"), "M-0001");
    EXPECT_EQ(plan.at("last_bates"), "M-0002");
    std::vector<std::string> treatments;
    for (const auto& planned : plan.at("planned"))
        treatments.push_back(planned.at("control_number").get<std::string>() + " " +
                             planned.at("treatment").get<std::string>());
    EXPECT_THAT(treatments, ElementsAre("RW000001 produced", "RW000002 redacted", "RW000003 withheld"));

    const auto shown = done(produce({"--dry-run"}));
    EXPECT_THAT(shown.out, AllOf(HasSubstr("VOL001 would hold 2 documents, 2 pages, M-0001 to M-0002"),
                                 HasSubstr("1 in full, 1 redacted, 0 slip sheets; 1 withheld"),
                                 HasSubstr("Nothing was written"), HasSubstr("RW000003")));
    EXPECT_THAT(shown.err, HasSubstr("Look at: RW000001 goes out without a privilege call"));
    EXPECT_FALSE(fs::exists(out()));
    done(produce({"--out", out()}));  // and nothing of it stands in the way
}

TEST_F(ProductionJourney, WithoutAFolderOnlyADryRunMakesSense) {
    const auto ran = ctl(produce({}));
    EXPECT_EQ(ran.code, 2);
    EXPECT_EQ(linesIn(ran.err), 1) << ran.err;
    EXPECT_THAT(ran.err, AllOf(HasSubstr("--out"), HasSubstr("--dry-run")));
}

TEST_F(ProductionJourney, WhatConflictsWithoutBlockingIsSaidOfTheRealRunToo) {
    redact("Personal data");
    code("unsure", "responsiveness=not_responsive");
    const auto ran = done(produce({"--out", out(), "--json"}));
    ASSERT_TRUE(ran.json().is_object()) << ran.out;
    EXPECT_EQ(ran.json().at("sealed"), true);
    const auto conflicts = ran.json().at("conflicts");
    ASSERT_FALSE(conflicts.empty());
    for (const auto& conflict : conflicts) {
        EXPECT_EQ(conflict.at("blocks"), false);
        EXPECT_THAT(ran.err, HasSubstr("Look at: " + conflict.at("control_number").get<std::string>()));
    }
}

TEST_F(ProductionJourney, WhatItsReadBackRefusesIsToldInFull) {
    redact("Farrow is our witness");  // the reason is printed in the load file
    code("unsure", "responsiveness=not_responsive");
    const auto ran = ctl(produce({"--out", out(), "--json"}));
    EXPECT_EQ(ran.code, 1);
    const auto report = ran.json();
    ASSERT_TRUE(report.is_object()) << ran.out << ran.err;
    EXPECT_EQ(report.at("sealed"), false);
    EXPECT_EQ(report.at("folder"), out() + "/VOL001.partial");
    EXPECT_EQ(report.at("verification").at("passed"), false);
    const auto findings = report.at("verification").at("findings");
    ASSERT_FALSE(findings.empty());
    EXPECT_EQ(findings[0].at("kind"), "leak");
    EXPECT_THAT(ran.err, AllOf(HasSubstr("not sealed"), HasSubstr("VOL001.partial/findings.txt")));
    EXPECT_TRUE(fs::exists(out() + "/VOL001.partial/findings.txt"));
    EXPECT_FALSE(fs::exists(out() + "/VOL001"));

    const auto shown = ctl(produce({"--out", out()}));
    EXPECT_EQ(shown.code, 1);
    EXPECT_THAT(shown.out, AllOf(HasSubstr("Written but not sealed"), HasSubstr("DATA/VOL001.dat")));
}

TEST_F(ProductionJourney, ExceptionsAreReadOnceMoreWhenAsked) {
    const auto bad = put("later/cut.pdf", "%PDF-1.4 and no more");
    EXPECT_EQ(ctl({"ingest", matter(), bad.string(), "--custodian", "Vale"}).code, 3);
    const auto wrongKind = ctl({"exceptions", matter(), "--retry", "--kind", "timed_out"});
    EXPECT_EQ(wrongKind.code, 1);
    EXPECT_THAT(wrongKind.err, HasSubstr("There are: damaged"));
    EXPECT_EQ(ctl({"exceptions", matter(), "--kind", "damaged"}).code, 2);

    EXPECT_EQ(done({"exceptions", matter(), "--retry", "--kind", "damaged", "--json"}).json().at("queued"), 1);
    EXPECT_EQ(done({"status", matter(), "--json"}).json().at("queued"), 1);
    EXPECT_EQ(done({"exceptions", matter(), "--json"}).out, "");
    EXPECT_EQ(ctl({"ingest", matter()}).code, 3) << "it is as damaged as it was";
    EXPECT_THAT(done({"exceptions", matter(), "--retry"}).out, HasSubstr("1 document queued again"));
}

TEST_F(ProductionJourney, ALanguageThatIsNotInstalledIsRefusedBeforeAnythingIsRecorded) {
    const auto more = put("later/e.txt", "One line more.\n").string();
    for (const char* ocr : {"auto", "never"}) {
        const auto ran = ctl({"ingest", matter(), more, "--languages", "eng+englsh", "--ocr", ocr});
        EXPECT_EQ(ran.code, 1) << ocr;
        EXPECT_THAT(ran.err, AllOf(HasSubstr("\"englsh\" is not installed"), HasSubstr("eng"))) << ocr;
    }
    EXPECT_EQ(done({"ingest", matter(), "--json"}).json().at("files"), 0) << "nothing was left to go on with";
    EXPECT_EQ(done({"ingest", matter(), more, "--json"}).json().at("files"), 1);
}

}  // namespace
}  // namespace redwell::journeys
