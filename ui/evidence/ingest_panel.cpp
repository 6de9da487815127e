#include "ui/evidence/ingest_panel.h"

#include "analysis/threads.h"
#include "ui/session/case_session.h"
#include "ui/session/text.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>

#include <algorithm>
#include <thread>

namespace redwell::ui {
namespace {

constexpr const char* kHalted =
    "processing_halted";  // a case setting: the reviewer cancelled, so opening does not go on

QString remaining(double seconds) {
    if (seconds < 5) return IngestPanel::tr("a few seconds left");
    if (seconds < 90) return IngestPanel::tr("about %1 seconds left").arg(qRound(seconds / 5) * 5);
    if (seconds < 5400) return IngestPanel::tr("about %1 minutes left").arg(qRound(seconds / 60));
    return IngestPanel::tr("about %1 hours left").arg(seconds / 3600, 0, 'f', 1);
}

}  // namespace

IngestPanel::IngestPanel(QWidget* parent) : QWidget(parent), m_refresh(new QTimer(this)) {
    setObjectName(QStringLiteral("bottomPanel"));
    setAttribute(Qt::WA_StyledBackground);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 7, 12, 7);
    layout->setSpacing(14);
    m_title = new QLabel;
    m_title->setProperty("role", "heading");
    m_bar = new QProgressBar;
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(240);
    m_bar->setAccessibleName(tr("Pages processed"));
    m_numbers = new QLabel;
    m_numbers->setObjectName(QStringLiteral("ingestNumbers"));
    m_numbers->setTextFormat(Qt::PlainText);
    m_line = new QLabel;
    m_line->setTextFormat(Qt::PlainText);
    m_line->setProperty("role", "muted");
    m_line->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_pause = new QPushButton(tr("Pause"));
    m_pause->setObjectName(QStringLiteral("ingestPause"));
    m_cancel = new QPushButton(tr("Cancel"));
    m_cancel->setObjectName(QStringLiteral("ingestCancel"));
    layout->addWidget(m_title);
    layout->addWidget(m_bar);
    layout->addWidget(m_numbers);
    layout->addWidget(m_line, 1);
    layout->addWidget(m_pause);
    layout->addWidget(m_cancel);
    connect(m_pause, &QPushButton::clicked, this, [this] { m_isPaused ? resume() : pause(); });
    connect(m_cancel, &QPushButton::clicked, this, &IngestPanel::cancel);
    m_refresh->setSingleShot(true);
    connect(m_refresh, &QTimer::timeout, this, [this] {
        if (m_session) emit m_session->documentsChanged();
    });
    hide();
}

void IngestPanel::setSession(CaseSession* session) {
    m_session = session;
    m_task = nullptr;
    m_startAgain = m_isPaused = m_isCancelled = false;
    hide();
    if (!session || session->isReadOnly()) return;
    // What was unfinished when the program ended (or the power went) goes on.
    session->run(
        this,
        [&open = session->caseFile()](Progress&, std::stop_token) -> Result<bool> {
            REDWELL_TRY(const auto halted, open.setting(kHalted));
            if (!halted.empty()) return false;
            return processing::Ingest::hasWork(open);
        },
        [this, session](const Result<bool>& hasWork) {
            if (hasWork && *hasWork && m_session == session && !m_task) start();
        });
}

void IngestPanel::add(const processing::Evidence& evidence) {
    if (!m_session) return;
    CaseSession* session = m_session;
    session->run(
        this,
        [&open = session->caseFile(), evidence](Progress&, std::stop_token) -> Status {
            REDWELL_TRY(auto pool, processing::WorkerPool::start(1, ""));
            return processing::Ingest(open, *pool).add(evidence);
        },
        [this](const Status& status) {
            if (!status) return m_session->report(status.error());
            if (m_task)
                m_startAgain = true;  // the run that is on may have walked the sources already
            else
                start();
        });
}

