// What is taken away from a process before it looks at a hostile file: privileges, the network, the file system beyond
// fonts and models, other processes, more memory and time than the job may have. The server gives up what it can give
// up once (Sandbox::prepare), each child the rest (enter). Whatever the kernel must offer is fail-closed; name spaces
// and Landlock are used where the system allows them.
#pragma once

#include "base/result.h"

#include <linux/filter.h>

#include <cstdint>
#include <string>
#include <vector>

namespace redwell::serving {

struct ChildLimits {
    std::int64_t memoryBytes = 0;
    std::int64_t inputBytes = 0;  // mapped, so it counts towards the address space but not towards memory
    std::int64_t cpuSeconds = 0;
};

class Sandbox {
public:
    // In the server, once everything is loaded: no new privileges, an empty network, read-only fonts and models.
    static Result<Sandbox> prepare();
    // In the child, before the job. parent: the server's process id.
    Status enter(const ChildLimits& limits, int parent) const;

private:
    std::vector<sock_filter> m_filter;
};

// The system calls that a reader needs; every other fails with EPERM.
Result<std::vector<sock_filter>> callFilter();
// Restricts this process and its children to reading the places where fonts, models and libraries are. False when the
// kernel has no Landlock.
bool restrictFiles();

}  // namespace redwell::serving
