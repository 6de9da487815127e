// Mails that no mail program writes: each costs little, is read as far as it goes, and says by a flag what is wrong.
#include "given.h"

#include <gmock/gmock.h>

#include <chrono>

namespace redwell::formats {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kFields =
    "From: Imogen Vale <ivale@meridian.example>\nTo: ben@meridian.example\nMessage-ID: <1@meridian.example>\n";

double secondsFor(const std::string& bytes, ReadDocument& mail) {
    const auto begin = std::chrono::steady_clock::now();
    mail = read(bytes, "a.eml");
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

TEST(MailOddities, HalfAMillionPartsCostNoMoreThanThoseThatAreTaken) {
    std::string bytes = std::string(kFields) + "Content-Type: multipart/mixed; boundary=\"b\"\n\n--b\n\nwords\n";
    for (int i = 0; i < 500'000; ++i) bytes += "--b\nContent-Type: application/pdf\n\nx\n";
    ReadDocument mail;
    EXPECT_LT(secondsFor(bytes, mail), 5);  // of which all parts would take three times as much
    EXPECT_THAT(mail.flags, Contains("too_many_parts"));
    EXPECT_THAT(mail.flags, Contains("attachments_left_out"));
    EXPECT_EQ(mail.metadata.at("parts_left_out"), "490000");
    ASSERT_EQ(mail.children.size(), 10'001U);
    ASSERT_TRUE(mail.children.back().problem);
    EXPECT_THAT(mail.children.back().problem->what, HasSubstr("490000 parts"));
    EXPECT_EQ(mail.messages.at(0).body, "words");
}

TEST(MailOddities, PartsWithinPartsCountTogether) {
    std::string bytes = std::string(kFields) + "Content-Type: multipart/mixed; boundary=outer\n\n";
    for (int i = 0; i < 50'000; ++i)
        bytes += "--outer\nContent-Type: multipart/mixed;\n BOUNDARY=\"in " + std::to_string(i) + "\"\n\n--in " +
                 std::to_string(i) + "\nContent-Type: application/pdf\n\nx\n--in " + std::to_string(i) + "--\n";
    ReadDocument mail;
    EXPECT_LT(secondsFor(bytes, mail), 5);
    EXPECT_THAT(mail.flags, Contains("too_many_parts"));
    EXPECT_GT(std::stoi(mail.metadata.at("parts_left_out")), 60'000);
}

TEST(MailOddities, LinesThatLookLikeBoundariesAreText) {
    std::string bytes = std::string(kFields) + "\n";
    for (int i = 0; i < 60'000; ++i) bytes += "--b\n";
    const auto mail = read(bytes + "the end\n", "a.eml");
    EXPECT_TRUE(mail.flags.empty());
    EXPECT_THAT(mail.messages.at(0).body, HasSubstr("the end"));
}

TEST(MailOddities, PartsTooDeepAreSaidToBe) {
    std::string bytes = std::string(kFields) + "Content-Type: multipart/mixed; boundary=n0\n\n";
    for (int i = 0; i < 10'000; ++i)
        bytes +=
            "--n" + std::to_string(i) + "\nContent-Type: multipart/mixed; boundary=n" + std::to_string(i + 1) + "\n\n";
    ReadDocument mail;
    EXPECT_LT(secondsFor(bytes + "--n10000\n\nwords\n", mail), 5);
    EXPECT_THAT(mail.flags, Contains("nested_too_deep"));
    EXPECT_THAT(mail.children.back().problem->what, HasSubstr("1 part of the mail was left out"));
}

TEST(MailOddities, OfTwoSendersTheFirstCountsAndBothAreSeen) {
    const auto mail = read(std::string(kFields) + "From: Eve Other <eve@other.example>\n\nwords\n", "a.eml");
    EXPECT_THAT(mail.flags, ElementsAre("duplicate_headers"));
    EXPECT_EQ(mail.metadata.at("duplicate_headers"), "from");
    EXPECT_EQ(mail.messages.at(0).from, "Imogen Vale <ivale@meridian.example>");
    EXPECT_THAT(textOf(mail), HasSubstr("eve@other.example"));
}

TEST(MailOddities, YearsThatNoMailWasSentInAreSaid) {
    for (const auto* year : {"0000", "0001", "30000"}) {
        const auto mail =
            read(std::string(kFields) + "Date: Tue, 24 Oct " + year + " 14:03:11 +0200\n\nwords\n", "a.eml");
        EXPECT_THAT(mail.flags, ElementsAre("unreadable_date")) << year;
        EXPECT_THAT(textOf(mail), HasSubstr(year)) << "the page shows what the mail says";
    }
    for (const auto* year : {"1970", "2107", "9999"}) {
        const auto mail = read(std::string(kFields) + "Date: 24 Oct " + year + " 14:03:11 +0200\n\nwords\n", "a.eml");
        EXPECT_THAT(mail.flags, ElementsAre("improbable_date")) << year;
        EXPECT_THAT(mail.metadata.at("improbable_date"), HasSubstr(year));
    }
    EXPECT_TRUE(read(std::string(kFields) + "Date: 24 Oct 1983 14:03:11 +0200\n\nwords\n", "a.eml").flags.empty());
}

TEST(MailOddities, ImportanceIsTheMessages) {
    EXPECT_EQ(read(std::string(kFields) + "Importance: High\n\nwords\n", "a.eml").messages.at(0).importance, "high");
    EXPECT_EQ(read(std::string(kFields) + "Importance: normal\n\nwords\n", "a.eml").messages.at(0).importance, "");
}

TEST(MailOddities, NulBytesAreSaidAndTheTextBehindThemIsRead) {
    using namespace std::string_literals;
    const auto inText = read(kFields + "\nbefore\0behind\n"s, "a.eml");
    EXPECT_THAT(inText.flags, ElementsAre("nul_bytes"));
    EXPECT_THAT(inText.messages.at(0).body, HasSubstr("behind"));
    const auto inHeader = read(kFields + "Subject: be\0hind\n\nwords\n"s, "a.eml");
    EXPECT_THAT(inHeader.flags, ElementsAre("nul_bytes"));
    EXPECT_THAT(inHeader.title, HasSubstr("hind"));
    const auto inFile = read(kFields +
                                 "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nwords\n--b\n"
                                 "Content-Type: application/pdf\n\n%PDF\0\n--b--\n"s,
                             "a.eml");
    EXPECT_TRUE(inFile.flags.empty()) << "files may hold them";
}

TEST(MailOddities, AHeaderThatIsCutSaysWhere) {
    const auto subject =
        read(std::string(kFields) + "Subject: " + std::string(1'000'000, 'x') + "\n\nwords\n", "a.eml");
    EXPECT_THAT(subject.flags, ElementsAre("oversized_header"));
    EXPECT_THAT(subject.metadata.at("oversized_header"), HasSubstr("subject (1000000 bytes)"));
    std::string many, people;
    for (int i = 0; i < 30'000; ++i) {
        many += "X-F" + std::to_string(i) + ": a\n";
        people += "p" + std::to_string(i) + "@x.example, ";
    }
    const auto fields = read(many + kFields + "\nwords\n", "a.eml");
    EXPECT_THAT(fields.flags, ElementsAre("oversized_header"));
    EXPECT_THAT(fields.metadata.at("oversized_header"), HasSubstr("10000 fields were left out"));
    EXPECT_EQ(fields.messages.at(0).from, "Imogen Vale <ivale@meridian.example>");
    const auto copied = read(std::string(kFields) + "Cc: " + people + "\n\nwords\n", "a.eml");
    EXPECT_THAT(copied.flags, ElementsAre("oversized_header"));
    EXPECT_EQ(copied.messages.at(0).cc.size(), 10'000U);
}

}  // namespace
}  // namespace redwell::formats
