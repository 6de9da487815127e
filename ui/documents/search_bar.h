// The search line: what is typed, how Redwell reads it while it is typed, where it cannot, and how many documents it
// found.
#pragma once

#include <QPointer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QTimer;
class QToolButton;

namespace redwell::ui {

class CaseSession;

class SearchBar : public QWidget {
    Q_OBJECT
public:
    explicit SearchBar(QWidget* parent = nullptr);
    void setSession(CaseSession* session);
    QString query() const;
    // And searches; empty: all documents. name: of the view that it is, shown in its place until somebody goes there.
    void setQuery(const QString& query, const QString& name = {});
    void showCount(qint64 documents, qint64 duplicates, qint64 exceptions);
    void showProblem(const QString& message);
    void focusLine();

signals:
    void searchWanted(const QString& query);
    void resultsWanted();  // Enter or Down: to the first of them, once they are there
    void codeAllWanted();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void search();
    void showLine(bool byName);
    void explain();
    void say(const QString& text, const char* role);
    void remember(const QString& query);

    QPointer<CaseSession> m_session;
    QLineEdit* m_line;
    QLabel *m_reading, *m_count;
    QToolButton* m_codeAll;
    QTimer* m_soon;
    QStringList m_earlier;
    QString m_searched, m_name;
    bool m_isByName = false;
    bool m_goesToResults = false;
    int m_generation = 0;
};

}  // namespace redwell::ui
