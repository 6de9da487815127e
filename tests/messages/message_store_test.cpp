#include "messages/message_store.h"

#include "casefile/case.h"
#include "documents/text_index.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

namespace redwell::messages {
namespace {

using casefile::Case;
using casefile::Database;
using documents::Message;

class MessageStoreTest : public testing::Test {
protected:
    void SetUp() override {
        m_folder = std::filesystem::temp_directory_path() / ("redwell_messages_" + std::to_string(getpid()));
        std::filesystem::remove_all(m_folder);
        std::filesystem::create_directories(m_folder);
        auto made = Case::create(m_folder / "matter.redwell", {.name = "Matter", .timeZone = "America/New_York"});
        ASSERT_TRUE(made.ok()) << made.error().message();
        m_case = std::move(made).value();
        const auto added = m_case->write([](Database& database) {
            return database.run(
                "INSERT INTO documents (id, control_number, kind, state, family_id, file_name, source_path) "
                "VALUES (7, 'RW000007', 'pdf', 'reviewable', 7, 'chat.pdf', '/in/chat.pdf')");
        });
        ASSERT_TRUE(added.ok()) << added.error().message();
    }
    void TearDown() override {
        m_case.reset();
        std::filesystem::remove_all(m_folder);
    }

    static Message message(std::string from, std::string body) {
        Message m;
        m.from = std::move(from);
        m.to = {"Ben Okoro <ben@lab.example>"};
        m.cc = {"Cara \"C\" Lind"};
        m.sent.text = "2023-10-24T09:15:00";
        m.subject = "Re: sources";
        m.body = std::move(body);
        m.page = 2;
        m.regions = {{2, {10.5, 20, 300, 40}}, {3, {10, 60, 300, 80}}};
        m.confidence = 0.75;
        m.depth = 1;
        return m;
    }
    void replace(const std::vector<Message>& messages) {
        const auto done = m_case->write(
            [&](Database& database) { return MessageStore(database).replace({7}, messages, "America/New_York"); });
        ASSERT_TRUE(done.ok()) << done.error().message();
    }
    std::vector<Message> stored() {
        auto lease = m_case->read();
        EXPECT_TRUE(lease.ok());
        auto all = MessageStore(**lease).ofDocument({7});
        EXPECT_TRUE(all.ok());
        return *all;
    }
    std::int64_t number(std::string_view sql) {
        auto lease = m_case->read();
        EXPECT_TRUE(lease.ok());
        auto value = (*lease)->integer(sql);
        EXPECT_TRUE(value.ok()) << (value.ok() ? "" : value.error().message());
        return value.ok() ? *value : -1;
    }

    std::filesystem::path m_folder;
    std::unique_ptr<Case> m_case;
};

TEST_F(MessageStoreTest, KeepsReceiptsImportanceAndDoubts) {
    auto told = message("Ada Quill", "One");
    told.receipts = {{"Ben Okoro", {"2023-10-24T09:16"}, "read"}, {"Cara Lind", {}, "delivered"}};
    told.importance = "high";
    told.doubts = {"no_time", "weak_ocr"};
    replace({told, message("Ben Okoro", "Two")});
    const auto all = stored();
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0].receipts, told.receipts);
    EXPECT_EQ(all[0].importance, "high");
    EXPECT_EQ(all[0].doubts, told.doubts);
    EXPECT_TRUE(all[1].receipts.empty() && all[1].importance.empty() && all[1].doubts.empty());
}

TEST_F(MessageStoreTest, GivesBackWhatWasPutIn) {
    replace({message("Ada Quill", "One."), message("Ben Okoro", "Two.\nMore.")});
    const auto all = stored();
    ASSERT_EQ(all.size(), 2u);
    Message expected = message("Ben Okoro", "Two.\nMore.");
    expected.id = all[1].id;
    expected.document = {7};
    expected.ordinal = 2;
    EXPECT_EQ(all[1], expected);
    EXPECT_TRUE(all[1].id);
    EXPECT_EQ(number("SELECT sent_utc FROM messages WHERE ordinal = 1"), 1698153300000);  // 13:15 UTC
    EXPECT_EQ(number("SELECT message_count FROM documents WHERE id = 7"), 2);
}

TEST_F(MessageStoreTest, KeepsIdsWhenADocumentIsReadAgain) {
    replace({message("Ada Quill", "One."), message("Ben Okoro", "Two.")});
    const auto before = stored();
    replace({message("Ada Quill", "One, better read."), message("Ben Okoro", "Two."), message("Ada Quill", "Three.")});
    const auto after = stored();
    ASSERT_EQ(after.size(), 3u);
    EXPECT_EQ(after[0].id, before[0].id);
    EXPECT_EQ(after[0].body, "One, better read.");
}

TEST_F(MessageStoreTest, FindsWordsOfTheLatestReadingOnly) {
    replace({message("Ada Quill", "torrent"), message("Ben Okoro", "second")});
    replace({message("Ada Quill", "licence")});
    const auto found = [&](const std::string& words) {
        return number("SELECT count(*) FROM (" +
                      documents::TextIndex::matching(documents::TextIndex::Of::Messages, "'" + words + "'") + ")");
    };
    EXPECT_EQ(found("torrent"), 0);
    EXPECT_EQ(found("second"), 0);
    EXPECT_EQ(found("body : licence AND recipients : okoro"), 1);
    replace({message("Ada Quill", "licence"), message("Ben Okoro", "third")});
    EXPECT_EQ(found("third"), 1);
    EXPECT_EQ(found("second"), 0);
    const auto both = m_case->write([&](Database& database) -> Result<std::int64_t> {
        MessageStore store(database);
        REDWELL_CHECK(store.replace({7}, {message("Ada Quill", "licence")}, "America/New_York"));
        return store.replace({7}, {message("Ada Quill", "licence"), message("Ben Okoro", "fourth")},
                             "America/New_York");
    });
    ASSERT_TRUE(both.ok()) << both.error().message();
    EXPECT_EQ(found("third"), 0) << "one went and another came in one transaction";
    EXPECT_EQ(found("fourth"), 1);
}

TEST_F(MessageStoreTest, LeavesTheAnnotationOfALostMessageOnItsPage) {
    replace({message("Ada Quill", "One."), message("Ben Okoro", "Two.")});
    const auto lost = stored()[1].id;
    const auto noted = m_case->write([&](Database& database) {
        return database.run(
            "INSERT INTO annotations (document_id, message_id, note, by, at) VALUES (7, :id, 'hot', 'ann', 1)",
            {{":id", lost.value}});
    });
    ASSERT_TRUE(noted.ok()) << noted.error().message();
    replace({message("Ada Quill", "One.")});
    EXPECT_EQ(stored().size(), 1u);
    EXPECT_EQ(number("SELECT count(*) FROM annotations WHERE message_id IS NULL AND page = 2"), 1);
}

TEST_F(MessageStoreTest, FindsOneById) {
    replace({message("Ada Quill", "One.")});
    const auto id = stored()[0].id;
    auto lease = m_case->read();
    ASSERT_TRUE(lease.ok());
    MessageStore store(**lease);
    const auto found = store.find(id);
    ASSERT_TRUE(found.ok() && found->has_value());
    EXPECT_EQ((*found)->body, "One.");
    const auto none = store.find({12345});
    ASSERT_TRUE(none.ok());
    EXPECT_FALSE(none->has_value());
}

}  // namespace
}  // namespace redwell::messages
