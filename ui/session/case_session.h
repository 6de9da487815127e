// An open case as the window sees it: the one place that owns the Case and its threads. Views ask it
// to read or change and hear of changes by signals; they hold no copy of the truth. Changes go through one thread, in
// the order the reviewer made them, so that undo meets them in that order.
#pragma once

#include "base/strong_id.h"
#include "casefile/case.h"
#include "ui/session/open_case.h"
#include "ui/session/task.h"

#include <QObject>
#include <QString>
#include <QUndoStack>

#include <memory>
#include <vector>

namespace redwell::ui {

class CaseSession : public QObject {
    Q_OBJECT
public:
    explicit CaseSession(std::unique_ptr<casefile::Case> opened, QObject* parent = nullptr);
    ~CaseSession() override;  // waits for what was begun, unless that was let go
    // The case with what still works on it; the session is of no more use then, and only to be deleted.
    std::unique_ptr<OpenCase> letGo() { return std::move(m_open); }

    casefile::Case& caseFile() { return *m_open->file; }
    QString name() const;
    QString folder() const;
    std::string timeZone() const { return m_open->file->timeZone(); }
    bool isReadOnly() const { return m_open->file->isReadOnly(); }
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
            &m_open->reading, receiver,
            [&file = caseFile(), work = std::move(work)](Progress&, std::stop_token) mutable -> R {
                REDWELL_TRY(auto lease, file.read());
                return work(*lease);
            },
            whileOpen(std::move(done)));
    }
    // work: Result<T>(Database&) in one transaction on the writing connection. done: void(Result<T>).
    template <class Work, class Done>
    void change(QObject* receiver, Work work, Done done) {
        using R = std::invoke_result_t<Work, casefile::Database&>;
        Task::start(
            &m_open->writing, receiver,
            [&file = caseFile(), work = std::move(work)](Progress&, std::stop_token) mutable -> R {
                return file.write([&](casefile::Database& database) { return work(database); });
            },
            whileOpen(std::move(done)));
    }
    // Long work with progress: ingest, production, finding. work: Result<T>(Progress&, std::stop_token).
    template <class Work, class Done>
    Task* run(QObject* receiver, Work work, Done done) {
        Task* task = Task::start(&m_open->jobs, receiver, std::move(work), whileOpen(std::move(done)));
        m_open->running.push_back(task);
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

    std::unique_ptr<OpenCase> m_open;
    QUndoStack m_undo;
};

// What happened to which case, in a few words: the heading over the error's own message.
QString headingOf(const Error& error, const QString& caseName);

}  // namespace redwell::ui
