// Rows of the full-text index: only the latest text of a document is found, whatever was written before.
#include "documents/text_index.h"

#include "documents/original_rows.h"
#include "support/small_case.h"

#include <gtest/gtest.h>

namespace redwell::documents {
namespace {

class TextIndexTest : public support::SmallCase {
protected:
    void index(std::int64_t id, const std::string& words) {
        ASSERT_TRUE(write([&](casefile::Database& database) -> Status {
            REDWELL_TRY(const auto row, TextIndex(database, TextIndex::Of::Messages).newRow(id));
            return database.run(
                "INSERT INTO message_text(rowid, sender, recipients, subject, body) "
                "VALUES (:row, '', '', '', :words)",
                {{":row", row}, {":words", words}});
        }));
    }
    void drop(std::int64_t id) {
        ASSERT_TRUE(
            write([&](casefile::Database& database) { return TextIndex(database, TextIndex::Of::Messages).drop(id); }));
    }
    std::string found(const std::string& word) {
        auto lease = m_case->read();
        return *(*lease)->text("SELECT coalesce(group_concat(id), '') FROM (" +
                                   TextIndex::matching(TextIndex::Of::Messages, ":match") + " ORDER BY 1)",
                               {{":match", word}});
    }
    std::int64_t number(std::string_view sql) {
        auto lease = m_case->read();
        return *(*lease)->integer(sql);
    }
};

TEST_F(TextIndexTest, FindsTheLatestTextAlone) {
    index(4, "torrent licence");
    index(9, "licence");
    EXPECT_EQ(found("licence"), "4,9");
    index(4, "settled licence");
    index(4, "settled");
    EXPECT_EQ(found("torrent"), "");
    EXPECT_EQ(found("licence"), "9");
    EXPECT_EQ(found("settled"), "4");
}

TEST_F(TextIndexTest, FindsWhatWasDroppedNoMoreAndItsIdAgainWhenItIsGivenAnew) {
    index(4, "torrent");
    drop(4);
    drop(4);
    drop(5);
    EXPECT_EQ(found("torrent"), "");
    index(4, "licence");
    EXPECT_EQ(found("torrent"), "");
    EXPECT_EQ(found("licence"), "4");
    EXPECT_EQ(number("SELECT count(*) FROM message_text_versions"), 1) << "what was never written has no version";
}

TEST_F(TextIndexTest, KeepsNoText) {
    index(4, "torrent");
    EXPECT_EQ(number("SELECT count(*) FROM sqlite_schema WHERE name LIKE '%_text_content'"), 0);
}

TEST_F(TextIndexTest, LooksHashesUpInTheirIndexes) {
    const auto plan = [&](const std::string& sql) {
        auto lease = m_case->read();
        std::string steps;
        EXPECT_TRUE((*lease)->query("EXPLAIN QUERY PLAN " + sql, {{":hash", "x"}},
                                    [&](const casefile::Row& row) { steps += row.text(3) + "\n"; }));
        return steps;
    };
    EXPECT_NE(plan(std::string(kIdsByHash)).find("USING INDEX documents_by_sha256"), std::string::npos)
        << plan(std::string(kIdsByHash));
    const auto joined = plan(std::string("SELECT o.md5 FROM documents d ") + kJoinOriginals + "WHERE d.sha256 = :hash");
    EXPECT_NE(joined.find("originals_by_sha256"), std::string::npos) << joined;
}

TEST_F(TextIndexTest, AnOriginalIsKeptOnceAndToldByItsWholeHash) {
    FileHashes first{sha256("exhibit"), std::string(40, 'b'), std::string(32, 'a'), 7};
    auto second = first;
    second.sha256.bytes.back() ^= 1;  // the same first digits
    const auto keep = [&](const FileHashes& hashes) {
        return *write([&](casefile::Database& database) { return keepOriginal(database, hashes); });
    };
    EXPECT_TRUE(keep(first));
    EXPECT_FALSE(keep(first));
    EXPECT_TRUE(keep(second));
    EXPECT_EQ(number("SELECT count(*) FROM originals"), 2);
    Document wanted;
    wanted.sha256 = second.sha256;
    const auto stored = put(wanted, {"Pay the authors"});
    ASSERT_TRUE(write([&](casefile::Database& database) -> Status {
        REDWELL_TRY(const auto twin, DocumentStore(database).firstWithHash(first.sha256));
        EXPECT_FALSE(twin);
        REDWELL_TRY(const auto same, DocumentStore(database).firstWithHash(second.sha256));
        EXPECT_EQ(same, stored.id);
        REDWELL_TRY(const auto again, DocumentStore(database).find(stored.id));
        EXPECT_EQ(again->size, 7);
        return {};
    }));
}

// The page of a mail that nobody has set.
class PageAroundABodyTest : public support::SmallCase {
protected:
    void SetUp() override {
        SmallCase::SetUp();
        Page page;
        page.number = 1;
        page.width = 612;
        page.height = 792;
        page.text = kWhole;
        Message message;
        message.from = "Imogen Vale";
        message.body = "Pay the authors \u2013 today.";
        ASSERT_TRUE(write([&](casefile::Database& database) -> Status {
            DocumentStore store(database);
            Document mail;
            mail.kind = Kind::Mail;
            mail.state = State::Reviewable;
            mail.fileName = "a.eml";
            mail.sourcePath = "evidence/a.eml";
            mail.pageCount = 1;
            mail.hasLayout = false;
            REDWELL_TRY(const auto stored, store.insert(mail, m_source));
            m_id = stored.id;
            REDWELL_CHECK(store.addPage(m_id, page, message.body));
            return messages::MessageStore(database).add(m_id, {message}, "UTC", messages::BodyText::OfDocument);
        }));
    }
    std::string page() {
        auto lease = m_case->read();
        DocumentStore store(**lease);
        const auto one = store.page(m_id, 1)->value().text;
        EXPECT_EQ(store.text(m_id).value(), one);
        EXPECT_EQ(store.pages(m_id)->at(0).text, one);
        return one;
    }
    std::string kept() {
        auto lease = m_case->read();
        return *(*lease)->text("SELECT text || '|' || coalesce(after_body, 'whole') FROM pages");
    }
    void change(const std::string& sql) {
        ASSERT_TRUE(write([&](casefile::Database& database) { return database.run(sql); }));
    }

