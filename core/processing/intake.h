// Walks what was added, keeps every file among the originals and hashes it, in a thread beside the one that writes the
// case. What it hands out is on disk for good.
#pragma once

#include "base/hash.h"
#include "casefile/case.h"
#include "processing/evidence_walk.h"
#include "processing/job_queue.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace redwell::processing {

// One file that was found: kept with its hashes, or a reason why not.
struct TakenFile {
    std::string sourcePath;
    std::optional<FileHashes> hashes;
    std::optional<Error> problem;
    std::string smallMail = {};  // its bytes, where it looks like a small mail
    bool mayBeKnown = true;      // the case may have it: files of its source were in it when the walk began
};

class Intake {
public:
    struct Chunk {
        Source source;
        std::vector<TakenFile> files;
        bool isLast = false;  // of its source
    };
    // Files that the case has from the same source already are left out. Both must outlive the intake.
    Intake(casefile::Case& target, std::vector<Source> sources);
    ~Intake();    // waits for the file in hand
    void stop();  // no more files are kept; those that were not handed out are found again

    bool isDone();  // all was handed out
    // How many files there are to hand out and were handed out, as far as folders have been looked through.
    std::int64_t filesKnown() const { return m_filesKnown; }
    // Nothing when none was ready in time. Errors are those of the case (full disk, read-only); none follows.
    Result<std::optional<Chunk>> next(std::chrono::milliseconds wait);

private:
    Status walk(const Source& source, const std::stop_token& stop);
    Result<std::optional<TakenFile>> take(const Source& source, FoundFile found, bool mayBeKnown);
    bool handOver(Chunk chunk, const std::stop_token& stop);

    casefile::Case& m_case;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<Chunk> m_ready;
    std::optional<Error> m_error;
    std::atomic<std::int64_t> m_filesKnown = 0;
    bool m_isOver = false;
    std::jthread m_thread;  // last: it uses the others
};

}  // namespace redwell::processing
