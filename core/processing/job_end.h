// Why a job's child ended, in the user's words.
#pragma once

#include "base/result.h"
#include "processing/worker_pool.h"

#include <cstdint>
#include <optional>
#include <string>

namespace redwell::processing {

enum class StoppedBy { Nobody, Clock, Caller, ServerDeath };

struct JobEnd {
    StoppedBy stoppedBy = StoppedBy::Nobody;
    int status = 0;                // as waitpid tells it
    std::int64_t memoryBytes = 0;  // most that was resident
    std::int64_t cpuSeconds = 0;
};

// The error of a child that ended without a whole answer; empty when it left by itself and says so with status 0.
std::optional<Error> errorOf(const JobEnd& end, const WorkerLimits& limits, const std::string& fileName);

}  // namespace redwell::processing
