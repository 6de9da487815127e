// The standing views of a case with their counts: review progress, what needs care, who it came from, the issues. Each
// is a query and nothing else: a click puts it into the search box, where a reviewer sees and changes it.
#pragma once

#include <QPointer>
#include <QTreeWidget>

namespace redwell::ui {

class CaseSession;

class ViewList : public QTreeWidget {
    Q_OBJECT
public:
    explicit ViewList(QWidget* parent = nullptr);
    void setSession(CaseSession* session);
    void showQuery(const QString& query);  // selects the view that is this query, if any

protected:
    void focusOutEvent(QFocusEvent* event) override;

signals:
    void queryChosen(const QString& query, const QString& name);  // of the view

private:
    void refresh();
    void dress();

    QPointer<CaseSession> m_session;
    QTimer* m_soon;
    QString m_query;
    bool m_isAsking = false, m_askAgain = false;
};

}  // namespace redwell::ui
