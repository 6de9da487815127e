// Broken, locked and hostile files of other people's collections: each ends as exactly one thing, with a reason that
// can be read.
#include "program.h"

#include <map>

namespace redwell::journeys {
namespace {

class NastyFiles : public Journey {};

TEST_F(NastyFiles, EachEndsAsExactlyOneThingAndEveryExceptionHasAReason) {
    const auto nasty = shared() / "data/nasty-pdf";
    if (!fs::exists(nasty)) GTEST_SKIP() << "the collection of broken files is not here";
    std::int64_t files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(nasty)) files += entry.is_regular_file();
    newCase();
    const auto ran = ctl({"ingest", matter(), nasty.string(), "--ocr", "never", "--json"});
    EXPECT_TRUE(ran.code == 0 || ran.code == 3) << ran.code << ran.err;
    const auto summary = ran.json();
    ASSERT_TRUE(summary.is_object()) << ran.out << ran.err;
    EXPECT_EQ(summary.at("finished"), true);
    std::map<std::string, std::int64_t> states;
    std::int64_t top = 0;
    for (const auto& d : done({"documents", matter(), "--json", "--limit", "100000"}).lines()) {
        const auto state = d.at("state").get<std::string>();
        ++states[state];
        if (d.at("family") == d.at("control_number")) ++top;
        if (state == "exception") {
            EXPECT_GT(d.at("reason").get<std::string>().size(), 8u) << d;
            EXPECT_FALSE(d.at("exception").get<std::string>().empty()) << d;
        } else {
            EXPECT_FALSE(d.contains("reason")) << d;
        }
        if (state == "duplicate") {
            EXPECT_TRUE(d.contains("duplicate_of")) << d;
        }
        if (state == "reviewable") {
            EXPECT_GT(d.at("pages"), 0) << d;
        }
    }
    EXPECT_EQ(top, files);
    EXPECT_EQ(states["reviewable"], summary.at("reviewable"));
    EXPECT_EQ(states["exception"], summary.at("exceptions"));
    EXPECT_EQ(states["duplicate"], summary.at("duplicates"));
    EXPECT_EQ(states["queued"], 0);
    EXPECT_GT(states["reviewable"], files / 3);
    EXPECT_EQ(done({"exceptions", matter(), "--json"}).lines().size(), static_cast<std::size_t>(states["exception"]));
}

}  // namespace
}  // namespace redwell::journeys
