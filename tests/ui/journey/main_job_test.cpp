// The main job, as a reviewer does it with mouse and keyboard.
#include "desktop.h"
#include "messages/message_store.h"
#include "redaction/redactions.h"
#include "review/annotations.h"
#include "review/coding.h"
#include "ui/actions/action_registry.h"
#include "ui/conversation/message_view.h"
#include "ui/production/production_dialog.h"

#include <QComboBox>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QPlainTextEdit>
#include <QTreeWidget>
#include <QWebEngineView>

#include <algorithm>

namespace redwell::ui {
namespace {

// What is redacted by dragging, and what is redacted as a message: neither stands anywhere else.
constexpr const char* kSecretWord = "QUOKKA";
constexpr const char* kSecretMessage = "ZEBRAFISH";

class MainJobInTheWindow : public Desktop {
protected:
    void drawEvidence() {
        write(QStringLiteral("Okonjo/a_chat.txt"),
              "2024-01-16 22:20:25 <Dario Okonjo> did you see the mail\n"
              "2024-01-16 22:21:03 <Imogen Vale> the marigold one, yes\n"
              "2024-01-16 22:22:40 <Dario Okonjo> the name is QUOKKA for now\n"
              "2024-01-17 08:02:11 <Imogen Vale> counsel said ZEBRAFISH\n"
              "2024-01-17 08:04:55 <Dario Okonjo> understood\n");
        write(QStringLiteral("Okonjo/b_chat.txt"),
              "2024-02-01 10:00:00 <Imogen Vale> is the mail out\n"
              "2024-02-01 10:01:00 <Tobias Renn> it went at noon\n");
        write(QStringLiteral("Okonjo/c_mail.eml"),
              "From: Dario Okonjo <dokonjo@meridian.example>\r\nTo: Imogen Vale <ivale@meridian.example>\r\n"
              "Subject: Plan\r\nDate: Tue, 16 Jan 2024 21:00:00 -0500\r\nMessage-ID: <1@meridian.example>\r\n"
              "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"cut\"\r\n\r\n"
              "--cut\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
              "This mail carries the plan as a file.\r\n\r\n"
              "--cut\r\nContent-Type: text/plain; charset=utf-8; name=\"plan.txt\"\r\n"
              "Content-Disposition: attachment; filename=\"plan.txt\"\r\n\r\n"
              "Three steps, then a review in the summer.\r\n--cut--\r\n");
    }
    DocumentId documentNamed(const std::string& name) {
        const auto all = read(
            [&](casefile::Database& database) { return documents::DocumentStore(database).get(documents().ids()); });
        for (const auto& document : all)
            if (document.fileName == name) return document.id;
        return {};
    }
    void open(DocumentId document) {
        const auto place = grid().visualRect(grid().model()->index(documents().rowOf(document), 0));
        QTest::mouseClick(grid().viewport(), Qt::LeftButton, {}, place.center());
        ASSERT_TRUE(wait([&] { return content().document().id == document; }));
    }
    Box boxOfWord(const std::string& word) {
        for (const auto& candidate : content().page(0).words)
            if (candidate.text.find(word) != std::string::npos) return candidate.box;
        ADD_FAILURE() << word << " is on no page";
        return {};
    }
    std::vector<redaction::Redaction> redactions(DocumentId document) {
        return read(
            [&](casefile::Database& database) { return redaction::RedactionStore(database).ofDocument(document); });
    }
    std::string coded(DocumentId document, const std::string& field) {
        auto values = read(
            [&](casefile::Database& database) { return review::CodingStore(database).values(std::vector{document}); });
        return values[document][field];
    }
    bool waitForRedactions(std::size_t count) {
        return wait([&] { return content().redactions().size() == count; });
    }
    bool search(const QString& query, int expected) {
        auto* line = find<QLineEdit>(QStringLiteral("searchBox"));
        line->setFocus();
        line->setText(query);
        QTest::keyClick(line, Qt::Key_Return);
        return wait([&] {
            return documents().query() == query && !documents().isSearching() && documents().rowCount() == expected;
        });
    }
    void codeAll(const std::vector<std::pair<QString, QString>>& choices) {
        press(find<QWidget>(QStringLiteral("codeAll")));
        auto* dialog = waitFor<QDialog>(QStringLiteral("batchCodingDialog"));
        ASSERT_NE(dialog, nullptr);
        for (const auto& [field, value] : choices) {
            auto* combo = find<QComboBox>(QStringLiteral("batch.") + field, dialog);
            ASSERT_NE(combo, nullptr) << field.toStdString();
            combo->setCurrentIndex(combo->findData(value));
        }
        press(find<QPushButton>(QStringLiteral("applyBatch"), dialog));
    }
    QAction* command(const char* id) { return window->commands().action(QString::fromLatin1(id)); }
    bool textHolds(const QString& folder, const QByteArray& words) {
        QDirIterator files(folder, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly) && file.readAll().contains(words)) return true;
        }
        return false;
    }

