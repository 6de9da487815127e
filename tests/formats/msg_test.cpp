#include "given.h"
#include "msg_drawing.h"

#include "formats/msg_storage.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

namespace redwell::formats {
namespace {

namespace fs = std::filesystem;

std::string contentOf(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

// Literal rich text behind the header of its compression, nothing compressed.
std::string storedRtf(const std::string& rtf) {
    std::string stream;
    appendU32(stream, rtf.size() + 12);
    appendU32(stream, rtf.size());
    appendU32(stream, 0x414c454d);
    appendU32(stream, 0);
    return stream + rtf;
}

TEST(Msg, SaysWhoWroteToWhomAndWhenInUtc) {
    auto drawn = drawnMail();
    drawn.recipient(1, "Dario Okonjo", "dokonjo@meridian.example");
    drawn.recipient(2, "Ruiz, Ana", "aruiz@meridian.example");
    drawn.recipient(3, "Books", "books@meridian.example");
    const auto mail = read(drawn.bytes(), "a.msg");
    EXPECT_EQ(mail.kind, documents::Kind::Mail);
    ASSERT_EQ(mail.messages.size(), 1U);
    const auto& message = mail.messages[0];
    EXPECT_EQ(message.from, "Imogen Vale <ivale@meridian.example>");
    EXPECT_EQ(message.to, std::vector<std::string>{"Dario Okonjo <dokonjo@meridian.example>"});
    EXPECT_EQ(message.cc, std::vector<std::string>{"\"Ruiz, Ana\" <aruiz@meridian.example>"});
    EXPECT_EQ(message.bcc, std::vector<std::string>{"Books <books@meridian.example>"});
    EXPECT_EQ(message.sent.text, "2023-10-24T14:03:11+00:00");
    EXPECT_EQ(message.subject, "The archive");
    EXPECT_EQ(message.body, "The list is attached.\nRead it today.");
    EXPECT_NE(textOf(mail).find("Read it today."), std::string::npos);
}

TEST(Msg, AnInternetAddressIsPreferredToADirectoryName) {
    const std::string directory = "/O=MERIDIAN/OU=EXCHANGE/CN=RECIPIENTS/CN=IVALE";
    DrawnMsg drawn;
    drawn.text(0x001a, "IPM.Note").text(0x1000, "x").time(0x0039, kDrawnTime);
    drawn.text(0x0042, "Imogen Vale").text(0x0064, "EX").text(0x0065, directory);
    drawn.recipient(1, "Imogen Vale", "ivale@meridian.example", directory);
    const auto mail = read(drawn.bytes(), "a.msg");
    EXPECT_EQ(mail.author, "Imogen Vale <ivale@meridian.example>");
    EXPECT_EQ(mail.recipients, std::vector<std::string>{"Imogen Vale <ivale@meridian.example>"});
    EXPECT_EQ(mail.metadata.at("sender_directory_name"), directory);
}

TEST(Msg, TheHeadersItCameWithGiveItsPlaceInAThreadAndItsZone) {
    auto drawn = drawnMail();
    drawn.text(0x007d,
               "Microsoft Mail Internet Headers Version 2.0\r\nDate: Tue, 24 Oct 2023 10:03:11 -0400\r\n"
               "Message-ID: <2@meridian.example>\r\nIn-Reply-To: <1@meridian.example>\r\n"
               "References: <0@meridian.example>\r\n <1@meridian.example>\r\n");
    drawn.text(0x0070, "archive").binary(0x0071, std::string_view("\x01\xda\x06\x7f", 4));
    const auto mail = read(drawn.bytes(), "a.msg");
    ASSERT_EQ(mail.messages.size(), 1U);
    EXPECT_EQ(mail.messages[0].key, "2@meridian.example");
    EXPECT_EQ(mail.messages[0].replyTo, "1@meridian.example");
    EXPECT_EQ(mail.messages[0].references, (std::vector<std::string>{"0@meridian.example", "1@meridian.example"}));
    EXPECT_EQ(mail.messages[0].sent.text, "2023-10-24T10:03:11-04:00");
    EXPECT_EQ(mail.metadata.at("conversation_index"), "AdoGfw==");
    EXPECT_EQ(mail.metadata.at("thread_topic"), "archive");
}

TEST(Msg, ADraftWasNotSent) {
    DrawnMsg drawn;
    drawn.text(0x001a, "IPM.Note")
        .text(0x1000, "not yet")
        .number(0x0e07, 8)
        .time(0x0e06, kDrawnTime)
        .time(0x3008, kDrawnTime);
    const auto mail = read(drawn.bytes(), "a.msg");
    ASSERT_EQ(mail.messages.size(), 1U);
    EXPECT_TRUE(mail.messages[0].sent.isEmpty());
    EXPECT_EQ(mail.metadata.at("is_draft"), "true");
    EXPECT_EQ(mail.date.text, "2023-10-24T14:03:11+00:00");
}

TEST(Msg, EightBitTextIsReadInItsCodePage) {
    DrawnMsg drawn;
    drawn.text(0x001a, "IPM.Note").number(0x3ffd, 1251);
    drawn.text8(0x0037, "\xc0\xf0\xf5\xe8\xe2").text8(0x1000, "\xd1\xef\xe8\xf1\xee\xea");
    const auto mail = read(drawn.bytes(), "a.msg");
    EXPECT_EQ(mail.title, "Архив");
    EXPECT_NE(textOf(mail).find("Список"), std::string::npos);
}

TEST(Msg, HtmlIsReadInItsCodePageWhereThereIsNoPlainText) {
    DrawnMsg drawn;
    drawn.text(0x001a, "IPM.Note")
        .number(0x3fde, 1252)
        .binary(0x1013, "<html><body><p>Caf\xe9 &amp; bar</p></body></html>");
    const auto mail = read(drawn.bytes(), "a.msg");
    ASSERT_EQ(mail.messages.size(), 1U);
    EXPECT_EQ(mail.messages[0].body, "Café & bar");
}

TEST(Msg, HtmlHiddenInRichTextIsFound) {
    DrawnMsg drawn;
    drawn.text(0x001a, "IPM.Note");
    drawn.binary(0x1009, storedRtf("{\\rtf1\\ansi\\ansicpg1252\\fromhtml1{\\*\\htmltag64 <p>}\\htmlrtf \\par\\htmlrtf0 "
                                   "Sold{\\*\\htmltag72 </p>}}"));
    const auto mail = read(drawn.bytes(), "a.msg");
    ASSERT_EQ(mail.messages.size(), 1U);
    EXPECT_EQ(mail.messages[0].body, "Sold");
}

TEST(Msg, AttachmentsAreItsFamilyInOrder) {
    auto drawn = drawnMail();
    drawn.attachment("list.txt", "first title").attachment("r\xc3\xa9sum\xc3\xa9.pdf", "%PDF-1.4\n");
    const auto mail = read(drawn.bytes(), "a.msg");
    ASSERT_EQ(mail.children.size(), 2U);
    EXPECT_EQ(mail.children[0].fileName, "list.txt");
    EXPECT_EQ(mail.children[0].bytes, "first title");
    EXPECT_EQ(mail.children[1].fileName, "résumé.pdf");
    EXPECT_EQ(mail.children[1].mimeType, "application/pdf");
}

TEST(Msg, AMailWithinItIsAMessageFileThatLosesNothing) {
    auto inner = drawnMail();
    inner.text(0x0070, "archive").recipient(3, "Books", "books@meridian.example").attachment("list.txt", "first title");
    DrawnMsg outer;
    outer.text(0x001a, "IPM.Note").text(0x0037, "FW: The archive").text(0x1000, "See below.").attachment(inner);
    const auto mail = read(outer.bytes(), "a.msg");
    ASSERT_EQ(mail.children.size(), 1U);
    EXPECT_EQ(mail.children[0].fileName, "The archive.msg");
    const auto again = read(mail.children[0].bytes, mail.children[0].fileName);
    const auto alone = read(inner.bytes(), "b.msg");
    EXPECT_EQ(again.messages, alone.messages);
    EXPECT_EQ(again.metadata, alone.metadata);
    ASSERT_EQ(again.children.size(), 1U);
    EXPECT_EQ(again.children[0].bytes, "first title");
    EXPECT_EQ(read(outer.bytes(), "a.msg").children[0].bytes, mail.children[0].bytes) << "same message, same bytes";
}

TEST(Msg, AnOfficeObjectWithinItIsAFileOfItsOwn) {
    auto drawn = drawnMail();
    DrawnMsg object;
    object.text(0x0001, "cells");
    drawn.attachment(object, 6);
    const auto mail = read(drawn.bytes(), "a.msg");
    ASSERT_EQ(mail.children.size(), 1U);
    EXPECT_EQ(mail.children[0].bytes.substr(0, 4), "\xd0\xcf\x11\xe0");
    EXPECT_FALSE(mail.children[0].problem);
}

TEST(Msg, AnAttachmentThatIsOnlyReferredToIsAnException) {
    DrawnMsg link;
    link.number(0x3705, 4).text(0x3707, "list.txt").text(0x370d, "\\\\meridian\\list.txt");
    auto drawn = drawnMail();
    drawn.attachmentLike(link).attachment("empty.txt", "");
    const auto mail = read(drawn.bytes(), "a.msg");
    ASSERT_EQ(mail.children.size(), 2U);
    ASSERT_TRUE(mail.children[0].problem);
    EXPECT_EQ(mail.children[0].problem->kind, ErrorKind::NotFound);
    EXPECT_NE(mail.children[0].problem->what.find("\\\\meridian\\list.txt"), std::string::npos);
    EXPECT_FALSE(mail.children[1].problem) << "an empty file is a file";
}

TEST(Msg, AnAppointmentHasItsFactsOnItsPage) {
    DrawnMsg drawn;
    drawn.text(0x001a, "IPM.Appointment")
        .text(0x0037, "Board")
        .text(0x0042, "Imogen Vale")
        .text(0x1000, "Bring the list.");
    drawn.name(property_sets::kAppointment, 0x820d).time(0x8000, kDrawnTime);
    drawn.name(property_sets::kAppointment, 0x820e).time(0x8001, kDrawnTime + std::uint64_t{36'000'000'000});
    drawn.name(property_sets::kAppointment, 0x8208).text(0x8002, "Room 4");
    drawn.recipient(1, "Dario Okonjo", "dokonjo@meridian.example");
    const auto mail = read(drawn.bytes(), "a.msg");
    EXPECT_EQ(mail.kind, documents::Kind::Calendar);
    EXPECT_EQ(mail.date.text, "2023-10-24T14:03:11+00:00");
    EXPECT_EQ(mail.metadata.at("location"), "Room 4");
    const auto text = textOf(mail);
    for (const auto* fact : {"Organizer: Imogen Vale", "Start: 2023-10-24 14:03:11 UTC", "End: 2023-10-24 15:03:11 UTC",
                             "Location: Room 4", "To: Dario Okonjo", "Bring the list."})
        EXPECT_NE(text.find(fact), std::string::npos) << fact << "\n" << text;
}

TEST(Msg, IsKnownByWhatIsInItWhateverItsName) {
    EXPECT_EQ(read(drawnMail().bytes(), "letter.doc").kind, documents::Kind::Mail);
    const auto other = OleWriter::write([](OleWriter::Storage& root) { root.stream("WordDocument", "x"); });
    ASSERT_TRUE(other);
    EXPECT_EQ(errorOf(*other, "letter.doc"), ErrorKind::Unsupported);
}

TEST(Msg, MailsWithinMailsEndSomewhere) {
    auto drawn = drawnMail();
    for (int i = 0; i < 40; ++i) {
        auto around = drawnMail();
        around.attachment(drawn);
        drawn = around;
    }
    const auto mail = read(drawn.bytes(), "a.msg");
    ASSERT_EQ(mail.children.size(), 1U);
}

// Every mutant ends as a document or a named error; what may not happen is a crash or a hang.
TEST(Msg, DamageIsToldAndHurtsNobody) {
    auto inner = drawnMail();
    inner.attachment("list.txt", std::string(5000, 'x'));
    auto drawn = drawnMail();
    drawn.recipient(1, "Dario Okonjo", "dokonjo@meridian.example").attachment(inner);
    const auto whole = drawn.bytes();
    std::mt19937 random(7);
    int refused = 0;
    for (int i = 0; i < 250; ++i) {
        auto bytes = whole;
        if (i % 4 == 0) bytes.resize(random() % bytes.size());
        for (int k = 0; k < 1 + i % 8 && !bytes.empty(); ++k)
            bytes[random() % (i % 2 ? bytes.size() : std::min<std::size_t>(bytes.size(), 1536))] =
                static_cast<char>(random());
        const auto document = readBytes(bytes, "a.msg");
        if (!document) {
            ++refused;
            EXPECT_FALSE(document.error().what.empty());
        }
    }
    EXPECT_GT(refused, 5);
}

TEST(Msg, EveryRealFileIsReadOrSaidToBeEncrypted) {
    const auto folder = fs::path(REDWELL_SOURCE_DIR).parent_path() / "shared/data/email";
    if (!fs::exists(folder)) GTEST_SKIP() << folder << " is not there";
    int count = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.path().extension() != ".msg") continue;
        const auto document = readBytes(contentOf(entry.path()), entry.path().filename().string());
        ++count;
        if (entry.path().filename().string().find("encrypted") != std::string::npos) {
            ASSERT_FALSE(document) << entry.path();
            EXPECT_EQ(document.error().kind, ErrorKind::Password);
            continue;
        }
        ASSERT_TRUE(document) << entry.path() << ": " << document.error().message();
        EXPECT_FALSE(textOf(*document).empty()) << entry.path();
        for (const auto& child : document->children) EXPECT_FALSE(child.problem) << entry.path() << child.fileName;
    }
    EXPECT_GT(count, 0);
}

}  // namespace
}  // namespace redwell::formats
