// What the window shows without a case: the three ways to one, and the cases opened lately.
#pragma once

#include <QWidget>

class QListWidget;
class QLabel;

namespace redwell::ui {

class StartPage : public QWidget {
    Q_OBJECT
public:
    explicit StartPage(QWidget* parent = nullptr);
    void refresh();

    static QStringList recentCases();                                  // that are still there, latest first
    static void remember(const QString& folder, const QString& name);  // of the matter
    static QString nameOf(const QString& folder);                      // the folder's where none is known

signals:
    void newCaseWanted();
    void openCaseWanted();
    void sampleWanted();
    void caseChosen(const QString& folder);

private:
    QListWidget* m_recent;
    QLabel* m_none;
};

}  // namespace redwell::ui
