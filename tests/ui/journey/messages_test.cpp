// Messages in the real window: one is corrected, one is redacted wherever it stands, people are listed.
#include "desktop.h"
#include "redaction/redactions.h"
#include "ui/actions/action_registry.h"
#include "ui/conversation/message_desk.h"

#include <QComboBox>
#include <QDialog>
#include <QListWidget>
#include <QTableView>
#include <QTreeWidget>

#include <algorithm>

namespace redwell::ui {
namespace {

constexpr const char* kSecret = "the auditors will not find the second ledger unless Marlowe himself tells them";

class MessagesInTheWindow : public Desktop {
protected:
    void drawEvidence() {
        write(QStringLiteral("Okonjo/a_chat.txt"),
              QByteArray("[2024-01-16 22:20:25] Dario Okonjo: did you see the mail\n"
                         "[2024-01-16 22:21:03] Imogen Vale: ") +
                  kSecret +
                  "\n"
                  "[2024-01-16 22:22:40] Dario Okonjo: then nobody tells him\n");
        write(QStringLiteral("Okonjo/b_mail.eml"),
              QByteArray("From: Dario Okonjo <dokonjo@meridian.example>\r\nTo: Tobias Renn <trenn@meridian.example>\r\n"
                         "Subject: What she wrote\r\nDate: Wed, 17 Jan 2024 09:00:00 -0500\r\n"
                         "Message-ID: <2@meridian.example>\r\nMIME-Version: 1.0\r\n"
                         "Content-Type: text/plain; charset=utf-8\r\n\r\nYesterday she wrote to me that ") +
                  kSecret + ", and I have not slept since.\r\n");
    }
    DocumentId documentNamed(const std::string& name) {
        const auto all = read(
            [&](casefile::Database& database) { return documents::DocumentStore(database).get(documents().ids()); });
        for (const auto& document : all)
            if (document.fileName == name) return document.id;
        return {};
    }
    std::size_t redactionsIn(DocumentId document) {
        return read([&](casefile::Database& database) {
                   return redaction::RedactionStore(database).ofDocument(document);
               })
            .size();
    }
    QAction* command(const char* id) { return window->commands().action(QString::fromLatin1(id)); }
    void begin() {
        drawEvidence();
        makeCase();
        addEvidence();
        ASSERT_TRUE(wait([&] { return documents().rowCount() == 2 && counts().queued == 0; }));
        chat = documentNamed("a_chat.txt");
        mail = documentNamed("b_mail.eml");
        grid().open(chat);
        ASSERT_TRUE(wait([&] { return content().document().id == chat && content().messages().size() == 3; }));
        desk = window->findChild<MessageDesk*>();
        const auto id = content().messages()[1].id;
        ASSERT_TRUE(wait([&] { return desk->message(id) != nullptr; }));
        window->findChild<ReadingDesk*>()->showPlace(0, {}, id);
        ASSERT_TRUE(wait([&] { return desk->current() == id; }));
    }