    void clickAMessage() {
        auto* messages = window->findChild<MessageView*>();
        ASSERT_NE(messages, nullptr);
        ASSERT_TRUE(wait([&] {
            return messages->view() && messages->view()->isVisible() && messages->view()->focusProxy() &&
                   !messages->view()->url().isEmpty();
        }));
        // Chromium shows the page a little after it was loaded: clicked again until it hears.
        QElapsedTimer clock;
        clock.start();
        while (!content().currentMessage() && clock.elapsed() < kPatience)
            for (int y = 60; y < messages->view()->height() / 2 && !content().currentMessage(); y += 20) {
                auto* target = messages->view()->focusProxy();
                if (target) QTest::mouseClick(target, Qt::LeftButton, {}, {messages->view()->width() / 2, y});
                (void)QTest::qWaitFor([&] { return bool(content().currentMessage()); }, 500);
            }
        ASSERT_TRUE(content().currentMessage()) << "no click reached a message";
        EXPECT_EQ(messages->current(), content().currentMessage());
    }
    void chooseMessage(const std::string& words) {
        for (const auto& message : content().messages())
            if (message.body.find(words) != std::string::npos)
                return window->findChild<ReadingDesk*>()->showPlace(0, {}, message.id);
        ADD_FAILURE() << "no message says " << words;
    }
};

