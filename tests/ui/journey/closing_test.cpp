// A case is closed while a document is read that takes very long.
#include "desktop.h"
#include "ui/evidence/ingest_panel.h"

#include <QElapsedTimer>
#include <QTimer>

namespace redwell::ui {
namespace {

class Closing : public Desktop {
protected:
    void SetUp() override {
        m_worker = qgetenv("REDWELL_WORKER");
        qputenv("REDWELL_WORKER", REDWELL_SLOW_WORKER_FILE);
        Desktop::SetUp();
        for (int i = 0; i < 6; ++i) write(QStringLiteral("Okonjo/%1.txt").arg(i), "hang" + QByteArray(i, ' '));
        m_ticking.setInterval(5);
        QObject::connect(&m_ticking, &QTimer::timeout, [this] { m_longest = std::max(m_longest, m_tick.restart()); });
    }
    void TearDown() override {
        Desktop::TearDown();
        qputenv("REDWELL_WORKER", m_worker);
    }
    void beginReading() {
        makeCase();
        addEvidence();
        ASSERT_TRUE(wait([this] { return counts().queued == 6; }));
        QTest::qWait(300);  // the first are with the worker
        m_tick.start();
        m_longest = 0;
        m_ticking.start();
    }

    QByteArray m_worker;
    QTimer m_ticking;
    QElapsedTimer m_tick;
    qint64 m_longest = 0;  // ms that the window did nothing else
};

TEST_F(Closing, TheWindowStaysAliveAndIsGoneSoon) {
    beginReading();
    ASSERT_FALSE(HasFatalFailure());
    const QString folder = window->session()->folder();
    QElapsedTimer whole;
    whole.start();
    window->close();
    EXPECT_EQ(window->session(), nullptr);
    ASSERT_TRUE(QTest::qWaitFor([this] { return !window->isVisible(); }, 20'000));
    EXPECT_LT(whole.elapsed(), 10'000);
    EXPECT_LT(m_longest, 1000);
    // Nothing is lost, and nothing is held against the documents.
    openWindow();
    window->openCase(folder);
    ASSERT_TRUE(wait([this] { return window->session() != nullptr; }));
    EXPECT_EQ(counts().queued, 6);
    EXPECT_EQ(counts().exceptions, 0);
}

TEST_F(Closing, AnotherCaseWaitsForTheOneBefore) {
    beginReading();
    ASSERT_FALSE(HasFatalFailure());
    const QString folder = window->session()->folder();
    window->closeCase();
    EXPECT_EQ(window->session(), nullptr);
    window->openCase(folder);  // locked until then
    ASSERT_TRUE(wait([this] { return window->session() != nullptr; }));
    EXPECT_FALSE(window->session()->isReadOnly());
    EXPECT_LT(m_longest, 1000);
}

TEST_F(Closing, PausingDropsWhatIsBeingRead) {
    beginReading();
    ASSERT_FALSE(HasFatalFailure());
    press(find<QPushButton>(QStringLiteral("ingestPause")));
    QElapsedTimer whole;
    whole.start();
    ASSERT_TRUE(
        wait([this] { return find<QLabel>(QStringLiteral("ingestTitle"))->text() == QStringLiteral("Paused"); }));
    EXPECT_LT(whole.elapsed(), 10'000);
    EXPECT_EQ(counts().queued, 6);
}

}  // namespace
}  // namespace redwell::ui
