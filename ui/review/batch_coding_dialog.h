// Codes several documents at once: says what will change and on how many documents before it does.
#pragma once

#include "casefile/case_template.h"
#include "review/coding.h"

#include <QDialog>

#include <functional>
#include <vector>

class QPushButton;

namespace redwell::ui {

class BatchCodingDialog : public QDialog {
    Q_OBJECT
public:
    BatchCodingDialog(const std::vector<casefile::Field>& fields, std::size_t documents, const QString& which,
                      QWidget* parent = nullptr);
    std::vector<review::Assignment> assignments() const;

private:
    void check();

    std::vector<std::function<void(std::vector<review::Assignment>&)>> m_readers;
    QPushButton* m_apply;
    std::size_t m_documents;
};

}  // namespace redwell::ui
