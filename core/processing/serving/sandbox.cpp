#include "processing/serving/sandbox.h"

#include <grp.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <string>

namespace redwell::serving {
namespace {

constexpr unsigned kNobody = 65534;
constexpr std::int64_t kAddressRoom = std::int64_t{2} << 30;  // libraries, models, reserved but untouched
constexpr rlim_t kMostFiles = 256;
constexpr rlim_t kMostFileBytes = rlim_t{1} << 30;  // answers in shared memory

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kLimitsMemory = false;  // its shadow memory alone is terabytes of address space
#else
constexpr bool kLimitsMemory = true;
#endif

Error failure(const char* step) {
    return {ErrorKind::Internal, std::string("The reader could not be confined (") + step + ")"};
}

bool limit(__rlimit_resource resource, rlim_t soft, rlim_t hard) {
    const rlimit wanted{soft, hard};
    return ::setrlimit(resource, &wanted) == 0;
}

Status limitAll(const ChildLimits& limits) {
    const auto cpu = static_cast<rlim_t>(limits.cpuSeconds);
    // SIGXCPU at the soft limit names the cause; the hard limit ends whoever ignores it.
    if (!limit(RLIMIT_CPU, cpu, cpu + 1)) return failure("processor time");
    if (kLimitsMemory) {
        const auto memory = static_cast<rlim_t>(limits.memoryBytes);
        const auto space = static_cast<rlim_t>(limits.memoryBytes + limits.inputBytes + kAddressRoom);
        if (!limit(RLIMIT_DATA, memory, memory) || !limit(RLIMIT_AS, space, space)) return failure("memory");
    }
    if (!limit(RLIMIT_NOFILE, kMostFiles, kMostFiles) || !limit(RLIMIT_FSIZE, kMostFileBytes, kMostFileBytes) ||
        !limit(RLIMIT_CORE, 0, 0) || !limit(RLIMIT_MSGQUEUE, 0, 0) || !limit(RLIMIT_MEMLOCK, 0, 0))
        return failure("limits");
    return {};
}

Status dropPrivileges() {
    if (::geteuid() != 0) return {};
    if (::setgroups(0, nullptr) != 0 || ::setresgid(kNobody, kNobody, kNobody) != 0 ||
        ::setresuid(kNobody, kNobody, kNobody) != 0)
        return failure("user");
    if (::setuid(0) == 0) return failure("user");
    return {};
}

}  // namespace

Result<Sandbox> Sandbox::prepare() {
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return failure("privileges");
    // Name spaces are a second wall behind the call filter; where the system denies them the filter stands alone.
    constexpr int kSpaces = CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS;
    static_cast<void>(::unshare(::geteuid() == 0 ? kSpaces : kSpaces | CLONE_NEWUSER));
    static_cast<void>(restrictFiles());
    Sandbox sandbox;
    REDWELL_TRY(sandbox.m_filter, callFilter());
    return sandbox;
}

Status Sandbox::enter(const ChildLimits& limits, int parent) const {
    REDWELL_CHECK(dropPrivileges());
    // After the change of user, which resets it. The server may have died in between.
    if (::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0 || ::getppid() != parent) return failure("parent");
    static_cast<void>(::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0));
    REDWELL_CHECK(limitAll(limits));
    sock_fprog program{static_cast<unsigned short>(m_filter.size()), const_cast<sock_filter*>(m_filter.data())};
    if (::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) != 0) return failure("system calls");
    return {};
}

}  // namespace redwell::serving
