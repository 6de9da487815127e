#include "processing/evidence_walk.h"

#include "base/files.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <set>

namespace redwell::processing {
namespace {

namespace fs = std::filesystem;

class EvidenceWalkTest : public testing::Test {
protected:
    void put(const std::string& path, std::string_view content = "x") {
        fs::create_directories((root() / path).parent_path());
        ASSERT_TRUE(writeFile(root() / path, content));
    }
    fs::path root() const { return m_folder.path() / "evidence"; }
    std::vector<FoundFile> walk() {
        EvidenceWalk walk(root());
        std::vector<FoundFile> all;
        while (auto file = walk.next()) all.push_back(std::move(*file));
        return all;
    }
    support::TemporaryFolder m_folder;
};

TEST_F(EvidenceWalkTest, GoesThroughFoldersInTheOrderOfNames) {
    put("b.pdf");
    put("a/2.txt");
    put("a/1.txt");
    put("c.eml");
    std::vector<std::string> paths;
    for (const auto& file : walk()) paths.push_back(file.sourcePath);
    EXPECT_EQ(paths,
              (std::vector<std::string>{"evidence/a/1.txt", "evidence/a/2.txt", "evidence/b.pdf", "evidence/c.eml"}));
}

TEST_F(EvidenceWalkTest, ListsALinkInsteadOfFollowingIt) {
    put("real.txt");
    fs::create_symlink("/etc/passwd", root() / "link.txt");
    const auto files = walk();
    ASSERT_EQ(files.size(), 2u);
    EXPECT_EQ(files[0].sourcePath, "evidence/link.txt");
    ASSERT_TRUE(files[0].problem);
    EXPECT_EQ(files[0].problem->kind, ErrorKind::Unsupported);
}

TEST_F(EvidenceWalkTest, ListsAPipeInsteadOfWaitingForIt) {
    put("a.txt");
    ASSERT_EQ(::mkfifo((root() / "pipe").c_str(), 0600), 0);
    const auto files = walk();
    ASSERT_EQ(files.size(), 2u);
    EXPECT_TRUE(files[1].problem);
}

TEST_F(EvidenceWalkTest, LeavesACaseInsideTheEvidenceAlone) {
    put("mail.eml");
    put("Old.redwell/case.db");
    EXPECT_EQ(walk().size(), 1u);
}

TEST_F(EvidenceWalkTest, KeepsNamesApartThatAreNotUtf8) {
    put("caf\xE9.txt");
    put("caf\xE8.txt");
    const auto files = walk();
    ASSERT_EQ(files.size(), 2u);
    EXPECT_EQ(files[0].sourcePath, "evidence/caf\\xE8.txt");
    EXPECT_EQ(files[1].sourcePath, "evidence/caf\\xE9.txt");
}

TEST_F(EvidenceWalkTest, KeepsAWrittenOutNameApartFromOneThatIsWrittenSo) {
    put("a\xE9.eml");
    put("a\\xE9.eml");
    put("b\xE9/1.eml");
    put("b\\xE9/1.eml");
    const auto files = walk();
    ASSERT_EQ(files.size(), 4u);
    std::set<std::string> paths;
    for (const auto& file : files) paths.insert(file.sourcePath);
    EXPECT_EQ(paths.size(), 4u);
    EXPECT_TRUE(paths.contains("evidence/a\\xE9.eml"));
    EXPECT_TRUE(paths.contains("evidence/a\\xE9.eml (2)"));
}

TEST_F(EvidenceWalkTest, TakesASingleFile) {
    put("one.pdf");
    EvidenceWalk walk(root() / "one.pdf");
    const auto file = walk.next();
    ASSERT_TRUE(file);
    EXPECT_EQ(file->sourcePath, "one.pdf");
    EXPECT_FALSE(walk.next());
}

}  // namespace
}  // namespace redwell::processing
