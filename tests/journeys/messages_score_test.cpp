// The messages that redwellctl finds in real exhibits, scored against what they truly hold.
#include "base/files.h"
#include "base/text.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <regex>

namespace {

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

struct Exhibit {
    const char* name;
    const char* suffix;
    double least;  // F1
};

class MessagesOf : public testing::TestWithParam<Exhibit> {};

TEST_P(MessagesOf, AreFoundAsTheTruthHasThem) {
    const fs::path shared = fs::path(REDWELL_SOURCE_DIR).parent_path() / "shared";
    const auto [name, suffix, least] = GetParam();
    const auto exhibit = shared / "data/exhibits" / (std::string(name) + suffix);
    const auto scorer = shared / "checks/score_messages.py";
    if (!fs::exists(exhibit) || !fs::exists(scorer)) GTEST_SKIP() << "the exhibits with ground truth are not here";
    const redwell::support::TemporaryFolder folder;
    const auto found = folder.path() / "found.json";
    ASSERT_EQ(std::system((std::string(REDWELL_BIN_DIR) + "/redwellctl inspect --json '" + exhibit.string() + "' > '" +
                           found.string() + "'")
                              .c_str()),
              0);
    const auto said = output("python3 '" + scorer.string() + "' '" +
                             (shared / "data/exhibits" / (std::string(name) + ".truth.json")).string() + "' '" +
                             found.string() + "' --min-body 0.8");
    std::smatch match;
    ASSERT_TRUE(std::regex_search(said, match, std::regex(R"(F1[ =:]*([0-9.]+))", std::regex::icase))) << said;
    EXPECT_GE(std::stod(match[1]), least) << said;
    std::printf("%s%s: %s\n", name, suffix, said.c_str());
}

INSTANTIATE_TEST_SUITE_P(Clean, MessagesOf,
                         testing::Values(Exhibit{"workplace_chat", ".pdf", 0.98},
                                         Exhibit{"chat_export_bracket", ".pdf", 0.98},
                                         Exhibit{"outlook_chain", ".pdf", 0.98},
                                         Exhibit{"quoted_reply_chain", ".pdf", 0.98},
                                         Exhibit{"phone_table", ".pdf", 0.98}, Exhibit{"slack_print", ".pdf", 0.98},
                                         Exhibit{"teams_print", ".pdf", 0.98}),
                         [](const auto& exhibit) { return std::string(exhibit.param.name); });
INSTANTIATE_TEST_SUITE_P(
    Scanned, MessagesOf,
    testing::Values(Exhibit{"workplace_chat", ".scan.pdf", 0.92}, Exhibit{"chat_export_bracket", ".scan.pdf", 0.92},
                    Exhibit{"outlook_chain", ".scan.pdf", 0.92}, Exhibit{"quoted_reply_chain", ".scan.pdf", 0.92},
                    Exhibit{"phone_table", ".scan.pdf", 0.92}, Exhibit{"slack_print", ".scan.pdf", 0.92},
                    Exhibit{"teams_print", ".scan.pdf", 0.92}),
    [](const auto& exhibit) { return std::string(exhibit.param.name); });

}  // namespace
