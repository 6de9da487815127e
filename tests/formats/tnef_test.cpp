#include "given.h"

#include "formats/little_endian.h"
#include "formats/mapi_property.h"

#include <random>

namespace redwell::formats {
namespace {

std::string padded(std::string bytes) {
    bytes.resize((bytes.size() + 3) / 4 * 4);
    return bytes;
}

// Properties as MS-OXTNEF 2.1.3.4 lays them out.
class TnefProperties {
public:
    TnefProperties& number(std::uint16_t id, std::uint32_t value) {
        tag(id, 3);
        appendU32(m_bytes, value);
        return *this;
    }
    TnefProperties& time(std::uint16_t id, std::uint64_t ticks) {
        tag(id, 0x40);
        appendU64(m_bytes, ticks);
        return *this;
    }
    TnefProperties& text(std::uint16_t id, std::string_view utf8) {
        return varying(id, 0x1f, utf16FromUtf8(utf8) + std::string(2, '\0'));
    }
    TnefProperties& binary(std::uint16_t id, const std::string& bytes) { return varying(id, 0x102, bytes); }
    TnefProperties& object(std::uint16_t id, unsigned char interface, const std::string& bytes) {
        std::string guid(16, '\0');
        guid[0] = static_cast<char>(interface);
        return varying(id, 0x0d, guid + bytes);
    }
    std::string bytes() const {
        std::string out;
        appendU32(out, m_count);
        return out + m_bytes;
    }

private:
    void tag(std::uint16_t id, std::uint16_t type) {
        appendU16(m_bytes, type);
        appendU16(m_bytes, id);
        ++m_count;
    }
    TnefProperties& varying(std::uint16_t id, std::uint16_t type, const std::string& value) {
        tag(id, type);
        appendU32(m_bytes, 1);
        appendU32(m_bytes, value.size());
        m_bytes += padded(value);
        return *this;
    }
    std::string m_bytes;
    std::uint32_t m_count = 0;
};

class DrawnTnef {
public:
    DrawnTnef() {
        appendU32(m_bytes, 0x223e9f78);
        appendU16(m_bytes, 1);
    }
    DrawnTnef& add(char level, std::uint32_t attribute, const std::string& data) {
        m_bytes += level;
        appendU32(m_bytes, attribute);
        appendU32(m_bytes, data.size());
        m_bytes += data;
        std::uint32_t sum = 0;
        for (const char c : data) sum += static_cast<unsigned char>(c);
        appendU16(m_bytes, sum & 0xffff);
        return *this;
    }
    const std::string& bytes() const { return m_bytes; }

private:
    std::string m_bytes;
};

constexpr std::uint32_t kProperties = 0x00069003, kRecipients = 0x00069004, kAttachment = 0x00069005,
                        kRendering = 0x00069002, kData = 0x0006800f, kTitle = 0x00018010, kSubject = 0x00018004;
constexpr std::uint64_t kTime = (std::uint64_t{1'698'156'191} + 11'644'473'600) * 10'000'000;

DrawnTnef drawnLetter() {
    TnefProperties mail;
    mail.text(0x001a, "IPM.Note").text(0x0037, "The archive").text(0x1000, "The list is attached.").time(0x0039, kTime);
    mail.text(0x0042, "Imogen Vale").text(0x0065, "ivale@meridian.example").text(0x1035, "<1@meridian.example>");
    std::string rows;
    appendU32(rows, 2);
    rows += TnefProperties()
                .number(0x0c15, 1)
                .text(0x3001, "Dario Okonjo")
                .text(0x3003, "dokonjo@meridian.example")
                .bytes();
    rows += TnefProperties().number(0x0c15, 3).text(0x3001, "Books").text(0x3003, "books@meridian.example").bytes();
    DrawnTnef file;
    file.add(1, kProperties, mail.bytes()).add(1, kRecipients, rows);
    return file;
}

TEST(Tnef, IsTheMailThatItCarries) {
    auto drawn = drawnLetter();
    drawn.add(2, kRendering, std::string(14, '\0'))
        .add(2, kTitle, std::string("list.txt\0", 9))
        .add(2, kData, "first title");
    drawn.add(2, kAttachment, TnefProperties().text(0x3707, "The long list.txt").bytes());
    const auto mail = read(drawn.bytes(), "winmail.dat");
    EXPECT_EQ(mail.kind, documents::Kind::Mail);
    ASSERT_EQ(mail.messages.size(), 1U);
    const auto& message = mail.messages[0];
    EXPECT_EQ(message.from, "Imogen Vale <ivale@meridian.example>");
    EXPECT_EQ(message.to, std::vector<std::string>{"Dario Okonjo <dokonjo@meridian.example>"});
    EXPECT_EQ(message.bcc, std::vector<std::string>{"Books <books@meridian.example>"});
    EXPECT_EQ(message.sent.text, "2023-10-24T14:03:11+00:00");
    EXPECT_EQ(message.body, "The list is attached.");
    EXPECT_EQ(message.key, "1@meridian.example");
    ASSERT_EQ(mail.children.size(), 1U);
    EXPECT_EQ(mail.children[0].fileName, "The long list.txt");
    EXPECT_EQ(mail.children[0].bytes, "first title");
}

TEST(Tnef, OlderAttributesCountWhereThereAreNoProperties) {
    std::string date;
    for (const int part : {2023, 10, 24, 14, 3, 11, 2}) appendU16(date, static_cast<std::uint64_t>(part));
    DrawnTnef drawn;
    drawn.add(1, kSubject, std::string("The archive\0", 12))
        .add(1, 0x0002800c, "See the list.")
        .add(1, 0x00038005, date);
    const auto mail = read(drawn.bytes(), "winmail.dat");
    ASSERT_EQ(mail.messages.size(), 1U);
    EXPECT_EQ(mail.messages[0].subject, "The archive");
    EXPECT_EQ(mail.messages[0].body, "See the list.");
    EXPECT_EQ(mail.messages[0].sent.text, "2023-10-24T14:03:11+00:00");
}

TEST(Tnef, AMailWithinItIsAFileOfItsOwn) {
    DrawnTnef drawn;
    drawn.add(1, kProperties, TnefProperties().text(0x0037, "FW").text(0x1000, "See below.").bytes());
    drawn.add(2, kRendering, std::string(14, '\0'));
    drawn.add(2, kAttachment, TnefProperties().number(0x3705, 5).object(0x3701, 7, drawnLetter().bytes()).bytes());
    const auto mail = read(drawn.bytes(), "winmail.dat");
    ASSERT_EQ(mail.children.size(), 1U);
    const auto inner = read(mail.children[0].bytes, mail.children[0].fileName);
    EXPECT_EQ(inner.messages, read(drawnLetter().bytes(), "winmail.dat").messages);
}

TEST(Tnef, ACutFileSaysSoAndKeepsWhatCameBefore) {
    auto drawn = drawnLetter();
    const auto kept = drawn.bytes().size();
    drawn.add(2, kRendering, std::string(14, '\0'));
    const auto mail = read(drawn.bytes().substr(0, kept + 12), "winmail.dat");
    EXPECT_EQ(mail.title, "The archive");
    EXPECT_EQ(mail.flags, std::vector<std::string>{"cut_short"});
    EXPECT_EQ(errorOf(drawn.bytes().substr(0, 6), "winmail.dat"), ErrorKind::Damaged);
}

TEST(Tnef, DamageIsToldAndHurtsNobody) {
    auto drawn = drawnLetter();
    drawn.add(2, kRendering, std::string(14, '\0')).add(2, kData, "first title");
    drawn.add(2, kAttachment, TnefProperties().number(0x3705, 5).object(0x3701, 7, drawnLetter().bytes()).bytes());
    std::mt19937 random(5);
    int read = 0;
    for (int i = 0; i < 250; ++i) {
        auto bytes = drawn.bytes();
        if (i % 4 == 0) bytes.resize(6 + random() % (bytes.size() - 6));
        for (int k = 0; k < 1 + i % 6; ++k) bytes[random() % bytes.size()] = static_cast<char>(random());
        const auto document = readBytes(bytes, "winmail.dat");
        if (document)
            ++read;
        else
            EXPECT_FALSE(document.error().what.empty());
    }
    EXPECT_GT(read, 60);
}

}  // namespace
}  // namespace redwell::formats
