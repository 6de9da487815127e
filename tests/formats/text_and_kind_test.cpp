#include "given.h"

#include "formats/charset.h"
#include "formats/file_kind.h"

namespace redwell::formats {
namespace {

using namespace std::string_view_literals;

TEST(Text, IsReadInWhatEverCharactersItIsWritten) {
    const auto utf8 = "naïve café – 12 €\nsecond line\n"sv;
    const auto utf16 =
        "\xff\xfe"
        "n\0a\0\xef\0v\0e\0 \0c\0a\0f\0\xe9\0\n\0"sv;
    const auto utf16be = "\xfe\xff\0n\0a\0\xef\0v\0e\0 \0c\0a\0f\0\xe9\0\n"sv;
    const auto latin = "na\xefve caf\xe9 and more words of plain text\n"sv;
    for (const auto bytes : {utf8, utf16, utf16be, latin}) {
        const auto document = read(bytes, "note.txt");
        EXPECT_EQ(document.kind, documents::Kind::Text);
        EXPECT_NE(textOf(document).find("naïve café"), std::string::npos) << textOf(document);
        EXPECT_TRUE(document.pagesToOcr.empty());
    }
    const auto marked = read("\xef\xbb\xbfna\xc3\xafve caf\xc3\xa9\n", "note.txt");
    EXPECT_EQ(textOf(marked).find("naïve"), 0U);
}

TEST(Text, LinesAndFormFeedsAreKept) {
    const auto document = read("one\r\ntwo\rthree\n\ffour\n", "log.txt");
    ASSERT_EQ(document.pages.size(), 2U);
    const auto& words = document.pages[0].words;
    ASSERT_EQ(words.size(), 3U);
    EXPECT_LT(words[0].box.y1, words[1].box.y1);
    EXPECT_LT(words[1].box.y1, words[2].box.y1);
    EXPECT_EQ(document.pages[1].words.at(0).text, "four");
}

TEST(Text, AMillionLettersWithoutALineEndAreTypeset) {
    const auto document = read(std::string(1'000'000, 'x'), "long.txt");
    EXPECT_GT(document.pages.size(), 50U);
}

TEST(Charset, ALabelThatLiesIsNotBelieved) {
    EXPECT_EQ(utf8From("caf\xc3\xa9", "us-ascii"), "café");
    EXPECT_EQ(utf8From("caf\xe9", "iso-8859-1"), "café");
    EXPECT_EQ(utf8From("\x93quoted\x94", "iso-8859-1"), "“quoted”");  // windows-1252 under another name
    EXPECT_EQ(utf8From("caf\xc3\xa9", "no-such-set"), "café");
}

TEST(Html, APageIsReadAsWhatAReaderSees) {
    const auto document = read(
        "<!DOCTYPE html><html><head><meta charset=iso-8859-1><title>Sourcing &amp; licences</title>"
        "<style>p { color: red }</style><script>alert('no')</script></head><body><h1>caf\xe9</h1>"
        "<p>first line<br>second&nbsp;line</p></body></html>",
        "page.html");
    EXPECT_EQ(document.kind, documents::Kind::Text);
    EXPECT_EQ(document.mimeType, "text/html");
    EXPECT_EQ(document.title, "Sourcing & licences");
    ASSERT_EQ(document.pages.size(), 1U);
    const auto text = textOf(document);
    EXPECT_NE(text.find("café"), std::string::npos) << text;
    EXPECT_LT(text.find("first line"), text.find("second"));
    EXPECT_EQ(text.find("alert"), std::string::npos);
    EXPECT_EQ(text.find("color"), std::string::npos);
}

TEST(FileKind, BytesCountMoreThanTheName) {
    EXPECT_EQ(kindOf("%PDF-1.7\n", "photo.jpg").family, Family::Pdf);
    EXPECT_EQ(kindOf("\x89PNG\r\n\x1a\n", "letter.pdf").family, Family::Png);
    EXPECT_EQ(kindOf("\xff\xd8\xff\xe0", "scan.tif").family, Family::Jpeg);
    EXPECT_EQ(kindOf("II*\0\x08\0\0\0"sv, "x").family, Family::Tiff);
    EXPECT_EQ(kindOf("From: a@x.example\nMessage-ID: <1>\n\nbody", "note.txt").family, Family::Mail);
    EXPECT_EQ(kindOf("From here on, nothing\nwas kept", "note.txt").family, Family::Text);
    EXPECT_EQ(kindOf("rubbish first\n%PDF-1.4\n", "x.pdf").family, Family::Pdf);
    DrawnPdf pdf;
    pdf.text(72, 100, "letter");
    EXPECT_EQ(read(pdf.bytes(), "letter.txt").kind, documents::Kind::Pdf);
}

TEST(FileKind, WhatIsNotReadIsNamedInWords) {
    EXPECT_EQ(kindOf("PK\x03\x04 [Content_Types].xml word/document.xml", "x.docx").description,
              "a Word document (DOCX)");
    EXPECT_EQ(kindOf("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "mail.msg").description, "an Outlook message (MSG)");
    EXPECT_EQ(kindOf("GIF89a", "x.gif").family, Family::Unsupported);
    const auto unknown = readBytes("\x01\x02\x03\x04\0\0unknown"sv, "data.xyz");
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().kind, ErrorKind::Unsupported);
    EXPECT_NE(unknown.error().message().find("data.xyz"), std::string::npos);
    EXPECT_FALSE(unknown.error().hint.empty());
}

TEST(FileKind, AnEmptyFileIsDamagedAndSaysSo) {
    for (const char* name : {"empty.pdf", "empty.eml", "empty.txt", "empty"}) {
        const auto document = readBytes("", name);
        ASSERT_FALSE(document) << name;
        EXPECT_EQ(document.error().kind, ErrorKind::Damaged);
        EXPECT_NE(document.error().what.find("empty"), std::string::npos);
    }
}

TEST(FileKind, ANameThatTheBytesContradictIsDamaged) {
    EXPECT_EQ(errorOf("just some words in a text", "letter.pdf"), ErrorKind::Damaged);
}

}  // namespace
}  // namespace redwell::formats
