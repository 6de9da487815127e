// The whole job: exhibits in, coded, redacted, produced, verified, and looked over with tools that Redwell does not
// hold.
#include "program.h"
#include "sabotage.h"

#include <nlohmann/json.hpp>

#include <sstream>

namespace redwell::journeys {
namespace {

using testing::AllOf;
using testing::AnyOf;
using testing::Contains;
using testing::Each;
using testing::HasSubstr;
using testing::Not;

// A phrase that stands in one of the exhibits, and the words of it that nothing else may hold.
constexpr const char* kPhrase = "How many epochs on the fiction subset?";
// What goes out of the exhibits and their scans; not all, since each page that leaves is read back, verified and looked
// over again here. It stands in the manifest, so it names nothing that is withheld.
constexpr const char* kLeavesAsTiff = "kind:pdf AND NOT (slack_print OR teams_print OR workplace_chat)";
constexpr const char* kLeavesAsPdf =
    "kind:pdf AND NOT (slack_print OR teams_print OR workplace_chat OR chat_export_bracket OR quoted_reply_chain)";

class MainJob : public Journey {
protected:
    // The exhibits: as they are, or only some, where a test needs no more and all would cost it a minute.
    void takeIn(const std::vector<std::string>& only = {}) {
        const auto exhibits = shared() / "data/exhibits";
        for (const auto& name : only) {
            fs::create_directories(folder() / "evidence");
            fs::copy_file(exhibits / name, folder() / "evidence" / name);
        }
        newCase();
        done({"ingest", matter(), (only.empty() ? exhibits : folder() / "evidence").string(), "--custodian", "Vale"});
        done({"code", matter(), "--query", "*", "--set", "responsiveness=responsive", "--set", "privilege=none", "--by",
              "Ann"});
        done({"redact", matter(), "--query", "*", "--find", kPhrase, "--reason", "Privileged", "--by", "Ann"});
        done({"redact", matter(), "--query", "*", "--pattern", "email", "--reason", "Personal data", "--by", "Ann"});
        done({"code", matter(), "--query", "phone_table", "--set", "privilege=attorney_client", "--by", "Ann"});
    }
    // The exhibits are one conversation in many layouts: what the withheld print says stands in the others as well, and
    // stops a production until somebody has said of each message that it may go.
    void letQuotationsGo(const std::string& spec) {
        const auto refused = ctl({"produce", matter(), "--spec", spec, "--dry-run"});
        EXPECT_EQ(refused.code, 1);
        EXPECT_THAT(refused.out + refused.err, HasSubstr("holds message"));
        std::istringstream lines(done({"documents", matter(), "--query", "NOT phone_table", "--json"}).out);
        for (std::string line; std::getline(lines, line);) {
            const auto document = nlohmann::json::parse(line, nullptr, false);
            ASSERT_TRUE(document.is_object()) << line;
            if (const auto messages = document.at("messages").get<int>(); messages > 0)
                done({"code", matter(), "--document", document.at("control_number"), "--message",
                      messages == 1 ? "1" : "1-" + std::to_string(messages), "--set", "privilege=none", "--by", "Ann"});
        }
    }
    void SetUp() override {
        if (!fs::exists(shared() / "data/exhibits")) GTEST_SKIP() << "the exhibits are not here";
    }
    std::string spec(const std::string& volume, const std::string& format, int start, int dpi = 300,
                     const std::string& query = "*") {
        return put(volume + ".json", R"({"volume": ")" + volume + R"(", "query": ")" + query +
                                         R"(", "bates": {"prefix": "MER-", "start": )" + std::to_string(start) +
                                         R"(}, "image": {"dpi": )" + std::to_string(dpi) + R"(, "format": ")" + format +
                                         R"("}, "natives": ["pdf"], "load_files": ["dat", "opt", "csv", "lfp"]})")
            .string();
    }
    fs::path volume(const std::string& name) const { return folder() / "out" / name; }

    void checkThatASabotagedRedactionIsRefused(const fs::path& volume) {
        const auto page = pageRedactedFor(volume, "Privileged");
        ASSERT_FALSE(page.image.empty());
        // Written anew with nothing changed on it, it passes: no hash and no count gives the sabotage away.
        rewritePage(volume, page.image, [](PIX*) {});
        done({"verify", volume.string(), "--case", matter()});
        rewritePage(volume, page.image, [&](PIX* pix) { layOpen(pix, page.box, kPhrase); });
        const auto ran = ctl({"verify", volume.string(), "--case", matter(), "--json"});
        EXPECT_EQ(ran.code, 1);
        const auto found = ran.json();
        ASSERT_TRUE(found.is_object()) << ran.out << ran.err;
        EXPECT_EQ(found.at("passed"), false);
        std::vector<std::string> kinds;
        for (const auto& finding : found.at("findings")) {
            EXPECT_EQ(finding.at("file"), page.image);
            kinds.push_back(finding.at("kind"));
        }
        EXPECT_THAT(
            kinds, AllOf(Contains("redaction_not_solid"), Contains("leak"), Each(AnyOf("redaction_not_solid", "leak"))))
            << found.dump(1);
        EXPECT_EQ(ctl({"verify", volume.string()}).code, 1) << "without the case its pixels still tell";
    }
};

