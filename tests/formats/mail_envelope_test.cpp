// Envelopes and what hangs on mails: S/MIME, calendars, broken MIME, headers made to harm.
#include "given.h"

#include <algorithm>

namespace redwell::formats {
namespace {

// Made with `openssl cms`: a text signed by "Imogen Vale <ivale@meridian.example>", and one encrypted to her.
constexpr std::string_view kSigned =
    "MIIEpgYJKoZIhvcNAQcCoIIElzCCBJMCAQExDTALBglghkgBZQMEAgEwOQYJKoZIhvcNAQcBoCwE\n"
    "KkNvbnRlbnQtVHlwZTogdGV4dC9wbGFpbg0KDQpzaWduZWQgd29yZHMNCqCCAlowggJWMIIBv6AD\n"
    "AgECAhRLeiL96J/gcdL5Yxq+l60T2q71+jANBgkqhkiG9w0BAQsFADA9MRQwEgYDVQQDDAtJbW9n\n"
    "ZW4gVmFsZTElMCMGCSqGSIb3DQEJARYWaXZhbGVAbWVyaWRpYW4uZXhhbXBsZTAeFw0yNjExMjUx\n"
    "NzM3MjFaFw0zNjExMjIxNzM3MjFaMD0xFDASBgNVBAMMC0ltb2dlbiBWYWxlMSUwIwYJKoZIhvcN\n"
    "AQkBFhZpdmFsZUBtZXJpZGlhbi5leGFtcGxlMIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDA\n"
    "vejxFishCKy+pxLNKyFwdzcFTmSsrXFSVg6Nz5UdDXDPhp8ZBzJjN5A70LBqq8uFsEfqIfmut3/N\n"
    "38AUvrNX9wx5lU8f4i/sfsakribrsi/aukXz6YuaHPcg4IB8iF2TfsnmG0yNcfFEWSJppiMSvI7l\n"
    "0MNJMWRlEjSwf16bNwIDAQABo1MwUTAdBgNVHQ4EFgQUe+UzGDPw4LAEhypdLLNOuTBNwqYwHwYD\n"
    "VR0jBBgwFoAUe+UzGDPw4LAEhypdLLNOuTBNwqYwDwYDVR0TAQH/BAUwAwEB/zANBgkqhkiG9w0B\n"
    "AQsFAAOBgQBfmDUeHM6QdLI85AbDnFiSyCuneOFgF0Ib+Ipi2CyaWE/UnWz/E7IBBy31pcFZNvYQ\n"
    "TkGjZFK9Z8noWCe4ChibqSNrWh1VIoPyQ+2ms+fvBYG4+HQC1C5s32o2juWiFS/fVIzeJhn19n04\n"
    "ruozo/GD55J+gbWObOqArkdlXdqyhTGCAeQwggHgAgEBMFUwPTEUMBIGA1UEAwwLSW1vZ2VuIFZh\n"
    "bGUxJTAjBgkqhkiG9w0BCQEWFml2YWxlQG1lcmlkaWFuLmV4YW1wbGUCFEt6Iv3on+Bx0vljGr6X\n"
    "rRParvX6MAsGCWCGSAFlAwQCAaCB5DAYBgkqhkiG9w0BCQMxCwYJKoZIhvcNAQcBMBwGCSqGSIb3\n"
    "DQEJBTEPFw0yNjExMjUxNzM3MjFaMC8GCSqGSIb3DQEJBDEiBCAMehRvMS0itlqMsARw3aQVusZK\n"
    "O6oyxkBBmv2HIRIPeDB5BgkqhkiG9w0BCQ8xbDBqMAsGCWCGSAFlAwQBKjALBglghkgBZQMEARYw\n"
    "CwYJYIZIAWUDBAECMAoGCCqGSIb3DQMHMA4GCCqGSIb3DQMCAgIAgDANBggqhkiG9w0DAgIBQDAH\n"
    "BgUrDgMCBzANBggqhkiG9w0DAgIBKDANBgkqhkiG9w0BAQEFAASBgH087Q9/87pbYeIFPspBMS1A\n"
    "WyBg4Ch46c76RPTNCoKkpauUDlyWnpR5AtOLm0EArltQqNunLNDwxM9OZ6LahBUgpWOdO2mNFPPk\n"
    "skwwzR/dURwgU86hKSU9K7T/gMXQLyOqnDwnNNST53CTEFtKbzIlAx5FxYkTM8MbdNwz1qu8\n";
constexpr std::string_view kEncrypted =
    "MIIBXQYJKoZIhvcNAQcDoIIBTjCCAUoCAQAxge8wgewCAQAwVTA9MRQwEgYDVQQDDAtJbW9nZW4g\n"
    "VmFsZTElMCMGCSqGSIb3DQEJARYWaXZhbGVAbWVyaWRpYW4uZXhhbXBsZQIUS3oi/eif4HHS+WMa\n"
    "vpetE9qu9fowDQYJKoZIhvcNAQEBBQAEgYCH4N3w5IJlWbd/3pQar1GxxvtPtfxbj0WGvLH/2sYa\n"
    "l+3kDXvRZ+7Y0vG1zLktt7vJrzcZAIb71ULAR7MiXfi2zODLxHS8GlYD5sozlUNgoRxd3WInGVV7\n"
    "vo0sZwwqmg4lfiCvpNkSzxTQRUCvE+M3s6w2O49Y025jM9i0hDZDkzBTBgkqhkiG9w0BBwEwFAYI\n"
    "KoZIhvcNAwcECMI1s07QFmRcgDCTKPx7RLcPsqnrZz6UEHF7dsDlTKXeUA+d2QkJWd/Pn0GTRw4f\n"
    "l96DUndebhacupQ=\n";

constexpr std::string_view kHead =
    "From: a@x.example\nTo: b@x.example\nSubject: s\nMessage-ID: <1@x>\nMIME-Version: 1.0\n";

std::string enveloped(std::string_view base64, std::string_view type) {
    return std::string(kHead) + "Content-Type: application/pkcs7-mime; smime-type=" + std::string(type) +
           "; name=smime.p7m\nContent-Transfer-Encoding: base64\n\n" + std::string(base64) + "\n";
}

TEST(Smime, AnOpaqueSignatureIsOpenedAndItsSignerNamed) {
    const auto mail = read(enveloped(kSigned, "signed-data"), "a.eml");
    EXPECT_EQ(mail.messages.at(0).body, "signed words");
    EXPECT_TRUE(mail.children.empty());
    EXPECT_EQ(mail.metadata.at("signed"), "S/MIME");
    EXPECT_EQ(mail.metadata.at("signer"), "Imogen Vale <ivale@meridian.example>");
    const auto file = read(kSigned, "note.txt.p7m");
    EXPECT_EQ(file.metadata.at("signer"), "Imogen Vale <ivale@meridian.example>");
    EXPECT_NE(textOf(file).find("signed words"), std::string::npos);
}

TEST(Smime, AnEncryptedMailIsAnExceptionThatSaysWhoseItIs) {
    const auto mail = readBytes(enveloped(kEncrypted, "enveloped-data"), "a.eml");
    ASSERT_FALSE(mail);
    EXPECT_EQ(mail.error().kind, ErrorKind::Password);
    EXPECT_NE(mail.error().what.find("a@x.example"), std::string::npos) << mail.error().what;
    EXPECT_FALSE(mail.error().hint.empty());
    EXPECT_EQ(errorOf(kEncrypted, "smime.p7m"), ErrorKind::Password);
}

TEST(Smime, APgpMailIsAnException) {
    EXPECT_EQ(
        errorOf(std::string(kHead) + "Content-Type: multipart/encrypted; boundary=b\n\n--b\n"
                                     "Content-Type: application/pgp-encrypted\n\nVersion: 1\n--b\n"
                                     "Content-Type: application/octet-stream\n\n-----BEGIN PGP MESSAGE-----\n--b--\n",
                "a.eml"),
        ErrorKind::Password);
}

constexpr std::string_view kInvitation =
    "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Books\\, all of them\r\n"
    "DTSTART;TZID=America/New_York:20231024T140000\r\nDTEND;TZID=America/New_York:20231024T150000\r\n"
    "ORGANIZER;CN=Imogen Vale:mailto:ivale@meridian.example\r\n"
    "ATTENDEE;PARTSTAT=ACCEPTED;CN=Dario Okonjo:mailto:dokonjo@meridian.example\r\nLOCATION:Archive\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n";

TEST(Calendar, IsADocumentWithItsPeopleAndTimes) {
    const auto entry = read(kInvitation, "invite");
    EXPECT_EQ(entry.kind, documents::Kind::Calendar);
    EXPECT_EQ(entry.title, "Books, all of them");
    EXPECT_EQ(entry.author, "Imogen Vale <ivale@meridian.example>");
    EXPECT_EQ(entry.recipients, std::vector<std::string>{"Dario Okonjo <dokonjo@meridian.example>"});
    EXPECT_EQ(entry.date.text, "2023-10-24T14:00:00-04:00");
    EXPECT_NE(textOf(entry).find("(accepted)"), std::string::npos) << textOf(entry);
    EXPECT_EQ(errorOf("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "a.ics"), ErrorKind::Damaged);
}

TEST(Calendar, InAMailItIsAChildAndTheMailSaysSo) {
    const auto mail = read(std::string(kHead) +
                               "Content-Type: multipart/alternative; boundary=b\n\n--b\n"
                               "Content-Type: text/plain\n\nPlease come.\n--b\n"
                               "Content-Type: text/calendar; method=REQUEST\n\n" +
                               std::string(kInvitation) + "--b--\n",
                           "a.eml");
    ASSERT_EQ(mail.children.size(), 1U);
    EXPECT_EQ(read(mail.children[0].bytes, mail.children[0].fileName).kind, documents::Kind::Calendar);
    EXPECT_EQ(mail.metadata.at("calendar"), "request");
    EXPECT_EQ(mail.messages.at(0).body, "Please come.");
}

TEST(MailHeader, TheFirstOfTwoFieldsCountsAndNoRecipientIsLost) {
    const auto mail = read(
        "From: a@x.example\nSubject: one\nSubject: two\nTo: b@x.example\nTo: c@x.example\n"
        "Message-ID: <1@x>\n\nwords\n",
        "a");
    EXPECT_EQ(mail.title, "one");
    EXPECT_EQ(mail.metadata.at("duplicate_headers"), "to, subject");
    EXPECT_EQ(mail.messages.at(0).to, (std::vector<std::string>{"b@x.example", "c@x.example"}));
}

TEST(MailHeader, ImpossibleDatesAreNoDates) {
    for (const auto* year : {"0000", "30000"}) {
        const auto mail =
            read(std::string(kHead) + "Date: Tue, 24 Oct " + year + " 14:03:11 -0400\n\nwords\n", "a.eml");
        EXPECT_TRUE(mail.date.isEmpty()) << mail.date.text;
        EXPECT_FALSE(mail.metadata.at("date_header").empty());
        EXPECT_NE(std::find(mail.flags.begin(), mail.flags.end(), "unreadable_date"), mail.flags.end());
    }
}

TEST(MailHeader, DatesAreReadAsProgramsOfManyCountriesWriteThem) {
    for (const auto& [field, time] : {std::pair{"Tue, 24 Oct 2023 14:03:11 CEST", "2023-10-24T14:03:11+02:00"},
                                      {"Tue, 24 Oct 2023 14:03:11 CET", "2023-10-24T14:03:11+01:00"},
                                      {"Tue, 24 Oct 2023 14:03:11 BST", "2023-10-24T14:03:11+01:00"},
                                      {"Tue, 24 Oct 2023 14:03 IST", "2023-10-24T14:03:00+05:30"},
                                      {"Di, 24 Okt 2023 14:03:11 +0200", "2023-10-24T14:03:11+02:00"},
                                      {"24. M\u00e4rz 2023 14:03:11 +0100", "2023-03-24T14:03:11+01:00"},
                                      {"mar., 24 d\u00e9c. 2023 14:03:11 +0100", "2023-12-24T14:03:11+01:00"},
                                      {"24 ago 2023 14:03:11 +0200", "2023-08-24T14:03:11+02:00"},
                                      {"Tue, 24 Oct 2023 14.03.11 +0200", "2023-10-24T14:03:11+02:00"},
                                      {"Mo, 14.03.11 15.20.11 +0100", "2011-03-14T15:20:11+01:00"},
                                      {"14.3.2011, 15:20:11 CET", "2011-03-14T15:20:11+01:00"},
                                      {"Sat, 31 Dec 2016 23:59:60 +0000", "2016-12-31T23:59:60+00:00"}}) {
        const auto mail = read(std::string(kHead) + "Date: " + field + "\n\nwords\n", "a.eml");
        EXPECT_EQ(mail.date.text, time) << field;
        EXPECT_TRUE(mail.flags.empty()) << field;
    }
}

TEST(MailParts, TextOutsideOfThemIsKeptApart) {
    const std::string parts = "--b\nContent-Type: text/plain\n\nwords\n--b--\n";
    const std::string head = std::string(kHead) + "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n";
    const auto mail = read(head + "The crane is hidden here.\n\n" + parts + "And the barge here.\n", "a.eml");
    EXPECT_EQ(mail.messages.at(0).body, "words");
    EXPECT_EQ(mail.flags, std::vector<std::string>{"text_outside_parts"});
    const auto text = textOf(mail);
    EXPECT_NE(text.find("The crane is hidden here."), std::string::npos) << text;
    EXPECT_NE(text.find("And the barge here."), std::string::npos) << text;
    ASSERT_EQ(mail.unassigned.size(), 1U);
    ASSERT_EQ(mail.hidden.size(), 1U);
    EXPECT_EQ(mail.hidden[0].kind, "outside_parts");
    EXPECT_NE(mail.hidden[0].text.find("barge"), std::string::npos);
    EXPECT_EQ(mail.hidden[0].box, mail.unassigned[0].box);
    EXPECT_LE(mail.unassigned[0].box.y1, mail.messages[0].regions.at(0).box.y0);
    const auto usual = read(head + "This is a multi-part message in MIME format.\n" + parts, "a.eml");
    EXPECT_TRUE(usual.flags.empty());
    EXPECT_TRUE(usual.unassigned.empty());
}

TEST(MailHeader, GroupsWithoutEndAndMegabytesAreRead) {
    std::string groups;
    for (int i = 0; i < 200'000; ++i) groups += "a:";
    const auto mail = read("Message-ID: <1@x>\nFrom: " + groups + "\nSubject: " + std::string(1'000'000, 'x') +
                               "\nTo: b@x.example\n\nwords\n",
                           "a.eml");
    EXPECT_EQ(mail.messages.at(0).to, std::vector<std::string>{"b@x.example"});
    EXPECT_EQ(mail.messages.at(0).body, "words");
    EXPECT_EQ(errorOf(std::string(kHead) + "Content-Type: message/rfc822\n\nFrom: " + groups + "\n\nwords\n", "a.eml"),
              ErrorKind::TooLarge);
}

TEST(MailParts, MoreThanMayBeAreLeftOutByName) {
    std::string bytes = std::string(kHead) + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nwords\n";
    for (int i = 0; i < 10'020; ++i) bytes += "--b\nContent-Type: application/pdf\n\nx\n";
    const auto mail = read(bytes + "--b--\n", "a.eml");
    EXPECT_EQ(mail.children.size(), 10'001U);
    ASSERT_TRUE(mail.children.back().problem);
    EXPECT_NE(mail.children.back().problem->what.find("20 parts"), std::string::npos);
    EXPECT_NE(std::find(mail.flags.begin(), mail.flags.end(), "attachments_left_out"), mail.flags.end());
    EXPECT_EQ(mail.messages.at(0).body, "words");
}

TEST(MailParts, APartWithoutAFinalBoundaryIsRead) {
    const auto mail = read(std::string(kHead) +
                               "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nwords\n--b\n"
                               "Content-Type: application/pdf; name=a.pdf\n\n%PDF-1.4",
                           "41:2,S");
    EXPECT_EQ(mail.messages.at(0).body, "words");
    ASSERT_EQ(mail.children.size(), 1U);
    EXPECT_EQ(mail.children[0].fileName, "a.pdf");
}

}  // namespace
}  // namespace redwell::formats
