// Everything that was decided about the open document, newest first: who and when on a line of their own, so that a
// long entry never hides them. It reads the audit trail, which is long: only while somebody looks at it.
#pragma once

#include "base/strong_id.h"

#include <QPointer>
#include <QTimer>
#include <QTreeWidget>

namespace redwell::ui {

class CaseSession;

class HistoryList : public QTreeWidget {
    Q_OBJECT
public:
    explicit HistoryList(QWidget* parent = nullptr);
    void setSession(CaseSession* session);
    void setDocument(DocumentId document);

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void load();

    QPointer<CaseSession> m_session;
    DocumentId m_document;
    QTimer m_soon;
    int m_reads = 0;
    bool m_isStale = false;
};

}  // namespace redwell::ui
