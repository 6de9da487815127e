#include "casefile/case.h"

#include "casefile/audit.h"
#include "casefile/backup.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <linux/fs.h>
#include <linux/magic.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <sys/wait.h>

using namespace redwell;
using namespace redwell::casefile;

namespace {

std::unique_ptr<Case> newCase(const support::TemporaryFolder& folder) {
    auto made = Case::create(folder.path() / "matter", {.name = "Matter", .timeZone = "America/New_York"});
    EXPECT_TRUE(made) << (made ? "" : made.error().message());
    return made ? std::move(made).value() : nullptr;
}

Status addAudit(Case& c, std::string_view subject) {
    return c.write([&](Database& db) { return appendAudit(db, "ann", "code", subject, {{"to", "responsive"}}); });
}

}  // namespace

TEST(Case, RemembersNameAndTimeZone) {
    support::TemporaryFolder folder;
    ASSERT_TRUE(newCase(folder));
    auto again = Case::open(folder.path() / "matter.redwell");
    ASSERT_TRUE(again) << again.error().message();
    EXPECT_EQ((*again)->name(), "Matter");
    EXPECT_EQ((*again)->timeZone(), "America/New_York");
    EXPECT_FALSE((*again)->isReadOnly());
}

TEST(Case, IsNotMadeTwiceInOnePlace) {
    support::TemporaryFolder folder;
    newCase(folder);
    const auto second = Case::create(folder.path() / "matter", {});
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().kind, ErrorKind::Conflict);
}

TEST(Case, RefusesAnUnknownTimeZone) {
    support::TemporaryFolder folder;
    const auto made = Case::create(folder.path() / "m", {.name = "", .timeZone = "Mars/Olympus"});
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().kind, ErrorKind::Usage);
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "m.redwell"));
}

TEST(Case, OpensReadOnlyAndSaysWhoHoldsIt) {
    support::TemporaryFolder folder;
    const auto first = newCase(folder);
    auto second = Case::open(first->folder());
    ASSERT_TRUE(second) << second.error().message();
    EXPECT_TRUE((*second)->isReadOnly());
    EXPECT_NE((*second)->readOnlyReason().find(std::to_string(::getpid())), std::string::npos);
    const auto refused = (*second)->setSetting("x", "y");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::ReadOnly);
    ASSERT_TRUE(first->setSetting("x", "y"));
    EXPECT_EQ((*second)->setting("x").value(), "y");
}

TEST(Case, OfANewerVersionIsLeftAsItIs) {
    support::TemporaryFolder folder;
    std::filesystem::path path;
    {
        const auto made = newCase(folder);
        path = made->folder();
        ASSERT_TRUE(made->write([](Database& db) { return db.run("PRAGMA user_version = 999"); }));
    }
    const auto before = hashFile(path / "case.db").value().sha256;
    const auto opened = Case::open(path);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, ErrorKind::NewerVersion);
    EXPECT_EQ(hashFile(path / "case.db").value().sha256, before);
}

TEST(Case, RollsBackAChangeThatFails) {
    support::TemporaryFolder folder;
    const auto made = newCase(folder);
    const auto changed = made->write([](Database& db) -> Status {
        REDWELL_CHECK(db.run("INSERT INTO settings(name, value) VALUES ('half', 'done')"));
        return Error{ErrorKind::Internal, "stopped in the middle"};
    });
    EXPECT_FALSE(changed);
    EXPECT_EQ(made->setting("half").value(), "");
}

TEST(Case, KeepsEveryAcknowledgedChangeWhenKilled) {
    support::TemporaryFolder folder;
    const auto path = newCase(folder)->folder();
    int acknowledged[2];
    ASSERT_EQ(::pipe(acknowledged), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        auto opened = Case::open(path);
        if (!opened) ::_exit(1);
        for (char i = 0; i < 100; ++i) {
            if (!(*opened)->setSetting("n" + std::to_string(i), "v") || ::write(acknowledged[1], &i, 1) != 1)
                ::_exit(2);
            if (i == 40) ::kill(::getpid(), SIGKILL);
        }
        ::_exit(0);
    }
    ::close(acknowledged[1]);
    int count = 0;
    for (char byte; ::read(acknowledged[0], &byte, 1) == 1;) ++count;
    ::close(acknowledged[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status));
    ASSERT_EQ(count, 41);
    auto again = Case::open(path);
    ASSERT_TRUE(again) << again.error().message();
    for (int i = 0; i < count; ++i) EXPECT_EQ((*again)->setting("n" + std::to_string(i)).value(), "v") << i;
}

TEST(Audit, ChainVerifiesAndNamesTheFirstBadRow) {
    support::TemporaryFolder folder;
    const auto made = newCase(folder);
    for (const char* subject : {"RW000001", "RW000002", "RW000003"}) ASSERT_TRUE(addAudit(*made, subject));
    {
        auto lease = made->read();
        EXPECT_EQ(verifyAudit(**lease).value().rows, 4);  // with the row of the case's making
    }
    EXPECT_FALSE(made->write([](Database& db) { return db.run("UPDATE audit SET by = 'bob' WHERE sequence = 2"); }));
    ASSERT_TRUE(made->write([](Database& db) {
        return db.script("DROP TRIGGER audit_keeps_words; UPDATE audit SET by = 'bob' WHERE sequence = 2");
    }));
    auto lease = made->read();
    const auto verdict = verifyAudit(**lease);
    ASSERT_FALSE(verdict);
    EXPECT_NE(verdict.error().what.find("entry 2"), std::string::npos);
}

