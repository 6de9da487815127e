#include "processing/job_end.h"

#include "processing/wire/control.h"

#include <sys/wait.h>

#include <csignal>

namespace redwell::processing {
namespace {

constexpr char kTimeHint[] = "Its original is kept; process it again alone, or review it in the program it came from.";
constexpr char kMemoryHint[] = "Its original is kept; close other programs and process it again.";
constexpr char kCrashHint[] = "Its original is kept; it may be damaged or made to harm.";

Error tooLarge(const WorkerLimits& limits, const std::string& fileName) {
    const auto megabytes = std::to_string(limits.memoryBytes >> 20);
    return {ErrorKind::TooLarge, "needs more than the " + megabytes + " MB of memory that a document may take",
            fileName, kMemoryHint};
}

Error tooLong(std::chrono::seconds limit, const char* of, const std::string& fileName) {
    return {ErrorKind::TimedOut, "took longer than the limit of " + std::to_string(limit.count()) + " seconds" + of,
            fileName, kTimeHint};
}

}  // namespace

std::optional<Error> errorOf(const JobEnd& end, const WorkerLimits& limits, const std::string& fileName) {
    switch (end.stoppedBy) {
        case StoppedBy::Clock: return tooLong(limits.wallClock, "", fileName);
        case StoppedBy::Caller: return Error{ErrorKind::Cancelled, "was stopped", fileName};
        case StoppedBy::ServerDeath:
            return Error{ErrorKind::Internal, "was being read when the reader stopped unexpectedly", fileName,
                         "Process it again."};
        case StoppedBy::Nobody: break;
    }
    if (WIFEXITED(end.status) && WEXITSTATUS(end.status) == 0) return {};
    if (WIFEXITED(end.status) && WEXITSTATUS(end.status) == wire::kExitNoSandbox)
        return Error{ErrorKind::Internal, "was not read, because the reader could not be confined", fileName};
    const int signal = WIFSIGNALED(end.status) ? WTERMSIG(end.status) : 0;
    if (signal == SIGXCPU || (signal == SIGKILL && end.cpuSeconds >= limits.cpu.count()))
        return tooLong(limits.cpu, " of processor time", fileName);
    // Libraries in C crash or give up when memory is refused; so does the system's own killer.
    if (end.memoryBytes > limits.memoryBytes / 4 * 3 || signal == SIGKILL) return tooLarge(limits, fileName);
    if (signal != 0)
        return Error{ErrorKind::Damaged, "the reader crashed on it (signal " + std::to_string(signal) + ")", fileName,
                     kCrashHint};
    return Error{ErrorKind::Damaged,
                 "the reader gave up on it (status " + std::to_string(WEXITSTATUS(end.status)) + ")", fileName,
                 kCrashHint};
}

}  // namespace redwell::processing
