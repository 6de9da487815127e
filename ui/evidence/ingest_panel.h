// Processing as the reviewer sees it: pages done and to go, rate, time left, Pause and Cancel. The queue is in the
// case, so the panel only starts and stops its working off; opening a case with unfinished work goes on by itself.
#pragma once

#include "processing/ingest.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QWidget>

#include <deque>

class QLabel;
class QProgressBar;
class QPushButton;
class QTimer;

namespace redwell::ui {

class CaseSession;
class Task;

class IngestPanel : public QWidget {
    Q_OBJECT
public:
    explicit IngestPanel(QWidget* parent = nullptr);
    void setSession(CaseSession* session);
    void add(const processing::Evidence& evidence);
    void resume();
    void pause();
    void cancel();
    bool isRunning() const { return m_task; }

signals:
    void finished();  // nothing is left to do
    void stateChanged();

private:
    void start();
    void showProgress(qint64 done, qint64 known, const QString& line);
    void ended(const Result<processing::IngestSummary>& result);

    QPointer<CaseSession> m_session;
    QPointer<Task> m_task;
    bool m_startAgain = false, m_isPaused = false, m_isCancelled = false;
    qint64 m_firstDone = -1;
    QElapsedTimer m_clock;
    std::deque<std::pair<qint64, qint64>> m_pace;  // milliseconds, pages
    QTimer* m_refresh;
    QLabel *m_title, *m_numbers, *m_line;
    QProgressBar* m_bar;
    QPushButton *m_pause, *m_cancel;
};

}  // namespace redwell::ui
