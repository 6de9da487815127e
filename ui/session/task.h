// Work that must not hold up the window: runs a core call on a pool, delivers progress and result on the GUI thread.
// Nothing else in the window makes threads. A receiver that is gone by then gets nothing; the work itself is never cut
// in two.
#pragma once

#include "base/progress.h"
#include "base/result.h"

#include <QObject>
#include <QPointer>
#include <QThreadPool>
#include <QtConcurrent/QtConcurrentRun>

#include <atomic>
#include <mutex>
#include <stop_token>

namespace redwell::ui {

class Task : public QObject, private Progress {
    Q_OBJECT
public:
    // work: Result<T>(Progress&, std::stop_token) on the pool's thread. done: void(Result<T>) on the GUI thread.
    // Each task ends before its pool does (QThreadPool waits), and deletes itself after done.
    template <class Work, class Done>
    static Task* start(QThreadPool* pool, QObject* receiver, Work work, Done done) {
        auto* task = new Task;
        QPointer<QObject> guard(receiver);
        // The future is of no use: the result travels by the queued call below.
        auto future = QtConcurrent::run(pool, [task, guard, work = std::move(work), done = std::move(done)]() mutable {
            auto result = work(static_cast<Progress&>(*task), task->m_stop.get_token());
            QMetaObject::invokeMethod(
                task,
                [task, guard, result = std::move(result), done = std::move(done)]() mutable {
                    if (guard) done(std::move(result));
                    emit task->finished();
                    task->deleteLater();
                },
                Qt::QueuedConnection);
        });
        Q_UNUSED(future);
        return task;
    }

    void cancel() { m_stop.request_stop(); }
    bool isCancelled() const { return m_stop.stop_requested(); }

signals:
    // At most some twenty times a second; the last report before the end always arrives.
    void progressed(qint64 done, qint64 known, const QString& line);
    void finished();

private:
    Task() = default;
    void report(std::int64_t done, std::int64_t known, std::string_view line) override;
    void deliver();

    std::stop_source m_stop;
    std::mutex m_reporting;
    qint64 m_done = 0, m_known = 0;
    QString m_line;
    std::atomic<bool> m_isDelivering = false;
};

}  // namespace redwell::ui
