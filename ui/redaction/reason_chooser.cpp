#include "ui/redaction/reason_chooser.h"

#include "redaction/redactions.h"
#include "ui/session/text.h"

#include <QCryptographicHash>
#include <QLineEdit>
#include <QSettings>

namespace redwell::ui {

namespace {

constexpr int kWidth = 190;  // pixels: most reasons whole

}  // namespace

ReasonChooser::ReasonChooser(QWidget* parent) : QComboBox(parent) {
    setObjectName(QStringLiteral("redactionReason"));
    setAccessibleName(tr("Reason of redactions"));
    setToolTip(tr("The reason that is printed on the box. Choose one or type your own."));
    setEditable(true);
    setInsertPolicy(NoInsert);
    setMinimumWidth(kWidth);
    setFocusPolicy(Qt::ClickFocus);
    for (const auto& reason : redaction::standardReasons()) addItem(plain(reason));
    lineEdit()->setPlaceholderText(tr("Reason of redactions"));
    setCurrentIndex(-1);
    connect(this, &QComboBox::textActivated, this, &ReasonChooser::remember);
    connect(lineEdit(), &QLineEdit::editingFinished, this, [this] { reason().isEmpty() ? recall() : remember(); });
}

QSize ReasonChooser::sizeHint() const { return QComboBox::sizeHint().expandedTo({kWidth, 0}); }

void ReasonChooser::setCase(const QString& folder) {
    m_key = folder.isEmpty()
                ? QString()
                : QStringLiteral("redaction/reason/") +
                      QString::fromLatin1(QCryptographicHash::hash(folder.toUtf8(), QCryptographicHash::Sha1).toHex());
    recall();
}

void ReasonChooser::choose(const QString& reason) {
    setCurrentText(reason.simplified());
    remember();
}

void ReasonChooser::recall() {
    const QString last = m_key.isEmpty() ? QString() : QSettings().value(m_key).toString();
    setCurrentIndex(findText(last));
    setEditText(last);
}

void ReasonChooser::remember() {
    if (!m_key.isEmpty() && !reason().isEmpty()) QSettings().setValue(m_key, reason());
}

}  // namespace redwell::ui
