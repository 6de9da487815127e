// An open case as the window sees it: the one place that owns the Case, its threads and its worker pool. Views ask it
// to read or change and hear of changes by signals; they hold no copy of the truth. Changes go through one thread, in
// the order the reviewer made them, so that undo meets them in that order.
#pragma once

#include "casefile/case.h"
#include "processing/worker_pool.h"
#include "ui/session/task.h"

#include <QObject>
#include <QString>
#include <QThreadPool>
#include <QUndoStack>

#include <memory>
#include <vector>

namespace redwell::ui {

class CaseSession : public QObject {
    Q_OBJECT
public:
    explicit CaseSession(std::unique_ptr<casefile::Case> opened, QObject* parent = nullptr);
    ~CaseSession() override;

    casefile::Case& caseFile() { return *m_case; }
    QString name() const;
    QString folder() const;
    std::string timeZone() const { return m_case->timeZone(); }
    bool isReadOnly() const { return m_case->isReadOnly(); }
    QUndoStack& undoStack() { return m_undo; }

    static QString reviewer();  // the name under which changes are recorded
    static void setReviewer(const QString& name);

    // work: Result<T>(Database&) over a reading lease. done: void(T); errors go to failed().
    template <class Work, class Done>
    void read(QObject* receiver, Work work, Done done) {
        readOr(receiver, std::move(work), [this, done = std::move(done)](auto result) mutable {
            if (result)
                done(std::move(*result));
            else
                report(result.error());
        });
    }
    // done: void(Result<T>).
    template <class Work, class Done>
    void readOr(QObject* receiver, Work work, Done done) {
        using R = std::invoke_result_t<Work, casefile::Database&>;
        Task::start(
            &m_reading, receiver,
            [this, work = std::move(work)](Progress&, std::stop_token) mutable -> R {
                REDWELL_TRY(auto lease, m_case->read());
                return work(*lease);
            },
            whileOpen(std::move(done)));
    }
    // work: Result<T>(Database&) in one transaction on the writing connection. done: void(Result<T>).
    template <class Work, class Done>
    void change(QObject* receiver, Work work, Done done) {
        using R = std::invoke_result_t<Work, casefile::Database&>;
        Task::start(
            &m_writing, receiver,
            [this, work = std::move(work)](Progress&, std::stop_token) mutable -> R {
                return m_case->write([&](casefile::Database& database) { return work(database); });
            },
            whileOpen(std::move(done)));
    }
    // Long work with progress: ingest, production, finding. work: Result<T>(Progress&, std::stop_token).
    template <class Work, class Done>
    Task* run(QObject* receiver, Work work, Done done) {
        Task* task = Task::start(&m_jobs, receiver, std::move(work), whileOpen(std::move(done)));
        m_running.push_back(task);
        return task;
    }

    void report(const Error& error);

signals:
    void documentsChanged();
    void codingChanged(const std::vector<redwell::DocumentId>& documents);
    void fieldsChanged();
    void redactionsChanged(redwell::DocumentId document);  // 0: of several
    void annotationsChanged(redwell::DocumentId document);
    void messagesChanged(redwell::DocumentId document);  // corrected; 0: of several
    void callsChanged();                                 // on messages
    void peopleChanged();
    void productionsChanged();  // a volume was sealed
    void failed(const QString& message, const QString& heading);

private:
    // A result that arrives after the case was closed is of no use to anybody.
    template <class Done>
    auto whileOpen(Done done) {
        return [self = QPointer<CaseSession>(this), done = std::move(done)](auto result) mutable {
            if (self) done(std::move(result));
        };
    }

    std::unique_ptr<casefile::Case> m_case;
    QUndoStack m_undo;
    std::vector<QPointer<Task>> m_running;
    QThreadPool m_reading, m_writing, m_jobs;  // last: their ends wait for the work that uses what is above
};

// What happened to which case, in a few words: the heading over the error's own message.
QString headingOf(const Error& error, const QString& caseName);

}  // namespace redwell::ui
