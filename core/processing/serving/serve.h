// The fork server inside redwell-worker: loads once, then forks one child a job. A child takes off every privilege,
// does the one job and ends; it never sees a second document, so no document can touch another's result.
#pragma once

#include "processing/wire/job.h"

#include <functional>

namespace redwell::serving {

// Runs in the child. input is -1 when the job has none; it is shared with other jobs, so read it by position or map it.
using Handler = std::function<Result<wire::Reply>(const wire::Request& request, int input)>;

// Serves jobs from the control socket until the other end closes it; then ends every child. Returns the exit status.
int serve(int control, const Handler& handler);

// Tells the pool that the server cannot start and why.
void reportFailure(int control, const Error& error);

}  // namespace redwell::serving
