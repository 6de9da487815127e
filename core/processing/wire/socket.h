// Bytes with open files beside them over a Unix socket (SCM_RIGHTS).
#pragma once

#include "base/files.h"

#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace redwell::wire {

constexpr std::size_t kMaxDescriptors = 4;  // beside one message

struct SocketPair {
    FileDescriptor ours, theirs;
};
enum class SocketKind { Stream, Packets };
Result<SocketPair> socketPair(SocketKind kind);  // both ends closed on exec

// Sends all of bytes, descriptors beside the first of them. flags as for sendmsg.
Status sendWith(int socket, std::string_view bytes, std::span<const int> descriptors, int flags = 0);

struct Received {
    std::size_t bytes = 0;  // 0: the other end is closed, unless wouldBlock
    bool wouldBlock = false;
    bool wasCut = false;  // a packet or its descriptors did not fit
};
// One recvmsg; what came beside the bytes is appended to descriptors, closed on exec.
Result<Received> receiveWith(int socket, std::span<char> into, std::vector<FileDescriptor>& descriptors, int flags = 0);

}  // namespace redwell::wire
