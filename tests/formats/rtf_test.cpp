#include "formats/little_endian.h"
#include "formats/rtf_compressed.h"
#include "formats/rtf_text.h"

#include <gtest/gtest.h>

#include <random>

namespace redwell::formats {
namespace {

std::string header(std::size_t stored, std::size_t size, std::uint32_t kind) {
    std::string out;
    appendU32(out, stored + 12);
    appendU32(out, size);
    appendU32(out, kind);
    appendU32(out, 0);
    return out;
}
constexpr std::uint32_t kLzfu = 0x75465a4c;

// The example of MS-OXRTFCP 4.1: "{\rtf1\ansi\ansicpg1252\pard hello world}\r\n".
const std::string kHello(
    "\x2d\x00\x00\x00\x2b\x00\x00\x00\x4c\x5a\x46\x75\xf1\xc5\xc7\xa7\x03\x00\x0a\x00\x72\x63\x70\x67"
    "\x31\x32\x35\x42\x32\x0a\xf3\x20\x68\x65\x6c\x09\x00\x20\x62\x77\x05\xb0\x6c\x64\x7d\x0a\x80\x0f"
    "\xa0",
    49);

TEST(RtfCompressed, TheSpecificationsExampleComesOut) {
    const auto rtf = uncompressedRtf(kHello);
    ASSERT_TRUE(rtf);
    EXPECT_EQ(*rtf, "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n");
}

TEST(RtfCompressed, WhatACutStreamStillSaysIsKept) {
    const auto rtf = uncompressedRtf(std::string_view(kHello).substr(0, 40));
    ASSERT_TRUE(rtf);
    EXPECT_EQ(rtf->substr(0, 36), "{\\rtf1\\ansi\\ansicpg1252\\pard hello w");
}

TEST(RtfCompressed, ASizeThatLiesCostsNothing) {
    EXPECT_EQ(uncompressedRtf(header(4, 0xffffffff, kLzfu) + "abcd").error().kind, ErrorKind::TooLarge);
    EXPECT_EQ(uncompressedRtf(header(4, 8, 7) + "abcd").error().kind, ErrorKind::Damaged);
    EXPECT_EQ(uncompressedRtf("abc").error().kind, ErrorKind::Damaged);
    const auto rtf = uncompressedRtf(header(3, 90'000'000, kLzfu) + std::string("\0ab", 3));
    ASSERT_TRUE(rtf);
    EXPECT_EQ(*rtf, "ab");
}

TEST(RtfText, ReadsPlainTextWithoutItsTables) {
    const auto found = textOfRtf(
        "{\\rtf1\\ansi{\\fonttbl{\\f0\\fswiss Arial;}}{\\colortbl;\\red0\\green0\\blue0;}{\\*\\generator Writer;}"
        "{\\info{\\title Hidden}}\\f0\\fs20 First line\\par Second\\tab line \\{braced\\}\\line{\\b Third}\\par}");
    EXPECT_FALSE(found.isHtml);
    EXPECT_EQ(found.text, "First line\nSecond\tline {braced}\nThird\n");
}

TEST(RtfText, BytesAreReadInTheCodePageOfTheirFont) {
    const auto found = textOfRtf(
        "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}{\\f1\\fcharset204 Arial;}{\\f2\\fcharset128 Gothic;}}"
        "\\f0 caf\\'e9 \\f1 \\'c0\\'f0\\'f5\\'e8\\'e2 \\f2 \\'93\\'fa\\'96\\'7b}");
    EXPECT_EQ(found.text, "café Архив 日本");
}

TEST(RtfText, UnicodeReplacesTheCharactersThatStandForIt) {
    EXPECT_EQ(textOfRtf("{\\rtf1\\uc1 \\u1040?\\u1041\\'c1 x}").text, "АБ x");
    EXPECT_EQ(textOfRtf("{\\rtf1{\\uc0 \\u1040}\\u-3913? \\u-10179?\\u-8703?}").text, "А· \xf0\x9f\x98\x81");
}

TEST(RtfText, HtmlComesOutAsItWas) {
    const auto found = textOfRtf(
        "{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 \\deff0{\\fonttbl{\\f0 Arial;}}{\\*\\htmltag18 <html>}{\\*\\htmltag50 "
        "<body>}\\htmlrtf {\\htmlrtf0 {\\*\\htmltag64 <p>}\\htmlrtf \\par hidden\\htmlrtf0 5 {\\*\\htmltag84 "
        "&lt;}\\htmlrtf <\\htmlrtf0 6{\\*\\mhtmltag84 no}{\\*\\htmltag72 </p>}\\htmlrtf }\\htmlrtf0 {\\*\\htmltag58 "
        "</body>}}");
    EXPECT_TRUE(found.isHtml);
    EXPECT_EQ(found.text, "<html><body><p>5 &lt;6</p></body>");
}

TEST(RtfText, DepthAndRubbishHurtNobody) {
    EXPECT_EQ(textOfRtf(std::string(1'000'000, '{') + "deep").text, "deep");
    EXPECT_EQ(textOfRtf(std::string(100, '}') + "flat\\").text, "flat");
    EXPECT_EQ(textOfRtf("{\\rtf1 a\\bin999999999 b").text, "a");
    std::mt19937 random(3);
    const std::string_view pieces[] = {"{",     "}",  "\\u", "\\'",  "\\htmlrtf", "\\*",
                                       "\\bin", "-1", "8",   "\xff", "\\fonttbl", "x"};
    for (int i = 0; i < 300; ++i) {
        std::string rtf = "{\\rtf1\\fromhtml1 ";
        for (int k = 0; k < 200; ++k) rtf += pieces[random() % std::size(pieces)];
        static_cast<void>(textOfRtf(rtf));
    }
}

}  // namespace
}  // namespace redwell::formats
