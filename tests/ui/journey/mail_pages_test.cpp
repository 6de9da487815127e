// Mails that were read without their pages: a reviewer who opens one has them, and who looks for something is told what
// was not looked through.
#include "desktop.h"
#include "processing/ingest.h"
#include "ui/redaction/find_redact_dialog.h"

#include <QComboBox>

namespace redwell::ui {
namespace {

class MailPages : public Desktop {
protected:
    void takeInWithoutPages() {
        for (const char* name : {"a", "b", "c"})
            write(QStringLiteral("Okonjo/%1.eml").arg(QString::fromLatin1(name)),
                  QByteArray("From: Imogen Vale <ivale@meridian.example>\r\nTo: dokonjo@meridian.example\r\nSubject: "
                             "List ") +
                      name + "\r\nContent-Type: text/plain\r\n\r\nThe marigold figures of " + name + ".\r\n");
        makeCase();
        auto& file = window->session()->caseFile();
        auto pool = processing::WorkerPool::start(1, "");
        ASSERT_TRUE(pool) << pool.error().message();
        processing::Ingest ingest(file, **pool);
        ASSERT_TRUE(ingest.add({{path(QStringLiteral("Okonjo")).toStdString()}, "Okonjo", "auto", "eng", "Ann"}));
        NoProgress silent;
        ASSERT_TRUE(ingest.run(silent, {}, {}, processing::Ingest::MailPages::Leave));
        emit window->session()->documentsChanged();
        ASSERT_TRUE(wait([this] { return documents().rowCount() == 3; }));
    }
    std::size_t withoutPages() {
        return read([](casefile::Database& database) { return documents::DocumentStore(database).unread(); })
            .withoutPages.size();
    }
};

TEST_F(MailPages, AreSetWhenOneIsOpened) {
    takeInWithoutPages();
    ASSERT_FALSE(HasFatalFailure());
    const auto mail = documents().idAt(1);
    grid().open(mail);
    ASSERT_TRUE(wait([&] {
        return content().document().id == mail && content().document().hasLayout && !content().page(0).words.empty();
    }));
    EXPECT_EQ(withoutPages(), 2u) << "of the one that is looked at";
    EXPECT_FALSE(content().messages().front().regions.empty());
}

TEST_F(MailPages, AreSetBeforeSomethingIsLookedForInThem) {
    takeInWithoutPages();
    ASSERT_FALSE(HasFatalFailure());
    auto* dialog =
        new FindRedactDialog(window->session(), {}, documents().ids(), QStringLiteral("Privileged"), window.get());
    dialog->show();
    dialog->setPhrase(QStringLiteral("marigold"));
    press(find<QPushButton>(QStringLiteral("findPlaces"), dialog));
    auto* set = find<QPushButton>(QStringLiteral("findSetPages"), dialog);
    ASSERT_TRUE(wait([&] { return set->isVisible(); }));
    picture(QStringLiteral("mail-pages-find"));
    press(set);
    auto* redact = find<QPushButton>(QStringLiteral("redactPlaces"), dialog);
    ASSERT_TRUE(wait([&] { return redact->isEnabled(); }));
    EXPECT_EQ(redact->text(), QStringLiteral("Redact 3 places"));
    EXPECT_FALSE(find<QLabel>(QStringLiteral("findUnread"), dialog)->isVisible());
    EXPECT_EQ(withoutPages(), 0u);
}

}  // namespace
}  // namespace redwell::ui
