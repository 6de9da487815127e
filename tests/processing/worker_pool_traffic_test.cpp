#include "misbehaving_pool.h"

#include <set>

namespace redwell::processing {
namespace {

using namespace std::chrono_literals;
using support::answered;
using support::misbehavingPool;
using support::openDescriptors;
using support::order;

TEST(WorkerPool, RunsTwoHundredJobsEachAnsweredOnce) {
    auto pool = misbehavingPool(4);
    std::multiset<std::string> answers;
    std::set<std::string> expected;
    for (int i = 0; i < 200; ++i) {
        const auto size = std::to_string(i + 1);
        expected.insert(std::string(static_cast<std::size_t>(i) + 1, 'y'));
        pool->submit(order("large " + size), {}, [&answers](JobOutcome outcome) {
            ASSERT_FALSE(outcome.error) << outcome.error->message();
            answers.insert(std::get<wire::MessagesReply>(outcome.reply).messages.at(0).body);
        });
    }
    EXPECT_EQ(pool->running(), 200);
    while (pool->running() > 0) ASSERT_TRUE(pool->poll(1s));
    EXPECT_EQ(answers.size(), 200U);
    EXPECT_TRUE(std::equal(answers.begin(), answers.end(), expected.begin(), expected.end()));
}

TEST(WorkerPool, LeavesNoDescriptorOpenAfterJobsOfEveryEnd) {
    const auto before = openDescriptors();
    {
        auto pool = misbehavingPool(2);
        const auto idle = openDescriptors();
        for (const char* what : {"thread", "large 3000000", "pixels", "crash", "garbage", "leave", "throw"})
            static_cast<void>(support::ordered(*pool, what));
        EXPECT_EQ(openDescriptors(), idle);
    }
    EXPECT_EQ(openDescriptors(), before);
}

TEST(WorkerPool, LargeAnswersArriveWhole) {
    auto pool = misbehavingPool();
    for (const std::size_t size : {std::size_t{1}, std::size_t{130'000}, std::size_t{131'071}, std::size_t{40'000'000}})
        EXPECT_EQ(answered(*pool, "large " + std::to_string(size)).size(), size);
}

TEST(WorkerPool, PixelsComeThroughSharedMemory) {
    auto pool = misbehavingPool();
    const auto outcome = support::ordered(*pool, "pixels");
    ASSERT_FALSE(outcome.error) << outcome.error->message();
    const auto& raster = std::get<wire::RenderReply>(outcome.reply).raster;
    EXPECT_EQ(raster.width, 3);
    EXPECT_EQ(raster.height, 2);
    EXPECT_EQ(raster.pixels, std::vector<std::uint8_t>(18, 77));
}

TEST(WorkerPool, ASlowJobHoldsUpNoOther) {
    auto pool = misbehavingPool(2, {.wallClock = 20s});
    int quick = 0;
    pool->submit(order("hang"), {}, [](JobOutcome) {});
    for (int i = 0; i < 20; ++i) pool->submit(order("thread"), {}, [&quick](JobOutcome) { ++quick; });
    const auto until = std::chrono::steady_clock::now() + 5s;
    while (quick < 20 && std::chrono::steady_clock::now() < until) ASSERT_TRUE(pool->poll(100ms));
    EXPECT_EQ(quick, 20);
    EXPECT_EQ(pool->running(), 1);
}

TEST(WorkerPool, ACallbackMaySubmitTheNextJob) {
    auto pool = misbehavingPool();
    int done = 0;
    std::function<void(JobOutcome)> next = [&](JobOutcome) {
        if (++done < 5) pool->submit(order("thread"), {}, next);
    };
    pool->submit(order("thread"), {}, next);
    while (pool->running() > 0) ASSERT_TRUE(pool->poll(1s));
    EXPECT_EQ(done, 5);
}

TEST(WorkerPool, PollWaitsNoLongerThanToldAndNotAtAllWhenIdle) {
    auto pool = misbehavingPool();
    const auto begin = std::chrono::steady_clock::now();
    ASSERT_TRUE(pool->poll(5s));
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 1s);
    pool->submit(order("hang"), {}, [](JobOutcome) {});
    ASSERT_TRUE(pool->poll(100ms));
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 3s);
    EXPECT_EQ(pool->running(), 1);
}

}  // namespace
}  // namespace redwell::processing
