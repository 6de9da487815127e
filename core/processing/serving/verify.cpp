#include "processing/serving/document_handler.h"

#include "formats/mapped_file.h"
#include "production/readback/read_back.h"

namespace redwell::serving {
Result<wire::Reply> verify(const wire::VerifyRequest& request, int input, SharedEngine& engine) {
    REDWELL_TRY(const auto file, formats::MappedFile::open(input));
    production::ReadBackRequest asked;
    asked.fileName = request.fileName;
    asked.dpi = request.dpi;
    for (const auto& page : request.pages)
        asked.pages.push_back({page.width, page.height, page.redactions, page.labels});
    asked.ocr = request.ocr;
    ocr::Engine* reader = nullptr;
    if (request.ocr) {
        REDWELL_TRY(reader, engine.get(request.languages));
    }
    REDWELL_TRY(auto read, production::readBack(file.bytes(), asked, reader));
    wire::VerifyReply reply;
    reply.pageCount = read.pageCount;
    reply.text = std::move(read.text);
    reply.ocrText = std::move(read.ocrText);
    for (auto& finding : read.findings)
        reply.findings.push_back({std::move(finding.kind), finding.page, std::move(finding.detail)});
    return wire::Reply(std::move(reply));
}

}  // namespace redwell::serving
