#include "processing/serving/sandbox.h"

#include "base/files.h"

#include <fcntl.h>
#include <linux/sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <memory>

namespace redwell::serving {
namespace {

using Context = std::unique_ptr<void, decltype(&seccomp_release)>;

// What libraries need that parse, draw and recognise, allocate, read fonts and models, and start threads of their own.
constexpr auto kAllowed = std::to_array<int>({
    SCMP_SYS(read),
    SCMP_SYS(readv),
    SCMP_SYS(pread64),
    SCMP_SYS(preadv),
    SCMP_SYS(lseek),
    SCMP_SYS(close),
    SCMP_SYS(fstat),
    SCMP_SYS(newfstatat),
    SCMP_SYS(stat),
    SCMP_SYS(lstat),
    SCMP_SYS(statx),
    SCMP_SYS(fstatfs),
    SCMP_SYS(statfs),
    SCMP_SYS(access),
    SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2),
    SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),
    SCMP_SYS(getdents),
    SCMP_SYS(getdents64),
    SCMP_SYS(getcwd),
    SCMP_SYS(dup),
    SCMP_SYS(fadvise64),
    SCMP_SYS(write),
    SCMP_SYS(writev),
    SCMP_SYS(pwrite64),
    SCMP_SYS(ftruncate),
    SCMP_SYS(fallocate),
    SCMP_SYS(memfd_create),
    SCMP_SYS(sendmsg),
    SCMP_SYS(mmap),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(mprotect),
    SCMP_SYS(madvise),
    SCMP_SYS(brk),
    SCMP_SYS(mincore),
    SCMP_SYS(msync),
    SCMP_SYS(membarrier),
    SCMP_SYS(futex),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(get_robust_list),
    SCMP_SYS(rseq),
    SCMP_SYS(set_tid_address),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(sched_getparam),
    SCMP_SYS(sched_getscheduler),
    SCMP_SYS(sched_get_priority_max),
    SCMP_SYS(sched_get_priority_min),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(pause),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(getppid),
    SCMP_SYS(getuid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getegid),
    SCMP_SYS(getresuid),
    SCMP_SYS(getresgid),
    SCMP_SYS(getrlimit),
    SCMP_SYS(getrusage),
    SCMP_SYS(sysinfo),
    SCMP_SYS(uname),
    SCMP_SYS(times),
    SCMP_SYS(getrandom),
    SCMP_SYS(getcpu),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_getres),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(time),
    SCMP_SYS(nanosleep),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(select),
    SCMP_SYS(pselect6),
    SCMP_SYS(eventfd2),
    SCMP_SYS(pipe2),
    SCMP_SYS(arch_prctl),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
});

Status addRules(scmp_filter_ctx context) {
    const auto rule = [context](std::uint32_t action, int call, auto... comparisons) -> Status {
        const int failure = seccomp_rule_add(context, action, call, sizeof...(comparisons), comparisons...);
        if (failure == 0) return {};
        return Error{ErrorKind::Internal,
                     "The reader's call filter could not be made (" + std::to_string(failure) + ")"};
    };
    for (const int call : kAllowed) REDWELL_CHECK(rule(SCMP_ACT_ALLOW, call));

    // Files are opened for reading only.
    constexpr unsigned kWriting = O_ACCMODE | O_CREAT | O_TRUNC | (O_TMPFILE & ~O_DIRECTORY);
    REDWELL_CHECK(rule(SCMP_ACT_ALLOW, SCMP_SYS(open), SCMP_A1(SCMP_CMP_MASKED_EQ, kWriting, O_RDONLY)));
    REDWELL_CHECK(rule(SCMP_ACT_ALLOW, SCMP_SYS(openat), SCMP_A2(SCMP_CMP_MASKED_EQ, kWriting, O_RDONLY)));

    // Threads, but no processes; clone3 hides its flags, and the C library goes back to clone without it.
    REDWELL_CHECK(rule(SCMP_ACT_ALLOW, SCMP_SYS(clone), SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD)));
    REDWELL_CHECK(rule(SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3)));

    // Descriptors: sealing and flags, no locks, no signals by descriptor.
    for (const unsigned command : {F_GETFD, F_SETFD, F_GETFL, F_DUPFD, F_DUPFD_CLOEXEC, F_ADD_SEALS, F_GET_SEALS})
        REDWELL_CHECK(rule(SCMP_ACT_ALLOW, SCMP_SYS(fcntl), SCMP_A1(SCMP_CMP_EQ, command)));
    REDWELL_CHECK(rule(SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), SCMP_A2(SCMP_CMP_EQ, 0)));  // asking only
    REDWELL_CHECK(rule(SCMP_ACT_ALLOW, SCMP_SYS(prctl), SCMP_A0(SCMP_CMP_EQ, 15)));     // a thread's name
    return {};
}

}  // namespace

Result<std::vector<sock_filter>> callFilter() {
    const Context context(seccomp_init(SCMP_ACT_ERRNO(EPERM)), &seccomp_release);
    if (!context) return Error{ErrorKind::Internal, "The reader's call filter could not be made"};
    REDWELL_CHECK(addRules(context.get()));
    seccomp_attr_set(context.get(), SCMP_FLTATR_CTL_OPTIMIZE, 2);  // a binary tree instead of a long list
    const FileDescriptor file(::memfd_create("filter", MFD_CLOEXEC));
    if (!file || seccomp_export_bpf(context.get(), file.get()) != 0)
        return Error{ErrorKind::Internal, "The reader's call filter could not be written out"};
    const auto size = ::lseek(file.get(), 0, SEEK_END);
    std::vector<sock_filter> filter(static_cast<std::size_t>(size) / sizeof(sock_filter));
    const auto bytes = filter.size() * sizeof(sock_filter);
    if (filter.empty() || ::pread(file.get(), filter.data(), bytes, 0) != static_cast<ssize_t>(bytes))
        return Error{ErrorKind::Internal, "The reader's call filter could not be read"};
    return filter;
}

}  // namespace redwell::serving
