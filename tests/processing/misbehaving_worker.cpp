// Does what the text of the first page of a MessagesRequest says, or a file that is to be parsed, in a confined child;
// answers with what came of it. Pages to produce and to read back it never finishes.
#include "processing/serving/serve.h"
#include "processing/wire/control.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using namespace redwell;

namespace {

constexpr int kStream = 4;  // where a child has its answer's stream

std::string outcome(long result) { return result >= 0 ? "allowed" : std::strerror(errno); }

void sendRaw(std::string_view bytes) { static_cast<void>(!::write(kStream, bytes.data(), bytes.size())); }

void crash() {
    volatile int* volatile nowhere = nullptr;
    *nowhere = 1;
}

void hogUntilRefused() {
    for (;;) {
        auto* more = static_cast<char*>(std::malloc(1 << 20));
        std::memset(more, 1, 1 << 20);  // crashes once malloc is refused, as careless libraries do
    }
}

void hogUntilThrown() {
    std::vector<std::string> hoard;
    for (;;) hoard.emplace_back(1 << 20, 'x');
}

std::string call(const std::string& what, const std::string& argument, int input) {
    if (what == "network") return outcome(::socket(AF_INET, SOCK_STREAM, 0));
    if (what == "network6") return outcome(::socket(AF_INET6, SOCK_DGRAM, 0));
    if (what == "local-socket") return outcome(::socket(AF_UNIX, SOCK_STREAM, 0));
    if (what == "run") return outcome(::execl("/bin/true", "true", nullptr));
    if (what == "fork") return outcome(::fork());
    if (what == "trace") return outcome(::ptrace(PTRACE_ATTACH, ::getppid(), nullptr, nullptr));
    if (what == "kill") return outcome(::kill(::getppid(), SIGTERM));
    if (what == "read") return outcome(::open(argument.c_str(), O_RDONLY));
    if (what == "write") return outcome(::open(argument.c_str(), O_WRONLY));
    if (what == "create") return outcome(::open(argument.c_str(), O_RDWR | O_CREAT, 0600));
    if (what == "temporary") return outcome(::open("/tmp", O_RDWR | O_TMPFILE, 0600));
    if (what == "uring") return outcome(::syscall(SYS_io_uring_setup, 1, nullptr));
    if (what == "raise-limit") {
        const rlimit more{RLIM_INFINITY, RLIM_INFINITY};
        return outcome(::setrlimit(RLIMIT_CPU, &more));
    }
    if (what == "user") return std::to_string(::getuid());
    if (what == "server") return std::to_string(::getppid());
    if (what == "self") return std::to_string(::getpid());
    if (what == "open-files") {
        std::string open;
        for (int fd = 0; fd < 256; ++fd)
            if (::fcntl(fd, F_GETFD) >= 0) open += (open.empty() ? "" : " ") + std::to_string(fd);
        return open;
    }
    if (what == "input") {
        char bytes[64];
        const auto got = ::pread(input, bytes, sizeof bytes, 0);
        return got < 0 ? std::strerror(errno) : std::string(bytes, static_cast<std::size_t>(got));
    }
    if (what == "thread") {
        std::string said;
        std::thread([&said] { said = "ran"; }).join();
        return said;
    }
    if (what == "large") return std::string(std::stoul(argument), 'y');
    if (what == "landlock") {
        const auto version = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
        return version > 0 ? "known" : "unknown";  // refused by the call filter either way
    }
    return "unknown: " + what;
}

std::string orderIn(const wire::Request& request, int input) {
    if (const auto* messages = std::get_if<wire::MessagesRequest>(&request)) return messages->pages.at(0).text;
    return std::holds_alternative<wire::ParseRequest>(request) ? call("input", {}, input) : "hang";
}

Result<wire::Reply> misbehave(const wire::Request& request, int input) {
    const auto text = orderIn(request, input);
    const auto space = text.find(' ');
    const auto what = text.substr(0, space);
    const auto argument = space == std::string::npos ? std::string() : text.substr(space + 1);
    if (what == "crash") crash();
    if (what == "abort") std::abort();
    if (what == "hang")
        for (;;) std::this_thread::sleep_for(std::chrono::seconds(1));
    if (what == "spin")
        for (volatile unsigned turns = 0;;) turns = turns + 1;
    if (what == "hog") hogUntilRefused();
    if (what == "hoard") hogUntilThrown();
    if (what == "leave") ::_exit(7);
    if (what == "leave-quietly") ::_exit(0);
    if (what == "throw") throw std::runtime_error("bad xref");
    if (what == "fail") return Error{ErrorKind::Password, "needs a password"};
    if (what == "full-disk") return Error{ErrorKind::DiskFull, "the disk is full"};
    if (what == "garbage") sendRaw("this is no frame at all"), ::_exit(0);
    if (what == "flood")
        for (const std::string much(60'000, '\xff');;) sendRaw(much);
    if (what == "half") sendRaw(std::string("\x40\0\0\0\1", 5)), ::_exit(0);
    if (what == "wrong-kind") return wire::Reply(wire::VerifyReply{1, "text", {}, {}});
    if (what == "pixels") {
        wire::RenderReply reply;
        reply.raster = {3, 2, documents::Raster::Format::Rgb24, std::vector<std::uint8_t>(18, 77)};
        return wire::Reply(std::move(reply));
    }
    documents::Message message;
    message.body = call(what, argument, input);
    return wire::Reply(wire::MessagesReply{{std::move(message)}, {}});
}

}  // namespace

int main() { return serving::serve(wire::kControlDescriptor, misbehave); }