    DocumentId chat, mail;
    MessageDesk* desk = nullptr;
};

TEST_F(MessagesInTheWindow, ACorrectionIsSeenOnThePageAndUndone) {
    begin();
    ASSERT_FALSE(HasFatalFailure());
    command("messages.correct")->trigger();
    auto* dialog = waitFor<QDialog>(QStringLiteral("correctMessageDialog"));
    ASSERT_NE(dialog, nullptr);
    auto* save = find<QPushButton>(QStringLiteral("saveCorrection"), dialog);
    EXPECT_FALSE(save->isEnabled()) << "nothing was changed";
    auto* sent = find<QLineEdit>(QStringLiteral("correctSent"), dialog);
    const QString before = sent->text();
    sent->setText(QStringLiteral("2024-02-30 10:00"));
    EXPECT_FALSE(save->isEnabled()) << "there is no such day";
    sent->setText(before);
    find<QLineEdit>(QStringLiteral("correctFrom"), dialog)->setText(QStringLiteral("Tobias Renn"));
    picture(QStringLiteral("messages-correct"));
    press(save);
    ASSERT_TRUE(wait([&] { return content().messages()[1].from == "Tobias Renn"; }));
    ASSERT_TRUE(wait([&] { return command("edit.undo")->isEnabled(); }));
    pages().setFocus();
    key(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(wait([&] { return content().messages()[1].from == "Imogen Vale"; }));
}

TEST_F(MessagesInTheWindow, AMessageIsRedactedWhereItIsQuotedToo) {
    begin();
    ASSERT_FALSE(HasFatalFailure());
    command("redact.message")->trigger();
    auto* dialog = waitFor<QDialog>(QStringLiteral("redactMessageDialog"));
    ASSERT_NE(dialog, nullptr);
    EXPECT_EQ(find<QTreeWidget>(QStringLiteral("sightings"), dialog)->topLevelItemCount(), 2);
    EXPECT_EQ(redactionsIn(chat), 0u) << "nothing is covered before it was confirmed";
    picture(QStringLiteral("messages-redact"));
    auto* redact = find<QPushButton>(QStringLiteral("redactSightings"), dialog);
    EXPECT_FALSE(redact->isEnabled()) << "no reason is chosen yet";
    find<QComboBox>(QStringLiteral("redactionReason"), dialog)->setCurrentText(QStringLiteral("Privileged"));
    ASSERT_TRUE(redact->isEnabled());
    press(redact);
    ASSERT_TRUE(wait([&] { return redactionsIn(chat) > 0; }));
    EXPECT_GT(redactionsIn(mail), 0u);
    ASSERT_TRUE(wait([&] { return !content().redactions().empty(); }));
    command("edit.undo")->trigger();
    ASSERT_TRUE(wait([&] { return redactionsIn(chat) == 0; }));
    EXPECT_EQ(redactionsIn(mail), 0u) << "one change, undone as one";
}

TEST_F(MessagesInTheWindow, PeopleAreListedWithTheirOtherNames) {
    begin();
    ASSERT_FALSE(HasFatalFailure());
    command("messages.people")->trigger();
    auto* table = waitFor<QTableView>(QStringLiteral("peopleTable"));
    ASSERT_NE(table, nullptr);
    ASSERT_TRUE(wait([&] { return table->model()->rowCount() > 0; }));
    QStringList names;
    for (int row = 0; row < table->model()->rowCount(); ++row) names << table->model()->index(row, 0).data().toString();
    for (const char* name : {"Imogen Vale", "Tobias Renn"})
        EXPECT_TRUE(names.contains(QString::fromLatin1(name))) << name;
    picture(QStringLiteral("messages-people"));

    // A person is parted, and what was done is said: the new one may be anywhere in the list.
    auto* written = find<QListWidget>(QStringLiteral("personNames"));
    const int before = table->model()->rowCount();
    for (int row = 0; row < before && written->count() < 2; ++row)
        table->selectionModel()->setCurrentIndex(table->model()->index(row, 0),
                                                 QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    ASSERT_GE(written->count(), 2) << "nobody is written in two ways";
    const QString goes = written->item(1)->text();
    written->item(1)->setCheckState(Qt::Checked);
    press(find<QPushButton>(QStringLiteral("splitPerson")));
    ASSERT_TRUE(wait([&] { return table->model()->rowCount() == before + 1; }));
    const auto* said = find<QLabel>(QStringLiteral("peopleSaid"));
    EXPECT_TRUE(said->text().startsWith(QStringLiteral("Done: parting of %1 from ").arg(goes)))
        << said->text().toStdString();
    window->session()->undoStack().undo();
    ASSERT_TRUE(wait([&] { return table->model()->rowCount() == before; }));
    EXPECT_TRUE(said->text().startsWith(QStringLiteral("Taken back: parting of"))) << said->text().toStdString();
}

}  // namespace
}  // namespace redwell::ui
