// Sets the pages of a mail that was read without them when a reviewer opens it, at once and beside whatever else is
// processed: its words can then be selected, found and redacted. Who goes on before that is served next; who is passed
// by is not served at all.
#pragma once

#include "base/strong_id.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <memory>

namespace redwell::ui {

class CaseSession;
class Task;

class PageSetter : public QObject {
    Q_OBJECT
public:
    explicit PageSetter(QObject* parent = nullptr);
    ~PageSetter() override;
    void setSession(CaseSession* session);
    void want(DocumentId document);

signals:
    void tried(redwell::DocumentId document);  // its pages are set, or will not be

private:
    struct Worker;
    void next();

    QPointer<CaseSession> m_session;
    std::shared_ptr<Worker> m_worker;  // started with the first mail
    DocumentId m_wanted, m_served;
    QPointer<Task> m_task;
    QTimer m_telling;  // lists ask anew once the reviewer stays for a moment
};

}  // namespace redwell::ui
