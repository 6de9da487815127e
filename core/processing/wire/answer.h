// What a child sends on its job's stream: exactly one frame of a 4-byte little-endian length, one byte of kind and a
// payload. Small answers are in the frame, large ones and pixels in sealed memory beside it, so that the parent never
// reads more than a small frame from the socket and no slow child can hold it up.
#pragma once

#include "processing/wire/job.h"
#include "processing/wire/shared_memory.h"

#include <string>
#include <vector>

namespace redwell::wire {

constexpr std::size_t kMaxFrameBytes = 128 * 1024;

// The child's side. socket may block.
Status sendAnswer(int socket, const Reply& reply);
Status sendAnswer(int socket, const Error& error);

// The parent's side: takes what is there and never waits.
class AnswerReader {
public:
    // Reads all that socket has at the moment. True once the other end is closed. Internal: nonsense came.
    Result<bool> readFrom(int socket);
    bool isWhole() const;
    // The reply, or in Result's error either nonsense (Internal) or what the job itself reports (isJobError is set
    // then).
    Result<Reply> take(bool& isJobError);

private:
    std::string m_bytes;
    std::vector<FileDescriptor> m_descriptors;
};

}  // namespace redwell::wire
