// Requests and replies as bytes. One description of each value serves both directions, so that they cannot drift apart.
// Decoding never throws and never trusts: a reply comes from a process that has read hostile bytes.
#pragma once

#include "processing/wire/job.h"

#include <string>
#include <string_view>

namespace redwell::wire {

std::string encodeRequest(const Request& request);
Result<Request> decodeRequest(std::string_view bytes);

// A RenderReply is encoded without its pixels: they travel in shared memory (answer.h).
std::string encodeReply(const Reply& reply);
Result<Reply> decodeReply(std::string_view bytes);

std::string encodeError(const Error& error);
// Kinds that a document cannot cause (a full disk, a conflict in the case) become Damaged.
Status decodeError(std::string_view bytes, Error& error);

// The name of the file that a request is about, for messages; empty for MessagesRequest.
std::string fileNameOf(const Request& request);

}  // namespace redwell::wire
