// Foreign bytes are parsed in the sandboxed worker alone: the other programs do not even hold a parser.
#include "program.h"

namespace redwell::journeys {
namespace {

class Linkage : public Journey {
protected:
    // The libraries that a program asks for, a line each.
    std::string needed(const std::string& program) {
        const auto ran = shell("readelf -d " + quoted(program) + " | grep NEEDED");
        EXPECT_EQ(ran.code, 0) << ran.err;
        return ran.out;
    }
};

TEST_F(Linkage, NoProgramButTheWorkerHoldsAParser) {
    if (shell("command -v readelf").code != 0) GTEST_SKIP() << "readelf is not installed";
    int looked = 0;
    for (const char* name : {"redwellctl", "redwell"}) {
        const std::string program = std::string(REDWELL_BIN_DIR "/") + name;
        if (!fs::exists(program)) continue;
        ++looked;
        const auto libraries = needed(program);
        EXPECT_THAT(libraries, testing::HasSubstr("libsqlite3"));
        for (const char* parser :
             {"poppler", "tesseract", "lept", "gmime", "tiff", "qpdf", "libjpeg", "openjp", "archive", "pst"})
            EXPECT_THAT(libraries, testing::Not(testing::HasSubstr(parser))) << name;
    }
    EXPECT_GT(looked, 0);
    const auto worker = needed(REDWELL_BIN_DIR "/redwell-worker");
    for (const char* parser : {"poppler", "tesseract"}) EXPECT_THAT(worker, testing::HasSubstr(parser));
}

}  // namespace
}  // namespace redwell::journeys
