// A pool over the misbehaving worker, and its jobs in one word.
#pragma once

#include "processing/worker_pool.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

namespace redwell::support {

inline std::unique_ptr<processing::WorkerPool> misbehavingPool(int workers = 1, processing::WorkerLimits limits = {}) {
    ::setenv("REDWELL_WORKER", REDWELL_BIN_DIR "/misbehaving_worker", 1);
    auto pool = processing::WorkerPool::start(workers, "", limits);
    ::unsetenv("REDWELL_WORKER");
    if (!pool) {
        ADD_FAILURE() << pool.error().message();
        return {};
    }
    return std::move(pool).value();
}

inline wire::Request order(const std::string& what) {
    documents::Page page;
    page.text = what;
    return wire::MessagesRequest{{page}};
}

inline processing::JobOutcome ordered(processing::WorkerPool& pool, const std::string& what,
                                      FileDescriptor input = {}) {
    return pool.run(order(what), std::move(input));
}

// What the child said came of it; empty after an error, which fails the test.
inline std::string answered(processing::WorkerPool& pool, const std::string& what, FileDescriptor input = {}) {
    const auto outcome = ordered(pool, what, std::move(input));
    if (outcome.error) {
        ADD_FAILURE() << what << ": " << outcome.error->message();
        return {};
    }
    return std::get<wire::MessagesReply>(outcome.reply).messages.at(0).body;
}

inline std::size_t openDescriptors() {
    const std::filesystem::directory_iterator all("/proc/self/fd");
    return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

}  // namespace redwell::support
