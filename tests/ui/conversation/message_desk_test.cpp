#include "ui/conversation/message_desk.h"

#include "messages/conversations.h"
#include "review/message_calls.h"
#include "support/small_case.h"
#include "ui/conversation/filter_bar.h"
#include "ui/conversation/message_view.h"
#include "ui/conversation/reviewers_window.h"
#include "ui/conversation/side_by_side_window.h"
#include "ui/session/case_session.h"
#include "ui/undo/message_changes.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

namespace redwell::ui {
namespace {

constexpr int kPatience = 60'000;

documents::Message chat(const std::string& from, const std::string& sent, const std::string& body) {
    documents::Message m;
    m.from = from;
    m.sent.text = sent;
    m.body = body;
    m.conversation = "Site office";
    m.page = 1;
    m.regions = {{1, {60, 60, 400, 86}}};
    return m;
}

class MessageDeskTest : public support::SmallCase {
protected:
    void SetUp() override {
        SmallCase::SetUp();
        first = put({}, {"alpha beta"},
                    {chat("Imogen Vale", "2024-01-16T10:00", "did you see the plan"),
                     chat("Dario Okonjo", "2024-01-16T10:05", "yes"), chat("Imogen Vale", "2024-01-16T10:09", "good")});
        second = put({}, {"gamma"}, {chat("Tobias Renn", "2024-01-17T09:00", "the plan is out")});
        auto alone = chat("Priya Raman", "2024-01-16T10:01", "a print without a name");
        alone.conversation.clear();
        apart = put({}, {"delta"}, {alone});
        session = std::make_unique<CaseSession>(std::move(m_case));
        desk.resize(380, 700);
        desk.QWidget::show();
        desk.setSession(session.get());
        QObject::connect(&desk, &MessageDesk::noteChanged, &desk, [this](const QString& text) { note = text; });
    }
    void TearDown() override {
        desk.setSession(nullptr);
        session.reset();
    }
    bool waitForNote(const QString& text) {
        return QTest::qWaitFor([&] { return note == text; }, kPatience);
    }
    MessageId idOf(const std::string& body) {
        auto lease = session->caseFile().read();
        for (const auto document : {first.id, second.id}) {
            const auto list = messages::MessageStore(**lease).ofDocument(document);
            EXPECT_TRUE(list);
            for (const auto& m : list ? *list : std::vector<documents::Message>{})
                if (m.body == body) return m.id;
        }
        return {};
    }
    template <class Ask>
    auto calls(Ask ask) {
        auto lease = session->caseFile().read();
        review::MessageCalls store(**lease);
        auto answer = ask(store);
        EXPECT_TRUE(answer);
        return *answer;
    }

