// Pages of mails that were read without them, set out of turn: of the one that a reviewer opens, of those in which
// something is looked for. It does not wait for a run over the queue that is on, and does not disturb it either: what
// both have set, the second one leaves.
#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "base/strong_id.h"
#include "casefile/case.h"
#include "processing/worker_pool.h"

#include <span>
#include <stop_token>

namespace redwell::processing {

// How many were waiting for their pages and are no longer. progress counts them. A stop leaves the rest as it was.
Result<std::int64_t> setPages(casefile::Case& target, WorkerPool& pool, std::span<const DocumentId> documents,
                              Progress& progress, std::stop_token stop);

}  // namespace redwell::processing