void IngestPanel::start() {
    if (m_task || !m_session) return;
    m_isPaused = m_isCancelled = m_startAgain = false;
    m_firstDone = -1;
    m_pace.clear();
    m_clock.start();
    const int workers = std::max(1u, std::thread::hardware_concurrency());
    m_task = m_session->run(
        this,
        [this, workers, &open = m_session->caseFile()](Progress& progress,
                                                       std::stop_token stop) -> Result<processing::IngestSummary> {
            REDWELL_CHECK(open.setSetting(kHalted, ""));
            REDWELL_TRY(const auto languages, processing::Ingest::languages(open));
            REDWELL_TRY(auto pool, processing::WorkerPool::start(workers, languages.empty() ? "eng" : languages));
            processing::Ingest ingest(open, *pool);
            const auto done = ingest.run(progress, stop, [this] {
                // Documents appear as they finish, the grid asks again at most once in three quarters of a second.
                QMetaObject::invokeMethod(
                    this,
                    [this] {
                        if (!m_refresh->isActive()) m_refresh->start(750);
                    },
                    Qt::QueuedConnection);
            });
            if (const auto threaded = done ? analysis::Threads::rebuild(open, progress, stop) : Status();
                !threaded && !stop.stop_requested())
                return threaded.error();
            return done;
        },
        [this](const Result<processing::IngestSummary>& result) { ended(result); });
    connect(m_task, &Task::progressed, this, &IngestPanel::showProgress);
    m_title->setText(tr("Processing evidence"));
    m_numbers->setText(tr("Looking for files…"));
    m_line->clear();
    m_bar->setRange(0, 0);
    m_pause->setText(tr("Pause"));
    m_pause->setEnabled(true);
    m_cancel->setEnabled(true);
    show();
    emit stateChanged();
}

void IngestPanel::showProgress(qint64 done, qint64 known, const QString& line) {
    if (!m_task || m_task->isCancelled()) return;
    const qint64 now = m_clock.elapsed();
    m_pace.emplace_back(now, done);
    while (m_pace.size() > 2 && now - m_pace.front().first > 20'000) m_pace.pop_front();
    m_bar->setRange(0, static_cast<int>(std::max<qint64>(known, 1)));
    m_bar->setValue(static_cast<int>(done));
    const QLocale locale;
    QString numbers =
        tr("%1 of %2 pages, %3 to go")
            .arg(locale.toString(done), locale.toString(known), locale.toString(std::max<qint64>(0, known - done)));
    const auto [then, before] = m_pace.front();
    if (now - then > 1500 && done > before) {
        const double rate = 1000.0 * static_cast<double>(done - before) / static_cast<double>(now - then);
        numbers += tr("  ·  %1 pages a second  ·  %2")
                       .arg(locale.toString(rate, 'f', rate < 10 ? 1 : 0),
                            remaining(static_cast<double>(known - done) / rate));
    }
    m_numbers->setText(numbers);
    m_line->setText(fontMetrics().elidedText(line, Qt::ElideMiddle, m_line->width()));
}

void IngestPanel::pause() {
    if (!m_task) return;
    m_isPaused = true;
    m_pause->setEnabled(false);
    m_title->setText(tr("Pausing…"));
    m_task->cancel();
}

void IngestPanel::resume() {
    if (!m_task) start();
}

void IngestPanel::cancel() {
    m_isCancelled = true;
    m_cancel->setEnabled(false);
    if (m_task) {
        m_title->setText(tr("Stopping…"));
        m_task->cancel();
    } else {
        ended(processing::IngestSummary{});
    }
}

void IngestPanel::ended(const Result<processing::IngestSummary>& result) {
    m_task = nullptr;
    m_bar->setRange(0, std::max(1, m_bar->maximum()));
    emit m_session->documentsChanged();
    if (!result && result.error().kind != ErrorKind::Cancelled) m_session->report(result.error());
    if (m_isCancelled) {
        hide();
        m_session->run(
            this,
            [&open = m_session->caseFile()](Progress&, std::stop_token) { return open.setSetting(kHalted, "yes"); },
            [](const Status&) {});
    } else if (m_isPaused) {
        m_title->setText(tr("Paused"));
        m_line->setText(tr("What is done is kept. The rest waits."));
        m_pause->setText(tr("Resume"));
        m_pause->setEnabled(true);
        m_cancel->setEnabled(true);
    } else if (m_startAgain && result) {
        start();
    } else {
        hide();
        emit finished();
    }
    emit stateChanged();
}

}  // namespace redwell::ui
