// Calls on one message or a run of them: tags, privilege and the other fields of the case, under this reviewer's name.
#pragma once

#include "casefile/case_template.h"
#include "review/coding.h"

#include <QDialog>

#include <functional>
#include <vector>

class QLabel;
class QPushButton;

namespace redwell::ui {

class MessageCallDialog : public QDialog {
    Q_OBJECT
public:
    // own: this reviewer's calls where they are the same on all the messages. first: the field to begin with.
    MessageCallDialog(const std::vector<casefile::Field>& fields, const review::CodingValues& own, int messages,
                      const QString& first, QWidget* parent);
    std::vector<review::Assignment> assignments() const;  // what was changed

private:
    void check();

    QPushButton* m_apply;
    QLabel* m_newTags;
    std::vector<std::function<QStringList()>> m_newOnes;  // entries that no choice of the field is
    std::vector<std::function<void(std::vector<review::Assignment>&)>> m_readers;
};

}  // namespace redwell::ui
