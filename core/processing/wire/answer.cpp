#include "processing/wire/answer.h"

#include "processing/wire/codec.h"
#include "processing/wire/socket.h"

#include <sys/socket.h>

#include <array>
#include <cstring>

namespace redwell::wire {
namespace {

enum class FrameKind : std::uint8_t { Reply = 1, ReplyInMemory = 2, Error = 3, Raster = 4 };

constexpr std::size_t kLengthBytes = 4;

Error nonsense(const char* what) { return {ErrorKind::Internal, std::string("The reader's answer ") + what}; }

std::uint32_t lengthOf(std::string_view bytes) {
    std::uint32_t length = 0;
    for (std::size_t i = 0; i < kLengthBytes; ++i)
        length |= std::uint32_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
    return length;
}

Status sendFrame(int socket, FrameKind kind, std::string_view payload, const FileDescriptor& memory = {}) {
    const auto length = static_cast<std::uint32_t>(payload.size() + 1);
    std::string frame;
    frame.reserve(kLengthBytes + length);
    for (std::size_t i = 0; i < kLengthBytes; ++i) frame += static_cast<char>(length >> (8 * i) & 0xff);
    frame += static_cast<char>(kind);
    frame += payload;
    const int descriptor = memory.get();
    return sendWith(socket, frame, memory ? std::span(&descriptor, 1) : std::span<const int>{});
}

Result<Reply> withPixels(Reply reply, FileDescriptor memory) {
    auto* render = std::get_if<RenderReply>(&reply);
    if (!render) return nonsense("has pixels that nobody asked for");
    auto& raster = render->raster;
    const auto size = raster.bytesPerLine() * static_cast<std::size_t>(raster.height);
    REDWELL_TRY(const auto view, SealedView::open(std::move(memory), size));
    if (view.bytes().size() != size) return nonsense("has fewer pixels than it claims");
    const auto* first = reinterpret_cast<const std::uint8_t*>(view.bytes().data());
    raster.pixels.assign(first, first + size);
    return reply;
}

}  // namespace

Status sendAnswer(int socket, const Reply& reply) {
    const auto bytes = encodeReply(reply);
    if (const auto* render = std::get_if<RenderReply>(&reply)) {
        const auto& pixels = render->raster.pixels;
        REDWELL_TRY(const auto memory, sealedMemory({reinterpret_cast<const char*>(pixels.data()), pixels.size()}));
        return sendFrame(socket, FrameKind::Raster, bytes, memory);
    }
    if (bytes.size() + 1 <= kMaxFrameBytes) return sendFrame(socket, FrameKind::Reply, bytes);
    REDWELL_TRY(const auto memory, sealedMemory(bytes));
    return sendFrame(socket, FrameKind::ReplyInMemory, {}, memory);
}

Status sendAnswer(int socket, const Error& error) {
    auto bounded = error;
    constexpr std::size_t kMaxText = 8192;
    for (auto* text : {&bounded.what, &bounded.where, &bounded.hint})
        if (text->size() > kMaxText) text->resize(kMaxText);
    return sendFrame(socket, FrameKind::Error, encodeError(bounded));
}

Result<bool> AnswerReader::readFrom(int socket) {
    std::array<char, 65536> buffer;
    for (;;) {
        REDWELL_TRY(const auto received, receiveWith(socket, buffer, m_descriptors, MSG_DONTWAIT));
        if (received.wouldBlock) return false;
        if (received.wasCut || m_descriptors.size() > 1) return nonsense("has more files beside it than it may");
        if (received.bytes == 0) return true;
        m_bytes.append(buffer.data(), received.bytes);
        if (m_bytes.size() < kLengthBytes) continue;
        const auto length = lengthOf(m_bytes);
        if (length == 0 || length > kMaxFrameBytes) return nonsense("is of impossible length");
        if (m_bytes.size() > kLengthBytes + length) return nonsense("goes on after its end");
    }
}

bool AnswerReader::isWhole() const {
    return m_bytes.size() > kLengthBytes && m_bytes.size() == kLengthBytes + lengthOf(m_bytes);
}

Result<Reply> AnswerReader::take(bool& isJobError) {
    isJobError = false;
    if (!isWhole()) return nonsense("is cut short");
    const auto kind = static_cast<FrameKind>(m_bytes[kLengthBytes]);
    const auto payload = std::string_view(m_bytes).substr(kLengthBytes + 1);
    const bool wantsMemory = kind == FrameKind::ReplyInMemory || kind == FrameKind::Raster;
    if (m_descriptors.size() != (wantsMemory ? 1U : 0U)) return nonsense("lacks its memory, or has one too many");
    switch (kind) {
        case FrameKind::Reply: return decodeReply(payload);
        case FrameKind::ReplyInMemory: {
            REDWELL_TRY(const auto view, SealedView::open(std::move(m_descriptors.front())));
            return decodeReply(view.bytes());
        }
        case FrameKind::Raster: {
            REDWELL_TRY(auto reply, decodeReply(payload));
            return withPixels(std::move(reply), std::move(m_descriptors.front()));
        }
        case FrameKind::Error: {
            Error error;
            REDWELL_CHECK(decodeError(payload, error));
            isJobError = true;
            return error;
        }
    }
    return nonsense("is of no known kind");
}

}  // namespace redwell::wire
