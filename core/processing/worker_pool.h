// The window's half of the sandbox: starts redwell-worker (a fork server), hands it jobs with open files, checks what
// comes back. One child a job, never reused; a crash, a limit or nonsense on the wire is an Error of that job alone.
#pragma once

#include "base/files.h"
#include "base/result.h"
#include "documents/raster.h"
#include "processing/wire/job.h"

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>

namespace redwell::processing {

struct WorkerLimits {
    std::chrono::seconds wallClock{120};
    std::int64_t memoryBytes = std::int64_t{3} << 30;
    std::chrono::seconds cpu{100};
};

struct JobOutcome {
    wire::Reply reply;           // what the worker said; meaningful when error is empty
    std::optional<Error> error;  // Damaged, Password, TimedOut, TooLarge, Internal (the worker died: signal named) ...
    bool died = false;           // ended without an answer (signal or limit): one more try alone makes sense
    bool isStopped = false;      // by the caller, which says nothing about the document
};

class WorkerPool {
public:
    // Looks for redwell-worker beside the running program, then in libexec; NotFound tells where it looked. languages:
    // the OCR models that the fork server loads once, sets parted by spaces ("eng eng+fra"); a job whose languages are
    // not among them loads its own. NotFound too when a model is not installed.
    static Result<std::unique_ptr<WorkerPool>> start(int workers, const std::string& languages = "eng",
                                                     WorkerLimits limits = {});
    ~WorkerPool();

    // Asynchronous: at most `workers` children run; more are queued. Callbacks are called inside poll().
    using Done = std::function<void(JobOutcome)>;
    void submit(wire::Request request, FileDescriptor input, Done done);
    int running() const;  // jobs submitted and not yet done
    int workers() const;
    // Waits up to timeout for something to happen and calls the callbacks of finished jobs.
    Status poll(std::chrono::milliseconds timeout);
    // Ends every job: the queued ones are dropped, the running ones killed. Their callbacks come with isStopped, the
    // last ones within moments; poll until running() is 0.
    void stopAll();

    // One job, waiting for it. Thread-safe against itself only when each thread has its own pool.
    JobOutcome run(wire::Request request, FileDescriptor input, std::stop_token stop = {});

private:
    struct State;
    explicit WorkerPool(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

}  // namespace redwell::processing
