#include "processing/wire/answer.h"

#include "processing/wire/codec.h"
#include "processing/wire/socket.h"

#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

namespace redwell::wire {
namespace {

class WireAnswer : public testing::Test {
protected:
    void SetUp() override {
        auto ends = socketPair(SocketKind::Stream);
        ASSERT_TRUE(ends);
        m_ends = std::move(*ends);
    }
    int child() const { return m_ends.theirs.get(); }
    void closeChild() { m_ends.theirs.reset(); }
    // Everything that the child sent, as the pool reads it once the child is gone.
    Result<Reply> received() {
        closeChild();
        AnswerReader reader;
        REDWELL_TRY(const bool closed, reader.readFrom(m_ends.ours.get()));
        EXPECT_TRUE(closed);
        return reader.take(m_isJobError);
    }
    bool m_isJobError = false;

private:
    SocketPair m_ends;
};

std::string frame(std::uint32_t length, char kind, std::string_view payload) {
    std::string bytes(reinterpret_cast<const char*>(&length), 4);
    return bytes + kind + std::string(payload);
}

TEST_F(WireAnswer, AnErrorOfTheJobIsToldFromNonsense) {
    ASSERT_TRUE(sendAnswer(child(), Error{ErrorKind::Password, "needs a password"}));
    const auto reply = received();
    ASSERT_FALSE(reply);
    EXPECT_EQ(reply.error().kind, ErrorKind::Password);
    EXPECT_TRUE(m_isJobError);
}

TEST_F(WireAnswer, ComesWholeHoweverItIsCutUp) {
    const auto bytes = encodeReply(VerifyReply{2, "text", "", {}});
    const auto whole = frame(static_cast<std::uint32_t>(bytes.size() + 1), 1, bytes);
    AnswerReader reader;
    auto ends = socketPair(SocketKind::Stream);
    ASSERT_TRUE(ends);
    for (const char byte : whole) {
        EXPECT_FALSE(reader.isWhole());
        ASSERT_TRUE(sendWith(ends->theirs.get(), {&byte, 1}, {}));
        const auto closed = reader.readFrom(ends->ours.get());
        ASSERT_TRUE(closed);
        EXPECT_FALSE(*closed);
    }
    ASSERT_TRUE(reader.isWhole());
    bool isJobError = true;
    const auto reply = reader.take(isJobError);
    ASSERT_TRUE(reply);
    EXPECT_FALSE(isJobError);
    EXPECT_EQ(std::get<VerifyReply>(*reply).pageCount, 2);
}

TEST_F(WireAnswer, AFrameOfImpossibleLengthIsRefused) {
    for (const std::uint32_t length : {0U, 0xffffffffU, static_cast<std::uint32_t>(kMaxFrameBytes) + 1}) {
        auto ends = socketPair(SocketKind::Stream);
        ASSERT_TRUE(ends);
        ASSERT_TRUE(sendWith(ends->theirs.get(), frame(length, 1, "x"), {}));
        AnswerReader reader;
        EXPECT_FALSE(reader.readFrom(ends->ours.get())) << length;
    }
}

TEST_F(WireAnswer, ASecondAnswerIsRefused) {
    ASSERT_TRUE(sendAnswer(child(), Reply(MessagesReply{})));
    ASSERT_TRUE(sendAnswer(child(), Reply(MessagesReply{})));
    EXPECT_FALSE(received());
}

TEST_F(WireAnswer, ACutAnswerAndAnUnknownKindAreRefused) {
    ASSERT_TRUE(sendWith(child(), frame(100, 1, "short"), {}));
    EXPECT_FALSE(received());
    EXPECT_FALSE(m_isJobError);
}

TEST_F(WireAnswer, AnUnknownKindIsRefused) {
    ASSERT_TRUE(sendWith(child(), frame(2, 9, "x"), {}));
    EXPECT_FALSE(received());
}

TEST_F(WireAnswer, MemoryThatTheChildCanStillChangeIsRefused) {
    const FileDescriptor loose(::memfd_create("loose", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    ASSERT_EQ(::write(loose.get(), "1234", 4), 4);
    const int descriptor = loose.get();
    ASSERT_TRUE(sendWith(child(), frame(1, 2, ""), std::span(&descriptor, 1)));
    const auto reply = received();
    ASSERT_FALSE(reply);
    EXPECT_NE(reply.error().what.find("can still change"), std::string::npos);
}

TEST_F(WireAnswer, AFileInPlaceOfMemoryIsRefused) {
    auto file = openForReading("/dev/zero");
    ASSERT_TRUE(file);
    const int descriptor = file->get();
    ASSERT_TRUE(sendWith(child(), frame(1, 2, ""), std::span(&descriptor, 1)));
    EXPECT_FALSE(received());
}

TEST_F(WireAnswer, PixelsMustBeAsManyAsTheSizeSays) {
    RenderReply render;
    render.raster.width = 100;
    render.raster.height = 100;
    const auto payload = encodeReply(render);
    for (const std::size_t size : {std::size_t{9'999}, std::size_t{10'001}, std::size_t{0}}) {
        auto memory = sealedMemory(std::string(size, 'p'));
        ASSERT_TRUE(memory);
        auto ends = socketPair(SocketKind::Stream);
        ASSERT_TRUE(ends);
        const int descriptor = memory->get();
        ASSERT_TRUE(sendWith(ends->theirs.get(), frame(static_cast<std::uint32_t>(payload.size() + 1), 4, payload),
                             std::span(&descriptor, 1)));
        ends->theirs.reset();
        AnswerReader reader;
        ASSERT_TRUE(reader.readFrom(ends->ours.get()));
        bool isJobError = false;
        EXPECT_FALSE(reader.take(isJobError)) << size;
    }
}

TEST_F(WireAnswer, AFrameThatNeedsMemoryMustHaveItAndOthersMustNot) {
    ASSERT_TRUE(sendWith(child(), frame(1, 2, ""), {}));
    EXPECT_FALSE(received());
    auto ends = socketPair(SocketKind::Stream);
    auto memory = sealedMemory("x");
    ASSERT_TRUE(ends && memory);
    const auto payload = encodeReply(MessagesReply{});
    const int descriptor = memory->get();
    ASSERT_TRUE(sendWith(ends->theirs.get(), frame(static_cast<std::uint32_t>(payload.size() + 1), 1, payload),
                         std::span(&descriptor, 1)));
    AnswerReader reader;
    ASSERT_TRUE(reader.readFrom(ends->ours.get()));
    bool isJobError = false;
    EXPECT_FALSE(reader.take(isJobError));
}

TEST(SealedMemory, CannotBeWrittenOrCutByAnybody) {
    auto memory = sealedMemory("request");
    ASSERT_TRUE(memory);
    EXPECT_LT(::pwrite(memory->get(), "x", 1, 0), 0);
    EXPECT_NE(::ftruncate(memory->get(), 1), 0);
    const int copy = ::dup(memory->get());
    const auto view = SealedView::open(FileDescriptor(copy));
    ASSERT_TRUE(view);
    EXPECT_EQ(view->bytes(), "request");
    EXPECT_FALSE(SealedView::open(std::move(*memory), 3));
}

}  // namespace
}  // namespace redwell::wire
