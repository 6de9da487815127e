#include "given.h"
#include "pst_drawing.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>

namespace redwell::formats {
namespace {

constexpr std::uint64_t kTime = (std::uint64_t{1'698'156'191} + 11'644'473'600) * 10'000'000;
constexpr std::uint32_t kSubtree = 0x8022, kInbox = 0x8042, kBooks = 0x8062;

std::string number(std::uint32_t value) {
    std::string out;
    appendU32(out, value);
    return out;
}

DrawnPst emptyMailbox(std::uint32_t inInbox, std::uint32_t inBooks, std::uint32_t password = 0) {
    DrawnPst pst;
    std::string subtree(20, '\0');
    appendU32(subtree, kSubtree);
    DrawnProperties store;
    store.text(0x3001, "Imogen's mailbox").binary(0x35e0, subtree);
    if (password) store.number(0x67ff, password);
    pst.node(0x21, 0, pst.data(store.bytes()));
    pst.folder(0x122, 0x122, "", 0);
    pst.folder(kSubtree, 0x122, "Top of Personal Folders", 0);
    pst.folder(kInbox, kSubtree, "Inbox", inInbox);
    pst.folder(kBooks, kInbox, "Books/2023", inBooks);
    return pst;
}

DrawnProperties letter(std::string_view subject) {
    DrawnProperties mail;
    // The prefix's mark stands in front of the subject.
    mail.text(0x001a, "IPM.Note").text(0x0037, "\x01\x05" + std::string(subject)).text(0x1000, "The list is attached.");
    mail.time(0x0039, kTime).text(0x0042, "Imogen Vale").text(0x0065, "ivale@meridian.example");
    return mail;
}

std::uint64_t recipients(DrawnPst& pst) {
    DrawnTable table({{0x0c15, 3}, {0x3001, 0x1f}, {0x3003, 0x1f}});
    table.row(1, {number(1), utf16FromUtf8("Dario Okonjo"), utf16FromUtf8("dokonjo@meridian.example")});
    table.row(2, {number(3), utf16FromUtf8("Books"), utf16FromUtf8("books@meridian.example")});
    return pst.data(table.bytes());
}

// A mail with recipients, an attachment of several blocks and a mail within it.
DrawnPst mailbox(const std::string& attachment) {
    auto pst = emptyMailbox(1, 1, 7);
    const DrawnPst::Part file{
        0x8005,
        pst.data(DrawnProperties().text(0x3707, "list.txt").number(0x3705, 1).within(0x3701, 0x102, 0x801f).bytes()),
        pst.parts({{0x801f, pst.data(attachment), 0}})};
    const DrawnPst::Part inner{0x803f, pst.data(letter("The archive").bytes()),
                               pst.parts({{0x692, recipients(pst), 0}})};
    const DrawnPst::Part mail{
        0x8025, pst.data(DrawnProperties().number(0x3705, 5).within(0x3701, 0x0d, 0x803f).bytes()), pst.parts({inner})};
    DrawnTable attachments({});
    attachments.row(file.id, {}).row(mail.id, {});
    pst.node(0x200024, kInbox, pst.data(letter("RE: The archive").bytes()),
             pst.parts({{0x671, pst.data(attachments.bytes()), 0}, {0x692, recipients(pst), 0}, file, mail}));
    pst.node(0x200044, kBooks,
             pst.data(DrawnProperties()
                          .text(0x001a, "IPM.StickyNote")
                          .text(0x0037, "Ledger")
                          .text(0x1000, "Call Dario")
                          .bytes()));
    return pst;
}

TEST(Pst, ItsItemsAreDocumentsOfTheirOwnInTheirFolders) {
    const auto box = read(mailbox("first title").bytes(), "a.pst");
    EXPECT_EQ(box.kind, documents::Kind::Container);
    EXPECT_TRUE(box.flags.empty());
    EXPECT_EQ(box.metadata.at("items"), "2");
    EXPECT_EQ(box.metadata.at("mailbox_name"), "Imogen's mailbox");
    EXPECT_EQ(box.metadata.at("password_protected"), "true");
    ASSERT_EQ(box.children.size(), 2U);
    EXPECT_EQ(box.children[0].folder, "Inbox");
    EXPECT_EQ(box.children[0].fileName, "000001 RE_ The archive.msg");
    EXPECT_TRUE(box.children[0].startsFamily);
    EXPECT_EQ(box.children[1].folder, "Inbox/Books_2023");
    EXPECT_EQ(read(box.children[1].bytes, "note.msg").kind, documents::Kind::Text);
}

TEST(Pst, NothingOfAMailIsLostOnItsWayOut) {
    const std::string attachment(30'000, 'x');
    const auto box = read(mailbox(attachment).bytes(), "a.pst");
    ASSERT_EQ(box.children.size(), 2U);
    const auto mail = read(box.children[0].bytes, box.children[0].fileName);
    ASSERT_EQ(mail.messages.size(), 1U);
    const auto& message = mail.messages[0];
    EXPECT_EQ(message.subject, "RE: The archive");
    EXPECT_EQ(message.from, "Imogen Vale <ivale@meridian.example>");
    EXPECT_EQ(message.to, std::vector<std::string>{"Dario Okonjo <dokonjo@meridian.example>"});
    EXPECT_EQ(message.bcc, std::vector<std::string>{"Books <books@meridian.example>"});
    EXPECT_EQ(message.sent.text, "2023-10-24T14:03:11+00:00");
    EXPECT_EQ(message.body, "The list is attached.");
    ASSERT_EQ(mail.children.size(), 2U);
    EXPECT_EQ(mail.children[0].fileName, "list.txt");
    EXPECT_EQ(mail.children[0].bytes, attachment);
    const auto inner = read(mail.children[1].bytes, mail.children[1].fileName);
    ASSERT_EQ(inner.messages.size(), 1U);
    EXPECT_EQ(inner.messages[0].subject, "The archive");
    EXPECT_EQ(inner.messages[0].bcc, message.bcc);
}

TEST(Pst, TheSameMailboxGivesTheSameBytes) {
    const auto bytes = mailbox("first title").bytes();
    const auto one = read(bytes, "a.pst"), two = read(bytes, "a.pst");
    ASSERT_EQ(one.children.size(), two.children.size());
    for (std::size_t i = 0; i < one.children.size(); ++i) EXPECT_EQ(one.children[i].bytes, two.children[i].bytes);
}

TEST(Pst, MoreItemsThanABatchComeInSeveralReadings) {
    constexpr std::uint32_t kItems = 2'300;
    auto pst = emptyMailbox(kItems, 0);
    const auto data = pst.data(letter("Same").bytes());
    for (std::uint32_t i = 0; i < kItems; ++i) pst.node(0x200004 + (i << 5), kInbox, data);
    const auto bytes = pst.bytes();
    const auto file = behindDescriptor(bytes);
    ReadOptions options;
    options.fileName = "a.pst";
    std::vector<std::string> names;
    for (int reading = 0; reading < 5; ++reading) {
        const auto box = readDocument(file.get(), options);
        ASSERT_TRUE(box) << box.error().message();
        EXPECT_EQ(reading == 0, box->metadata.contains("items")) << "counted once";
        for (const auto& child : box->children) names.push_back(child.fileName);
        options.resumeAt = box->resumeAt;
        if (options.resumeAt.empty()) break;
    }
    ASSERT_EQ(names.size(), kItems);
    EXPECT_EQ(names.back(), "002300 Same.msg");
    std::sort(names.begin(), names.end());
    EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end());
}

TEST(Pst, ItemsThatAFolderMissesAreReported) {
    auto pst = emptyMailbox(3, 0);
    pst.node(0x200024, kInbox, pst.data(letter("One").bytes()));
    const auto box = read(pst.bytes(), "a.pst");
    EXPECT_EQ(box.flags, std::vector<std::string>{"item_count_differs"});
    EXPECT_EQ(box.metadata.at("items_stated"), "3");
    EXPECT_EQ(box.metadata.at("item_differences"), "Inbox: 1 of 3");
}

TEST(Pst, ADamagedItemIsAnExceptionAndTheRestGoesOn) {
    auto pst = emptyMailbox(3, 0);
    pst.node(0x200024, kInbox, pst.data(letter("One").bytes()));
    pst.node(0x200044, kInbox, pst.data("no heap at all"));
    pst.node(0x200064, kInbox, 0xfff0);
    pst.node(0x200084, kInbox, pst.data(letter("Four").bytes()));
    const auto box = read(pst.bytes(), "a.pst");
    ASSERT_EQ(box.children.size(), 4U);
    EXPECT_FALSE(box.children[0].problem);
    ASSERT_TRUE(box.children[1].problem);
    EXPECT_EQ(box.children[1].problem->kind, ErrorKind::Damaged);
    EXPECT_TRUE(box.children[2].problem);
    EXPECT_EQ(box.children[3].fileName, "000004 Four.msg");
}

TEST(Pst, FoldersInACircleEnd) {
    auto pst = emptyMailbox(0, 0);
    pst.folder(0x8082, 0x80a2, "A", 0);
    pst.folder(0x80a2, 0x8082, "B", 0);
    pst.node(0x200024, 0x8082, pst.data(letter("One").bytes()));
    const auto box = read(pst.bytes(), "a.pst");
    ASSERT_EQ(box.children.size(), 1U);
}

TEST(Pst, DamageIsToldAndHurtsNobody) {
    const auto whole = mailbox(std::string(20'000, 'x')).bytes();
    std::mt19937 random(11);
    int read = 0;
    for (int i = 0; i < 300; ++i) {
        auto bytes = whole;
        if (i % 5 == 0) bytes.resize(4 + random() % (bytes.size() - 4));
        for (int k = 0; k < 1 + i % 20; ++k) bytes[4 + random() % (bytes.size() - 4)] = static_cast<char>(random());
        const auto box = readBytes(bytes, "a.pst");
        if (!box) {
            EXPECT_FALSE(box.error().what.empty());
            continue;
        }
        ++read;
        for (const auto& child : box->children)
            if (!child.problem) static_cast<void>(readBytes(child.bytes, child.fileName));
    }
    EXPECT_GT(read, 50);
}

TEST(Pst, TheRealMailboxesHoldWhatOthersCountInThem) {
    const auto folder = std::filesystem::path(REDWELL_SOURCE_DIR).parent_path() / "shared/data/email";
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << folder << " is not there";
    for (const auto& [name, mails] : {std::pair{"ingest-file__testPST.pst", 6}, {"java-libpst__passworded.pst", 1}}) {
        std::ifstream stream(folder / name, std::ios::binary);
        const std::string bytes((std::istreambuf_iterator<char>(stream)), {});
        const auto box = read(bytes, name);
        EXPECT_EQ(box.metadata.at("items"), box.metadata.at("items_stated"));
        EXPECT_TRUE(box.flags.empty());
        EXPECT_GE(static_cast<int>(box.children.size()), mails);
        for (const auto& child : box.children) {
            EXPECT_FALSE(child.problem) << child.fileName;
            EXPECT_FALSE(textOf(read(child.bytes, child.fileName)).empty()) << child.fileName;
        }
    }
}

}  // namespace
}  // namespace redwell::formats
