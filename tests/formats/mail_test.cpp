#include "given.h"

#include "formats/flowed_text.h"
#include "formats/mail_content.h"

#include <algorithm>

namespace redwell::formats {
namespace {

constexpr std::string_view kFamily =
    "From: =?utf-8?B?SW1vZ8OobmUgVmFsZQ==?= <ivale@meridian.example>\r\n"
    "To: Dario Okonjo <dokonjo@meridian.example>, \"Ruiz, Ana\" <aruiz@meridian.example>\r\n"
    "Cc: books@meridian.example\r\n"
    "Subject: =?iso-8859-1?Q?R=E9sum=E9_of_the?= =?iso-8859-1?Q?_archive?=\r\n"
    "Date: Tue, 24 Oct 2023 14:03:11 -0400\r\n"
    "Message-ID: <1@meridian.example>\r\n"
    "In-Reply-To: <0@meridian.example>\r\n"
    "MIME-Version: 1.0\r\n"
    "Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\n"
    "--b\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    "The r=E9sum=E9 is at=\r\ntached.\r\n"
    "--b\r\nContent-Type: text/plain; name=\"list.txt\"\r\nContent-Disposition: attachment; filename=\"list.txt\"\r\n"
    "\r\nfirst title\r\n"
    "--b\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n"
    "Content-Disposition: attachment; filename*=utf-8''r%C3%A9sum%C3%A9.pdf\r\n\r\nJVBERi0xLjQK\r\n"
    "--b--\r\n";

TEST(Mail, IsAFamilyWithItsAttachmentsInOrder) {
    const auto mail = read(kFamily, "a.eml");
    EXPECT_EQ(mail.kind, documents::Kind::Mail);
    ASSERT_EQ(mail.children.size(), 2U);
    EXPECT_EQ(mail.children[0].fileName, "list.txt");
    EXPECT_EQ(mail.children[0].bytes.substr(0, 11), "first title");
    EXPECT_EQ(mail.children[1].fileName, "résumé.pdf");
    EXPECT_EQ(mail.children[1].mimeType, "application/pdf");
    EXPECT_EQ(mail.children[1].bytes, "%PDF-1.4\n");
}

TEST(Mail, EncodedHeadersAreWords) {
    const auto mail = read(kFamily, "a.eml");
    EXPECT_EQ(mail.title, "Résumé of the archive");
    EXPECT_NE(mail.author.find("Imogène Vale"), std::string::npos) << mail.author;
    ASSERT_EQ(mail.recipients.size(), 3U);
    EXPECT_NE(mail.recipients[1].find("Ruiz, Ana"), std::string::npos);
    EXPECT_EQ(mail.date.text, "2023-10-24T14:03:11-04:00");
    EXPECT_EQ(mail.metadata.at("message_id"), "1@meridian.example");
}

TEST(Mail, QuotedPrintableLatinOneIsReadAndTypeset) {
    const auto mail = read(kFamily, "a.eml");
    ASSERT_EQ(mail.messages.size(), 1U);
    EXPECT_EQ(mail.messages[0].body, "The résumé is attached.");
    EXPECT_NE(textOf(mail).find("The résumé is attached."), std::string::npos) << textOf(mail);
    ASSERT_FALSE(mail.messages[0].regions.empty());
    const auto& region = mail.messages[0].regions[0];
    for (const auto& word : mail.pages.at(0).words) {
        EXPECT_GE(word.box.y0, region.box.y0 - 2) << word.text;
        EXPECT_LE(word.box.y1, region.box.y1 + 2) << word.text;
    }
}

TEST(Mail, AMailWithinAMailIsAChildOfItsOwn) {
    const std::string outer =
        "From: a@x.example\r\nTo: b@x.example\r\nSubject: Fwd\r\nMIME-Version: 1.0\r\n"
        "Content-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\nContent-Type: text/plain\r\n\r\nSee below.\r\n"
        "--o\r\nContent-Type: message/rfc822\r\n\r\n" +
        std::string(kFamily) + "\r\n--o--\r\n";
    const auto mail = read(outer, "outer.eml");
    ASSERT_EQ(mail.children.size(), 1U);
    EXPECT_EQ(mail.children[0].mimeType, "message/rfc822");
    EXPECT_EQ(mail.children[0].fileName, "Résumé of the archive.eml");
    const auto inner = read(mail.children[0].bytes, mail.children[0].fileName);
    EXPECT_EQ(inner.children.size(), 2U);
    EXPECT_EQ(inner.title, "Résumé of the archive");
}

TEST(Mail, OfTwoAlternativesOneIsRead) {
    const auto mail = read(
        "From: a@x.example\nTo: b@x.example\nSubject: s\nMIME-Version: 1.0\n"
        "Content-Type: multipart/alternative; boundary=o\n\n--o\nContent-Type: text/plain\n\nplain words\n"
        "--o\nContent-Type: text/html\n\n<p>marked <b>words</b></p>\n--o--\n",
        "a.eml");
    EXPECT_EQ(mail.messages.at(0).body, "plain words");
    EXPECT_TRUE(mail.children.empty());
}

TEST(Mail, AnHtmlTextThatSaysSomethingElseIsTheOneRead) {
    const auto mailOf = [](const std::string& html) {
        return read(
            "From: a@x.example\nTo: b@x.example\nSubject: s\nMIME-Version: 1.0\n"
            "Content-Type: multipart/alternative; boundary=o\n\n--o\nContent-Type: text/plain\n\n"
            "Your program cannot show this mail.\n--o\nContent-Type: text/html\n\n<p>" +
                html + "</p>\n--o--\n",
            "a.eml");
    };
    const auto yes = mailOf("We accept the settlement of five million."),
               no = mailOf("We reject it and file suit on Monday.");
    EXPECT_EQ(yes.messages.at(0).body, "We accept the settlement of five million.");
    EXPECT_EQ(no.messages.at(0).body, "We reject it and file suit on Monday.");
    EXPECT_NE(yes.metadata.at("dh1"), no.metadata.at("dh1"));
}

TEST(Mail, OfTwoTextsThatSayDifferentThingsNoneIsLost) {
    std::string plain;
    for (const char* word :
         {"The",     "board", "was",    "told",  "on",     "Friday", "that", "nobody", "had",     "licensed", "any",
          "of",      "these", "novels", "and",   "asked",  "us",     "to",   "write",  "down",    "who",      "had",
          "fetched", "them",  "from",   "which", "mirror", "and",    "when", "before", "counsel", "comes",    "back"})
        plain += std::string(word) + " ";
    plain += "with the outside firm, so please do it before the weekend.";
    const auto mail = read(
        "From: a@x.example\nTo: b@x.example\nSubject: s\nMIME-Version: 1.0\n"
        "Content-Type: multipart/alternative; boundary=o\n\n--o\nContent-Type: text/plain\n\n" +
            plain +
            "\n--o\nContent-Type: text/html\n\n<p>Summer lunch menu: tomato soup, grilled fish, "
            "lemon cake.</p>\n--o--\n",
        "a.eml");
    const auto& body = mail.messages.at(0).body;
    EXPECT_NE(body.find("nobody had licensed"), std::string::npos) << body;
    EXPECT_NE(body.find("grilled fish"), std::string::npos) << body;
}

TEST(Mail, AWrongBoundaryLosesNoText) {
    const auto mail = read(
        "From: a@x.example\nTo: b@x.example\nSubject: s\nMIME-Version: 1.0\n"
        "Content-Type: multipart/mixed; boundary=nope\n\n--other\nContent-Type: text/plain\n\nthe words\n--other--\n",
        "a.eml");
    EXPECT_NE(mail.messages.at(0).body.find("the words"), std::string::npos) << mail.messages.at(0).body;
    EXPECT_NE(std::ranges::find(mail.flags, "damaged_parts"), mail.flags.end());
}

TEST(Mail, TheClocksOfTwelveHoursAndOfIsoAreRead) {
    EXPECT_EQ(mailTime("Tue, 24 Oct 2023 2:03:11 PM -0400").text, mailTime("Tue, 24 Oct 2023 14:03:11 -0400").text);
    EXPECT_EQ(mailTime("Tue, 24 Oct 2023 12:03:11 AM -0400").text, mailTime("Tue, 24 Oct 2023 00:03:11 -0400").text);
    EXPECT_EQ(mailTime("2023-10-24T14:03:11-04:00").instant("UTC"),
              mailTime("Tue, 24 Oct 2023 14:03:11 -0400").instant("UTC"));
}

TEST(Mail, HtmlAloneIsReadAsText) {
    const auto mail = read(
        "From: a@x.example\nTo: b@x.example\nSubject: s\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"
        "<html><head><style>p{color:red}</style></head><body><p>Caf&eacute; &amp; <b>books</b></p>"
        "<script>alert(1)</script><p>second</p></body></html>\n",
        "a.eml");
    const auto& body = mail.messages.at(0).body;
    EXPECT_NE(body.find("Café & books"), std::string::npos) << body;
    EXPECT_EQ(body.find("alert"), std::string::npos);
    EXPECT_EQ(body.find("color"), std::string::npos);
}

TEST(Mail, FlowedLinesAreParagraphsAgain) {
    EXPECT_EQ(unflowed("one two \nthree\nfour\n", false), "one two three\nfour\n");
    EXPECT_EQ(unflowed("> one \n> two\nthree\n", false), "> one two\nthree\n");
}

TEST(Mail, ManyNestedMultipartsAreRefusedOrReadButNeverHang) {
    std::string mail = "From: a@x.example\nTo: b@x.example\nSubject: s\nMIME-Version: 1.0\n";
    for (int depth = 0; depth < 2000; ++depth)
        mail += "Content-Type: multipart/mixed; boundary=b" + std::to_string(depth) + "\n\n--b" +
                std::to_string(depth) + "\n";
    mail += "Content-Type: text/plain\n\ndeep\n";
    const auto document = readBytes(mail, "deep.eml");
    if (!document) {
        EXPECT_EQ(document.error().kind, ErrorKind::TooLarge);
    }
}

}  // namespace
}  // namespace redwell::formats
