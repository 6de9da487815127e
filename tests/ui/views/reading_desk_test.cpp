#include "ui/reading/reading_desk.h"

#include "documents/original_rows.h"
#include "review/coding.h"
#include "support/small_case.h"
#include "ui/redaction/reason_chooser.h"
#include "ui/session/case_session.h"
#include "ui/viewer/page_content.h"
#include "ui/viewer/text_view.h"

#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QUuid>

namespace redwell::ui {
namespace {

documents::Message message(const std::string& from, const Box& box) {
    documents::Message message;
    message.from = from;
    message.body = "words";
    message.page = 1;
    message.regions = {{1, box}};
    return message;
}

class ReadingDeskTest : public support::SmallCase {
protected:
    void SetUp() override {
        SmallCase::SetUp();
        first = put({}, {"alpha beta gamma\ndelta epsilon", "zeta eta"},
                    {message("Imogen Vale <ivale@meridian.example>", {60, 60, 400, 86}),
                     message("Dario Okonjo", {60, 90, 400, 106}), message("Imogen Vale", {60, 300, 400, 320})});
        second = put({}, {"other words here"});
        session = std::make_unique<CaseSession>(std::move(m_case));
        desk.resize(700, 800);
        desk.show();
        desk.setSession(session.get());
        chooser().choose(QStringLiteral("Trade secret"));
    }
    void TearDown() override {
        desk.setSession(nullptr);
        session.reset();
    }

    bool open(DocumentId document) {
        desk.openDocument(document);
        return QTest::qWaitFor([&] { return content().document().id == document; });
    }
    ReasonChooser& chooser() { return *static_cast<ReasonChooser*>(desk.reasonChooser()); }
    void select() {
        pages().setFocus();
        QTest::keyClick(&pages(), Qt::Key_A, Qt::ControlModifier);
    }
    template <class T>
    T* waitFor(const char* name) {
        T* found = nullptr;
        EXPECT_TRUE(QTest::qWaitFor([&] { return (found = desk.findChild<T*>(QString::fromLatin1(name))); })) << name;
        return found;
    }
    const PageContent& content() { return *desk.findChild<PageContent*>(); }
    PageView& pages() { return *desk.findChild<PageView*>(); }
    QString emptyTitle() { return desk.findChild<QLabel*>(QStringLiteral("emptyTitle"))->text(); }
    std::vector<redaction::Redaction> stored(DocumentId document) {
        auto lease = session->caseFile().read();
        return *redaction::RedactionStore(**lease).ofDocument(document);
    }
    bool waitForRedactions(std::size_t count) {
        return QTest::qWaitFor([&] { return content().redactions().size() == count; });
    }

