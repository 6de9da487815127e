// Outlook message files drawn for tests, stream by stream as MS-OXMSG lays them out, with invented people.
#pragma once

#include "formats/little_endian.h"
#include "formats/mapi_property.h"
#include "formats/ole_file.h"

#include <cstdio>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace redwell::formats {

inline std::string hexName(std::uint32_t number) {
    char text[9];
    std::snprintf(text, sizeof text, "%08X", number);
    return text;
}

// Ticks of 2023-10-24T14:03:11Z.
constexpr std::uint64_t kDrawnTime = (std::uint64_t{1'698'156'191} + 11'644'473'600) * 10'000'000;

class DrawnMsg {
public:
    DrawnMsg& text(std::uint16_t id, std::string_view utf8) { return stream(id, 0x1f, utf16FromUtf8(utf8)); }
    DrawnMsg& text8(std::uint16_t id, std::string_view bytes) { return stream(id, 0x1e, std::string(bytes)); }
    DrawnMsg& binary(std::uint16_t id, std::string_view bytes) { return stream(id, 0x102, std::string(bytes)); }
    DrawnMsg& number(std::uint16_t id, std::uint32_t value) { return fixed(id, 3, value); }
    DrawnMsg& time(std::uint16_t id, std::uint64_t ticks) { return fixed(id, 0x40, ticks); }
    // A property with a name: id is where it stands in this file.
    DrawnMsg& name(const PropertySet& set, std::uint32_t number) {
        m_sets.append(set.begin(), set.end());
        appendU32(m_names, number);
        appendU16(m_names, (m_names.size() / 8 + 3) << 1);
        appendU16(m_names, m_names.size() / 8);
        return *this;
    }
    DrawnMsg& recipient(std::uint32_t kind, std::string_view name, std::string_view smtp,
                        std::string_view directory = {}) {
        DrawnMsg part;
        part.number(0x0c15, kind).text(0x3001, name).text(0x3002, directory.empty() ? "SMTP" : "EX");
        part.text(0x3003, directory.empty() ? smtp : directory).text(0x39fe, smtp);
        m_recipients.push_back(std::move(part));
        return *this;
    }
    DrawnMsg& attachment(std::string_view name, std::string_view bytes, std::string_view contentId = {}) {
        DrawnMsg part;
        part.number(0x3705, 1).text(0x3707, name).binary(0x3701, bytes);
        if (!contentId.empty()) part.text(0x3712, contentId);
        m_attachments.push_back(std::move(part));
        return *this;
    }
    DrawnMsg& attachmentLike(const DrawnMsg& part) {
        m_attachments.push_back(part);
        return *this;
    }
    DrawnMsg& attachment(const DrawnMsg& message, std::uint32_t method = 5) {
        DrawnMsg part;
        part.number(0x3705, method);
        part.m_embedded.push_back(message);
        m_attachments.push_back(std::move(part));
        return *this;
    }

    std::string bytes() const {
        const auto made = OleWriter::write([this](OleWriter::Storage& root) {
            root.storage("__nameid_version1.0", [this](OleWriter::Storage& names) {
                names.stream("__substg1.0_00020102", m_sets);
                names.stream("__substg1.0_00030102", m_names);
                names.stream("__substg1.0_00040102", "");
            });
            draw(root, 32);
        });
        return made ? *made : std::string();
    }

private:
    DrawnMsg& stream(std::uint16_t id, std::uint16_t type, std::string value) {
        m_streams.emplace_back("__substg1.0_" + hexName(static_cast<std::uint32_t>(id) << 16 | type), std::move(value));
        return *this;
    }
    DrawnMsg& fixed(std::uint16_t id, std::uint16_t type, std::uint64_t value) {
        appendU16(m_fixed, type);
        appendU16(m_fixed, id);
        appendU32(m_fixed, 6);
        appendU64(m_fixed, value);
        return *this;
    }
    void draw(OleWriter::Storage& storage, std::size_t header) const {
        storage.stream("__properties_version1.0", std::string(header, '\0') + m_fixed);
        for (const auto& [name, value] : m_streams) storage.stream(name, value);
        for (std::size_t i = 0; i < m_recipients.size(); ++i)
            storage.storage("__recip_version1.0_#" + hexName(static_cast<std::uint32_t>(i)),
                            [&](OleWriter::Storage& part) { m_recipients[i].draw(part, 8); });
        for (std::size_t i = 0; i < m_attachments.size(); ++i)
            storage.storage("__attach_version1.0_#" + hexName(static_cast<std::uint32_t>(i)),
                            [&](OleWriter::Storage& part) { m_attachments[i].draw(part, 8); });
        for (const auto& embedded : m_embedded)
            storage.storage("__substg1.0_3701000D", [&](OleWriter::Storage& part) { embedded.draw(part, 24); });
    }

    std::string m_fixed, m_sets, m_names;
    std::vector<std::pair<std::string, std::string>> m_streams;
    std::vector<DrawnMsg> m_recipients, m_attachments, m_embedded;
};

inline DrawnMsg drawnMail() {
    DrawnMsg mail;
    mail.text(0x001a, "IPM.Note").text(0x0037, "The archive").time(0x0039, kDrawnTime).number(0x0e07, 1);
    mail.text(0x0042, "Imogen Vale").text(0x0064, "SMTP").text(0x0065, "ivale@meridian.example");
    mail.text(0x1000, "The list is attached.\r\nRead it today.\r\n");
    return mail;
}

}  // namespace redwell::formats
