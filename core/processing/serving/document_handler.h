// The one handler of redwell-worker: each kind of request goes to the folder that does it. Every function here runs in
// a child that has given up its privileges and reads one document.
#pragma once

#include "ocr/engine.h"
#include "processing/serving/serve.h"

#include <optional>
#include <string>

namespace redwell::serving {

// The OCR model, loaded in the server so that every child has it without loading (copy on write), or by the first child
// that turns out to need it.
class SharedEngine {
public:
    explicit SharedEngine(std::string languages) : m_languages(std::move(languages)) {}
    Status load();
    Result<ocr::Engine*> get();

private:
    std::string m_languages;
    std::optional<ocr::Engine> m_engine;
};

Result<wire::Reply> parse(const wire::ParseRequest& request, int input);
Result<wire::Reply> parseBatch(const wire::ParseBatchRequest& request, int input);
Result<wire::Reply> recognize(const wire::OcrRequest& request, int input, SharedEngine& engine);
Result<wire::Reply> findMessages(const wire::MessagesRequest& request);
Result<wire::Reply> render(const wire::RenderRequest& request, int input);
Result<wire::Reply> produce(const wire::ProduceRequest& request, int input, SharedEngine& engine);
Result<wire::Reply> verify(const wire::VerifyRequest& request, int input, SharedEngine& engine);

// engine must outlive the handler.
Handler documentHandler(SharedEngine& engine);

}  // namespace redwell::serving