TEST_F(MainJobInTheWindow, FromEvidenceToASealedVolume) {
    drawEvidence();
    makeCase();
    addEvidence();
    ASSERT_TRUE(wait([&] { return documents().rowCount() == 4 && counts().queued == 0; }));
    picture(QStringLiteral("1-evidence"));

    // Read.
    const DocumentId chat = documentNamed("a_chat.txt");
    ASSERT_TRUE(chat);
    open(chat);
    ASSERT_EQ(content().messages().size(), 5u);
    const Box secret = boxOfWord(kSecretWord);
    ASSERT_TRUE(wait([&] { return darkness(placeOf(1, secret)) > 0.05; })) << "the page's own pixels";
    clickAMessage();
    ASSERT_FALSE(HasFatalFailure());
    picture(QStringLiteral("2-reading"));

    // Code by key.
    pages().setFocus();
    key(Qt::Key_R);
    ASSERT_TRUE(wait([&] { return coded(chat, "responsiveness") == "responsive"; }));
    key(Qt::Key_P);
    ASSERT_TRUE(wait([&] { return coded(chat, "privilege") == "none"; }));

    // Redact by dragging; undo and redo.
    key(Qt::Key_D, Qt::ControlModifier);
    ASSERT_TRUE(wait([&] { return pages().isRedacting(); }));
    drag(placeOf(1, secret).adjusted(-2, -2, 2, 2));
    // Nobody has named a reason in this case, and this one contradicts the coding.
    auto* reason = waitFor<QDialog>(QStringLiteral("reasonDialog"));
    ASSERT_NE(reason, nullptr);
    find<QComboBox>(QStringLiteral("firstReason"), reason)->setCurrentText(QStringLiteral("Privileged"));
    picture(QStringLiteral("3-reason"));
    press(find<QPushButton>(QStringLiteral("acceptReason"), reason));
    auto* mean = waitFor<QPushButton>(QStringLiteral("redactAllTheSame"));
    ASSERT_NE(mean, nullptr);
    EXPECT_TRUE(redactions(chat).empty());
    picture(QStringLiteral("3-contradiction"));
    press(mean);
    ASSERT_TRUE(waitForRedactions(1));
    EXPECT_EQ(redactions(chat).size(), 1u);
    picture(QStringLiteral("3-redacted"));
    key(Qt::Key_Escape);
    EXPECT_TRUE(wait([&] { return !pages().isRedacting(); }));
    // While boxes are drawn, and under the pointer, they can be seen through; otherwise they are black.
    QMouseEvent away(QEvent::MouseMove, QPoint(2, 2), pages().viewport()->mapToGlobal(QPoint(2, 2)), Qt::NoButton,
                     Qt::NoButton, {});
    QCoreApplication::sendEvent(pages().viewport(), &away);
    EXPECT_TRUE(wait([&] { return darkness(placeOf(1, secret)) > 0.5; })) << "the box is drawn";
    key(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(waitForRedactions(0));
    EXPECT_TRUE(redactions(chat).empty());
    key(Qt::Key_Y, Qt::ControlModifier);
    ASSERT_TRUE(waitForRedactions(1));
    EXPECT_EQ(redactions(chat).size(), 1u);

    // A message as a whole, and a note on it.
    chooseMessage(kSecretMessage);
    command("redact.message")->trigger();
    ASSERT_TRUE(wait([&] { return content().redactions().size() > 1; }));
    command("note.document")->trigger();
    auto* note = waitFor<QPlainTextEdit>(QStringLiteral("noteText"));
    ASSERT_NE(note, nullptr);
    QTest::keyClicks(note, QStringLiteral("ask counsel"));
    press(find<QPushButton>(QStringLiteral("addNote")));
    ASSERT_TRUE(wait([&] { return content().notes().size() == 1; }));
    EXPECT_EQ(content().notes().front().note, "ask counsel");
    EXPECT_TRUE(content().notes().front().message);

    // Search, and code what was found.
    ASSERT_TRUE(search(QStringLiteral("from:okonjo AND mail"), 2)) << documents().rowCount();
    codeAll({{QStringLiteral("hot"), QStringLiteral("true")}});
    ASSERT_TRUE(wait([&] { return coded(chat, "hot") == "true"; }));
    ASSERT_TRUE(search(QStringLiteral("state:reviewable"), 4));
    EXPECT_EQ(coded(documentNamed("b_chat.txt"), "hot"), "") << "what was not found is not coded";
    codeAll({{QStringLiteral("responsiveness"), QStringLiteral("responsive")},
             {QStringLiteral("privilege"), QStringLiteral("none")}});
    ASSERT_TRUE(wait([&] {
        return std::all_of(documents().ids().begin(), documents().ids().end(),
                           [&](DocumentId id) { return coded(id, "privilege") == "none"; });
    }));
    picture(QStringLiteral("4-coded"));

    // Produce.
    command("production.new")->trigger();
    auto* dialog = waitFor<ProductionDialog>(QStringLiteral("productionDialog"));
    ASSERT_NE(dialog, nullptr);
    find<QLineEdit>(QStringLiteral("specVolume"), dialog)->setText(QStringLiteral("VOL001"));
    find<QLineEdit>(QStringLiteral("specPrefix"), dialog)->setText(QStringLiteral("MER"));
    auto* next = find<QPushButton>(QStringLiteral("productionNext"), dialog);
    EXPECT_EQ(find<QLabel>(QStringLiteral("specificationProblem"), dialog)->text().toStdString(), "");
    ASSERT_TRUE(next->isEnabled())
        << find<QLabel>(QStringLiteral("specificationProblem"), dialog)->text().toStdString();
    press(next);
    auto* summary = waitFor<QLabel>(QStringLiteral("planSummary"));
    ASSERT_NE(summary, nullptr) << find<QLabel>(QStringLiteral("productionProblem"), dialog)->text().toStdString();
    auto lists = find<QWidget>(QStringLiteral("planTabs"), dialog)->findChildren<QTreeWidget*>();
    const auto goingOut = std::find_if(lists.begin(), lists.end(), [](const QTreeWidget* list) {
        return list->accessibleName() == QStringLiteral("Going out");
    });
    ASSERT_NE(goingOut, lists.end());
    EXPECT_EQ((*goingOut)->topLevelItemCount(), 4);
    EXPECT_EQ((*goingOut)->findItems(QStringLiteral("redacted"), Qt::MatchStartsWith, 4).size(), 1);
    picture(QStringLiteral("5-plan"));
    ASSERT_TRUE(next->isEnabled()) << summary->text().toStdString();
    QString sealed, failed;
    QObject::connect(dialog, &ProductionDialog::produced, dialog, [&](const QString& folder) { sealed = folder; });
    QObject::connect(dialog, &ProductionDialog::failed, dialog, [&](const QString& why) { failed = why; });
    find<QLineEdit>(QStringLiteral("productionOut"), dialog)->setText(path(QStringLiteral("out")));
    press(next);
    ASSERT_TRUE(wait([&] { return !sealed.isEmpty() || !failed.isEmpty(); }));
    ASSERT_EQ(failed.toStdString(), "");
    picture(QStringLiteral("6-sealed"));
    press(next);

    // What left, and what did not.
    const QString volume = path(QStringLiteral("out/VOL001"));
    EXPECT_EQ(QDir(sealed).canonicalPath(), QDir(volume).canonicalPath());
    EXPECT_TRUE(QFile::exists(volume + QStringLiteral("/manifest.json")));
    EXPECT_TRUE(textHolds(volume + QStringLiteral("/TEXT"), "marigold"));
    EXPECT_TRUE(textHolds(path(QStringLiteral("Okonjo")), kSecretWord)) << "the check can fail";
    for (const char* secretWords : {kSecretWord, kSecretMessage})
        EXPECT_FALSE(textHolds(volume, secretWords)) << secretWords;
}

TEST_F(MainJobInTheWindow, AConflictOfAProductionIsSettledInTheWindowAndTheFormIsKept) {
    drawEvidence();
    makeCase();
    addEvidence();
    ASSERT_TRUE(wait([&] { return documents().rowCount() == 4 && counts().queued == 0; }));
    const DocumentId chat = documentNamed("b_chat.txt");
    open(chat);
    pages().setFocus();
    key(Qt::Key_V);
    ASSERT_TRUE(wait([&] { return coded(chat, "responsiveness") == "needs_review"; }));
    open(documentNamed("a_chat.txt"));

    command("production.new")->trigger();
    QPointer<ProductionDialog> dialog = waitFor<ProductionDialog>(QStringLiteral("productionDialog"));
    ASSERT_NE(dialog, nullptr);
    auto* hint = find<QLabel>(QStringLiteral("specificationProblem"), dialog);
    EXPECT_EQ(hint->property("role").toString(), QStringLiteral("muted")) << "nothing was done wrong yet";
    auto* volume = find<QLineEdit>(QStringLiteral("specVolume"), dialog);
    EXPECT_EQ(dialog->focusWidget(), volume);
    volume->setText(QStringLiteral("VOL009"));
    find<QLineEdit>(QStringLiteral("specQuery"), dialog)->setText(QStringLiteral("state:reviewable"));
    find<QLineEdit>(QStringLiteral("specPrefix"), dialog)->setText(QStringLiteral("MER"));
    auto* next = find<QPushButton>(QStringLiteral("productionNext"), dialog);
    press(next);
    auto* conflicts = waitFor<QTreeWidget>(QStringLiteral("planConflicts"));
    ASSERT_NE(conflicts, nullptr);
    const auto blocking = [&] { return conflicts->findItems(QStringLiteral("settle first"), Qt::MatchExactly, 2); };
    ASSERT_EQ(blocking().size(), 1);
    EXPECT_EQ(blocking().first()->text(1), QStringLiteral("b_chat.txt")) << "a number alone says little";
    EXPECT_FALSE(next->isEnabled());
    picture(QStringLiteral("5-conflicts"));
    conflicts->setCurrentItem(blocking().first());
    QTest::keyClick(conflicts, Qt::Key_Return);
    ASSERT_TRUE(wait([&] { return content().document().id == chat; }));
    ASSERT_NE(dialog, nullptr);
    EXPECT_FALSE(dialog->isVisible()) << "it is out of the way";
    pages().setFocus();
    key(Qt::Key_R);
    ASSERT_TRUE(wait([&] { return coded(chat, "responsiveness") == "responsive"; }));

    command("production.new")->trigger();
    ASSERT_TRUE(wait([&] { return dialog && dialog->isVisible() && blocking().isEmpty(); }));
    EXPECT_TRUE(wait([&] { return next->isEnabled(); }));
    EXPECT_EQ(volume->text(), QStringLiteral("VOL009"));
    EXPECT_TRUE(conflicts->isVisible()) << "the tab that was left";
    window->closeCase();
    EXPECT_EQ(dialog, nullptr) << "it goes with its case";
}

TEST_F(MainJobInTheWindow, WhatWasBegunBeforeTheWindowClosedGoesOn) {
    constexpr int kFiles = 80;
    writeTalks(kFiles, 150);
    makeCase();
    addEvidence();
    ASSERT_TRUE(wait([&] { return counts().reviewable > 0; }));
    const QString folder = window->session()->folder();
    window->close();
    EXPECT_EQ(window->session(), nullptr);
    window.reset();

    openWindow();
    window->openCase(folder);
    ASSERT_TRUE(wait([&] { return window->session() != nullptr; }));
    EXPECT_LT(counts().reviewable, kFiles) << "it was closed in the middle";
    ASSERT_TRUE(wait([&] { return counts().reviewable == kFiles && counts().queued == 0; }));
    ASSERT_TRUE(wait([&] { return documents().rowCount() == kFiles; })) << "the grid shows them as they come";
    const auto sum = counts();
    EXPECT_EQ(sum.exceptions, 0);
    EXPECT_EQ(sum.duplicates, 0) << "none was taken in twice";
    picture(QStringLiteral("7-resumed"));
}

}  // namespace
}  // namespace redwell::ui
