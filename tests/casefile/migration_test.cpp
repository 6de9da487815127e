// Every schema version that ever landed opens, with a copy of the old database kept first.
#include "base/files.h"
#include "casefile/case.h"
#include "casefile/migrations.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace redwell;
using namespace redwell::casefile;

namespace {

std::string schemaFile(int version) {
    const auto digits = std::to_string(version);
    const auto number = std::string(4 - std::min<std::size_t>(digits.size(), 4), '0') + digits;
    const std::filesystem::path folder = std::filesystem::path(REDWELL_SOURCE_DIR) / "core/casefile/schema";
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().filename().string().starts_with(number)) {
            auto text = readFile(entry.path());
            EXPECT_TRUE(text);
            return text ? *text : std::string();
        }
    ADD_FAILURE() << "no schema " << version;
    return {};
}

// A case as that version left it, with one exhibit that waits for its reading.
std::filesystem::path caseOfVersion(const support::TemporaryFolder& folder, int version) {
    std::filesystem::path path;
    {
        auto made = Case::create(folder.path() / "old", {.name = "Old matter", .timeZone = "America/New_York"});
        EXPECT_TRUE(made);
        path = (*made)->folder();
    }
    const auto current = path / "case.db", old = folder.path() / "old.db";
    {
        auto database = Database::open(old, Database::Mode::Writer);
        EXPECT_TRUE(database) << database.error().message();
        for (int v = 1; v <= version; ++v) EXPECT_TRUE(database->changeSchema(schemaFile(v)));
        const auto filled = database->script(
            "ATTACH '" + current.string() +
            "' AS now; INSERT INTO settings SELECT * FROM now.settings; INSERT INTO fields SELECT * FROM now.fields; "
            "DETACH now; INSERT INTO documents(id, control_number, kind, state, family_id, file_name, source_path) "
            "VALUES (1, 'RW000001', 'pdf', 'queued', 1, 'a.pdf', 'in/a.pdf'); "
            "INSERT INTO jobs(document_id, kind, attempts) VALUES (1, 'parse', 1); "
            "INSERT INTO pages VALUES (1, 7, 612, 792, 90, 'ocr', 0.5, 'Words of a page', x'0102'); "
            "INSERT INTO originals(sha256, md5, sha1, size) VALUES ('" +
            std::string(64, 'd') + "', 'm', 's', 7); UPDATE documents SET sha256 = '" + std::string(64, 'd') +
            "'; INSERT INTO document_text(rowid, title, text) VALUES (1, 'Exhibit', 'Words of a page'); "
            "INSERT INTO message_text(rowid, sender, body) VALUES (1, 'Imogen Vale', 'Not before Friday'); "
            "INSERT INTO messages(document_id, ordinal, sender, recipients, sent_stated, subject, body, page, regions, "
            "confidence) VALUES (1, 1, 'Imogen Vale', '{}', '', '', 'Not before Friday', 1, '[]', 1); "
            "PRAGMA application_id = " +
            std::to_string(kApplicationId) + "; PRAGMA user_version = " + std::to_string(version));
        EXPECT_TRUE(filled) << filled.error().message();
    }
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(current.string() + end);
    std::filesystem::rename(old, current);
    return path;
}

}  // namespace

TEST(Migration, EveryOlderVersionOpensWithACopyKept) {
    for (int version = 1; version < currentSchemaVersion(); ++version) {
        SCOPED_TRACE(version);
        support::TemporaryFolder folder;
        const auto path = caseOfVersion(folder, version);
        const auto copy = path / "derived" / ("case-before-version-" + std::to_string(currentSchemaVersion()) + ".db");
        std::filesystem::create_directories(copy.parent_path());
        ASSERT_TRUE(writeFile(copy.string() + ".partial", "what a power cut left of a copy"));
        auto opened = Case::open(path);
        ASSERT_TRUE(opened) << opened.error().message();
        EXPECT_EQ((*opened)->name(), "Old matter");
        auto lease = (*opened)->read();
        ASSERT_TRUE(lease);
        EXPECT_EQ((*lease)->integer("PRAGMA user_version").value(), currentSchemaVersion());
        EXPECT_EQ((*lease)->integer("SELECT attempts FROM jobs WHERE document_id = 1 AND kind = 'parse'").value(), 1);
        EXPECT_EQ((*lease)->text("SELECT body FROM messages WHERE kind = 'message'").value(), "Not before Friday");
        EXPECT_EQ((*lease)->text("SELECT number || text_source || rotation || text || hex(words) FROM pages").value(),
                  "7ocr90Words of a page0102");
        EXPECT_EQ((*lease)->text("SELECT coalesce(group_concat(\"table\"), '') FROM pragma_foreign_key_check").value(),
                  "");
        EXPECT_EQ(
            (*lease)->text("SELECT o.size || d.id FROM documents d JOIN originals o ON o.sha256 = d.sha256").value(),
            "71");
        EXPECT_EQ(
            (*lease)->integer("SELECT rowid FROM document_text WHERE document_text MATCH 'title : exhibit'").value(),
            1);
        EXPECT_EQ(
            (*lease)->integer("SELECT rowid FROM message_text WHERE message_text MATCH '\"before friday\"'").value(),
            1);
        EXPECT_EQ(
            (*lease)->integer("SELECT count(*) FROM sqlite_schema WHERE sql LIKE '%REFERENCES originals%'").value(), 0);
        // Rules that were written anew in place still hold.
        EXPECT_EQ((*lease)->text("SELECT integrity_check FROM pragma_integrity_check").value(), "ok");
        for (const char* wrong : {"UPDATE documents SET state = 'lost' WHERE id = 1", "UPDATE jobs SET kind = 'wait'",
                                  "INSERT INTO pages VALUES (1, 1, 1, 1, 0, 'guessed', 1, '', x'', NULL)",
                                  "INSERT INTO message_people VALUES ((SELECT id FROM messages), 'copy', 1, 'ann')",
                                  "UPDATE sqlite_schema SET sql = ''"}) {
            SCOPED_TRACE(wrong);
            EXPECT_FALSE((*opened)->write([&](Database& database) { return database.run(wrong); }));
        }
        EXPECT_TRUE((*opened)->write([](Database& database) {
            return database.run("INSERT INTO pages VALUES (1, 1, 1, 1, 0, 'embedded', 1, '', x'', NULL)");
        }));
        EXPECT_EQ((*lease)
                      ->integer("SELECT count(*) FROM sqlite_schema WHERE name IN ('documents', 'pages', 'jobs', "
                                "'message_people') AND (sql LIKE '%state IN%' OR sql LIKE '%text_source IN%' OR "
                                "sql LIKE '%kind IN%' OR sql LIKE '%role IN%')")
                      .value(),
                  0);
        auto kept = Database::open(copy, Database::Mode::Foreign);
        ASSERT_TRUE(kept) << "no copy of the old database";
        EXPECT_EQ(kept->integer("PRAGMA user_version").value(), version);
        EXPECT_FALSE(std::filesystem::exists(copy.string() + ".partial"));
    }
}