    static constexpr const char* kWhole = "From: Imogen Vale\n\nPay the authors \u2013 today.\n\nend";
    DocumentId m_id;
};

TEST_F(PageAroundABodyTest, IsReadWhole) {
    EXPECT_EQ(kept(), "From: Imogen Vale\n\n|\n\nend");
    EXPECT_EQ(page(), kWhole);
}

TEST_F(PageAroundABodyTest, StaysWhateverBecomesOfTheMessage) {
    change("UPDATE messages SET sender = 'Ada Quill'");
    EXPECT_EQ(kept(), "From: Imogen Vale\n\n|\n\nend");
    change("UPDATE messages SET body = 'Pay'");
    EXPECT_EQ(kept(), std::string(kWhole) + "|whole");
    EXPECT_EQ(page(), kWhole);
}

TEST_F(PageAroundABodyTest, StaysWhenTheMessageIsCorrectedByTheStore) {
    ASSERT_TRUE(write([&](casefile::Database& database) -> Status {
        messages::MessageStore store(database);
        REDWELL_TRY(auto all, store.ofDocument(m_id));
        all[0].body = "Pay the authors";
        all[0].isCorrected = true;
        return store.arrange(m_id, all, "UTC");
    }));
    EXPECT_EQ(page(), kWhole);
}

TEST_F(PageAroundABodyTest, StaysWhenTheMessageGoesOrMoves) {
    change("UPDATE messages SET ordinal = 5");
    EXPECT_EQ(page(), kWhole);
    change("DELETE FROM message_people");
    change("DELETE FROM messages");
    EXPECT_EQ(page(), kWhole);
}

TEST_F(PageAroundABodyTest, WithoutItsMessageIsAnErrorAndNoEmptyPage) {
    change("DROP TRIGGER removed_message_leaves_its_page");
    change("DELETE FROM message_people");
    change("DELETE FROM messages");
    auto lease = m_case->read();
    DocumentStore store(**lease);
    EXPECT_FALSE(store.page(m_id, 1));
    EXPECT_FALSE(store.pages(m_id));
    ASSERT_FALSE(store.text(m_id));
    EXPECT_EQ(store.text(m_id).error().kind, ErrorKind::Damaged);
}

TEST_F(PageAroundABodyTest, IsReplacedWhenItIsSet) {
    ASSERT_TRUE(write([&](casefile::Database& database) {
        return DocumentStore(database).putPage(m_id, support::pageOf("Pay the authors"));
    }));
    EXPECT_EQ(page(), support::pageOf("Pay the authors").text);
}

}  // namespace
}  // namespace redwell::documents