TEST_F(MainJob, NothingThatIsHeldBackLeaves) {
    takeIn();
    letQuotationsGo(spec("VOL_tiff", "tiff", 1, 300, kLeavesAsTiff));
    const auto produce = [&](const std::string& format, const std::string& query, int start, int documents) {
        const auto name = "VOL_" + format;
        const auto made = done({"produce", matter(), "--spec", spec(name, format, start, 300, query), "--out",
                                (folder() / "out").string(), "--by", "Ann", "--json"})
                              .json();
        ASSERT_TRUE(made.is_object());
        EXPECT_EQ(made.at("documents"), documents) << made.dump(1);
        EXPECT_EQ(made.at("redacted"), documents) << made.dump(1);
        EXPECT_EQ(made.at("withheld"), 2) << made.dump(1);
        EXPECT_EQ(made.at("verification").at("passed"), true) << made.dump(1);
        done({"verify", volume(name).string(), "--case", matter()});
        done({"verify", volume(name).string() + "/"});
    };
    produce("tiff", kLeavesAsTiff, 1, 6);
    produce("pdf", kLeavesAsPdf, 100, 2);
    // Each document is redacted or withheld, so that none may leave as the file it was, although natives were asked
    // for.
    for (const char* name : {"VOL_tiff", "VOL_pdf"}) EXPECT_FALSE(fs::exists(volume(name) / "NATIVES"));

    const auto checker = shared() / "checks/leak_check.sh";
    if (!fs::exists(checker)) GTEST_SKIP() << "the checker for leaks is not here";
    const auto secrets = put("secrets.txt", "epochs on the fiction\nivale@meridianlabs\nphone_table\n");
    for (const char* name : {"VOL_tiff", "VOL_pdf"}) {
        const auto ran = shell("bash " + quoted(checker.string()) + " " + quoted(volume(name).string()) + " " +
                               quoted(secrets.string()));
        EXPECT_EQ(ran.code, 0) << ran.out;
        EXPECT_THAT(ran.out, HasSubstr("no leak")) << ran.out;
    }
    // The checker can fail: the same words in a copy of the volume are found.
    shell("mkdir " + quoted((folder() / "leaky").string()) + " && echo 'epochs on the FICTION subset' > " +
          quoted((folder() / "leaky/a.txt").string()));
    EXPECT_EQ(shell("bash " + quoted(checker.string()) + " " + quoted((folder() / "leaky").string()) + " " +
                    quoted(secrets.string()))
                  .code,
              1);

    checkThatASabotagedRedactionIsRefused(volume("VOL_tiff"));

    const auto log = (folder() / "PRIVILEGE.xlsx").string();
    done({"privilege-log", matter(), "--out", log});
    const auto sheet = shell("unzip -p " + quoted(log)).out;
    EXPECT_THAT(sheet, HasSubstr("Attorney"));
    EXPECT_THAT(sheet, Not(HasSubstr("epochs on the fiction")));
    done({"audit", matter(), "--verify"});
}

TEST_F(MainJob, WhatSomebodyMeddledWithIsRefused) {
    takeIn({"outlook_chain.pdf", "phone_table.pdf", "quoted_reply_chain.pdf"});
    const auto spoil = [&](const std::string& what, const std::string& command) {
        const auto copy = folder() / "copy";
        fs::remove_all(copy);
        fs::copy(volume("VOL"), copy, fs::copy_options::recursive);
        ASSERT_EQ(shell("cd " + quoted(copy.string()) + " && " + command).code, 0) << what;
        const auto ran = ctl({"verify", copy.string(), "--json"});
        EXPECT_EQ(ran.code, 1) << what << "\n" << ran.out << ran.err;
        ASSERT_TRUE(ran.json().is_object()) << what << "\n" << ran.out << ran.err;
        EXPECT_EQ(ran.json().at("passed"), false) << what;
        EXPECT_FALSE(ran.json().at("findings").empty()) << what;
    };
    letQuotationsGo(spec("VOL", "tiff", 1, 200));
    done({"produce", matter(), "--spec", spec("VOL", "tiff", 1, 200), "--out", (folder() / "out").string()});
    spoil("a changed text", "echo more >> TEXT/0001/MER-00000001.txt");
    spoil("a missing image", "rm \"$(ls IMAGES/0001/* | head -1)\"");
    spoil("an added file", "echo x > IMAGES/0001/x.tif");
    spoil("a cut image", "f=\"$(ls IMAGES/0001/*.tif | head -1)\"; truncate -s 200 \"$f\"");
    spoil("a load file with a line less", "sed -i '$d' DATA/VOL.opt");
    spoil("an empty manifest", "echo '{}' > manifest.json");
    done({"verify", volume("VOL").string(), "--case", matter()});
}

TEST_F(MainJob, WhatBlocksIsNamedAndNothingIsWritten) {
    takeIn({"outlook_chain.pdf", "phone_table.pdf"});
    done({"code", matter(), "--query", "outlook_chain", "--set", "responsiveness=needs_review", "--by", "Ann"});
    const auto ran = ctl({"produce", matter(), "--spec", spec("VOL", "tiff", 1), "--out", (folder() / "out").string()});
    EXPECT_EQ(ran.code, 1);
    EXPECT_THAT(ran.err, HasSubstr("RW0000"));
    EXPECT_EQ(ran.out, "");
    EXPECT_FALSE(fs::exists(folder() / "out"));
}

}  // namespace
}  // namespace redwell::journeys
