#include "misbehaving_pool.h"
#include "support/temporary_folder.h"

#include <unistd.h>

namespace redwell::processing {
namespace {

using support::answered;
using support::misbehavingPool;

TEST(WorkerConfinement, HasNoNetworkAndNoSocketsAtAll) {
    auto pool = misbehavingPool();
    for (const char* what : {"network", "network6", "local-socket"})
        EXPECT_EQ(answered(*pool, what), "Operation not permitted") << what;
}

TEST(WorkerConfinement, StartsNoProcessAndTouchesNoOther) {
    auto pool = misbehavingPool();
    for (const char* what : {"run", "fork", "trace", "kill", "uring", "raise-limit"})
        EXPECT_EQ(answered(*pool, what), "Operation not permitted") << what;
    EXPECT_EQ(answered(*pool, "thread"), "ran");  // libraries may use threads
}

TEST(WorkerConfinement, WritesNoFile) {
    auto pool = misbehavingPool();
    const support::TemporaryFolder folder;
    const auto target = (folder.path() / "left-behind").string();
    EXPECT_EQ(answered(*pool, "create " + target), "Operation not permitted");
    EXPECT_EQ(answered(*pool, "write /dev/shm"), "Operation not permitted");
    EXPECT_EQ(answered(*pool, "temporary"), "Operation not permitted");
    EXPECT_FALSE(std::filesystem::exists(target));
}

TEST(WorkerConfinement, ReadsFontsAndModelsButNothingOfTheUser) {
    auto pool = misbehavingPool();
    EXPECT_EQ(answered(*pool, "read /etc/fonts/fonts.conf"), "allowed");
    if (::access("/sys/kernel/security", F_OK) != 0)
        GTEST_SKIP() << "this system tells nothing of its security modules";
    EXPECT_EQ(answered(*pool, "read /etc/passwd"), "Permission denied");
    EXPECT_EQ(answered(*pool, std::string("read ") + REDWELL_SOURCE_DIR + "/README.md"), "Permission denied");
}

TEST(WorkerConfinement, IsNobodyWhenThePoolIsRoot) {
    if (::geteuid() != 0) GTEST_SKIP() << "only root has privileges to drop";
    auto pool = misbehavingPool();
    EXPECT_EQ(answered(*pool, "user"), "65534");
}

TEST(WorkerConfinement, HoldsItsOwnThreeFilesOnly) {
    auto pool = misbehavingPool();
    // 0 to 2 are /dev/null, 4 is the answer's stream; the request at 3 is closed once it is mapped.
    EXPECT_EQ(answered(*pool, "open-files"), "0 1 2 4");
}

TEST(WorkerConfinement, EveryJobHasAChildOfItsOwn) {
    auto pool = misbehavingPool();
    const auto first = answered(*pool, "self"), second = answered(*pool, "self");
    EXPECT_NE(first, second);
    EXPECT_EQ(answered(*pool, "server"), answered(*pool, "server"));
}

TEST(WorkerConfinement, ReadsAnInputThatNobodyElseMayOpen) {
    auto pool = misbehavingPool();
    const support::TemporaryFolder folder;
    const auto file = folder.path() / "exhibit.txt";
    ASSERT_TRUE(writeFileDurably(file, "for the reader's eyes", 0400));
    auto input = openForReading(file);
    ASSERT_TRUE(input);
    EXPECT_EQ(answered(*pool, "input", std::move(*input)), "for the reader's eyes");
}

}  // namespace
}  // namespace redwell::processing
