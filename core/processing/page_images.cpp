#include "processing/page_images.h"

namespace redwell::processing {

Result<documents::Raster> PageImages::render(FileDescriptor input, const wire::RenderRequest& request,
                                             std::stop_token stop) {
    const std::scoped_lock lock(m_mutex);
    if (stop.stop_requested()) return Error{ErrorKind::Cancelled, "was stopped", request.fileName};
    auto outcome = m_pool.run(request, std::move(input), stop);
    if (outcome.error) return *outcome.error;
    auto* reply = std::get_if<wire::RenderReply>(&outcome.reply);
    if (!reply) return Error{ErrorKind::Internal, "The reader answered something else", request.fileName};
    return std::move(reply->raster);
}

}  // namespace redwell::processing
