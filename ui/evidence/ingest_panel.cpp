#include "ui/evidence/ingest_panel.h"

#include "analysis/threads.h"
#include "ui/elided_label.h"
#include "ui/session/case_session.h"
#include "ui/session/text.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

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
    m_title = new ElidedLabel;
    m_title->setObjectName(QStringLiteral("ingestTitle"));
    m_title->setProperty("role", "heading");
    m_numbers = new ElidedLabel;
    m_numbers->setObjectName(QStringLiteral("ingestNumbers"));
    m_rate = new ElidedLabel;
    m_rate->setObjectName(QStringLiteral("ingestRate"));
    m_rate->setProperty("role", "muted");
    m_line = new ElidedLabel(Qt::ElideMiddle);
    m_line->setObjectName(QStringLiteral("ingestLine"));
    m_line->setProperty("role", "muted");
    m_hint = new ElidedLabel;
    m_hint->setObjectName(QStringLiteral("ingestHint"));
    for (auto* one : {m_line, m_hint}) one->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_bar = new QProgressBar;
    m_bar->setTextVisible(false);
    m_bar->setMinimumWidth(60);
    m_bar->setAccessibleName(tr("Pages processed"));
    const auto button = [this](const char* name, const QString& text) {
        auto* made = new QPushButton(text, this);
        made->setObjectName(QString::fromLatin1(name));
        made->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        return made;
    };
    m_exceptions = button("ingestExceptions", tr("Exceptions…"));
    m_pause = button("ingestPause", tr("Pause"));
    m_cancel = button("ingestCancel", tr("Cancel"));

    auto* words = new QHBoxLayout;
    words->setSpacing(14);
    words->addWidget(m_title);
    words->addWidget(m_numbers);
    words->addStretch(1);
    // How long it takes is never cut; the name of the file gives way.
    auto* below = new QHBoxLayout;
    below->setSpacing(14);
    below->addWidget(m_rate);
    below->addWidget(m_line, 1);
    auto* column = new QVBoxLayout;
    column->setSpacing(4);
    column->addStretch();
    column->addLayout(words);
    column->addWidget(m_bar);
    column->addLayout(below);
    column->addWidget(m_hint);
    column->addStretch();
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 7, 12, 7);
    layout->setSpacing(8);
    setMinimumHeight(2 * fontMetrics().lineSpacing() + 36);  // the same in every state
    layout->addLayout(column, 1);
    layout->addSpacing(6);
    for (auto* one : {m_exceptions, m_pause, m_cancel}) layout->addWidget(one);

    connect(m_exceptions, &QPushButton::clicked, this, &IngestPanel::exceptionsWanted);
    connect(m_pause, &QPushButton::clicked, this, [this] { m_task ? pause() : resume(); });
    connect(m_cancel, &QPushButton::clicked, this,
            [this] { m_state == State::Done || m_state == State::Stopped ? dismiss() : cancel(); });
    m_refresh->setSingleShot(true);
    connect(m_refresh, &QTimer::timeout, this, [this] {
        if (m_session) emit m_session->documentsChanged();
    });
    enter(State::Idle);
}

