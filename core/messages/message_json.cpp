#include "messages/message_json.h"

#include <nlohmann/json.hpp>

namespace redwell::messages {

using documents::Message;
using nlohmann::json;

json toJson(const Message& m) {
    json regions = json::array(), edits = json::array(), reactions = json::array(), receipts = json::array(),
         attachments = json::array();
    for (const auto& r : m.regions) regions.push_back({r.page, r.box.x0, r.box.y0, r.box.x1, r.box.y1});
    for (const auto& e : m.edits) edits.push_back({e.by, e.at.text, e.previous, e.next});
    for (const auto& r : m.reactions) reactions.push_back({r.value, r.count, r.by});
    for (const auto& r : m.receipts) receipts.push_back({r.by, r.at.text, r.action});
    for (const auto& a : m.attachments) attachments.push_back({a.name, a.fileName, a.size, a.isMissing});
    return {{"id", m.id.value},
            {"document", m.document.value},
            {"ordinal", m.ordinal},
            {"from", m.from},
            {"to", m.to},
            {"cc", m.cc},
            {"bcc", m.bcc},
            {"sent", m.sent.text},
            {"subject", m.subject},
            {"body", m.body},
            {"page", m.page},
            {"regions", regions},
            {"confidence", m.confidence},
            {"depth", m.depth},
            {"kind", documents::name(m.kind)},
            {"key", m.key},
            {"reply_to", m.replyTo},
            {"references", m.references},
            {"conversation", m.conversation},
            {"deleted", m.isDeleted},
            {"edits", edits},
            {"reactions", reactions},
            {"receipts", receipts},
            {"importance", m.importance},
            {"doubts", m.doubts},
            {"attachments", attachments},
            {"corrected", m.isCorrected}};
}

Result<Message> messageFromJson(const json& value) try {
    Message m;
    m.id = {value.at("id")};
    m.document = {value.at("document")};
    m.ordinal = value.at("ordinal");
    m.from = value.at("from");
    m.to = value.at("to").get<std::vector<std::string>>();
    m.cc = value.at("cc").get<std::vector<std::string>>();
    m.bcc = value.at("bcc").get<std::vector<std::string>>();
    m.sent.text = value.at("sent");
    m.subject = value.at("subject");
    m.body = value.at("body");
    m.page = value.at("page");
    for (const auto& r : value.at("regions")) m.regions.push_back({r.at(0), {r.at(1), r.at(2), r.at(3), r.at(4)}});
    m.confidence = value.at("confidence");
    m.depth = value.at("depth");
    m.kind = documents::messageKindFromName(value.at("kind").get<std::string>());
    m.key = value.at("key");
    m.replyTo = value.at("reply_to");
    m.references = value.at("references").get<std::vector<std::string>>();
    m.conversation = value.at("conversation");
    m.isDeleted = value.at("deleted");
    for (const auto& e : value.at("edits")) m.edits.push_back({e.at(0), {e.at(1)}, e.at(2), e.at(3)});
    for (const auto& r : value.at("reactions"))
        m.reactions.push_back({r.at(0), r.at(1), r.at(2).get<std::vector<std::string>>()});
    // What corrections of an older version did not keep is empty.
    for (const auto& r : value.value("receipts", json::array())) m.receipts.push_back({r.at(0), {r.at(1)}, r.at(2)});
    m.importance = value.value("importance", std::string());
    m.doubts = value.value("doubts", std::vector<std::string>());
    for (const auto& a : value.at("attachments")) m.attachments.push_back({a.at(0), a.at(1), a.at(2), a.at(3)});
    m.isCorrected = value.at("corrected");
    return m;
} catch (const json::exception&) {
    return Error{ErrorKind::Damaged, "what is kept of a corrected message cannot be read"};
}

}  // namespace redwell::messages
