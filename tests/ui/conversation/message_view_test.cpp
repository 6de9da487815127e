#include "ui/conversation/message_view.h"

#include "ui/conversation/request_guard.h"
#include "ui/conversation/sealed_view.h"

#include <QDialog>
#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>
#include <QVBoxLayout>
#include <QWebEnginePage>
#include <QWebEngineProfile>
#include <QWebEngineView>

#include <gtest/gtest.h>

namespace redwell::ui {
namespace {

constexpr int kPatience = 60'000;

ShownMessage message(std::int64_t id, const std::string& body) {
    ShownMessage shown;
    shown.id = MessageId{id};
    shown.message.id = shown.id;
    shown.message.from = "Dario Okonjo";
    shown.message.body = body;
    shown.message.sent.text = "2024-01-16T22:20:2" + std::to_string(id % 10);
    shown.message.page = 1;
    return shown;
}

class MessageViewTest : public testing::Test {
protected:
    void SetUp() override {
        view.resize(420, 700);
        static_cast<QWidget&>(view).show();
        QObject::connect(&view, &MessageView::messageChosen, &view, [this](MessageId id) { chosen << id.value; });
    }
    // Until Chromium shows the page at its address.
    bool show(const QList<ShownMessage>& messages) {
        const QUrl before = view.view() ? view.view()->url() : QUrl();
        int loads = 0;
        view.show(messages);
        if (!QTest::qWaitFor([&] { return view.view() != nullptr; }, kPatience)) return false;
        QObject context;
        QObject::connect(view.view(), &QWebEngineView::loadFinished, &context, [&](bool fine) { loads += fine; });
        return QTest::qWaitFor(
            [&] { return loads > 0 && view.view()->url() != before && view.view()->focusProxy() != nullptr; },
            kPatience);
    }
    QString textOfPage() {
        QString text;
        bool isThere = false;
        view.view()->page()->toPlainText([&](const QString& got) {
            text = got;
            isThere = true;
        });
        if (!QTest::qWaitFor([&] { return isThere; }, kPatience)) ADD_FAILURE() << "no text came";
        return text;
    }
    // A page that was loaded is drawn a little later, so a click may have to be made again.
    bool clickUntil(const std::function<bool()>& done) {
        QElapsedTimer clock;
        clock.start();
        while (clock.elapsed() < kPatience)
            for (int y = 60; y < view.height() / 2; y += 20) {
                auto* target = view.view()->focusProxy();
                if (!target) break;
                QTest::mouseClick(target, Qt::LeftButton, {}, {view.width() / 2, y});
                if (QTest::qWaitFor(done, 500)) return true;
            }
        return false;
    }

