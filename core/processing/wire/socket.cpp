#include "processing/wire/socket.h"

#include <sys/socket.h>

#include <cerrno>
#include <cstring>

namespace redwell::wire {

Result<SocketPair> socketPair(SocketKind kind) {
    int ends[2] = {-1, -1};
    const int type = kind == SocketKind::Stream ? SOCK_STREAM : SOCK_SEQPACKET;
    if (::socketpair(AF_UNIX, type | SOCK_CLOEXEC, 0, ends) != 0)
        return systemError("could not open a channel to the reader", {});
    return SocketPair{FileDescriptor(ends[0]), FileDescriptor(ends[1])};
}

Status sendWith(int socket, std::string_view bytes, std::span<const int> descriptors, int flags) {
    if (descriptors.size() > kMaxDescriptors) return Error{ErrorKind::Internal, "too many files beside one message"};
    while (!bytes.empty()) {
        iovec part{const_cast<char*>(bytes.data()), bytes.size()};
        alignas(cmsghdr) char space[CMSG_SPACE(kMaxDescriptors * sizeof(int))] = {};
        msghdr message{};
        message.msg_iov = &part;
        message.msg_iovlen = 1;
        if (!descriptors.empty()) {
            message.msg_control = space;
            message.msg_controllen = CMSG_SPACE(descriptors.size_bytes());
            cmsghdr* header = CMSG_FIRSTHDR(&message);
            header->cmsg_level = SOL_SOCKET;
            header->cmsg_type = SCM_RIGHTS;
            header->cmsg_len = CMSG_LEN(descriptors.size_bytes());
            std::memcpy(CMSG_DATA(header), descriptors.data(), descriptors.size_bytes());
        }
        const auto sent = ::sendmsg(socket, &message, flags | MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) return systemError("could not send to the reader", {});
        bytes.remove_prefix(static_cast<std::size_t>(sent));
        descriptors = {};
    }
    return {};
}

Result<Received> receiveWith(int socket, std::span<char> into, std::vector<FileDescriptor>& descriptors, int flags) {
    iovec part{into.data(), into.size()};
    alignas(cmsghdr) char space[CMSG_SPACE(kMaxDescriptors * sizeof(int))] = {};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = space;
    message.msg_controllen = sizeof space;
    ssize_t got = 0;
    do got = ::recvmsg(socket, &message, flags | MSG_CMSG_CLOEXEC);
    while (got < 0 && errno == EINTR);
    if (got < 0) {
        if (errno == EAGAIN || errno == EWOULDBLOCK) return Received{0, true, false};
        return systemError("could not hear the reader", {});
    }
    for (cmsghdr* header = CMSG_FIRSTHDR(&message); header; header = CMSG_NXTHDR(&message, header)) {
        if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS) continue;
        const auto count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (std::size_t i = 0; i < count; ++i) {
            int descriptor = -1;
            std::memcpy(&descriptor, CMSG_DATA(header) + i * sizeof(int), sizeof(int));
            descriptors.emplace_back(descriptor);
        }
    }
    return Received{static_cast<std::size_t>(got), false, (message.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) != 0};
}

}  // namespace redwell::wire