TEST(Originals, AreSpreadOverTheDiskWhereItsFileSystemCanDoThat) {
    support::TemporaryFolder folder;
    const auto flagsOf = [](const std::filesystem::path& path) {
        const auto descriptor = openForReading(path);
        int flags = 0;
        return descriptor && ::ioctl(descriptor->get(), FS_IOC_GETFLAGS, &flags) == 0 ? std::optional(flags)
                                                                                      : std::nullopt;
    };
    struct statfs system {};
    ASSERT_EQ(::statfs(folder.path().c_str(), &system), 0);
    if (system.f_type != EXT4_SUPER_MAGIC) GTEST_SKIP() << "the folder of temporary files is not on ext4";
    const auto made = newCase(folder);
    const auto flags = flagsOf(made->folder() / "originals");
    ASSERT_TRUE(flags);
    EXPECT_TRUE(*flags & FS_TOPDIR_FL);
    EXPECT_FALSE(*flagsOf(made->folder() / "derived") & FS_TOPDIR_FL);
}

TEST(Originals, AreKeptOnceAndReadOnly) {
    support::TemporaryFolder folder;
    const auto made = newCase(folder);
    ASSERT_TRUE(writeFile(folder.path() / "a.txt", "exhibit"));
    const auto first = made->originals().add(folder.path() / "a.txt");
    ASSERT_TRUE(first) << first.error().message();
    EXPECT_EQ(made->originals().addBytes("exhibit")->sha256, first->sha256);
    EXPECT_EQ(first->sha256, sha256("exhibit"));
    const auto status = std::filesystem::status(made->originals().pathOf(first->sha256));
    EXPECT_EQ(status.permissions(), std::filesystem::perms::owner_read);
    EXPECT_TRUE(made->originals().verify(first->sha256));
    EXPECT_TRUE(made->originals().sync());
}

TEST(Originals, NoLinkIsFollowedAndNoPipeWaitedFor) {
    support::TemporaryFolder folder;
    const auto made = newCase(folder);
    ASSERT_TRUE(writeFile(folder.path() / "a.txt", "exhibit"));
    std::filesystem::create_symlink(folder.path() / "a.txt", folder.path() / "link.txt");
    ASSERT_EQ(::mkfifo((folder.path() / "pipe.txt").c_str(), 0600), 0);
    const auto link = made->originals().add(folder.path() / "link.txt");
    ASSERT_FALSE(link);
    EXPECT_NE(link.error().what.find("is a link"), std::string::npos) << link.error().what;
    EXPECT_FALSE(made->originals().add(folder.path() / "pipe.txt"));
    EXPECT_FALSE(made->originals().add(folder.path()));
}

TEST(Originals, WhatAPowerCutLeftHalfIsWrittenAgain) {
    support::TemporaryFolder folder;
    const auto made = newCase(folder);
    const auto kept = made->originals().addBytes("exhibit").value();
    const auto path = made->originals().pathOf(kept.sha256);
    std::filesystem::permissions(path, std::filesystem::perms::owner_all);
    std::filesystem::resize_file(path, 3);
    ASSERT_FALSE(made->originals().verify(kept.sha256));
    ASSERT_TRUE(made->originals().addBytes("exhibit"));
    EXPECT_TRUE(made->originals().verify(kept.sha256));
}

TEST(Originals, ManyAreOnDiskAfterOneSync) {
    support::TemporaryFolder folder;
    const auto made = newCase(folder);
    std::vector<Sha256> all;
    for (int i = 0; i < 40; ++i) all.push_back(made->originals().addBytes("exhibit " + std::to_string(i))->sha256);
    ASSERT_TRUE(made->originals().sync());
    for (const auto& hash : all) EXPECT_TRUE(made->originals().verify(hash));
}

TEST(Backup, OpensByItself) {
    support::TemporaryFolder folder;
    const auto made = newCase(folder);
    const auto kept = made->originals().addBytes("exhibit").value();
    const auto hex = kept.sha256.hex();
    ASSERT_TRUE(made->write([&](Database& db) {
        return db.run("INSERT INTO originals(sha256, md5, sha1, size) VALUES (:s, '', '', 7)", {{":s", hex}});
    }));
    const auto productions = made->productionsFolder();
    std::filesystem::create_directories(productions / "VOL001");
    ASSERT_TRUE(writeFile(productions / "VOL001/manifest.json", "{\"volume\": 1}"));
    ASSERT_TRUE(writeFile(productions / "to the court.specification.json", "{}"));
    NoProgress progress;
    const auto copy = backUp(*made, folder.path() / "backups", progress, {});
    ASSERT_TRUE(copy) << copy.error().message();
    EXPECT_EQ(*readFile(*copy / "productions/VOL001/manifest.json"), "{\"volume\": 1}");
    EXPECT_EQ(*readFile(*copy / "productions/to the court.specification.json"), "{}");
    auto opened = Case::open(*copy);
    ASSERT_TRUE(opened) << opened.error().message();
    EXPECT_EQ((*opened)->name(), "Matter");
    EXPECT_TRUE((*opened)->originals().verify(kept.sha256));
}
