// Packets between the pool and the fork server over the control socket (fd 3 of redwell-worker). No foreign byte is in
// them: children have closed this socket before they look at their input.
#pragma once

#include <cstdint>

namespace redwell::wire {

constexpr int kControlDescriptor = 3;
constexpr std::uint32_t kControlMagic = 0x31575752;  // "RWW1"

enum class ControlKind : std::uint32_t {
    Start = 1,     // pool: run a job; beside it the request (sealed memory), the answer's stream, and the input if any
    Kill = 2,      // pool: end that job's child
    Ready = 16,    // server: libraries and models are loaded
    Failed = 17,   // server: could not start; followed by an encoded Error
    Started = 18,  // server: the job's child runs
    Ended = 19,    // server: the job's child is reaped
};

struct ControlPacket {
    std::uint32_t magic = kControlMagic;
    ControlKind kind = ControlKind::Ready;
    std::uint64_t job = 0;
    std::int64_t memoryBytes = 0;  // Start: limit; Ended: most memory that was resident
    std::int64_t cpuSeconds = 0;   // Start: limit; Ended: used, rounded down
    std::int32_t hasInput = 0;     // Start
    std::int32_t status = 0;       // Started: process id; Ended: as waitpid tells it
};
static_assert(sizeof(ControlPacket) == 40);

constexpr std::size_t kMaxControlBytes = 16384;

// How a child ends that could not even begin; a job's own failure is an answer, and ends with 0.
constexpr int kExitNoSandbox = 71;
constexpr int kExitNoAnswer = 72;

}  // namespace redwell::wire
