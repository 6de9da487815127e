// Page images for the window: one pool of its own behind a lock, so that any background thread may ask for a page
// without waiting for the ingest.
#pragma once

#include "processing/worker_pool.h"

#include <mutex>

namespace redwell::processing {

class PageImages {
public:
    explicit PageImages(WorkerPool& pool) : m_pool(pool) {}
    // Thread-safe; waits its turn. The pool must be used by this object alone. Errors as JobOutcome's, Cancelled when
    // stop was requested before or meanwhile.
    Result<documents::Raster> render(FileDescriptor input, const wire::RenderRequest& request,
                                     std::stop_token stop = {});

private:
    std::mutex m_mutex;
    WorkerPool& m_pool;
};

}  // namespace redwell::processing
