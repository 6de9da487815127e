#include "app/ctl/inspection.h"

#include "base/files.h"
#include "base/hash.h"
#include "base/text.h"
#include "documents/mail_address.h"
#include "documents/print_date.h"
#include "documents/reading_notes.h"
#include "messages/sender.h"

#include <algorithm>
#include <iostream>

#include <fcntl.h>

namespace redwell::ctl {
namespace {

using documents::Message;
using documents::Page;

template <class Reply>
Result<Reply> answerOf(processing::JobOutcome outcome) {
    if (outcome.error) return *outcome.error;
    if (auto* reply = std::get_if<Reply>(&outcome.reply)) return std::move(*reply);
    return Error{ErrorKind::Internal, "the worker answered something else than was asked"};
}

Result<FileDescriptor> reopened(const std::filesystem::path& file) { return openForReading(file); }

Json pageJson(const Page& page) {
    Json words = Json::array();
    for (const auto& word : page.words) words.push_back({{"text", word.text}, {"box", toJson(word.box)}});
    return {{"number", page.number},
            {"width", page.width},
            {"height", page.height},
            {"text", page.text},
            {"text_source", documents::name(page.textSource)},
            {"confidence", std::round(page.confidence * 10) / 10},
            {"words", words}};
}

// `to` are names as people see them; the addresses stand beside them, one for one, empty where none is stated.
Json namesOf(const std::vector<std::string>& people) {
    Json names = Json::array();
    for (const auto& person : people) names.push_back(messages::displayName(person));
    return names;
}

Json addressesOf(const std::vector<std::string>& people) {
    Json addresses = Json::array();
    for (const auto& person : people) addresses.push_back(documents::mailAddress(person).address);
    return addresses;
}

Json editsJson(const Message& m) {
    Json edits = Json::array();
    for (const auto& edit : m.edits)
        edits.push_back({{"by", edit.by}, {"at", edit.at.text}, {"previous", edit.previous}, {"next", edit.next}});
    return edits;
}

Json reactionsJson(const Message& m) {
    Json reactions = Json::array();
    for (const auto& reaction : m.reactions)
        reactions.push_back({{"value", reaction.value}, {"count", reaction.count}, {"by", reaction.by}});
    return reactions;
}

Json receiptsJson(const Message& m) {
    Json receipts = Json::array();
    for (const auto& receipt : m.receipts)
        receipts.push_back({{"by", receipt.by}, {"at", receipt.at.text}, {"action", receipt.action}});
    return receipts;
}

Json attachmentsJson(const Message& m) {
    Json attachments = Json::array();
    for (const auto& file : m.attachments) {
        Json attachment = {{"name", file.name}, {"file_name", file.fileName}, {"missing", file.isMissing}};
        if (file.size >= 0) attachment["size"] = file.size;
        attachments.push_back(std::move(attachment));
    }
    return attachments;
}

}  // namespace

Json messageJson(const Message& m) {
    Json regions = Json::array();
    for (const auto& region : m.regions) regions.push_back({{"page", region.page}, {"box", toJson(region.box)}});
    return {{"from", messages::displayName(m.from)},
            {"from_written", m.from},  // with the marks that the name is shown without
            {"from_address", documents::mailAddress(m.from).address},
            {"to", namesOf(m.to)},
            {"to_addresses", addressesOf(m.to)},
            {"cc", namesOf(m.cc)},
            {"cc_addresses", addressesOf(m.cc)},
            {"bcc", namesOf(m.bcc)},
            {"bcc_addresses", addressesOf(m.bcc)},
            {"sent", m.sent.text},
            {"subject", m.subject},
            {"body", m.body},
            {"page", m.page},
            {"regions", regions},
            {"depth", m.depth},
            {"confidence", m.confidence},
            {"doubts", m.doubts},
            {"kind", documents::name(m.kind)},
            {"key", m.key},
            {"reply_to", m.replyTo},
            {"references", m.references},
            {"conversation", m.conversation},
            {"deleted", m.isDeleted},
            {"edits", editsJson(m)},
            {"reactions", reactionsJson(m)},
            {"receipts", receiptsJson(m)},
            {"importance", m.importance.empty() ? "normal" : m.importance},
            {"attachments", attachmentsJson(m)}};
}

Json unassignedJson(const documents::Region& region, std::span<const Page> pages) {
    std::vector<documents::Word> inside;
    if (const auto page = std::ranges::find(pages, region.page, &Page::number); page != pages.end())
        for (const auto& word : page->words)
            if (region.box.contains((word.box.x0 + word.box.x1) / 2, (word.box.y0 + word.box.y1) / 2))
                inside.push_back(word);
    return {{"page", region.page}, {"box", toJson(region.box)}, {"text", std::string(trim(documents::textOf(inside)))}};
}

namespace {

// What the reader noticed, for people: the names that search finds as flag:..., and what they are about.
std::string noticed(const wire::ParseReply& found) {
    std::string text;
    if (!found.flags.empty()) text += "\n  flags: " + join(found.flags, ", ");
    for (const auto& note : documents::readingNotes(found.metadata))
        text += "\n    " + escapeControls(elide(note, 300));
    for (const auto& hidden : found.hidden)
        text += "\n  hidden on page " + std::to_string(hidden.page) + ": " +
                escapeControls(elide(collapseWhitespace(hidden.text), 70));
    return text;
}

Json childJson(const wire::Child& child) {
    Json value = {{"file_name", child.fileName}, {"mime_type", child.mimeType},
                  {"size", child.bytes.size()},  {"sha256", sha256(child.bytes).hex()},
                  {"folder", child.folder},      {"starts_family", child.startsFamily}};
    if (child.problem) value["problem"] = child.problem->message();
    return value;
}

std::string forPeople(const wire::ParseReply& found, const std::vector<Page>& pages) {
    std::string text = std::string(documents::name(found.kind)) +
                       (found.title.empty() ? "" : ": " + escapeControls(found.title)) + "\n" +
                       counted(pages.size(), "page") + ", " + counted(found.messages.size(), "message") + ", " +
                       counted(found.children.size(), "attachment") + noticed(found);
    for (const auto& page : pages)
        text += "\n  page " + std::to_string(page.number) + ": " + std::to_string(page.words.size()) + " words, text " +
                std::string(documents::name(page.textSource));
    for (const auto& m : found.messages)
        text += "\n  " + m.sent.text + "  " + escapeControls(messages::displayName(m.from)) + ": " +
                escapeControls(elide(collapseWhitespace(m.body), 70));
    for (const auto& child : found.children) text += "\n  attachment " + escapeControls(child.fileName);
    return text;
}

}  // namespace

Result<int> inspect(const Options& options, const std::filesystem::path& file, const std::string& ocr,
                    const std::string& languages, const std::string& password) {
    const auto run = [&]() -> Result<int> {
        REDWELL_TRY(auto input, openForReading(file));
        const int workers = defaultWorkers();
        REDWELL_TRY(const auto pool,
                    processing::WorkerPool::start(workers, ocr == "never" ? std::string() : languages));
        const auto stop = stopOnSignal();
        std::vector<std::string> passwords;
        if (!password.empty()) passwords.push_back(password);
        const auto name = cleanUtf8(file.filename().string());
        REDWELL_TRY(auto found,
                    answerOf<wire::ParseReply>(
                        pool->run(wire::ParseRequest{name, ocr, passwords, "UTC", {}, false}, std::move(input), stop)));
        auto pages = std::move(found.pages);
        std::optional<Error> failed;
        for (const int number : found.pagesToOcr) {
            const auto page = std::ranges::find(pages, number, &Page::number);
            if (page == pages.end()) continue;
            REDWELL_TRY(auto again, reopened(file));
            const auto place = static_cast<std::size_t>(page - pages.begin());
            pool->submit(wire::OcrRequest{name, passwords, number, page->width, page->height, languages},
                         std::move(again), [&pages, &failed, place](processing::JobOutcome outcome) {
                             auto reply = answerOf<wire::OcrReply>(std::move(outcome));
                             if (reply)
                                 pages[place] = std::move(reply->page);
                             else if (!failed)
                                 failed = reply.error();
                         });
        }
        TerminalProgress progress("pages");
        const auto asked = static_cast<std::int64_t>(found.pagesToOcr.size());
        while (pool->running() > 0) {
            if (stop.stop_requested()) return Error{ErrorKind::Cancelled, "stopped"};
            REDWELL_CHECK(pool->poll(std::chrono::milliseconds(200)));
            progress.report(asked - pool->running(), asked, name);
        }
        progress.finish();
        if (failed) return *failed;
        if (!found.messagesDone) {
            REDWELL_TRY(auto input2, reopened(file));
            REDWELL_TRY(auto reply, answerOf<wire::MessagesReply>(
                                        pool->run(wire::MessagesRequest{pages}, std::move(input2), stop)));
            found.messages = std::move(reply.messages);
            found.unassigned = std::move(reply.unassigned);
        }
        Json value = {{"kind", documents::name(found.kind)},
                      {"file_name", name},
                      {"title", found.title},
                      {"from", found.author},
                      {"to", found.recipients},
                      {"date", documents::dateOf(found.kind, found.date, found.messages).text},
                      {"flags", found.flags},
                      {"metadata", found.metadata},
                      {"has_more", !found.resumeAt.empty()}};
        value["pages"] = Json::array();
        for (const auto& page : pages) value["pages"].push_back(pageJson(page));
        value["messages"] = Json::array();
        for (const auto& message : found.messages) value["messages"].push_back(messageJson(message));
        value["unassigned"] = Json::array();
        for (const auto& region : found.unassigned) value["unassigned"].push_back(unassignedJson(region, pages));
        value["leaks"] = Json::array();
        for (const auto& hidden : found.hidden)
            value["leaks"].push_back(
                {{"page", hidden.page}, {"kind", hidden.kind}, {"text", hidden.text}, {"box", toJson(hidden.box)}});
        value["problems"] = documents::readingNotes(found.metadata);
        value["children"] = Json::array();
        for (const auto& child : found.children) value["children"].push_back(childJson(child));
        show(options, value, options.json ? std::string() : forPeople(found, pages));
        return int{kDone};
    };
    auto code = run();
    if (code) return code;
    Error error = code.error();
    if (error.where.empty()) error.where = file.string();
    return error;
}

}  // namespace redwell::ctl