    documents::Document first, second, apart;
    std::unique_ptr<CaseSession> session;
    MessageDesk desk;
    QString note;
};

TEST_F(MessageDeskTest, ShowsTheDocumentAndThenItsWholeChat) {
    desk.setDocument(first.id);
    ASSERT_TRUE(waitForNote(QStringLiteral("3 messages, 2 people"))) << note.toStdString();
    desk.setWhole(true);
    ASSERT_TRUE(waitForNote(QStringLiteral("4 messages, 3 people"))) << note.toStdString();
    QSignalSpy chosen(&desk, &MessageDesk::messageChosen);
    ASSERT_TRUE(QTest::qWaitFor([&] { return desk.view()->view() != nullptr; }, kPatience));
    for (int i = 0; i < 4; ++i) desk.step(1);
    ASSERT_EQ(chosen.size(), 4);
    EXPECT_EQ(chosen.last()[0].value<DocumentId>(), second.id) << "the last is in the other document";
}

TEST_F(MessageDeskTest, AFilterLeavesOutOrPalesTheOthers) {
    desk.setDocument(first.id);
    ASSERT_TRUE(waitForNote(QStringLiteral("3 messages, 2 people")));
    desk.findChild<QLineEdit*>(QStringLiteral("filterWords"))->setText(QStringLiteral("PLAN"));
    EXPECT_EQ(note, QStringLiteral("1 of 3 messages"));
    auto* person = desk.findChild<QComboBox*>(QStringLiteral("filterPerson"));
    EXPECT_EQ(person->count(), 3) << "everybody, and the two";
    desk.findChild<QLineEdit*>(QStringLiteral("filterWords"))->clear();
    person->setCurrentIndex(person->findText(QStringLiteral("Imogen Vale"), Qt::MatchStartsWith));
    EXPECT_EQ(note, QStringLiteral("2 of 3 messages"));
    desk.step(1);
    desk.step(1);
    desk.step(1);
    EXPECT_EQ(desk.current(), idOf("good"));
    desk.findChild<QCheckBox*>(QStringLiteral("filterOthers"))->setChecked(true);
    desk.setCurrent(idOf("did you see the plan"));
    desk.step(1);
    EXPECT_EQ(desk.current(), idOf("yes")) << "the others stand between, pale";
    desk.setCurrent(idOf("did you see the plan"));
    desk.stepMatch(1);
    EXPECT_EQ(desk.current(), idOf("good")) << "a match is what the filter finds";
}

TEST_F(MessageDeskTest, AttachmentsOfOneNameAreOpenedEachByItself) {
    auto mail = chat("Imogen Vale", "2024-01-18T10:00", "two pictures");
    mail.attachments = {{"image001.png", "image001.png"}, {"image001.png", "image001.png"}, {"plan.docx", "plan.docx"}};
    const auto parent = session->caseFile().write([&](casefile::Database& database) -> Result<documents::Document> {
        documents::DocumentStore store(database);
        documents::Document wanted;
        wanted.fileName = wanted.sourcePath = "mail.eml";
        wanted.state = documents::State::Reviewable;
        REDWELL_TRY(auto made, store.insert(wanted, m_source));
        REDWELL_CHECK(messages::MessageStore(database).replace(made.id, {mail}, "America/New_York"));
        return made;
    });
    ASSERT_TRUE(parent) << parent.error().message();
    const auto child = [&](int order) {
        auto made = session->caseFile().write([&](casefile::Database& database) {
            documents::Document wanted;
            wanted.fileName = "image001.png";
            wanted.sourcePath = "mail.eml/" + std::to_string(order);
            wanted.parent = wanted.family = parent->id;
            wanted.familyOrder = order;
            // One that could not be read is opened as well: the page says why.
            wanted.state = order == 2 ? documents::State::Exception : documents::State::Reviewable;
            if (order == 2) wanted.exceptionKind = "damaged";
            return documents::DocumentStore(database).insert(wanted, m_source);
        });
        EXPECT_TRUE(made) << made.error().message();
        return made ? made->id : DocumentId{};
    };
    const auto one = child(1), two = child(2);
    desk.setDocument(parent->id);
    ASSERT_TRUE(waitForNote(QStringLiteral("1 message, 1 person")));
    desk.step(1);
    QList<std::int64_t> opened;
    QObject::connect(&desk, &MessageDesk::documentWanted, &desk, [&](DocumentId to) { opened << to.value; });
    QSignalSpy none(&desk, &MessageDesk::nothingThere);
    for (int index = 0; index < 3; ++index) emit desk.view()->attachmentWanted(desk.current(), index);
    ASSERT_TRUE(QTest::qWaitFor([&] { return opened.size() == 2 && none.size() == 1; }, kPatience));
    std::sort(opened.begin(), opened.end());
    EXPECT_EQ(opened, (QList<std::int64_t>{one.value, two.value}));
    EXPECT_TRUE(none[0][0].toString().contains(QStringLiteral("plan.docx")));
}

TEST_F(MessageDeskTest, ADayIsFilteredByAsPeopleTypeItAndEscapePutsTheFilterAway) {
    desk.setDocument(first.id);
    ASSERT_TRUE(waitForNote(QStringLiteral("3 messages, 2 people")));
    desk.openFilter();
    auto* from = desk.findChild<QLineEdit*>(QStringLiteral("filterFrom"));
    from->setFocus();
    QTest::keyClicks(from, QStringLiteral("1/17/2024"));
    EXPECT_EQ(note, QStringLiteral("0 of 3 messages"));
    EXPECT_FALSE(from->property("invalid").toBool());
    from->setText(QStringLiteral("17.1."));
    QTest::keyClick(from, Qt::Key_Return);
    EXPECT_TRUE(from->property("invalid").toBool()) << "what is no day is not passed over in silence";
    from->setText(QStringLiteral("1/17/24"));
    QApplication::setActiveWindow(&desk);  // there may be no window manager
    QTest::keyClick(from, Qt::Key_Escape);
    EXPECT_FALSE(from->isVisible());
    EXPECT_EQ(note, QStringLiteral("3 messages, 2 people"));
}

TEST_F(MessageDeskTest, OnlyAWordThatIsMarkedIsAMatch) {
    desk.setDocument(first.id);
    ASSERT_TRUE(waitForNote(QStringLiteral("3 messages, 2 people")));
    QSignalSpy none(&desk, &MessageDesk::nothingThere);
    desk.markWords({QStringLiteral("oo")});
    desk.stepMatch(1);
    EXPECT_EQ(none.size(), 1) << "no part of \"good\"";
    desk.markWords({QStringLiteral("goo*")});
    desk.stepMatch(1);
    EXPECT_EQ(desk.current(), idOf("good"));
}

TEST_F(MessageDeskTest, ACallOnARunIsShownAndUndone) {
    desk.setDocument(first.id);
    ASSERT_TRUE(waitForNote(QStringLiteral("3 messages, 2 people")));
    desk.setCurrent(idOf("did you see the plan"));
    desk.view()->step(1, true);
    const auto run = desk.selected();
    ASSERT_EQ(run.size(), 2);
    auto* tags = desk.findChild<QComboBox*>(QStringLiteral("filterTag"));
    const int before = tags->count();
    callMessages(*session, {run.begin(), run.end()}, {{"hot", "true", review::Assignment::How::Set}});
    ASSERT_TRUE(QTest::qWaitFor([&] { return tags->count() > before; }, kPatience)) << "the tag can be filtered by";
    tags->setCurrentIndex(tags->count() - 1);
    EXPECT_EQ(note, QStringLiteral("2 of 3 messages"));
    session->undoStack().undo();
    ASSERT_TRUE(waitForNote(QStringLiteral("3 messages, 2 people"))) << note.toStdString();
    EXPECT_TRUE(calls([&](review::MessageCalls& store) {
                    return store.effective(std::vector<MessageId>(run.begin(), run.end()));
                }).empty());
}

TEST_F(MessageDeskTest, ACorrectionIsShownAndUndone) {
    desk.setDocument(first.id);
    ASSERT_TRUE(waitForNote(QStringLiteral("3 messages, 2 people")));
    const auto id = idOf("yes");
    correctMessages(*session, first.id, QStringLiteral("correction"),
                    [id](review::Corrections& corrections, const std::string& by) {
                        review::MessageMending mending;
                        mending.from = "Tobias Renn";
                        return corrections.edit(id, mending, by);
                    });
    ASSERT_TRUE(
        QTest::qWaitFor([&] { return desk.message(id) && desk.message(id)->from == "Tobias Renn"; }, kPatience));
    session->undoStack().undo();
    ASSERT_TRUE(QTest::qWaitFor([&] { return desk.message(id)->from == "Dario Okonjo"; }, kPatience));
}

TEST_F(MessageDeskTest, TheSideBySideWindowSetsTheDocumentBesideAnotherConversation) {
    messages::Conversation left{messages::Conversation::Kind::Document, first.id, {}, 0};
    auto* window = new SideBySideWindow(session.get(), left, first.id, nullptr);
    QSignalSpy shown(window, &SideBySideWindow::shownChanged);
    window->show();
    ASSERT_TRUE(QTest::qWaitFor([&] { return !shown.isEmpty(); }, kPatience));
    EXPECT_EQ(window->findChild<QComboBox*>(QStringLiteral("leftConversation"))->count(), 4)
        << "a chat, three documents";
    EXPECT_EQ(window->findChild<QLabel*>(QStringLiteral("stepsCount"))->text(), QStringLiteral("Side by side 3 times."))
        << "the chat holds the document's own messages";
    delete window;
}

TEST_F(MessageDeskTest, AConversationIsNotSetBesideItsOwnDocuments) {
    SideBySideWindow window(session.get(),
                            messages::Conversation{messages::Conversation::Kind::Chat, {}, "Site office", 0}, first.id,
                            nullptr);
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    const auto chosen = [&](const char* side) {
        return window.findChild<QComboBox*>(QString::fromLatin1(side))->currentText();
    };
    QSignalSpy shown(&window, &SideBySideWindow::shownChanged);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !shown.isEmpty(); }, kPatience));
    EXPECT_TRUE(chosen("leftConversation").startsWith(QStringLiteral("Site office")))
        << chosen("leftConversation").toStdString();
    EXPECT_TRUE(chosen("rightConversation").contains(QString::fromStdString(apart.controlNumber)))
        << chosen("rightConversation").toStdString();
}

