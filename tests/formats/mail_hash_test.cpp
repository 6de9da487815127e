// Vectors made with sha256sum and md5sum, not with this code.
#include "formats/mail_hash.h"

#include "given.h"

namespace redwell::formats {
namespace {

MailContent given() {
    MailContent mail;
    mail.from = "Imogen Vale <IVale@Meridian.example>";
    mail.to = {"Dario Okonjo <dokonjo@meridian.example>", "aruiz@meridian.example"};
    mail.cc = {"\"Okonjo, D.\" <DOKONJO@meridian.example>"};
    mail.bcc = {"secret@meridian.example"};
    mail.subject = " RE: The archive ";
    mail.sent = statedTime(2023, 10, 24, 14, 3, 11, -240);
    mail.body = "The r\u00e9sum\u00e9 is\n\tattached.\n";
    mail.key = "1@meridian.example";
    MailAttachment file;
    file.file.fileName = "list.txt";
    file.file.bytes = "first title";
    mail.attachments.push_back(file);
    return mail;
}

TEST(MailHash, IsTheRulesHashOverItsFourParts) {
    const auto h = mailHashes(given());
    EXPECT_EQ(h.body, "8acc8abe0a2e2043efd78f8240bb8a946e3cb0fb2850d292984ea9117a80d0d6");
    EXPECT_EQ(h.header, "62bffdb12cc1728b86a58acd4c58d6ab53d653ce88cd4fa7f77656c2bb3184b3");
    EXPECT_EQ(h.recipients, "9cf742076f08009a2b6263bd7bd8de2ebaebeab72fd5decc510aec1575e041ec");
    EXPECT_EQ(h.attachments, "1f8afb7c867b83bd519252f806f8e3743495a3bdf01264b2e6eb5fbc71f6dd10");
    EXPECT_EQ(h.dedup, "6ae1c9be3641106449360a96cb6c4a2828ead01dd0da6780189d2722b0221336");
    EXPECT_EQ(h.family, "cf6817ea6126d9b89bf8a324f75f5f0a0dbf94791a2899ee1c195f56fb20985b");
    EXPECT_EQ(h.mih, "b1ff2fd5541cb6aaaead446b62998387");
    EXPECT_FALSE(h.isWeak);
}

TEST(MailHash, ADateThatNobodyCanReadTellsApart) {
    auto one = given(), other = given();
    one.sent = other.sent = {};
    one.sentHeader = "24 Okt 2023";
    other.sentHeader = "30 Nov 2023";
    EXPECT_NE(mailHashes(one).dedup, mailHashes(other).dedup);
    other.sentHeader = one.sentHeader;
    EXPECT_EQ(mailHashes(one).dedup, mailHashes(other).dedup);
}

TEST(MailHash, WhiteSpaceNamesBccAndTheFormOfLettersDoNotMatter) {
    auto other = given();
    other.body = "The re\u0301sume\u0301\u00a0is attached.";
    other.bcc.clear();
    other.from = "\"Vale, Imogen\" <ivale@meridian.example>";
    other.to = {"aruiz@meridian.example", "dokonjo@meridian.example"};
    other.cc.clear();
    other.sent = statedTime(2023, 10, 24, 18, 3, 11, 0);
    EXPECT_EQ(mailHashes(other), mailHashes(given()));
}

TEST(MailHash, APictureShownInTheTextCountsForTheFamilyOnly) {
    auto other = given();
    MailAttachment picture;
    picture.file.bytes = "pixels";
    picture.contentId = "logo@x";
    picture.isReferenced = true;
    other.attachments.push_back(picture);
    EXPECT_EQ(mailHashes(other).dedup, mailHashes(given()).dedup);
    EXPECT_NE(mailHashes(other).family, mailHashes(given()).family);
}

TEST(MailHash, WithoutATimeAndAMessageIdItIsWeak) {
    auto mail = given();
    mail.sent = {};
    EXPECT_FALSE(mailHashes(mail).isWeak);
    mail.key.clear();
    EXPECT_TRUE(mailHashes(mail).isWeak);
    EXPECT_TRUE(mailHashes(mail).mih.empty());
}

TEST(MailHash, AnAttachedMailCountsByItsOwnHashNotByItsBytes) {
    const auto outer = [](std::string_view wrapped) {
        return read(
                   "From: a@x.example\nTo: b@x.example\nSubject: Fwd\nMessage-ID: <2@x>\nMIME-Version: 1.0\n"
                   "Content-Type: multipart/mixed; boundary=o\n\n--o\n\nSee below.\n"
                   "--o\nContent-Type: message/rfc822\n\n" +
                       std::string(wrapped) + "\n--o--\n",
                   "outer.eml")
            .metadata.at("dh1");
    };
    EXPECT_EQ(outer("From: c@x.example\nSubject: s\nMessage-ID: <1@x>\n\nsome words\n"),
              outer("Received: by relay\nFrom: C <c@x.example>\nSubject: s\nMessage-ID: <1@x>\n\nsome  words\n\n"));
    EXPECT_NE(outer("From: c@x.example\nSubject: s\n\nsome words\n"),
              outer("From: c@x.example\nSubject: s\n\nother\n"));
}

}  // namespace
}  // namespace redwell::formats
