#include "processing/serving/serve.h"

#include "processing/serving/sandbox.h"
#include "processing/wire/answer.h"
#include "processing/wire/codec.h"
#include "processing/wire/control.h"
#include "processing/wire/socket.h"

#include <fcntl.h>
#include <linux/close_range.h>
#include <malloc.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <map>
#include <new>

namespace redwell::serving {
namespace {

using wire::ControlKind;
using wire::ControlPacket;

struct JobFiles {
    FileDescriptor request, stream, input;
};

// Pages of pixels come and go: kept by the process instead of given back, they are not faulted in again for each.
void keepFreedMemory() {
    constexpr int kLargestMapped = 32 << 20, kNever = 1 << 30;  // bytes; the first is glibc's most
    static_cast<void>(::mallopt(M_MMAP_THRESHOLD, kLargestMapped));
    static_cast<void>(::mallopt(M_TRIM_THRESHOLD, kNever));
}

// The child's descriptors from here on: nothing of the server or of another job stays open.
constexpr int kRequestAt = 3, kStreamAt = 4, kInputAt = 5;

bool moveTo(FileDescriptor& descriptor, int place) {
    if (!descriptor) return true;
    // Out of the way first, since a place may be taken by another of the three.
    const int high = ::fcntl(descriptor.get(), F_DUPFD_CLOEXEC, 64);
    descriptor = FileDescriptor(high);
    return high >= 0 && place >= 0;
}

bool keepOnly(JobFiles& files) {
    for (auto* descriptor : {&files.request, &files.stream, &files.input})
        if (!moveTo(*descriptor, 0)) return false;
    const std::pair<FileDescriptor*, int> places[] = {
        {&files.request, kRequestAt}, {&files.stream, kStreamAt}, {&files.input, kInputAt}};
    for (const auto& [descriptor, place] : places) {
        ::close(place);
        if (!*descriptor) continue;
        if (::dup3(descriptor->get(), place, O_CLOEXEC) != place) return false;
        *descriptor = FileDescriptor(place);
    }
    return ::close_range(kInputAt + 1, ~0U, 0) == 0;
}

Result<wire::Reply> runJob(const Handler& handler, JobFiles& files) try {
    REDWELL_TRY(const auto view, wire::SealedView::open(std::move(files.request)));
    REDWELL_TRY(const auto request, wire::decodeRequest(view.bytes()));
    return handler(request, files.input.get());
} catch (const std::bad_alloc&) {
    return Error{ErrorKind::TooLarge, "needs more memory than a document may take"};
} catch (const std::exception& exception) {
    return Error{ErrorKind::Damaged, std::string("could not be read (") + exception.what() + ")"};
} catch (...) {
    return Error{ErrorKind::Damaged, "could not be read"};
}

[[noreturn]] void runChild(const Handler& handler, const Sandbox& sandbox, const ControlPacket& start, JobFiles files,
                           int server) {
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    if (!keepOnly(files)) ::_exit(wire::kExitNoSandbox);
    struct stat input {};
    if (files.input) static_cast<void>(::fstat(files.input.get(), &input));
    if (const auto confined = sandbox.enter({start.memoryBytes, input.st_size, start.cpuSeconds}, server); !confined) {
        static_cast<void>(wire::sendAnswer(files.stream.get(), confined.error()));
        ::_exit(wire::kExitNoSandbox);
    }
    keepFreedMemory();
    const auto reply = runJob(handler, files);
    auto sent =
        reply ? wire::sendAnswer(files.stream.get(), *reply) : wire::sendAnswer(files.stream.get(), reply.error());
    if (!sent && reply) sent = wire::sendAnswer(files.stream.get(), sent.error());
    ::_exit(sent ? 0 : wire::kExitNoAnswer);  // no destructors: nothing of this process is used again
}

class Server {
public:
    Server(int control, const Handler& handler, Sandbox sandbox)
        : m_control(control), m_handler(handler), m_sandbox(std::move(sandbox)) {}