    documents::Document first, second;
    int m_count = 0;
    std::unique_ptr<CaseSession> session;
    ReadingDesk desk;
};

TEST_F(ReadingDeskTest, RedactsTheSelectionOnEachLineAndUndoesItAsOne) {
    ASSERT_TRUE(open(first.id));
    pages().setFocus();
    QTest::keyClick(&pages(), Qt::Key_A, Qt::ControlModifier);
    EXPECT_EQ(desk.selectedText(), "alpha beta gamma delta epsilon zeta eta");
    desk.redactSelection();
    ASSERT_TRUE(waitForRedactions(3));
    const auto onDisk = stored(first.id);
    ASSERT_EQ(onDisk.size(), 3u);
    EXPECT_EQ(onDisk[0].box, (Box{72, 72, 168, 82}));
    EXPECT_EQ(onDisk[2].page, 2);
    EXPECT_EQ(onDisk[0].reason, desk.reason().toStdString());
    EXPECT_TRUE(desk.selectedText().isEmpty());
    session->undoStack().undo();
    ASSERT_TRUE(waitForRedactions(0));
    EXPECT_TRUE(stored(first.id).empty());
    session->undoStack().redo();
    ASSERT_TRUE(waitForRedactions(3));
}

TEST_F(ReadingDeskTest, RedactsWhatIsSelectedInTheText) {
    ASSERT_TRUE(open(first.id));
    desk.showText(true);
    auto& text = *desk.findChild<TextView*>();
    ASSERT_TRUE(text.find(QStringLiteral("eta gam")));  // parts of words: the whole words are covered
    desk.redactSelection();
    ASSERT_TRUE(waitForRedactions(1));
    EXPECT_EQ(stored(first.id)[0].box, (Box{108, 72, 168, 82}));
}

TEST_F(ReadingDeskTest, ANoteStandsWhereItWasAskedFor) {
    ASSERT_TRUE(open(first.id));
    desk.showPlace(0, {}, content().messages()[0].id);  // the chosen message has no part in it
    QList<std::tuple<int, Box, std::int64_t>> wanted;
    QObject::connect(&desk, &ReadingDesk::noteWanted, [&](int page, const Box& box, MessageId message) {
        wanted.append({page, box, message.value});
    });
    emit pages().noteWanted(1, 300, 500);
    ASSERT_EQ(wanted.size(), 1);
    EXPECT_EQ(wanted[0], std::tuple(1, Box{291, 491, 309, 509}, std::int64_t{0}));
    emit pages().noteWanted(1, 100, 310);
    ASSERT_EQ(wanted.size(), 2);
    EXPECT_EQ(std::get<2>(wanted[1]), content().messages()[2].id.value);
    desk.setNoting(true);
    emit pages().placeDrawn(2, {100, 200, 300, 400});
    EXPECT_EQ(wanted.last(), std::tuple(2, Box{100, 200, 300, 400}, std::int64_t{0}));
}

TEST_F(ReadingDeskTest, ShowsTheTextOfAPageWithoutWords) {
    ASSERT_TRUE(session->caseFile().write([&](casefile::Database& database) {
        documents::Page page;
        page.width = 612;
        page.height = 792;
        page.textSource = documents::TextSource::Embedded;
        page.text = "From: Imogen Vale\n\nThe marigold list.\n";
        return documents::DocumentStore(database).putPage(second.id, page);
    }));
    ASSERT_TRUE(open(second.id));
    desk.showText(true);
    const auto& text = *desk.findChild<TextView*>();
    EXPECT_TRUE(QTest::qWaitFor([&] { return text.toPlainText().contains(QStringLiteral("The marigold list.")); }))
        << text.toPlainText().toStdString();
}

TEST_F(ReadingDeskTest, RedactsTheChosenMessageAlone) {
    ASSERT_TRUE(open(first.id));
    ASSERT_EQ(content().messages().size(), 3u);
    desk.showPlace(0, {}, content().messages()[1].id);
    desk.redactMessage();
    ASSERT_TRUE(QTest::qWaitFor([&] { return !content().redactions().empty(); }));
    for (const auto& redaction : stored(first.id)) {
        EXPECT_GE(redaction.box.y0, 88);
        EXPECT_LE(redaction.box.y1, 108);
    }
}

TEST_F(ReadingDeskTest, WithoutMessagesAnotherWayToRedactIsTold) {
    const auto said = [&] { return desk.findChild<QLabel*>(QStringLiteral("toastText"))->text(); };
    ASSERT_TRUE(open(first.id));
    desk.redactMessage();
    EXPECT_TRUE(said().startsWith(QStringLiteral("Choose the message"))) << said().toStdString();
    ASSERT_TRUE(open(second.id));
    desk.redactMessage();
    EXPECT_TRUE(said().startsWith(QStringLiteral("No messages were found"))) << said().toStdString();
}

TEST_F(ReadingDeskTest, TheFirstRedactionOfACaseAsksForItsReason) {
    const auto fresh =
        QStringLiteral("/a case of its own/") + QUuid::createUuid().toString();  // settings outlive a run
    chooser().setCase(fresh);
    EXPECT_TRUE(desk.reason().isEmpty()) << "nothing is preset";
    ASSERT_TRUE(open(first.id));
    select();
    desk.redactSelection();
    auto* dialog = waitFor<QDialog>("reasonDialog");
    ASSERT_NE(dialog, nullptr);
    auto* accept = dialog->findChild<QPushButton*>(QStringLiteral("acceptReason"));
    EXPECT_FALSE(accept->isEnabled());
    EXPECT_TRUE(stored(first.id).empty());
    dialog->findChild<QComboBox*>(QStringLiteral("firstReason"))->setCurrentText(QStringLiteral("Bank secrecy"));
    ASSERT_TRUE(accept->isEnabled());
    accept->click();
    ASSERT_TRUE(waitForRedactions(3));
    EXPECT_EQ(stored(first.id)[0].reason, "Bank secrecy");
    // The last one stands, also for whoever comes back to the case.
    EXPECT_EQ(desk.reason(), QStringLiteral("Bank secrecy"));
    ReasonChooser other;
    other.setCase(fresh);
    EXPECT_EQ(other.reason(), QStringLiteral("Bank secrecy"));
    other.setCase(QStringLiteral("/another case"));
    EXPECT_TRUE(other.reason().isEmpty());
}

TEST_F(ReadingDeskTest, PrivilegedOnADocumentThatIsCodedNotPrivilegedMustBeMeant) {
    ASSERT_TRUE(session->caseFile().write([&](casefile::Database& database) {
        const review::Assignment none{"privilege", "none", review::Assignment::How::Set};
        return review::CodingStore(database).change(std::vector{first.id}, std::vector{none}, "Ann");
    }));
    chooser().choose(QStringLiteral("Privileged"));
    ASSERT_TRUE(open(first.id));
    select();
    desk.redactSelection();
    auto* box = waitFor<QMessageBox>("reasonContradiction");
    ASSERT_NE(box, nullptr);
    EXPECT_TRUE(box->text().contains(QString::fromStdString(first.controlNumber))) << box->text().toStdString();
    EXPECT_TRUE(stored(first.id).empty());
    box->button(QMessageBox::Cancel)->click();
    QTest::qWait(50);
    EXPECT_TRUE(stored(first.id).empty()) << "it was not meant";
    desk.redactSelection();
    ASSERT_TRUE(QTest::qWaitFor([&] {
        auto* mean = desk.findChild<QPushButton*>(QStringLiteral("redactAllTheSame"));
        return mean && mean->isVisible();
    }));
    desk.findChild<QPushButton*>(QStringLiteral("redactAllTheSame"))->click();
    ASSERT_TRUE(waitForRedactions(3));
    select();
    desk.redactSelection();
    ASSERT_TRUE(waitForRedactions(6)) << "asked once for a document";
    ASSERT_TRUE(open(second.id));
    select();
    desk.redactSelection();
    ASSERT_TRUE(waitForRedactions(1)) << "nobody has coded this one";
}

TEST_F(ReadingDeskTest, AnAnswerForAnotherDocumentIsDropped) {
    desk.openDocument(first.id);
    desk.openDocument(second.id);
    ASSERT_TRUE(QTest::qWaitFor([&] { return content().document().id == second.id; }));
    QTest::qWait(100);
    EXPECT_EQ(content().document().id, second.id);
    EXPECT_TRUE(content().messages().empty());
}

TEST_F(ReadingDeskTest, NothingIsRedactedWhileAnotherDocumentIsOnItsWay) {
    ASSERT_TRUE(open(first.id));
    pages().setFocus();
    QTest::keyClick(&pages(), Qt::Key_A, Qt::ControlModifier);
    desk.openDocument(second.id);
    desk.redactSelection();
    ASSERT_TRUE(QTest::qWaitFor([&] { return content().document().id == second.id; }));
    QTest::qWait(50);
    EXPECT_TRUE(stored(first.id).empty());
    EXPECT_TRUE(stored(second.id).empty());
}

TEST_F(ReadingDeskTest, MarksTheHitsOfTheQuery) {
    desk.setQuery(QStringLiteral("epsilon"));
    ASSERT_TRUE(open(first.id));
    ASSERT_TRUE(QTest::qWaitFor([&] { return content().hits().count() == 1; }));
    EXPECT_EQ(content().hits().places[0].text, "epsilon");
    desk.setQuery(QStringLiteral("nowhere"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return content().hits().count() == 0; }));
}

TEST_F(ReadingDeskTest, CountsMessagesAndPeopleOnceEach) {
    QSignalSpy note(&desk, &ReadingDesk::messagesNote);
    ASSERT_TRUE(open(first.id));
    ASSERT_TRUE(QTest::qWaitFor([&] { return !note.isEmpty() && !note.last()[0].toString().isEmpty(); }));
    EXPECT_EQ(note.last()[0].toString(), "3 messages, 2 people");
}

TEST_F(ReadingDeskTest, APlaceThatIsAskedForEarlyIsShownOnceTheDocumentIsThere) {
    desk.openDocument(first.id);
    desk.showPlace(2, {72, 72, 100, 82}, {});
    ASSERT_TRUE(QTest::qWaitFor([&] { return content().document().id == first.id; }));
    EXPECT_EQ(pages().currentPage(), 2);
}

TEST_F(ReadingDeskTest, AReaderComesBackToTheSamePlace) {
    ASSERT_TRUE(open(first.id));
    desk.goPages(1);
    EXPECT_EQ(pages().currentPage(), 2);
    ASSERT_TRUE(open(second.id));
    EXPECT_EQ(pages().currentPage(), 1);
    ASSERT_TRUE(open(first.id));
    EXPECT_EQ(pages().currentPage(), 2);
}

TEST_F(ReadingDeskTest, ADuplicateLeadsToItsOriginal) {
    auto stored = session->caseFile().write([&](casefile::Database& database) -> Result<documents::Document> {
        documents::Document copy;
        copy.fileName = "copy.pdf";
        copy.sourcePath = "evidence/copy.pdf";
        copy.state = documents::State::Duplicate;
        copy.duplicateOf = first.id;
        return documents::DocumentStore(database).insert(copy, m_source);
    });
    ASSERT_TRUE(stored) << stored.error().message();
    ASSERT_TRUE(open(stored->id));
    EXPECT_TRUE(emptyTitle().contains(QString::fromStdString(first.controlNumber))) << emptyTitle().toStdString();
    DocumentId wanted;
    QObject::connect(&desk, &ReadingDesk::documentWanted, &desk, [&](DocumentId id) { wanted = id; });
    desk.findChild<QPushButton*>(QStringLiteral("emptyAction"))->click();
    EXPECT_EQ(wanted, first.id);
}

TEST_F(ReadingDeskTest, ADuplicateMailIsNotSaidToHaveTheSameBytes) {
    const auto stored = [&](const std::string& bytes, DocumentId duplicateOf) {
        auto done = session->caseFile().write([&](casefile::Database& database) -> Result<documents::Document> {
            documents::Document mail;
            mail.kind = documents::Kind::Mail;
            mail.fileName = bytes + ".eml";
            mail.sourcePath = "evidence/" + std::to_string(++m_count) + "/" + mail.fileName;
            mail.state = duplicateOf ? documents::State::Duplicate : documents::State::Reviewable;
            mail.duplicateOf = duplicateOf;
            mail.sha256 = sha256(bytes);
            REDWELL_CHECK(documents::keepOriginal(database, {mail.sha256, {}, {}, 1}));
            return documents::DocumentStore(database).insert(mail, m_source);
        });
        EXPECT_TRUE(done) << done.error().message();
        return done ? done->id : DocumentId{};
    };
    const auto original = stored("by the first server", {}), same = stored("by the first server", original),
               other = stored("by the second server", original);
    auto text = [&] { return desk.findChild<QLabel*>(QStringLiteral("emptyText"))->text().toStdString(); };
    ASSERT_TRUE(open(same));
    EXPECT_NE(text().find("has the same bytes"), std::string::npos) << text();
    ASSERT_TRUE(open(other));
    EXPECT_EQ(text().find("same bytes"), std::string::npos) << text();
    EXPECT_NE(text().find("is the same mail in another file"), std::string::npos) << text();
}

TEST_F(ReadingDeskTest, AnExceptionSaysWhyAsPlainText) {
    auto stored = session->caseFile().write([&](casefile::Database& database) -> Result<documents::Document> {
        documents::Document broken;
        broken.fileName = "<b>deck</b>.pdf";
        broken.sourcePath = "evidence/deck.pdf";
        broken.state = documents::State::Exception;
        broken.exceptionKind = "damaged";
        broken.exceptionReason = "is cut short";
        return documents::DocumentStore(database).insert(broken, m_source);
    });
    ASSERT_TRUE(stored) << stored.error().message();
    ASSERT_TRUE(open(stored->id));
    auto* text = desk.findChild<QLabel*>(QStringLiteral("emptyText"));
    EXPECT_TRUE(text->text().contains(QStringLiteral("<b>deck</b>.pdf is cut short")));
    EXPECT_EQ(text->textFormat(), Qt::PlainText);
}

}  // namespace
}  // namespace redwell::ui
