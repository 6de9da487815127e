// Every mail file of other people's collections: read as other readers read it, and accounted for in a case.
#include "program.h"

#include <map>

namespace redwell::journeys {
namespace {

class MailFiles : public Journey {};

TEST_F(MailFiles, AgreeWithAnotherReaderInNearlyEveryField) {
    if (!fs::exists(shared() / "data/email")) GTEST_SKIP() << "the collection of mail files is not here";
    const auto ran = shell("python3 " + quoted(REDWELL_SOURCE_DIR "/tests/bench/mail_score.py") + " " +
                           quoted((shared() / "data").string()) + " --ctl " + quoted(REDWELL_BIN_DIR "/redwellctl"));
    EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
    std::printf("%s\n", ran.out.c_str());
}

TEST_F(MailFiles, EachEndsAsADocumentAnExceptionOrADuplicate) {
    const auto mails = shared() / "data/email";
    if (!fs::exists(mails)) GTEST_SKIP() << "the collection of mail files is not here";
    std::int64_t files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(mails)) files += entry.is_regular_file();
    newCase();
    const auto ran = ctl({"ingest", matter(), mails.string(), "--ocr", "never", "--json"});
    EXPECT_TRUE(ran.code == 0 || ran.code == 3) << ran.code << ran.err;
    const auto summary = ran.json();
    ASSERT_TRUE(summary.is_object()) << ran.out << ran.err;
    std::map<std::string, std::int64_t> states;
    std::int64_t found = 0;
    for (const auto& d : done({"documents", matter(), "--json", "--limit", "100000"}).lines()) {
        ++found;
        ++states[d.at("state").get<std::string>()];
        if (d.at("state") == "exception") {
            EXPECT_GT(d.at("reason").get<std::string>().size(), 8u) << d;
            EXPECT_EQ(d.at("reason").get<std::string>().find("crashed"), std::string::npos) << d;
        }
    }
    EXPECT_GE(found, files);
    EXPECT_EQ(states["queued"], 0);
    EXPECT_EQ(states["reviewable"] + states["exception"] + states["duplicate"], found);
}

}  // namespace
}  // namespace redwell::journeys
