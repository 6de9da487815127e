#include "processing/serving/document_handler.h"

#include "formats/mapped_file.h"
#include "formats/reader.h"
#include "messages/extraction.h"

#include <algorithm>
#include <tuple>

namespace redwell::serving {
namespace {

using documents::Message;

formats::OcrMode ocrMode(const std::string& mode) {
    if (mode == "always") return formats::OcrMode::Always;
    if (mode == "never") return formats::OcrMode::Never;
    return formats::OcrMode::Auto;
}

bool mayPrintMessages(documents::Kind kind) {
    return kind != documents::Kind::Container && kind != documents::Kind::Calendar;
}

// A mail file states its own message; the pages it is typeset on show that message again, with what it quotes below.
// The file's word counts for who, when and whom; the pages (or their text alone) tell where it stands and what is
// quoted.
void addQuotedChain(wire::ParseReply& reply, messages::Extraction extraction) {
    auto& stated = reply.messages;
    auto& found = extraction.messages;
    if (stated.size() != 1) return;  // a log of many messages quotes nobody
    auto& own = stated.front();
    own.depth = 0;
    const auto isCopy = [&own](const Message& message) {
        return message.from == own.from && message.sent == own.sent && !own.sent.isEmpty();
    };
    const auto shown = std::find_if(found.begin(), found.end(), [&isCopy](const Message& message) {
        return message.depth == 0 || isCopy(message);
    });
    if (shown != found.end() && own.regions.empty()) {
        own.page = shown->page;
        own.regions = shown->regions;
    }
    std::vector<Message> quoted;
    for (auto message = found.begin(); message != found.end(); ++message) {
        if (message == shown || isCopy(*message)) continue;
        message->depth = std::max(message->depth, 1);  // one that opens a page looks like a mail of its own
        quoted.push_back(std::move(*message));
    }
    if (!quoted.empty() && shown != found.end() && !shown->body.empty()) {
        own.body = shown->body;  // without the chain
        reply.unassigned = std::move(extraction.unassigned);
    }
    stated.insert(stated.end(), std::make_move_iterator(quoted.begin()), std::make_move_iterator(quoted.end()));
    for (std::size_t i = 0; i < stated.size(); ++i) stated[i].ordinal = static_cast<int>(i) + 1;
}

wire::ParseReply replyOf(formats::ReadDocument document) {
    wire::ParseReply reply;
    reply.messagesDone = document.pagesToOcr.empty();
    reply.messages = std::move(document.messages);
    reply.unassigned = std::move(document.unassigned);
    reply.hidden = std::move(document.hidden);
    reply.kind = document.kind;
    reply.mimeType = std::move(document.mimeType);
    reply.title = std::move(document.title);
    reply.author = std::move(document.author);
    reply.recipients = std::move(document.recipients);
    reply.date = std::move(document.date);
    reply.pages = std::move(document.pages);
    reply.pagesToOcr = std::move(document.pagesToOcr);
    for (auto& child : document.children)
        reply.children.push_back({std::move(child.fileName), std::move(child.mimeType), std::move(child.bytes),
                                  std::move(child.folder), child.startsFamily, std::move(child.problem)});
    reply.resumeAt = std::move(document.resumeAt);
    reply.flags = std::move(document.flags);
    reply.metadata = std::move(document.metadata);
    reply.hasLayout = document.hasLayout;
    return reply;
}

}  // namespace

Result<wire::Reply> parse(const wire::ParseRequest& request, int input) {
    const formats::ReadOptions options{request.fileName, ocrMode(request.ocr), request.passwords, request.timeZone,
                                       request.resumeAt};
    REDWELL_TRY(auto document, formats::readDocument(input, options));
    auto reply = replyOf(std::move(document));
    if (request.pagesOnly) reply.children.clear();
    if (reply.kind == documents::Kind::Chat) {
        // what the export states is all there is; its pages only show it
    } else if (!reply.messages.empty()) {
        addQuotedChain(reply, messages::extractMessages(reply.pages));
    } else if (reply.messagesDone && mayPrintMessages(reply.kind)) {
        auto found = messages::extractMessages(reply.pages);
        reply.messages = std::move(found.messages);
        reply.unassigned = std::move(found.unassigned);
    }
    return wire::Reply(std::move(reply));
}

// Mails may follow one another in this process because they come from one custodian's collection: whoever could make
// one mail change the reading of the next has written both.
Result<wire::Reply> parseBatch(const wire::ParseBatchRequest& request, int input) {
    REDWELL_TRY(const auto file, formats::MappedFile::open(input));
    auto rest = file.bytes();
    wire::ParseBatchReply reply;
    for (const auto& item : request.items) {
        const auto bytes = rest.substr(0, static_cast<std::size_t>(item.size));
        rest.remove_prefix(bytes.size());
        auto document = formats::readTextOfMail(bytes, item.fileName);
        auto& answer = reply.items.emplace_back();
        if (!document) continue;
        answer = replyOf(std::move(*document));
        const bool quotes = answer->metadata.contains("has_quoted_text") ||
                            answer->messages.front().body.find("\n>") != std::string::npos;
        if (!quotes) continue;
        addQuotedChain(*answer, messages::extractMessagesFromText(answer->pages.front().text));
        answer->unassigned.clear();  // has no place before the pages are set
    }
    return wire::Reply(std::move(reply));
}

void warmUp() {
    constexpr std::string_view kMail =
        "From: Redwell <reader@redwell.example>\r\nTo: Redwell <reader@redwell.example>\r\n"
        "Subject: =?utf-8?Q?Warming_up_=E2=80=93_nobody_reads_this?=\r\nDate: Tue, 24 Oct 2023 10:14:00 GMT\r\n"
        "Message-ID: <warm-up@redwell.example>\r\nMIME-Version: 1.0\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n\r\nNothing \u2013 it is thrown away.\r\n";
    std::ignore = formats::readTextOfMail(kMail, "warm-up.eml");
}

Result<wire::Reply> findMessages(const wire::MessagesRequest& request) {
    auto found = messages::extractMessages(request.pages);
    return wire::Reply(wire::MessagesReply{std::move(found.messages), std::move(found.unassigned)});
}

}  // namespace redwell::serving