void IngestPanel::setSession(CaseSession* session) {
    m_session = session;
    m_task = nullptr;
    m_startAgain = m_hasWorkLeft = false;
    enter(State::Idle);
    if (!session || session->isReadOnly()) return;
    enum class Left { Nothing, GoesOn, IsHalted };
    // What was unfinished when the program ended (or the power went) goes on.
    session->run(
        this,
        [&open = session->caseFile()](Progress&, std::stop_token) -> Result<Left> {
            REDWELL_TRY(const auto hasWork, processing::Ingest::hasWork(open));
            REDWELL_TRY(const auto halted, open.setting(kHalted));
            return !hasWork ? Left::Nothing : halted.empty() ? Left::GoesOn : Left::IsHalted;
        },
        [this, session](const Result<Left>& left) {
            if (!left || m_session != session || m_task || m_state != State::Idle) return;
            if (*left == Left::GoesOn) start();
            if (*left == Left::IsHalted) enter(State::Stopped);
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
    if (m_state == State::Idle || m_state == State::Done) {
        m_sum = {};
        m_doneBefore = m_done = m_known = 0;
    }
    m_startAgain = false;
    m_pace.clear();
    m_clock.start();
    const int workers = std::max(1u, std::thread::hardware_concurrency());
    m_task = m_session->run(
        this,
        [this, workers, &open = m_session->caseFile()](Progress& progress,
                                                       std::stop_token stop) -> Result<processing::IngestSummary> {
            REDWELL_CHECK(open.setSetting(kHalted, ""));
            REDWELL_TRY(const auto languages, processing::Ingest::languages(open));
            REDWELL_TRY(auto pool, processing::WorkerPool::start(workers, languages));
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
    enter(State::Running);
}

void IngestPanel::enter(State state) {
    m_state = state;
    if (state == State::Paused || state == State::Stopped) m_hasWorkLeft = true;
    if (state == State::Done) m_hasWorkLeft = false;
    const bool isAtWork = state == State::Running || state == State::Pausing || state == State::Stopping;
    const bool isOver = state == State::Stopped || state == State::Done;
    switch (state) {
        case State::Idle: break;
        case State::Running: m_title->setText(tr("Processing")); break;
        case State::Pausing: m_title->setText(tr("Pausing…")); break;
        case State::Stopping: m_title->setText(tr("Stopping…")); break;
        case State::Paused: m_title->setText(tr("Paused")); break;
        case State::Stopped: m_title->setText(tr("Stopped")); break;
        case State::Done: m_title->setText(tr("Evidence processed")); break;
    }
    m_numbers->setText(state == State::Done                      ? QString()
                       : state == State::Running && m_known == 0 ? tr("Looking for files…")
                       : m_known > 0                             ? soFar()
                                                                 : QString());
    m_hint->setText(state == State::Done ? outcome() : tr("What is done is kept. Resume does the rest."));
    m_line->setText(state == State::Pausing || state == State::Stopping
                        ? tr("What is being read is put back into the queue.")
                    : state == State::Paused ? tr("What is done is kept. The rest waits.")
                                             : QString());
    m_rate->clear();
    m_rate->setVisible(isAtWork);
    m_line->setVisible(!isOver);
    m_hint->setVisible(isOver);
    m_bar->setVisible(!isOver);
    m_bar->setRange(0, m_known > 0 ? static_cast<int>(m_known) : isAtWork ? 0 : 1);
    m_bar->setValue(static_cast<int>(m_done));
    m_exceptions->setVisible(state == State::Done && m_sum.exceptions > 0);
    m_pause->setVisible(state != State::Done);
    m_pause->setToolTip(isOver ? tr("Now or later; also Case > Resume processing") : QString());
    m_pause->setText(isAtWork ? tr("Pause") : tr("Resume"));
    m_pause->setEnabled(state == State::Running || state == State::Paused || state == State::Stopped);
    m_cancel->setText(isOver ? tr("Dismiss") : tr("Cancel"));
    m_cancel->setEnabled(state != State::Stopping);
    emit stateChanged();
}

void IngestPanel::dismiss() { enter(State::Idle); }

QString IngestPanel::soFar() const {
    const QLocale locale;
    const QString text = m_known == 1 ? tr("%1 of %2 page, %3 to go") : tr("%1 of %2 pages, %3 to go");
    return text.arg(locale.toString(m_done), locale.toString(m_known),
                    locale.toString(std::max<qint64>(0, m_known - m_done)));
}

QString IngestPanel::outcome() const {
    QStringList parts;
    if (m_sum.reviewable > 0) parts << counted(m_sum.reviewable, tr("1 document"), tr("%1 documents"));
    if (m_sum.exceptions > 0) parts << counted(m_sum.exceptions, tr("1 exception"), tr("%1 exceptions"));
    if (m_sum.duplicates > 0) parts << counted(m_sum.duplicates, tr("1 duplicate"), tr("%1 duplicates"));
    if (!parts.isEmpty()) return parts.join(QStringLiteral(", "));
    return m_done > 0 ? counted(m_done, tr("1 page was finished."), tr("%1 pages were finished."))
                      : tr("No new file was found.");
}

void IngestPanel::showProgress(qint64 done, qint64 known, const QString& line) {
    if (!m_task) return;
    m_done = m_doneBefore + done;
    m_known = std::max(m_known, m_doneBefore + known);
    m_bar->setRange(0, static_cast<int>(std::max<qint64>(m_known, 1)));
    m_bar->setValue(static_cast<int>(m_done));
    m_numbers->setText(soFar());
    if (m_state == State::Running) {
        const qint64 now = m_clock.elapsed();
        m_pace.emplace_back(now, done);
        while (m_pace.size() > 2 && now - m_pace.front().first > 20'000) m_pace.pop_front();
        const auto [then, before] = m_pace.front();
        if (now - then > 1500 && done > before) {
            const double rate = 1000.0 * static_cast<double>(done - before) / static_cast<double>(now - then);
            m_rate->setText(tr("%1 at %2 pages a second")
                                .arg(remaining(static_cast<double>(m_known - m_done) / rate),
                                     QLocale().toString(rate, 'f', rate < 10 ? 1 : 0)));
        }
        m_line->setText(line);
    }
}

void IngestPanel::pause() {
    if (!m_task || m_state != State::Running) return;
    m_task->cancel();
    enter(State::Pausing);
}

void IngestPanel::resume() {
    if (!m_task) start();
}

void IngestPanel::cancel() {
    if (m_task) {
        m_task->cancel();
        enter(State::Stopping);
    } else if (m_state == State::Paused) {
        halt();
        enter(State::Stopped);
    }
}

void IngestPanel::halt() {
    m_session->run(
        this, [&open = m_session->caseFile()](Progress&, std::stop_token) { return open.setSetting(kHalted, "yes"); },
        [this](const Status& status) {
            if (!status) m_session->report(status.error());
        });
}

void IngestPanel::ended(const Result<processing::IngestSummary>& result) {
    m_task = nullptr;
    if (result) {
        m_sum.reviewable += result->reviewable;
        m_sum.exceptions += result->exceptions;
        m_sum.duplicates += result->duplicates;
        m_done = m_doneBefore + result->unitsDone;  // the last report of progress may not have come
    }
    m_doneBefore = m_done;
    m_known = std::max(m_known, m_done);
    emit m_session->documentsChanged();
    if (!result && result.error().kind != ErrorKind::Cancelled) m_session->report(result.error());
    if (m_state == State::Stopping) {
        halt();
        enter(State::Stopped);
    } else if (m_state == State::Pausing) {
        enter(State::Paused);
    } else if (!result) {
        enter(State::Stopped);
    } else if (m_startAgain) {
        start();
    } else {
        enter(State::Done);
        emit finished();
    }
}

}  // namespace redwell::ui
