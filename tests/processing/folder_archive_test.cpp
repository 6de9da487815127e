#include "processing/folder_archive.h"

#include "base/files.h"
#include "processing/evidence_walk.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace redwell::processing {
namespace {

namespace fs = std::filesystem;

class FolderArchiveTest : public testing::Test {
protected:
    void put(const std::string& path, std::string_view content = "[]") {
        fs::create_directories((root() / path).parent_path());
        ASSERT_TRUE(writeFile(root() / path, content));
    }
    std::string packed(const std::string& folder) {
        const auto archive = FolderArchive::write(root() / folder);
        EXPECT_TRUE(archive) << archive.error().message();
        const auto bytes = archive ? readFile(archive->path()) : Result<std::string>(std::string());
        return bytes ? *bytes : std::string();
    }
    fs::path root() const { return m_folder.path() / "evidence"; }
    support::TemporaryFolder m_folder;
};

TEST_F(FolderArchiveTest, IsTheSameForTheSameFilesWhereverAndWheneverTheyWereWritten) {
    for (const std::string copy : {"one", "two"}) {
        put(copy + (copy == "one" ? "/b/2.json" : "/a.json"), copy == "one" ? "two" : "one");
        put(copy + (copy == "one" ? "/a.json" : "/b/2.json"), copy == "one" ? "one" : "two");
    }
    fs::last_write_time(root() / "two/a.json", fs::file_time_type{});
    const auto first = packed("one");
    EXPECT_EQ(first, packed("two"));
    EXPECT_EQ(first.size(), 6 * 512U);
    EXPECT_EQ(first.substr(0, 7), std::string("a.json\0", 7));
    EXPECT_EQ(first.substr(257, 5), "ustar");
    EXPECT_EQ(first.substr(512, 3), "one");
    EXPECT_EQ(first.substr(1024, 8), "b/2.json");
}

TEST_F(FolderArchiveTest, ItsFileGoesWithIt) {
    put("one/a.json");
    fs::path path;
    {
        const auto archive = FolderArchive::write(root() / "one");
        ASSERT_TRUE(archive);
        path = archive->path();
        EXPECT_TRUE(fs::exists(path));
    }
    EXPECT_FALSE(fs::exists(path));
}

TEST_F(FolderArchiveTest, ASlackExportIsHandedOutAsOneAndItsLinksAreListed) {
    put("case/export/users.json");
    put("case/export/channels.json");
    put("case/export/bridge/2023-10-24.json");
    put("case/users.json");
    fs::create_symlink("/etc/passwd", root() / "case/export/bridge/link.json");
    EvidenceWalk walk(root());
    std::vector<FoundFile> found;
    while (auto file = walk.next()) found.push_back(std::move(*file));
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[0].sourcePath, "evidence/case/export");
    EXPECT_FALSE(found[0].problem);
    EXPECT_TRUE(fs::is_regular_file(found[0].path));
    EXPECT_EQ(found[1].sourcePath, "evidence/case/export/bridge/link.json");
    EXPECT_TRUE(found[1].problem);
    EXPECT_EQ(found[2].sourcePath, "evidence/case/users.json");
}

}  // namespace
}  // namespace redwell::processing
