#include "given.h"

#include "formats/mbox.h"

#include <algorithm>

namespace redwell::formats {
namespace {

std::string mailOf(int n, const std::string& body, const std::string& more = {}) {
    const auto number = std::to_string(n);
    return "From ivale@meridian.example Tue Oct 24 14:03:1" + number +
           " 2023\nFrom: ivale@meridian.example\nSubject: Paper " + number + "\nMessage-ID: <" + number +
           "@meridian.example>\nDate: Tue, 24 Oct 2023 14:03:1" + number + " -0400\n" + more + "\n" + body;
}

std::string counted(int n, const std::string& body) {
    return mailOf(n, body, "Content-Length: " + std::to_string(body.size()) + "\n") + "\n";
}

std::string bodyOf(const Child& child) {
    const auto at = child.bytes.find("\n\n");
    return child.bytes.substr(at + 2);
}

TEST(Mbox, IsAContainerWhoseMailsStartFamiliesOfTheirOwn) {
    const auto box = read(mailOf(1, "one\n\n") + mailOf(2, "two\n\n") + mailOf(3, "three\n"), "Archive");
    EXPECT_EQ(box.kind, documents::Kind::Container);
    ASSERT_EQ(box.children.size(), 3U);
    EXPECT_EQ(box.children[1].fileName, "000002 Paper 2.eml");
    EXPECT_TRUE(box.children[1].startsFamily);
    EXPECT_EQ(bodyOf(box.children[1]), "two\n");
    EXPECT_EQ(box.metadata.at("mails"), "3");
    EXPECT_NE(textOf(box).find("3 mails"), std::string::npos);
    EXPECT_EQ(read(box.children[2].bytes, box.children[2].fileName).messages.at(0).key, "3@meridian.example");
}

TEST(Mbox, AFromLineInsideABodyIsNoMessage) {
    const auto box = read(mailOf(1, "one\n\nFrom the desk of nobody\nmore: of it\n\n") + mailOf(2, "two\n"), "a.mbox");
    ASSERT_EQ(box.children.size(), 2U);
    EXPECT_EQ(bodyOf(box.children[0]), "one\n\nFrom the desk of nobody\nmore: of it\n");
}

TEST(Mbox, InMboxrdEveryQuotedFromLosesOneMark) {
    const auto box = read(mailOf(1, ">From here\n> quoted\n>>From there\n> quoted\n\n") + mailOf(2, "two\n"), "a.mbox");
    EXPECT_EQ(box.metadata.at("dialect"), "mboxrd");
    EXPECT_EQ(bodyOf(box.children.at(0)), "From here\n> quoted\n>From there\n> quoted\n");
}

TEST(Mbox, InMboxoOnlyTheMailboxsOwnMarkGoes) {
    const auto box = read(mailOf(1, ">From here\n\n>>deep\n>>From there\n>>deep\n\n") + mailOf(2, "two\n"), "a.mbox");
    EXPECT_EQ(box.metadata.at("dialect"), "mboxo");
    EXPECT_EQ(bodyOf(box.children.at(0)), "From here\n\n>>deep\n>>From there\n>>deep\n");
}

TEST(Mbox, InMboxcl2ATrueContentLengthPassesOverFromLines) {
    const std::string body = "one\n\nFrom x@y.example Tue Oct 24 14:00:00 2023\nSubject: quoted\n\n>From kept\n";
    const auto box = read(counted(1, body) + counted(2, "two\n"), "a.mbox");
    ASSERT_EQ(box.children.size(), 2U);
    EXPECT_EQ(box.metadata.at("dialect"), "mboxcl2");
    EXPECT_EQ(bodyOf(box.children[0]), body);
}

TEST(Mbox, InMboxclTheMarksGoAndALieIsNotBelieved) {
    const auto box = read(counted(1, ">From here\n") + counted(2, "two\n"), "a.mbox");
    EXPECT_EQ(box.metadata.at("dialect"), "mboxcl");
    EXPECT_EQ(bodyOf(box.children.at(0)), "From here\n");
    const auto lying =
        read(mailOf(1, "one\n\n", "Content-Length: 150\n") + mailOf(2, "two\n\n") + mailOf(3, "three\n"), "a.mbox");
    EXPECT_EQ(lying.children.size(), 3U);
}

TEST(Mbox, TwoFromLinesAreOneMail) {
    auto twice = mailOf(1, "one\n\n");
    twice.insert(0, "From relay@meridian.example Tue Oct 24 14:03:10 2023\n");
    const auto box = read(twice + mailOf(2, "two\n"), "a.mbox");
    ASSERT_EQ(box.children.size(), 2U);
    EXPECT_EQ(read(box.children[0].bytes, "1.eml").title, "Paper 1");
}

TEST(Mbox, APartWithoutAHeaderIsAnExceptionAndTheRestGoesOn) {
    const auto box =
        read(mailOf(1, "one\n\n") + "From x@y.example Tue Oct 24 14:03:15 2023\n\n\n" + mailOf(2, "two\n"), "a.mbox");
    ASSERT_EQ(box.children.size(), 3U);
    ASSERT_TRUE(box.children[1].problem);
    EXPECT_EQ(box.children[1].problem->kind, ErrorKind::Damaged);
    EXPECT_FALSE(box.children[2].problem);
}

TEST(Mbox, AMailBehindAMissingEmptyLineIsAMail) {
    const auto box = read(
        "From a@x.example Tue Oct 24 14:03:11 2023\nFrom: a@x.example\nSubject: one\n\nfirst\n"
        "From b@x.example Tue Oct 24 14:04:11 2023\nFrom: b@x.example\nSubject: two\n\nsecond\n"
        "From Riga we heard at 14:05 that\nSubject: none\n",
        "in.mbox");
    ASSERT_EQ(box.children.size(), 2U);
    EXPECT_EQ(read(box.children[0].bytes, "a.eml").messages.at(0).body, "first");
    EXPECT_EQ(read(box.children[1].bytes, "b.eml").title, "two");
}

TEST(Mbox, ComesInBatchesThatGoOnWhereTheLastOneEnded) {
    std::string bytes;
    for (int i = 0; i < 2500; ++i) bytes += mailOf(i % 10, "body " + std::to_string(i) + "\n\n");
    const auto file = behindDescriptor(bytes);
    std::vector<std::string> names;
    std::string resumeAt;
    int batches = 0;
    do {
        const auto batch = readDocument(file.get(), {"a.mbox", OcrMode::Auto, {}, "UTC", resumeAt});
        ASSERT_TRUE(batch);
        for (const auto& child : batch->children) names.push_back(child.fileName);
        resumeAt = batch->resumeAt;
        ++batches;
    } while (!resumeAt.empty() && batches < 10);
    EXPECT_EQ(batches, 2);
    EXPECT_EQ(names.size(), 2500U);
    EXPECT_EQ(names.back().substr(0, 6), "002500");
    std::sort(names.begin(), names.end());
    EXPECT_EQ(std::unique(names.begin(), names.end()), names.end());
}

TEST(Emlx, IsAMailWithItsPropertyList) {
    const std::string mail = "From: ivale@meridian.example\nSubject: Apple\nMessage-ID: <1@x>\n\nwords\n";
    const std::string list =
        "<?xml version=\"1.0\"?>\n<plist><dict><key>date-received</key><integer>1698156191</integer>"
        "<key>flags</key><integer>3</integer></dict></plist>\n";
    const auto found = read(std::to_string(mail.size()) + "\n" + mail + list, "41.emlx");
    EXPECT_EQ(found.kind, documents::Kind::Mail);
    EXPECT_EQ(found.messages.at(0).body, "words");
    EXPECT_EQ(found.metadata.at("received_at"), "2023-10-24T14:03:11Z");
    EXPECT_EQ(found.flags, std::vector<std::string>{"deleted"});
    const auto lying = read("99999\n" + mail + list, "41.emlx");
    EXPECT_EQ(lying.messages.at(0).body, "words");
}

}  // namespace
}  // namespace redwell::formats
