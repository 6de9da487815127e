#include "ui/review/coding_panel.h"

#include "support/small_case.h"
#include "ui/session/case_session.h"

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTest>

namespace redwell::ui {
namespace {

using casefile::FieldType;

// A firm's own template, with two fields of text and two of tags.
class CodingPanelTest : public support::SmallCase {
protected:
    void SetUp() override {
        casefile::CaseTemplate fields;
        fields.fields = {{"notes", "Notes", FieldType::Text, {}},
                         {"issues", "Issues", FieldType::Multiple, {{"licence", "Licence", ""}}},
                         {"chronology", "Chronology", FieldType::Text, {}},
                         {"people", "People", FieldType::Multiple, {}}};
        auto made = casefile::Case::create(m_folder.path() / "Matter", {"Matter", "America/New_York", fields});
        ASSERT_TRUE(made) << made.error().message();
        m_case = std::move(*made);
        m_source = *m_case->write([](casefile::Database& database) -> Result<std::int64_t> {
            REDWELL_CHECK(database.run(
                "INSERT INTO sources(path, options, added_at, added_by) VALUES ('/evidence', '{}', 0, 'Ann')"));
            return database.lastInsertId();
        });
        first = put("one");
        second = put("two");
        session = std::make_unique<CaseSession>(std::move(m_case));
        panel.show();
        panel.setSession(session.get());
        ASSERT_TRUE(QTest::qWaitFor([&] { return panel.fields().size() == 4; }));
        panel.setDocuments({first.id});
        ASSERT_TRUE(QTest::qWaitFor([&] { return text("notes")->isEnabled(); }));
    }
    void TearDown() override { panel.setSession(nullptr); }

    QPlainTextEdit* text(const char* field) {
        return panel.findChild<QPlainTextEdit*>(QStringLiteral("code.") + QString::fromLatin1(field));
    }
    QLineEdit* line(const char* field) {
        return panel.findChild<QLineEdit*>(QStringLiteral("add.") + QString::fromLatin1(field));
    }
    std::string stored(DocumentId document, const std::string& field) {
        auto lease = session->caseFile().read();
        auto values = *review::CodingStore(**lease).values(std::vector{document});
        return values[document][field];
    }
    bool waitFor(DocumentId document, const std::string& field, const std::string& value) {
        return QTest::qWaitFor([&] { return stored(document, field) == value; });
    }

    documents::Document first, second;
    std::unique_ptr<CaseSession> session;
    CodingPanel panel;
};

TEST_F(CodingPanelTest, SavesWhatIsTypedInEachFieldOfTextOnItsOwn) {
    QTest::keyClicks(text("notes"), QStringLiteral("ask counsel"));
    QTest::keyClicks(text("chronology"), QStringLiteral("before the merger"));
    panel.setDocuments({second.id});
    EXPECT_TRUE(waitFor(first.id, "notes", "ask counsel")) << stored(first.id, "notes");
    EXPECT_TRUE(waitFor(first.id, "chronology", "before the merger")) << stored(first.id, "chronology");
    EXPECT_EQ(stored(second.id, "notes"), "");
    panel.setDocuments({first.id});
    ASSERT_TRUE(QTest::qWaitFor([&] { return text("notes")->toPlainText() == QStringLiteral("ask counsel"); }));
    EXPECT_EQ(text("chronology")->toPlainText(), QStringLiteral("before the merger"));
}

TEST_F(CodingPanelTest, AddsATagToTheFieldInWhoseLineItStands) {
    QTest::keyClicks(line("people"), QStringLiteral("Mar"));
    QTest::keyClicks(line("issues"), QStringLiteral("Royalties"));
    QTest::keyClick(line("issues"), Qt::Key_Return);
    ASSERT_TRUE(QTest::qWaitFor([&] { return stored(first.id, "issues").find("oyalties") != std::string::npos; }));
    EXPECT_EQ(stored(first.id, "people"), "");
    // The form is built anew for the tag, and what was begun elsewhere is still there.
    ASSERT_TRUE(QTest::qWaitFor([&] { return panel.fields()[1].choices.size() == 2; }));
    EXPECT_EQ(line("people")->text(), QStringLiteral("Mar"));
    QTest::keyClicks(line("people"), QStringLiteral("lowe"));
    QTest::keyClick(line("people"), Qt::Key_Return);
    EXPECT_TRUE(QTest::qWaitFor([&] { return stored(first.id, "people").find("arlowe") != std::string::npos; }));
    EXPECT_EQ(stored(first.id, "issues").find("arlowe"), std::string::npos);
}

TEST_F(CodingPanelTest, ItsKeysGoFromFieldToField) {
    panel.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&panel));
    panel.focusNotes();
    EXPECT_TRUE(text("notes")->hasFocus());
    panel.focusNotes();
    EXPECT_TRUE(text("chronology")->hasFocus());
    panel.focusNotes();
    EXPECT_TRUE(text("notes")->hasFocus());
    panel.focusIssues();
    EXPECT_TRUE(line("issues")->hasFocus());
}

}  // namespace
}  // namespace redwell::ui
