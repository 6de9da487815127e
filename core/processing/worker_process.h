// The fork server as the pool sees it: one redwell-worker process and the control socket to it. It holds no job; the
// pool does.
#pragma once

#include "base/files.h"
#include "processing/wire/control.h"

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace redwell::processing {

// Beside the running program, then ../libexec/redwell; REDWELL_WORKER overrides both. NotFound tells where it looked.
Result<std::filesystem::path> findWorkerProgram();

class WorkerProcess {
public:
    // Starts it; returns before it has loaded (it hears jobs sent meanwhile afterwards).
    static Result<WorkerProcess> spawn(const std::filesystem::path& program, const std::string& languages);
    WorkerProcess(WorkerProcess&& other) noexcept;
    WorkerProcess& operator=(WorkerProcess&& other) noexcept;
    ~WorkerProcess();  // ends it and every child

    int control() const { return m_control.get(); }

    Status startJob(std::uint64_t job, int request, int stream, int input, std::int64_t memoryBytes,
                    std::chrono::seconds cpu);
    Status killJob(std::uint64_t job);

    struct Heard {
        wire::ControlPacket packet;
        std::optional<Error> failure;  // beside Failed
    };
    // What is there, or nothing. An error: the server is gone.
    Result<std::optional<Heard>> hear();

private:
    WorkerProcess(pid_t process, FileDescriptor control) : m_process(process), m_control(std::move(control)) {}
    void end();

    pid_t m_process = -1;
    FileDescriptor m_control;
};

}  // namespace redwell::processing
