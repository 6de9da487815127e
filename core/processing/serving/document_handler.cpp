#include "processing/serving/document_handler.h"

#include <variant>

namespace redwell::serving {
namespace {

template <class... F>
struct Overloaded : F... {
    using F::operator()...;
};

Status needsInput(const wire::Request& request, int input) {
    if (input >= 0 || std::holds_alternative<wire::MessagesRequest>(request)) return {};
    if (const auto* produced = std::get_if<wire::ProduceRequest>(&request); produced && !produced->slipSheet.empty())
        return {};
    return Error{ErrorKind::Internal, "The reader was asked about a file without being handed one"};
}

}  // namespace

Status SharedEngine::load(const std::string& languages) {
    if (m_engines.contains(languages)) return {};
    REDWELL_TRY(auto engine, ocr::Engine::load(languages));
    m_engines.emplace(languages, std::move(engine));
    return {};
}

Result<ocr::Engine*> SharedEngine::get(const std::string& languages) {
    REDWELL_CHECK(load(languages));
    return &m_engines.at(languages);
}

Handler documentHandler(SharedEngine& engine) {
    return [&engine](const wire::Request& request, int input) -> Result<wire::Reply> {
        REDWELL_CHECK(needsInput(request, input));
        return std::visit(Overloaded{
                              [&](const wire::ParseRequest& asked) { return parse(asked, input); },
                              [&](const wire::ParseBatchRequest& asked) { return parseBatch(asked, input); },
                              [&](const wire::OcrRequest& asked) { return recognize(asked, input, engine); },
                              [&](const wire::MessagesRequest& asked) { return findMessages(asked); },
                              [&](const wire::RenderRequest& asked) { return render(asked, input); },
                              [&](const wire::ProduceRequest& asked) { return produce(asked, input, engine); },
#ifdef REDWELL_WORKER_VERIFIES
                              [&](const wire::VerifyRequest& asked) { return verify(asked, input, engine); },
#else
                              [](const wire::VerifyRequest&) -> Result<wire::Reply> {
                                  return Error{ErrorKind::Unsupported, "is not built in"};
                              },
#endif
                          },
                          request);
    };
}

}  // namespace redwell::serving
