// Chat exports drawn for the tests of their readers: manifests, RSMF files by hand, Slack exports, message stores.
#pragma once

#include "formats/chat/rsmf_writer.h"
#include "given.h"

#include <nlohmann/json.hpp>

#include <map>
#include <string>

namespace redwell::formats {

using Json = nlohmann::json;

// A manifest of one conversation between two, on one day, with whatever events are given.
inline Json manifestOf(Json events) {
    return {{"version", "2.0.0"},
            {"participants",
             {{{"id", "P1"}, {"display", "Imogen Vale"}, {"email", "ivale@meridian.example"}},
              {{"id", "P2"}, {"display", "Tobias Renn"}}}},
            {"conversations",
             {{{"id", "C1"}, {"display", "bridge works"}, {"platform", "slack"}, {"participants", {"P1", "P2"}}}}},
            {"events", std::move(events)}};
}

inline Json said(const std::string& id, const std::string& body, const std::string& time = "2023-10-24T14:03:00Z") {
    return {{"type", "message"},    {"id", id},         {"body", body}, {"participant", "P1"},
            {"conversation", "C1"}, {"timestamp", time}};
}

// The message around rsmf.zip, as other programs write it.
inline std::string rsmfAround(const std::string& zip, const std::string& headers = {}) {
    std::string body;
    static constexpr char kDigits[] = "0123456789ABCDEF";
    for (const char c : zip) {  // quoted-printable, each byte of it: no line but one that ends softly
        const auto byte = static_cast<unsigned char>(c);
        body += {'=', kDigits[byte >> 4], kDigits[byte & 15]};
        if (body.size() % 76 > 70) body += "=\r\n";
    }
    return "X-RSMF-Version: 2.0.0\r\n" + headers +
           "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: "
           "text/plain\r\n"
           "\r\nfor other tools\r\n--b\r\nContent-Type: application/zip; name=\"rsmf.zip\"\r\n"
           "Content-Disposition: attachment; filename=\"rsmf.zip\"\r\nContent-Transfer-Encoding: "
           "quoted-printable\r\n\r\n" +
           body + "\r\n--b--\r\n";
}

inline std::string rsmfOf(const Json& manifest, std::map<std::string, std::string> files = {},
                          const std::string& headers = {}) {
    files["rsmf_manifest.json"] = manifest.dump();
    return rsmfAround(writeZip(files), headers);
}

// A Slack export of one channel; days by name.
inline std::map<std::string, std::string> slackOf(const std::map<std::string, std::string>& days) {
    std::map<std::string, std::string> files = {
        {"users.json",
         R"([{"id":"U1","name":"ivale","profile":{"display_name":"Imogen Vale","email":"ivale@meridian.example"}},
             {"id":"U2","name":"trenn","profile":{"real_name":"Tobias Renn"}}])"},
        {"channels.json", R"([{"id":"C1","name":"bridge","members":["U1","U2"],"purpose":{"value":"for <@U2>"}}])"}};
    for (const auto& [day, messages] : days) files["bridge/" + day + ".json"] = messages;
    return files;
}

inline const documents::Message* withKey(const ReadDocument& document, const std::string& key) {
    for (const auto& message : document.messages)
        if (message.key == key) return &message;
    return nullptr;
}

// The documents inside a container, every batch of it, each read; its broken parts stay children with a problem.
struct Opened {
    std::vector<Child> children;
    std::vector<ReadDocument> documents;
    std::size_t messages() const {
        std::size_t many = 0;
        for (const auto& document : documents) many += document.messages.size();
        return many;
    }
};

inline Opened openAll(std::string_view bytes, const std::string& name) {
    Opened opened;
    const auto file = behindDescriptor(bytes);
    ReadOptions options{name, OcrMode::Never, {}, "UTC", {}};
    for (int pass = 0; pass < 100; ++pass) {
        auto document = readDocument(file.get(), options);
        EXPECT_TRUE(document) << document.error().message();
        if (!document) break;
        if (document->kind != documents::Kind::Container) {
            opened.documents.push_back(std::move(*document));
            break;
        }
        for (auto& child : document->children) {
            if (!child.problem) opened.documents.push_back(read(child.bytes, child.fileName));
            opened.children.push_back(std::move(child));
        }
        if (document->resumeAt.empty()) return opened;
        EXPECT_NE(document->resumeAt, options.resumeAt) << "a container that never ends";
        options.resumeAt = document->resumeAt;
    }
    return opened;
}

}  // namespace redwell::formats
