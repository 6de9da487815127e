// The form of a production specification: every member of the JSON has its place, and a wrong one says so beside it.
#pragma once

#include "production/specification.h"

#include <QWidget>

#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace redwell::ui {

class SpecificationForm : public QWidget {
    Q_OBJECT
public:
    explicit SpecificationForm(QWidget* parent = nullptr);
    void setSpecification(const production::Specification& specification);
    // Usage errors as Specification::fromJson gives them.
    Result<production::Specification> specification() const;

    QString prefix() const;
    bool isTouched() const;  // somebody has begun to fill it in
    // The first number, unless it was given by hand.
    void proposeStart(std::int64_t number);

signals:
    void changed();
    void prefixChosen();  // another one was typed

private:
    void check();
    QWidget* numbersGroup();
    QWidget* contentGroup();
    QWidget* stampsGroup();

    production::Specification m_rest;  // members without a control of their own
    QLineEdit *m_volume, *m_query, *m_prefix;
    QSpinBox *m_digits, *m_dpi;
    QLineEdit* m_first;
    QComboBox *m_level, *m_image, *m_color, *m_privileged;
    QCheckBox *m_text, *m_redactedPrivileged;
    std::vector<QCheckBox*> m_natives, m_loadFiles;
    std::vector<std::pair<std::string, QLineEdit*>> m_stamps;
    QLabel *m_example, *m_problem;
    bool m_isTouched = false, m_isStartGiven = false;
};

}  // namespace redwell::ui
