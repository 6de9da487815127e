// A case with the threads that work on it. It outlives the session when a case is closed: what was begun ends first,
// and nobody waits for that in the window's thread.
#pragma once

#include "casefile/case.h"
#include "ui/session/task.h"

#include <QObject>
#include <QPointer>
#include <QThreadPool>
#include <QTimer>

#include <memory>
#include <vector>

namespace redwell::ui {

struct OpenCase {
    explicit OpenCase(std::unique_ptr<casefile::Case> opened);
    ~OpenCase();    // cancels, and waits
    void cancel();  // long work; a change that was asked for is finished
    bool isIdle();  // nothing works on it any more

    std::unique_ptr<casefile::Case> file;
    std::vector<QPointer<Task>> running;
    QThreadPool reading, writing, jobs;  // last: their ends wait for the work that uses what is above
};

// Lets what was begun on a case end, then closes the case.
class ClosingCase : public QObject {
    Q_OBJECT
public:
    ClosingCase(std::unique_ptr<OpenCase> open, QObject* parent);
    ~ClosingCase() override;  // waits
    QString name() const { return m_name; }

signals:
    void closed();  // and soon gone

private:
    void look();

    QString m_name;
    std::unique_ptr<OpenCase> m_open;
    QTimer m_looking;
    QThreadPool m_ending;  // last: its end waits
};

}  // namespace redwell::ui
