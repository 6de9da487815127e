#include "ui/redaction/find_redact_dialog.h"

#include "processing/job_queue.h"
#include "support/small_case.h"
#include "ui/session/case_session.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

namespace redwell::ui {
namespace {

using processing::JobKind;

class FindRedactDialogTest : public support::SmallCase {
protected:
    void SetUp() override {
        SmallCase::SetUp();
        ASSERT_TRUE(write([](casefile::Database& database) { return database.run("UPDATE sources SET walked = 1"); }));
        plain = put("the marigold list\nand more");
    }
    // A document whose words are not there yet.
    documents::Document waiting(const char* name, JobKind kind, documents::State state) {
        auto stored = write([&](casefile::Database& database) -> Result<documents::Document> {
            documents::DocumentStore store(database);
            documents::Document wanted;
            wanted.fileName = name;
            wanted.sourcePath = std::string("evidence/") + name;
            wanted.state = state;
            wanted.kind = documents::Kind::Mail;
            REDWELL_TRY(auto document, store.insert(wanted, m_source));
            documents::Page page;
            page.text = "the marigold list";
            REDWELL_CHECK(store.putPage(document.id, page));
            document.hasLayout = kind != JobKind::Layout;
            REDWELL_CHECK(store.update(document));
            REDWELL_CHECK(processing::JobQueue(database).add(document.id, kind, kind == JobKind::Ocr ? 1 : 0));
            return document;
        });
        EXPECT_TRUE(stored) << stored.error().message();
        return stored ? *stored : documents::Document{};
    }
    void openDialog(std::vector<DocumentId> results, int scope) {
        session = std::make_unique<CaseSession>(std::move(m_case));
        dialog = new FindRedactDialog(session.get(), plain.id, std::move(results), {}, nullptr);
        dialog->show();
        dialog->findChild<QComboBox*>(QStringLiteral("findScope"))->setCurrentIndex(scope);
    }
    void TearDown() override { delete dialog; }
    // What it says once it has looked.
    QString look(const QString& phrase) {
        dialog->findChild<QLineEdit*>(QStringLiteral("findPhrase"))->setText(phrase);
        auto* find = dialog->findChild<QPushButton*>(QStringLiteral("findPlaces"));
        find->click();
        EXPECT_FALSE(find->isEnabled());
        EXPECT_TRUE(QTest::qWaitFor([&] { return find->isEnabled(); }));
        return dialog->findChild<QLabel*>(QStringLiteral("findAbout"))->text();
    }
    QLabel* unread() { return dialog->findChild<QLabel*>(QStringLiteral("findUnread")); }
    QPushButton* button(const char* name) { return dialog->findChild<QPushButton*>(QString::fromLatin1(name)); }

    documents::Document plain;
    std::unique_ptr<CaseSession> session;
    QPointer<FindRedactDialog> dialog;
};

TEST_F(FindRedactDialogTest, SaysWhatItCouldNotLookThrough) {
    waiting("mail.eml", JobKind::Layout, documents::State::Reviewable);
    waiting("second.eml", JobKind::Layout, documents::State::Reviewable);
    waiting("queued.pdf", JobKind::Parse, documents::State::Queued);
    waiting("scan.pdf", JobKind::Ocr, documents::State::Queued);
    openDialog({}, 2);
    EXPECT_EQ(look(QStringLiteral("nowhere")),
              QStringLiteral("Nothing found in the one document that could be looked through."));
    ASSERT_TRUE(unread()->isVisible());
    EXPECT_EQ(unread()->text(),
              QStringLiteral("Not looked through: 2 mails whose pages are not set yet, 1 document that waits to be "
                             "read, 1 document that waits for OCR."));
    EXPECT_TRUE(button("findSetPages")->isVisible());
    int wanted = 0;
    QObject::connect(dialog, &FindRedactDialog::processingWanted, [&] { ++wanted; });
    button("findProcess")->click();
    EXPECT_EQ(wanted, 1);
    dialog->setProcessing(true);
    EXPECT_FALSE(button("findProcess")->isVisible());
    // What is found takes nothing of that away.
    EXPECT_EQ(look(QStringLiteral("marigold")), QStringLiteral("Choose the reason that is printed on the boxes."));
    EXPECT_TRUE(unread()->isVisible());
}

TEST_F(FindRedactDialogTest, CountsOnlyWhatIsInItsScope) {
    waiting("queued.pdf", JobKind::Parse, documents::State::Queued);
    const auto mail = waiting("mail.eml", JobKind::Layout, documents::State::Reviewable);
    openDialog({mail.id}, 0);
    EXPECT_EQ(look(QStringLiteral("nowhere")), QStringLiteral("Nothing found in one document."));
    EXPECT_FALSE(unread()->isVisible());
    dialog->findChild<QComboBox*>(QStringLiteral("findScope"))->setCurrentIndex(1);
    EXPECT_EQ(look(QStringLiteral("marigold")), QStringLiteral("No document could be looked through yet."));
    EXPECT_EQ(unread()->text(), QStringLiteral("Not looked through: 1 mail whose pages are not set yet."));
    EXPECT_FALSE(button("findProcess")->isVisible());
}

}  // namespace
}  // namespace redwell::ui