    MessageView view;
    QList<qint64> chosen;
};

TEST_F(MessageViewTest, AClickOnAMessageChoosesIt) {
    ASSERT_TRUE(show({message(1, "did you see the mail"), message(2, "yes")}));
    ASSERT_TRUE(clickUntil([&] { return !chosen.isEmpty(); }));
    EXPECT_EQ(view.current().value, chosen.last());
    EXPECT_TRUE(QTest::qWaitFor(
        [&] { return view.view()->url().fragment() == QStringLiteral("h%1").arg(chosen.last()); }, kPatience))
        << "the chosen one is the page's target";
}

TEST_F(MessageViewTest, AClickMovesNothingUnderThePointer) {
    QList<ShownMessage> many;
    for (int i = 1; i <= 60; ++i) many << message(i, "a line of the talk that was seen " + std::to_string(i));
    ASSERT_TRUE(show(many));
    const auto scrolled = [&] { return view.view()->page()->scrollPosition().y(); };
    ASSERT_TRUE(clickUntil([&] { return !chosen.isEmpty() && chosen.last() > 1; }));
    ASSERT_TRUE(QTest::qWaitFor(
        [&] { return view.view()->url().fragment() == QStringLiteral("h%1").arg(chosen.last()); }, kPatience));
    QTest::qWait(300);
    EXPECT_EQ(scrolled(), 0);
    // From the page it is brought into view all the same.
    view.setCurrent({55});
    EXPECT_TRUE(QTest::qWaitFor([&] { return scrolled() > 100; }, kPatience));
}

TEST_F(MessageViewTest, TheKeysMoveThroughTheMessages) {
    ASSERT_TRUE(show({message(1, "one"), message(2, "two"), message(3, "three")}));
    const auto press = [&](Qt::Key key) { QTest::keyClick(view.view()->focusProxy(), key); };
    press(Qt::Key_Down);
    press(Qt::Key_Down);
    EXPECT_EQ(chosen, (QList<qint64>{1, 2}));
    press(Qt::Key_Up);
    press(Qt::Key_End);
    press(Qt::Key_Down);  // there is none below
    press(Qt::Key_Home);
    EXPECT_EQ(chosen, (QList<qint64>{1, 2, 1, 3, 3, 1}));
    EXPECT_TRUE(QTest::qWaitFor([&] { return view.view()->url().fragment() == QStringLiteral("m1"); }, kPatience));
}

TEST_F(MessageViewTest, TheKeysStayWithTheMessagesWhenThePageIsMadeAgain) {
    const QList<ShownMessage> three{message(1, "one"), message(2, "two"), message(3, "three")};
    ASSERT_TRUE(show(three));
    view.view()->setFocus();
    const auto press = [&](Qt::Key key) { QTest::keyClick(view.window()->focusWidget(), key); };
    press(Qt::Key_Down);
    for (int again = 0; again < 3; ++again) {
        ASSERT_TRUE(show(three));
        EXPECT_TRUE(QTest::qWaitFor([&] { return view.window()->focusWidget() == view.view()->focusProxy(); }, 5000));
    }
    press(Qt::Key_Down);
    EXPECT_EQ(chosen.size(), 2);
}

TEST_F(MessageViewTest, AnImageOrAScriptOfAMessageStaysText) {
    QTcpServer outside;
    ASSERT_TRUE(outside.listen(QHostAddress::LocalHost));
    const auto address = QStringLiteral("http://127.0.0.1:%1/x.png").arg(outside.serverPort());
    const auto body =
        QStringLiteral("<img src=%1><script>document.title='ran'</script><link rel=stylesheet href=%1>").arg(address);
    ASSERT_TRUE(show({message(1, body.toStdString())}));
    EXPECT_TRUE(textOfPage().contains(body)) << textOfPage().toStdString();
    EXPECT_FALSE(view.view()->title().contains(QStringLiteral("ran")));
    EXPECT_EQ(view.refusedRequests(), 0) << "nothing was even asked for";
    EXPECT_FALSE(outside.hasPendingConnections());
}

TEST_F(MessageViewTest, TheViewGoesNowhereElse) {
    ASSERT_TRUE(show({message(1, "words")}));
    QTcpServer outside;
    ASSERT_TRUE(outside.listen(QHostAddress::LocalHost));
    const QUrl stays = view.view()->url();
    view.view()->load(QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(outside.serverPort())));
    view.view()->load(QUrl(QStringLiteral("file:///etc/passwd")));
    view.view()->setHtml(QStringLiteral("<p>foreign</p>"));
    EXPECT_FALSE(QTest::qWaitFor([&] { return outside.hasPendingConnections(); }, 1000));
    const auto text = textOfPage();
    EXPECT_FALSE(text.contains(QStringLiteral("root:")));
    EXPECT_FALSE(text.contains(QStringLiteral("foreign")));
    EXPECT_TRUE(text.contains(QStringLiteral("words"))) << text.toStdString();
    // And still shows the next conversation.
    ASSERT_TRUE(show({message(5, "another talk")}));
    EXPECT_TRUE(textOfPage().contains(QStringLiteral("another talk")));
    EXPECT_NE(view.view()->url(), stays);
}

TEST(SealedProfile, SaysNothingAboutItsContextAtATerminal) {
    const QLoggingCategory context("qt.webenginecontext");
    EXPECT_FALSE(context.isInfoEnabled());
    EXPECT_TRUE(context.isWarningEnabled());
}

// The layer beneath: a page that was not escaped, and has no policy of its own, gets nothing either.
TEST(SealedProfile, RunsNoScriptAndLetsNoRequestThrough) {
    QTcpServer outside;
    ASSERT_TRUE(outside.listen(QHostAddress::LocalHost));
    const auto address = QStringLiteral("http://127.0.0.1:%1/x").arg(outside.serverPort());
    PageServer server;
    RequestGuard guard;
    QObject owner;
    auto* profile = makeSealedProfile(&server, &guard, &owner);
    QWebEnginePage page(profile);
    QSignalSpy loaded(&page, &QWebEnginePage::loadFinished);
    page.load(server.put(QStringLiteral("<title>before</title><link rel=stylesheet href=\"%1.css\">"
                                        "<img src=\"%1.png\" onerror=\"document.title='ran'\"><iframe "
                                        "src=\"%1.html\"></iframe><script src=\"%1.js\"></script>"
                                        "<script>document.title='ran'</script><body onload=\"document.title='ran'\">"
                                        "words")
                             .arg(address)
                             .toUtf8()));
    ASSERT_TRUE(QTest::qWaitFor([&] { return !loaded.isEmpty(); }, kPatience));
    EXPECT_TRUE(QTest::qWaitFor([&] { return guard.refused() > 0; }, kPatience));
    EXPECT_FALSE(QTest::qWaitFor([&] { return outside.hasPendingConnections(); }, 1000));
    EXPECT_EQ(page.title(), QStringLiteral("before"));
}

// Chromium would keep the key to itself.
TEST(SealedView, EscapeClosesTheDialogThatItStandsIn) {
    QDialog dialog;
    auto* sealed = new SealedView(QStringLiteral("Page"));
    auto* column = new QVBoxLayout(&dialog);
    column->addWidget(sealed);
    dialog.resize(300, 300);
    dialog.show();
    int loads = 0;
    sealed->load("<!doctype html><p>calls", {});
    QObject::connect(sealed->view(), &QWebEngineView::loadFinished, &dialog, [&] { ++loads; });
    ASSERT_TRUE(QTest::qWaitFor([&] { return loads > 0 && sealed->view()->focusProxy() != nullptr; }, kPatience));
    QTest::keyClick(sealed->view()->focusProxy(), Qt::Key_Escape);
    EXPECT_TRUE(QTest::qWaitFor([&] { return !dialog.isVisible(); }));
}

}  // namespace
}  // namespace redwell::ui
