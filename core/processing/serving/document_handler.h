// The one handler of redwell-worker: each kind of request goes to the folder that does it. Every function here runs in
// a child that has given up its privileges and reads one document.
#pragma once

#include "ocr/engine.h"
#include "processing/serving/serve.h"

#include <map>
#include <string>

namespace redwell::serving {

// OCR models by their languages ("eng+fra"), loaded in the server so that every child has them without loading (copy on
// write), or by the child that turns out to need another.
class SharedEngine {
public:
    Status load(const std::string& languages);
    Result<ocr::Engine*> get(const std::string& languages);

private:
    std::map<std::string, ocr::Engine> m_engines;
};

Result<wire::Reply> parse(const wire::ParseRequest& request, int input);
Result<wire::Reply> parseBatch(const wire::ParseBatchRequest& request, int input);
Result<wire::Reply> recognize(const wire::OcrRequest& request, int input, SharedEngine& engine);
Result<wire::Reply> findMessages(const wire::MessagesRequest& request);
Result<wire::Reply> render(const wire::RenderRequest& request, int input);
Result<wire::Reply> produce(const wire::ProduceRequest& request, int input, SharedEngine& engine);
Result<wire::Reply> verify(const wire::VerifyRequest& request, int input, SharedEngine& engine);

// Reads a mail of the program's own, so that what is made at its first use (patterns, converters, algorithms) is made
// once in the server and not again in each of its children.
void warmUp();

// engine must outlive the handler.
Handler documentHandler(SharedEngine& engine);

}  // namespace redwell::serving
