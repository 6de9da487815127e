// What came in, written into the case: many files or results in one transaction, and where one of them cannot be
// written for its own sake, each in its own. Any thread, one at a time.
#pragma once

#include "base/result.h"
#include "casefile/case.h"
#include "processing/found_files.h"
#include "processing/result_writer.h"

#include <memory>
#include <string>
#include <vector>

namespace redwell::processing {

struct Ended {
    Job job;
    JobOutcome outcome;
};

struct Written {
    Effect sum;
    std::vector<Job> done, again;
    std::vector<DocumentId> single;  // queued, and not to be read beside others
    std::int64_t files = 0;          // of those found
    std::string line;                // what was written last
};

// Errors are those of the case alone; then nothing of the transaction was written.
class Transactions {
public:
    // countsLayouts: pages that are still to be set are part of the run.
    Transactions(casefile::Case& target, bool countsLayouts) : m_case(target), m_countsLayouts(countsLayouts) {}
    Result<Written> write(const std::vector<std::shared_ptr<FoundFiles>>& all) const;
    Result<Written> write(const std::vector<Ended>& all) const;

private:
    Status add(ResultWriter& writer, const FoundFiles& found, std::size_t i, bool asRead, Written& written) const;
    Status addAlone(const FoundFiles& found, std::size_t i, Written& written) const;
    Status applyAlone(const Ended& ended, Written& written) const;
    void note(const Effect& effect, const Job& job, Written& written) const;

    casefile::Case& m_case;
    bool m_countsLayouts;
};

}  // namespace redwell::processing
