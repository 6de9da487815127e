// `redwellctl inspect`: one file through the worker, as it would be ingested, with nothing kept.
#pragma once

#include "app/ctl/session.h"
#include "documents/message.h"
#include "documents/page.h"

#include <filesystem>
#include <span>

namespace redwell::ctl {

// All that is known of one message by itself; people as they are shown, their addresses beside them.
Json messageJson(const documents::Message& message);
// Text that belongs to no message: its place and what stands there. pages: the document's, or the one that it is on.
Json unassignedJson(const documents::Region& region, std::span<const documents::Page> pages);

Result<int> inspect(const Options& options, const std::filesystem::path& file, const std::string& ocr,
                    const std::string& languages, const std::string& password);

}  // namespace redwell::ctl
