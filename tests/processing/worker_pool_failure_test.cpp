#include "misbehaving_pool.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <thread>

namespace redwell::processing {
namespace {

using namespace std::chrono_literals;
using support::answered;
using support::misbehavingPool;
using support::order;
using support::ordered;

ErrorKind kindOf(const JobOutcome& outcome) {
    EXPECT_TRUE(outcome.error.has_value());
    return outcome.error ? outcome.error->kind : ErrorKind::Usage;
}

TEST(WorkerPool, ACrashIsTheErrorOfThatJobAloneAndNamesTheSignal) {
    auto pool = misbehavingPool();
    const auto outcome = ordered(*pool, "crash");
    EXPECT_EQ(kindOf(outcome), ErrorKind::Damaged);
    EXPECT_TRUE(outcome.died);
    EXPECT_NE(outcome.error->what.find("signal 11"), std::string::npos) << outcome.error->what;
    EXPECT_EQ(answered(*pool, "thread"), "ran");
}

TEST(WorkerPool, AnAbortAndAnEarlyExitAreDamaged) {
    auto pool = misbehavingPool();
    for (const char* what : {"abort", "leave"}) {
        const auto outcome = ordered(*pool, what);
        EXPECT_EQ(kindOf(outcome), ErrorKind::Damaged) << what;
        EXPECT_TRUE(outcome.died) << what;
    }
    const auto silent = ordered(*pool, "leave-quietly");
    EXPECT_EQ(kindOf(silent), ErrorKind::Internal);
}

TEST(WorkerPool, AHangingJobEndsAtTheWallClockLimitAndSaysSo) {
    auto pool = misbehavingPool(1, {.wallClock = 1s});
    const auto begin = std::chrono::steady_clock::now();
    const auto outcome = ordered(*pool, "hang");
    EXPECT_EQ(kindOf(outcome), ErrorKind::TimedOut);
    EXPECT_NE(outcome.error->what.find("limit of 1 seconds"), std::string::npos) << outcome.error->what;
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 5s);
}

TEST(WorkerPool, ASpinningJobEndsAtTheProcessorLimit) {
    auto pool = misbehavingPool(1, {.wallClock = 60s, .cpu = 1s});
    const auto outcome = ordered(*pool, "spin");
    EXPECT_EQ(kindOf(outcome), ErrorKind::TimedOut);
    EXPECT_NE(outcome.error->what.find("processor time"), std::string::npos) << outcome.error->what;
}

TEST(WorkerPool, AMemoryHogIsTooLargeWhetherItThrowsOrCrashes) {
    auto pool = misbehavingPool(1, {.memoryBytes = std::int64_t{200} << 20});
    EXPECT_EQ(kindOf(ordered(*pool, "hoard")), ErrorKind::TooLarge);
    EXPECT_EQ(kindOf(ordered(*pool, "hog")), ErrorKind::TooLarge);
    EXPECT_EQ(answered(*pool, "thread"), "ran");
}

TEST(WorkerPool, AnExceptionOfALibraryBecomesAnErrorNotADeath) {
    auto pool = misbehavingPool();
    const auto outcome = ordered(*pool, "throw");
    EXPECT_EQ(kindOf(outcome), ErrorKind::Damaged);
    EXPECT_FALSE(outcome.died);
    EXPECT_EQ(kindOf(ordered(*pool, "fail")), ErrorKind::Password);
}

TEST(WorkerPool, AChildCannotClaimThatTheDiskIsFull) {
    auto pool = misbehavingPool();
    EXPECT_EQ(kindOf(ordered(*pool, "full-disk")), ErrorKind::Damaged);
}

TEST(WorkerPool, NonsenseOnTheWireIsInternalAndEndsTheChild) {
    auto pool = misbehavingPool();
    for (const char* what : {"garbage", "flood", "half"})
        EXPECT_EQ(kindOf(ordered(*pool, what)), ErrorKind::Internal) << what;
    EXPECT_EQ(answered(*pool, "thread"), "ran");
}

TEST(WorkerPool, AKilledServerFailsItsJobsAndIsStartedAgain) {
    auto pool = misbehavingPool(2);
    std::vector<JobOutcome> ended;
    const auto server = std::stoi(answered(*pool, "server"));
    pool->submit(order("hang"), {}, [&ended](JobOutcome outcome) { ended.push_back(std::move(outcome)); });
    ASSERT_TRUE(pool->poll(50ms));
    ::kill(server, SIGKILL);
    while (pool->running() > 0) ASSERT_TRUE(pool->poll(1s));
    ASSERT_EQ(ended.size(), 1U);
    EXPECT_EQ(kindOf(ended[0]), ErrorKind::Internal);
    EXPECT_TRUE(ended[0].died);
    EXPECT_NE(std::stoi(answered(*pool, "server")), server);
}

TEST(WorkerPool, AServerThatDiesNowAndThenIsStartedAgainEachTime) {
    auto pool = misbehavingPool(1);
    int failed = 0;
    for (int i = 0; i < 5; ++i) {
        const auto server = std::stoi(answered(*pool, "server"));
        ::kill(server, SIGKILL);
        // The job that finds the server dead fails; the next one has a server again.
        while (ordered(*pool, "thread").error) ASSERT_LT(++failed, 20);
    }
    EXPECT_LE(failed, 5);
    EXPECT_EQ(answered(*pool, "thread"), "ran");  // each had done a job in between
}

TEST(WorkerPool, AStopKillsTheChildAndIsCancelled) {
    auto pool = misbehavingPool();
    std::stop_source source;
    std::jthread stopper([&source] {
        std::this_thread::sleep_for(100ms);
        source.request_stop();
    });
    int ends[2];
    ASSERT_EQ(::pipe2(ends, O_CLOEXEC), 0);
    const FileDescriptor listening(ends[0]);
    const auto begin = std::chrono::steady_clock::now();
    const auto outcome = pool->run(order("hang"), FileDescriptor(ends[1]), source.get_token());
    EXPECT_EQ(kindOf(outcome), ErrorKind::Cancelled);
    EXPECT_FALSE(outcome.died);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 3s);
    pollfd hungUp{listening.get(), POLLIN, 0};
    EXPECT_EQ(::poll(&hungUp, 1, 3000), 1) << "the child still holds its input";
}

