#include "ui/review/batch_coding_dialog.h"

#include "ui/session/text.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace redwell::ui {
namespace {
const QString kLeave = QStringLiteral("\x01leave");
}

using review::Assignment;

BatchCodingDialog::BatchCodingDialog(const std::vector<casefile::Field>& fields, std::size_t documents,
                                     const QString& which, QWidget* parent)
    : QDialog(parent), m_documents(documents) {
    setObjectName(QStringLiteral("batchCodingDialog"));
    setWindowTitle(tr("Code documents"));
    setMinimumWidth(520);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(22, 18, 22, 18);
    layout->setSpacing(12);
    auto* title = new QLabel(counted(static_cast<qint64>(documents), tr("Code 1 document"), tr("Code %1 documents")));
    title->setProperty("role", "title");
    auto* about = new QLabel(which);
    about->setTextFormat(Qt::PlainText);
    about->setProperty("role", "muted");
    about->setWordWrap(true);
    layout->addWidget(title);
    layout->addWidget(about);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(10);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    for (const auto& field : fields) {
        if (field.type == casefile::FieldType::Text) continue;
        auto* combo = new QComboBox;
        combo->setObjectName(QStringLiteral("batch.%1").arg(shown(field.name)));
        combo->addItem(tr("Leave as it is"), kLeave);
        const bool isMultiple = field.type == casefile::FieldType::Multiple;
        for (const auto& choice : field.choices)
            combo->addItem(isMultiple ? tr("Add: %1").arg(shown(choice.label)) : shown(choice.label),
                           plain(choice.value));
        if (!isMultiple) combo->addItem(tr("Clear"), QString());
        connect(combo, &QComboBox::currentIndexChanged, this, &BatchCodingDialog::check);
        form->addRow(shown(field.label), combo);
        m_readers.emplace_back([combo, name = field.name, isMultiple](std::vector<Assignment>& assignments) {
            const QString value = combo->currentData().toString();
            if (value == kLeave) return;
            assignments.push_back({name, utf8(value), isMultiple ? Assignment::How::AddChoice : Assignment::How::Set});
        });
    }
    layout->addLayout(form);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_apply = buttons->addButton(tr("Code"), QDialogButtonBox::AcceptRole);
    m_apply->setObjectName(QStringLiteral("applyBatch"));
    layout->addStretch();
    layout->addWidget(buttons);
    m_apply->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    check();
}

std::vector<Assignment> BatchCodingDialog::assignments() const {
    std::vector<Assignment> assignments;
    for (const auto& read : m_readers) read(assignments);
    return assignments;
}

void BatchCodingDialog::check() {
    m_apply->setEnabled(!assignments().empty());
    m_apply->setText(counted(static_cast<qint64>(m_documents), tr("Code 1 document"), tr("Code %1 documents")));
}

}  // namespace redwell::ui
