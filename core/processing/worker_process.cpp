#include "processing/worker_process.h"

#include "processing/wire/codec.h"
#include "processing/wire/socket.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string_view>

extern char** environ;

namespace redwell::processing {

namespace fs = std::filesystem;
using wire::ControlKind;
using wire::ControlPacket;

namespace {

constexpr std::string_view kProgramName = "redwell-worker";

// What the worker needs to find libraries, fonts and models; nothing else of the user's environment goes in.
constexpr std::array<std::string_view, 9> kPassedOn = {
    "PATH",         "LD_LIBRARY_PATH", "TESSDATA_PREFIX", "FONTCONFIG_FILE", "FONTCONFIG_PATH",
    "ASAN_OPTIONS", "UBSAN_OPTIONS",   "LSAN_OPTIONS",    "REDWELL_FONTS"};

class SpawnActions {
public:
    SpawnActions() { ::posix_spawn_file_actions_init(&m_actions); }
    ~SpawnActions() { ::posix_spawn_file_actions_destroy(&m_actions); }
    SpawnActions(const SpawnActions&) = delete;
    SpawnActions& operator=(const SpawnActions&) = delete;
    posix_spawn_file_actions_t* get() { return &m_actions; }

private:
    posix_spawn_file_actions_t m_actions{};
};

class SpawnAttributes {
public:
    SpawnAttributes() { ::posix_spawnattr_init(&m_attributes); }
    ~SpawnAttributes() { ::posix_spawnattr_destroy(&m_attributes); }
    SpawnAttributes(const SpawnAttributes&) = delete;
    SpawnAttributes& operator=(const SpawnAttributes&) = delete;
    posix_spawnattr_t* get() { return &m_attributes; }

private:
    posix_spawnattr_t m_attributes{};
};

std::vector<std::string> environment() {
    std::vector<std::string> result = {"LANG=C.UTF-8", "LC_ALL=C.UTF-8", "HOME=/nonexistent", "OMP_THREAD_LIMIT=1",
                                       "MALLOC_ARENA_MAX=2"};
    for (char** entry = environ; entry && *entry; ++entry) {
        const std::string_view text(*entry);
        for (const auto name : kPassedOn)
            if (text.starts_with(name) && text.size() > name.size() && text[name.size()] == '=')
                result.emplace_back(text);
    }
    return result;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> result;
    for (auto& text : texts) result.push_back(text.data());
    result.push_back(nullptr);
    return result;
}

}  // namespace

Result<fs::path> findWorkerProgram() {
    std::error_code failure;
    if (const char* given = std::getenv("REDWELL_WORKER"); given && *given) {
        if (::access(given, X_OK) == 0) return fs::path(given);
        return Error{ErrorKind::NotFound, "is not there, though REDWELL_WORKER names it", given,
                     "Correct or remove REDWELL_WORKER."};
    }
    const auto self = fs::read_symlink("/proc/self/exe", failure);
    const auto beside = self.parent_path() / kProgramName;
    const auto installed = (self.parent_path() / "../libexec/redwell" / kProgramName).lexically_normal();
    for (const auto& place : {beside, installed})
        if (::access(place.c_str(), X_OK) == 0) return place;
    return Error{ErrorKind::NotFound, "was not found as " + beside.string() + " or " + installed.string(),
                 std::string(kProgramName), "Install Redwell again, or set REDWELL_WORKER to where it is."};
}

Result<WorkerProcess> WorkerProcess::spawn(const fs::path& program, const std::string& languages) {
    REDWELL_TRY(auto ends, wire::socketPair(wire::SocketKind::Packets));
    SpawnActions actions;
    ::posix_spawn_file_actions_addopen(actions.get(), 0, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_addopen(actions.get(), 1, "/dev/null", O_WRONLY, 0);
    // Libraries grumble about every odd file; what matters comes back as an answer.
    if (!std::getenv("REDWELL_WORKER_LOG"))
        ::posix_spawn_file_actions_addopen(actions.get(), 2, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_adddup2(actions.get(), ends.theirs.get(), wire::kControlDescriptor);
    ::posix_spawn_file_actions_addclosefrom_np(actions.get(), wire::kControlDescriptor + 1);

    SpawnAttributes attributes;
    sigset_t none, all;
    ::sigemptyset(&none);
    ::sigfillset(&all);
    ::posix_spawnattr_setsigmask(attributes.get(), &none);
    ::posix_spawnattr_setsigdefault(attributes.get(), &all);
    // A session of its own: Ctrl+C on the terminal is for the program, which then stops its jobs in order.
    ::posix_spawnattr_setflags(attributes.get(), POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSID);

    std::vector<std::string> words = {program.string(), "--languages", languages};
    auto variables = environment();
    pid_t process = -1;
    const int failure = ::posix_spawn(&process, program.c_str(), actions.get(), attributes.get(),
                                      pointers(words).data(), pointers(variables).data());
    if (failure != 0) {
        errno = failure;
        return systemError("could not be started", program);
    }
    return WorkerProcess(process, std::move(ends.ours));
}

WorkerProcess::WorkerProcess(WorkerProcess&& other) noexcept
    : m_process(std::exchange(other.m_process, -1)), m_control(std::move(other.m_control)) {}

WorkerProcess& WorkerProcess::operator=(WorkerProcess&& other) noexcept {
    if (this != &other) {
        end();
        m_process = std::exchange(other.m_process, -1);
        m_control = std::move(other.m_control);
    }
    return *this;
}

WorkerProcess::~WorkerProcess() { end(); }

void WorkerProcess::end() {
    m_control.reset();
    if (m_process <= 0) return;
    // Its children die with it (PR_SET_PDEATHSIG), so there is nothing to wait for but the process itself.
    ::kill(m_process, SIGKILL);
    while (::waitpid(m_process, nullptr, 0) < 0 && errno == EINTR) {}
    m_process = -1;
}

Status WorkerProcess::startJob(std::uint64_t job, int request, int stream, int input, std::int64_t memoryBytes,
                               std::chrono::seconds cpu) {
    ControlPacket packet;
    packet.kind = ControlKind::Start;
    packet.job = job;
    packet.memoryBytes = memoryBytes;
    packet.cpuSeconds = cpu.count();
    packet.hasInput = input >= 0;
    const std::array<int, 3> files = {request, stream, input};
    return wire::sendWith(control(), {reinterpret_cast<const char*>(&packet), sizeof packet},
                          std::span(files).first(input >= 0 ? 3 : 2), MSG_DONTWAIT);
}

Status WorkerProcess::killJob(std::uint64_t job) {
    ControlPacket packet;
    packet.kind = ControlKind::Kill;
    packet.job = job;
    return wire::sendWith(control(), {reinterpret_cast<const char*>(&packet), sizeof packet}, {}, MSG_DONTWAIT);
}

Result<std::optional<WorkerProcess::Heard>> WorkerProcess::hear() {
    std::array<char, wire::kMaxControlBytes> buffer;
    std::vector<FileDescriptor> none;
    REDWELL_TRY(const auto received, wire::receiveWith(control(), buffer, none, MSG_DONTWAIT));
    if (received.wouldBlock) return std::optional<Heard>();
    const Error gone{ErrorKind::Internal, "The reader stopped unexpectedly"};
    Heard heard;
    if (received.bytes < sizeof heard.packet || received.wasCut || !none.empty()) return gone;
    std::memcpy(&heard.packet, buffer.data(), sizeof heard.packet);
    if (heard.packet.magic != wire::kControlMagic) return gone;
    if (heard.packet.kind == ControlKind::Failed) {
        heard.failure.emplace();
        const std::string_view text(buffer.data() + sizeof heard.packet, received.bytes - sizeof heard.packet);
        REDWELL_CHECK(wire::decodeError(text, *heard.failure));
    }
    return std::optional<Heard>(std::move(heard));
}

}  // namespace redwell::processing
