// What threading reads out of the case: every stored message as a sighting, and the texts of one thread at a time.
#pragma once

#include "analysis/inclusive.h"
#include "analysis/senders.h"
#include "analysis/sighting.h"
#include "base/progress.h"
#include "base/result.h"
#include "casefile/database.h"

#include <stop_token>
#include <vector>

namespace redwell::analysis {

// In the order of ids. Cancelled when a stop is asked for.
Result<std::vector<Sighting>> readSightings(casefile::Database& database, Senders& senders, Progress& progress,
                                            std::stop_token stop);

// own, all and attachments of one message; the rest is the caller's.
Result<ThreadText> readText(casefile::Database& database, const Sighting& sighting);

}  // namespace redwell::analysis
