#include "chat_drawing.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <memory>

namespace redwell::formats {
namespace {

// A ZIP whose entries are deflated, one run of zeros each.
std::string bombOf(int entries, std::size_t size) {
    std::string out(std::size_t{8} << 20, '\0');
    std::size_t used = 0;
    const std::unique_ptr<archive, decltype(&archive_write_free)> writer(archive_write_new(), archive_write_free);
    archive_write_set_format_zip(writer.get());
    archive_write_open_memory(writer.get(), out.data(), out.size(), &used);
    const std::string zeros(1 << 20, '\0');
    for (int i = 0; i < entries; ++i) {
        const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(),
                                                                                  archive_entry_free);
        archive_entry_set_pathname(entry.get(), ("zeros" + std::to_string(i) + ".bin").c_str());
        archive_entry_set_size(entry.get(), static_cast<la_int64_t>(size));
        archive_entry_set_filetype(entry.get(), AE_IFREG);
        archive_write_header(writer.get(), entry.get());
        for (std::size_t at = 0; at < size; at += zeros.size())
            archive_write_data(writer.get(), zeros.data(), std::min(zeros.size(), size - at));
    }
    archive_write_close(writer.get());
    out.resize(used);
    return out;
}

TEST(ArchiveReader, FilesAreDocumentsOfTheirOwnInTheirFolders) {
    const auto container =
        read(writeZip({{"a/b/letter.txt", "Dear"}, {"empty.txt", ""}, {"top.txt", "x"}}), "files.zip");
    EXPECT_EQ(container.kind, documents::Kind::Container);
    ASSERT_EQ(container.children.size(), 3U);
    EXPECT_EQ(container.children[0].folder, "a/b");
    EXPECT_EQ(container.children[0].fileName, "letter.txt");
    EXPECT_EQ(container.children[0].bytes, "Dear");
    EXPECT_TRUE(container.children[0].startsFamily);
    EXPECT_TRUE(container.children[1].problem);
    EXPECT_EQ(container.metadata.at("files"), "3");
}

TEST(ArchiveReader, NoPathLeadsOutOfTheArchive) {
    const auto container =
        read(writeZip({{"../../etc/passwd", "a"}, {"/root/x.txt", "b"}, {"C:\\win\\y.txt", "c"}, {"ok/./z.txt", "d"}}),
             "files.zip");
    ASSERT_EQ(container.children.size(), 4U);
    for (const auto& child : container.children) {
        EXPECT_EQ(child.fileName.find_first_of("/\\"), std::string::npos) << child.fileName;
        EXPECT_EQ(child.folder.find(".."), std::string::npos) << child.folder;
        EXPECT_FALSE(child.folder.starts_with('/')) << child.folder;
        EXPECT_EQ(child.folder.find(':'), std::string::npos) << child.folder;
    }
    EXPECT_NE(std::ranges::find(container.flags, std::string("unsafe_paths")), container.flags.end());
}

TEST(ArchiveReader, ABombEndsAsAnExceptionAndWhatCameBeforeStays) {
    const auto bomb = bombOf(3, std::size_t{100} << 20);
    ASSERT_LT(bomb.size(), std::size_t{1} << 20);
    const auto file = behindDescriptor(bomb);
    ReadOptions options{"bomb.zip", OcrMode::Never, {}, "UTC", {}};
    std::size_t taken = 0;
    std::vector<Child> refused;
    for (int pass = 0; pass < 50; ++pass) {
        auto document = readDocument(file.get(), options);
        ASSERT_TRUE(document);
        for (auto& child : document->children) {
            taken += child.bytes.size();
            if (child.problem) refused.push_back(std::move(child));
        }
        options.resumeAt = document->resumeAt;
        if (options.resumeAt.empty()) break;
    }
    EXPECT_TRUE(options.resumeAt.empty());
    EXPECT_EQ(taken, 2 * (std::size_t{100} << 20));
    ASSERT_EQ(refused.size(), 1U);
    EXPECT_EQ(refused[0].problem->kind, ErrorKind::TooLarge);
}

TEST(ArchiveReader, ManyFilesComeBatchByBatchAndEachOnce) {
    std::map<std::string, std::string> files, seen;
    for (int i = 0; i < 4'500; ++i) files["f" + std::to_string(i) + ".txt"] = std::to_string(i);
    const auto file = behindDescriptor(writeZip(files));
    ReadOptions options{"files.zip", OcrMode::Never, {}, "UTC", {}};
    std::size_t many = 0;
    int passes = 0;
    do {
        const auto document = readDocument(file.get(), options);
        ASSERT_TRUE(document);
        many += document->children.size();
        for (const auto& child : document->children) seen[child.fileName] = child.bytes;
        options.resumeAt = document->resumeAt;
    } while (!options.resumeAt.empty() && ++passes < 20);
    EXPECT_GT(passes, 0);
    EXPECT_EQ(many, files.size());
    EXPECT_EQ(seen, files);
}

}  // namespace
}  // namespace redwell::formats
