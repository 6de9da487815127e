// Who coded what on the open document, newest first.
#pragma once

#include "base/strong_id.h"

#include <QPointer>
#include <QTreeWidget>

namespace redwell::ui {

class CaseSession;

class HistoryList : public QTreeWidget {
    Q_OBJECT
public:
    explicit HistoryList(QWidget* parent = nullptr);
    void setSession(CaseSession* session);
    void setDocument(DocumentId document);

private:
    void load();

    QPointer<CaseSession> m_session;
    DocumentId m_document;
};

}  // namespace redwell::ui