TEST_F(MessageDeskTest, AChainThatIsNoThreadOfTheListIsShownAsItsDocument) {
    SideBySideWindow window(session.get(), messages::Conversation{messages::Conversation::Kind::Thread, {}, {}, 999},
                            apart.id, nullptr);
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    QSignalSpy shown(&window, &SideBySideWindow::shownChanged);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !shown.isEmpty(); }, kPatience));
    EXPECT_TRUE(window.findChild<QComboBox*>(QStringLiteral("leftConversation"))
                    ->currentText()
                    .contains(QString::fromStdString(apart.controlNumber)));
}

TEST_F(MessageDeskTest, OneReviewerAloneIsToldWhatIsNeeded) {
    QSignalSpy failed(session.get(), &CaseSession::failed);
    ReviewersWindow window(session.get(), first.id, "Site office", nullptr);
    window.setAttribute(Qt::WA_DeleteOnClose, false);
    window.show();
    auto* title = window.findChild<QLabel*>(QStringLiteral("emptyTitle"));
    ASSERT_TRUE(
        QTest::qWaitFor([&] { return title->text() == QStringLiteral("No calls on messages yet"); }, kPatience));
    callMessages(*session, {idOf("yes")}, {{"hot", "true", review::Assignment::How::Set}});
    ASSERT_TRUE(
        QTest::qWaitFor([&] { return title->text() == QStringLiteral("A second reviewer is needed"); }, kPatience));
    EXPECT_TRUE(title->isVisible());
    // The second one comes while the window is open.
    ASSERT_TRUE(session->caseFile().write([&](casefile::Database& database) {
        const review::Assignment wanted{"hot", "false", review::Assignment::How::Set};
        return review::MessageCalls(database).change(std::vector{idOf("yes")}, std::vector{wanted}, "Second Reader");
    }));
    emit session->callsChanged();
    ASSERT_TRUE(QTest::qWaitFor([&] { return window.shownMessages().size() == 1; }, kPatience));
    EXPECT_FALSE(title->isVisible());
    auto* other = window.findChild<QComboBox*>(QStringLiteral("secondReviewer"));
    other->setCurrentIndex(window.findChild<QComboBox*>(QStringLiteral("firstReviewer"))->currentIndex());
    ASSERT_TRUE(QTest::qWaitFor([&] { return title->isVisible(); }, kPatience)) << "nobody is compared with himself";
    EXPECT_EQ(failed.count(), 0);
}

