// File > New case: name, place, time zone and control numbers; the case is made when all of it is sound.
#pragma once

#include "casefile/case.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace redwell::ui {

class NewCaseDialog : public QDialog {
    Q_OBJECT
public:
    explicit NewCaseDialog(QWidget* parent = nullptr);
    std::filesystem::path folder() const;
    casefile::Case::NewCase wanted() const;

    void accept() override;

private:
    void check();

    QLineEdit *m_name, *m_place, *m_prefix, *m_reviewer;
    QComboBox* m_zone;
    QLabel* m_about;
    QPushButton* m_create;
};

// Where cases are looked for and made by default; remembered.
QString caseHome();
void setCaseHome(const QString& folder);

}  // namespace redwell::ui
