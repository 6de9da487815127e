// Processing as the reviewer sees it: pages done and to go, rate, time left, Pause and Cancel, and in the end what came
// of it. The queue is in the case, so the panel only starts and stops its working off; opening a case with unfinished
// work goes on by itself, unless it was cancelled. Totals are those of the work, not of the run: going on after a break
// does not begin at nought. Its text gives way, so that the window keeps its size whatever is said here.
#pragma once

#include "processing/ingest.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QWidget>

#include <deque>

class QProgressBar;
class QPushButton;
class QTimer;

namespace redwell::ui {

class CaseSession;
class ElidedLabel;
class Task;

class IngestPanel : public QWidget {
    Q_OBJECT
    enum class State { Idle, Running, Pausing, Stopping, Paused, Stopped, Done };

public:
    explicit IngestPanel(QWidget* parent = nullptr);
    void setSession(CaseSession* session);
    void add(const processing::Evidence& evidence);
    void resume();
    void pause();
    void cancel();
    bool hasWorkLeft() const { return m_hasWorkLeft; }  // that was put off
    bool isRunning() const { return m_task; }
    bool hasSomethingToSay() const { return m_state != State::Idle; }

signals:
    void finished();  // nothing is left to do
    void stateChanged();
    void exceptionsWanted();

private:
    void start();
    void enter(State state);
    void dismiss();
    void halt();  // opening the case does not go on by itself
    void showProgress(qint64 done, qint64 known, const QString& line);
    void ended(const Result<processing::IngestSummary>& result);
    QString soFar() const;
    QString outcome() const;

    QPointer<CaseSession> m_session;
    QPointer<Task> m_task;
    State m_state = State::Idle;
    bool m_startAgain = false, m_hasWorkLeft = false;
    processing::IngestSummary m_sum;                   // of all runs of this work
    qint64 m_doneBefore = 0, m_done = 0, m_known = 0;  // pages: of the runs before, of all of them
    QElapsedTimer m_clock;
    std::deque<std::pair<qint64, qint64>> m_pace;  // milliseconds, pages
    QTimer* m_refresh;
    ElidedLabel *m_title, *m_numbers, *m_rate, *m_line, *m_hint;
    QProgressBar* m_bar;
    QPushButton *m_pause, *m_cancel, *m_exceptions;
};

}  // namespace redwell::ui