TEST_F(MessageDeskTest, TwoReviewersAreComparedAndSettled) {
    const auto plan = idOf("did you see the plan"), yes = idOf("yes");
    for (const auto& [by, value] : {std::pair("Ann", "none"), std::pair("Ben", "attorney_client")}) {
        const auto made = session->caseFile().write([&](casefile::Database& database) {
            const review::Assignment wanted{"privilege", value, review::Assignment::How::Set};
            return review::MessageCalls(database).change(std::vector{plan}, std::vector{wanted}, by);
        });
        ASSERT_TRUE(made) << made.error().message();
    }
    ASSERT_TRUE(session->caseFile().write([&](casefile::Database& database) {
        const review::Assignment wanted{"hot", "true", review::Assignment::How::Set};
        return review::MessageCalls(database).change(std::vector{yes}, std::vector{wanted}, "Ann");
    }));
    auto* window = new ReviewersWindow(session.get(), first.id, "Site office", nullptr);
    window->show();
    ASSERT_TRUE(QTest::qWaitFor([&] { return window->shownMessages().size() == 2; }, kPatience));
    auto* count = window->findChild<QLabel*>(QStringLiteral("disagreementCount"));
    EXPECT_EQ(count->text(), QStringLiteral("One disagreement is open."));
    window->goToDisagreement(1);
    EXPECT_EQ(window->current(), plan);
    window->findChild<QCheckBox*>(QStringLiteral("onlyDisagreements"))->setChecked(true);
    EXPECT_EQ(window->shownMessages().size(), 1);
    settleCalls(*session, {plan}, {{"privilege", "work_product", review::Assignment::How::Set}});
    ASSERT_TRUE(QTest::qWaitFor([&] { return window->shownMessages().isEmpty(); }, kPatience));
    EXPECT_EQ(count->text(), QStringLiteral("They disagree on nothing. 1 settled."));
    session->undoStack().undo();
    ASSERT_TRUE(QTest::qWaitFor([&] { return window->shownMessages().size() == 1; }, kPatience));
    delete window;
}

}  // namespace
}  // namespace redwell::ui