    int run() {
        sigset_t signals;
        ::sigemptyset(&signals);
        ::sigaddset(&signals, SIGCHLD);
        ::sigprocmask(SIG_BLOCK, &signals, nullptr);
        m_signals = FileDescriptor(::signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK));
        if (!m_signals || !tell({.kind = ControlKind::Ready})) return 1;
        for (;;) {
            pollfd waiting[] = {{m_control, POLLIN, 0}, {m_signals.get(), POLLIN, 0}};
            if (::poll(waiting, 2, -1) < 0 && errno != EINTR) break;
            if (waiting[1].revents) reap();
            if (waiting[0].revents && !hear()) break;
        }
        for (const auto& [job, process] : m_children) ::kill(process, SIGKILL);
        return 0;
    }

private:
    bool tell(const ControlPacket& packet) {
        const std::string_view bytes(reinterpret_cast<const char*>(&packet), sizeof packet);
        return wire::sendWith(m_control, bytes, {}).ok();
    }

    // False once the pool is gone.
    bool hear() {
        ControlPacket packet;
        std::vector<FileDescriptor> files;
        const auto received =
            wire::receiveWith(m_control, {reinterpret_cast<char*>(&packet), sizeof packet}, files, MSG_DONTWAIT);
        if (!received) return false;
        if (received->wouldBlock) return true;
        if (received->bytes != sizeof packet || received->wasCut || packet.magic != wire::kControlMagic) return false;
        if (packet.kind == ControlKind::Kill) {
            if (const auto child = m_children.find(packet.job); child != m_children.end())
                ::kill(child->second, SIGKILL);
            return true;
        }
        if (packet.kind != ControlKind::Start || files.size() != (packet.hasInput ? 3U : 2U)) return false;
        return start(packet, std::move(files));
    }

    bool start(const ControlPacket& packet, std::vector<FileDescriptor> files) {
        const int server = ::getpid();
        const pid_t child = ::fork();
        if (child == 0) {
            JobFiles own{std::move(files[0]), std::move(files[1]), {}};
            if (packet.hasInput) own.input = std::move(files[2]);
            runChild(m_handler, m_sandbox, packet, std::move(own), server);
        }
        if (child < 0)
            return tell({.kind = ControlKind::Ended, .job = packet.job, .status = wire::kExitNoSandbox << 8});
        m_children.emplace(packet.job, child);
        return tell({.kind = ControlKind::Started, .job = packet.job, .status = child});
    }

    void reap() {
        signalfd_siginfo ignored[8];
        while (::read(m_signals.get(), ignored, sizeof ignored) > 0) {}
        int status = 0;
        rusage used{};
        for (pid_t process = 0; (process = ::wait4(-1, &status, WNOHANG, &used)) > 0;) {
            const auto child = std::find_if(m_children.begin(), m_children.end(),
                                            [process](const auto& entry) { return entry.second == process; });
            if (child == m_children.end()) continue;
            const auto job = child->first;
            m_children.erase(child);
            tell({.kind = ControlKind::Ended,
                  .job = job,
                  .memoryBytes = used.ru_maxrss * 1024,
                  .cpuSeconds = used.ru_utime.tv_sec + used.ru_stime.tv_sec,
                  .status = status});
        }
    }

    int m_control;
    const Handler& m_handler;
    Sandbox m_sandbox;
    FileDescriptor m_signals;
    std::map<std::uint64_t, pid_t> m_children;
};

}  // namespace

void reportFailure(int control, const Error& error) {
    ControlPacket packet;
    packet.kind = ControlKind::Failed;
    std::string bytes(reinterpret_cast<const char*>(&packet), sizeof packet);
    bytes += wire::encodeError(error).substr(0, wire::kMaxControlBytes - sizeof packet);
    static_cast<void>(wire::sendWith(control, bytes, {}));
}

int serve(int control, const Handler& handler) {
    auto sandbox = Sandbox::prepare();
    if (!sandbox) {
        reportFailure(control, sandbox.error());
        return 1;
    }
    return Server(control, handler, std::move(sandbox).value()).run();
}

}  // namespace redwell::serving