TEST(WorkerPool, StoppingAllEndsWhatRunsAndWhatWaitsAndGoesOnWithTheNext) {
    auto pool = misbehavingPool(2);
    std::vector<JobOutcome> ended;
    for (int i = 0; i < 6; ++i)
        pool->submit(order("hang"), {}, [&ended](JobOutcome outcome) { ended.push_back(std::move(outcome)); });
    ASSERT_TRUE(pool->poll(100ms));
    const auto begin = std::chrono::steady_clock::now();
    pool->stopAll();
    while (pool->running() > 0) ASSERT_TRUE(pool->poll(1s));
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 3s);
    ASSERT_EQ(ended.size(), 6U);
    for (const auto& outcome : ended) {
        EXPECT_TRUE(outcome.isStopped);
        EXPECT_FALSE(outcome.died);
        EXPECT_EQ(kindOf(outcome), ErrorKind::Cancelled);
    }
    EXPECT_EQ(answered(*pool, "thread"), "ran");
}

TEST(WorkerPool, ItsEndStopsEveryChild) {
    auto pool = misbehavingPool();
    int ends[2];
    ASSERT_EQ(::pipe2(ends, O_CLOEXEC), 0);
    const FileDescriptor listening(ends[0]);
    pool->submit(order("hang"), FileDescriptor(ends[1]), [](JobOutcome) {});
    ASSERT_TRUE(pool->poll(100ms));
    pollfd hungUp{listening.get(), POLLIN, 0};
    ASSERT_EQ(::poll(&hungUp, 1, 0), 0);
    pool.reset();
    EXPECT_EQ(::poll(&hungUp, 1, 5000), 1) << "a child outlived its pool";
}

TEST(WorkerPool, AMissingWorkerTellsWhereItLooked) {
    ::setenv("REDWELL_WORKER", "/nowhere/redwell-worker", 1);
    const auto pool = WorkerPool::start(1, "");
    ::unsetenv("REDWELL_WORKER");
    ASSERT_FALSE(pool);
    EXPECT_EQ(pool.error().kind, ErrorKind::NotFound);
    EXPECT_NE(pool.error().message().find("/nowhere/redwell-worker"), std::string::npos);
}

TEST(WorkerPool, AProgramThatIsNoWorkerFailsToStartRatherThanHang) {
    ::setenv("REDWELL_WORKER", "/bin/true", 1);
    const auto pool = WorkerPool::start(1, "");
    ::unsetenv("REDWELL_WORKER");
    EXPECT_FALSE(pool);
}

}  // namespace
}  // namespace redwell::processing
