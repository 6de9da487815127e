#include "formats/chat/rsmf_writer.h"

#include "base/hash.h"
#include "base/text.h"
#include "formats/chat/rsmf_manifest.h"

#include <openssl/evp.h>
#include <zlib.h>

#include <algorithm>
#include <set>

namespace redwell::formats {
namespace {

void little(std::string& out, std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xff);
}

std::string base64(std::string_view bytes, std::string_view lineEnd) {
    constexpr std::size_t kLine = 57;  // bytes that make 76 characters
    std::string out;
    out.reserve(bytes.size() / kLine * 78 + 100);
    unsigned char line[80];
    for (std::size_t at = 0; at < bytes.size(); at += kLine) {
        const auto piece = bytes.substr(at, kLine);
        const int length =
            EVP_EncodeBlock(line, reinterpret_cast<const unsigned char*>(piece.data()), static_cast<int>(piece.size()));
        out.append(reinterpret_cast<const char*>(line), static_cast<std::size_t>(length));
        out += lineEnd;
    }
    return out;
}

// RFC 2047 where a header's text is not ASCII; folded so that no line is too long.
std::string headerText(std::string_view text) {
    const std::string line = collapseWhitespace(cleanUtf8(text));
    const bool isAscii = std::all_of(line.begin(), line.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
    if (isAscii && line.size() < 900 && line.find("=?") == std::string::npos) return line;
    std::string out;
    for (std::size_t at = 0; at < line.size();) {
        auto length = std::min<std::size_t>(42, line.size() - at);
        while (at + length < line.size() && (static_cast<unsigned char>(line[at + length]) & 0xC0) == 0x80) --length;
        if (!out.empty()) out += "\r\n ";
        out += "=?UTF-8?B?" + base64(std::string_view(line).substr(at, length), "") + "?=";
        at += length;
    }
    return out;
}

// What tools see that do not know RSMF.
std::string plainText(const ChatLog& log, const ChatSlice& slice, const ChatNames& names) {
    std::string text = names.conversationName(slice.conversation) + "\r\n" + slice.label + "\r\n\r\n";
    for (const auto i : slice.events) {
        const auto& event = log.events[i];
        text += (event.at.text.empty() ? "no time stated" : event.at.text) + "  " + names.name(event.participant);
        if (event.kind != documents::MessageKind::Message)
            text += " [" + std::string(documents::name(event.kind)) + "]";
        if (event.isDeleted) text += " [deleted]";
        text += "\r\n";
        for (const auto& line : split(event.body, '\n')) text += line + "\r\n";
        for (const auto& attachment : event.attachments)
            text += "[attachment: " + (attachment.display.empty() ? attachment.id : attachment.display) + "]\r\n";
        text += "\r\n";
    }
    return text;
}

}  // namespace

std::string writeZip(const std::map<std::string, std::string>& files) {
    constexpr std::uint64_t kDate = 0x0021;  // 1 January 1980, as DOS counts
    constexpr std::uint64_t kNamesAreUtf8 = 1 << 11;
    std::string out, directory;
    for (const auto& [name, bytes] : files) {
        const auto offset = out.size();
        auto sum = crc32(0, nullptr, 0);
        for (std::size_t at = 0; at < bytes.size(); at += 1U << 30) {
            const auto piece = std::string_view(bytes).substr(at, 1U << 30);
            sum = crc32(sum, reinterpret_cast<const Bytef*>(piece.data()), static_cast<uInt>(piece.size()));
        }
        std::string fields;
        little(fields, 20, 2);  // version needed
        little(fields, kNamesAreUtf8, 2);
        little(fields, 0, 2);  // stored
        little(fields, 0, 2);  // midnight
        little(fields, kDate, 2);
        little(fields, sum, 4);
        little(fields, bytes.size(), 4);
        little(fields, bytes.size(), 4);
        little(fields, name.size(), 2);
        little(fields, 0, 2);  // no extra field
        out += "PK\x03\x04" + fields + name + bytes;
        directory += "PK\x01\x02";
        little(directory, 20, 2);
        directory += fields;
        little(directory, 0, 2);  // no comment
        little(directory, 0, 2);  // first disk
        little(directory, 0, 2);
        little(directory, 0, 4);
        little(directory, offset, 4);
        directory += name;
    }
    const auto begin = out.size();
    out += directory + "PK\x05\x06";
    little(out, 0, 4);
    little(out, files.size(), 2);
    little(out, files.size(), 2);
    little(out, directory.size(), 4);
    little(out, begin, 4);
    little(out, 0, 2);
    return out;
}

std::string writeRsmf(const ChatLog& log, const ChatSlice& slice, const std::map<std::string, std::string>& files) {
    const ChatNames names(log);
    auto entries = files;
    const auto manifest = writeManifest(log, slice.conversation, slice.events);
    const auto boundary = "redwell-" + sha256(manifest).hex().substr(0, 32);
    entries["rsmf_manifest.json"] = manifest;

    std::size_t attachments = 0;
    std::vector<std::string> people;
    std::set<std::string> seen;
    for (const auto i : slice.events) {
        const auto& event = log.events[i];
        attachments += event.attachments.size();
        if (!event.participant.empty() && seen.insert(event.participant).second)
            people.push_back(names.name(event.participant));
    }
    std::string out;
    const auto header = [&out](const char* name, const std::string& text) {
        if (!text.empty()) out += std::string(name) + ": " + headerText(text) + "\r\n";
    };
    header("X-RSMF-Version", "2.0.0");
    header("X-RSMF-Generator", "Redwell");
    const auto* first = slice.events.empty() ? nullptr : &log.events[slice.events.front()];
    const auto* last = slice.events.empty() ? nullptr : &log.events[slice.events.back()];
    if (first && first->at.isKnown()) header("X-RSMF-BeginDate", first->at.text);
    if (last && last->at.isKnown()) header("X-RSMF-EndDate", last->at.text);
    header("X-RSMF-EventCount", std::to_string(slice.events.size()));
    header("X-RSMF-AttachmentCount", std::to_string(attachments));
    const auto* conversation = names.conversation(slice.conversation);
    header("X-RSMF-Application", !log.application.empty() || !conversation ? log.application : conversation->platform);
    header("X-RSMF-Custodian", log.custodian);
    header("X-RSMF-Participants", elide(join(people, ", "), 2'000));
    header("X-RSMF-EventCollectionID", log.collection);
    header("Subject", names.conversationName(slice.conversation) + ", " + slice.label);
    out += "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"" + boundary + "\"\r\n\r\n";
    out += "--" + boundary +
           "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
           base64(plainText(log, slice, names), "\r\n");
    out += "\r\n--" + boundary +
           "\r\nContent-Type: application/zip; name=\"rsmf.zip\"\r\nContent-Disposition: attachment; "
           "filename=\"rsmf.zip\"\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
           base64(writeZip(entries), "\r\n");
    return out + "\r\n--" + boundary + "--\r\n";
}

}  // namespace redwell::formats
