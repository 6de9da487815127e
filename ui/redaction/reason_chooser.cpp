#include "ui/redaction/reason_chooser.h"

#include "redaction/redactions.h"
#include "ui/session/text.h"

#include <QLineEdit>
#include <QSettings>

namespace redwell::ui {

ReasonChooser::ReasonChooser(QWidget* parent) : QComboBox(parent) {
    setObjectName(QStringLiteral("redactionReason"));
    setAccessibleName(tr("Reason of redactions"));
    setToolTip(tr("The reason that is printed on the box. Choose one or type your own."));
    setEditable(true);
    setInsertPolicy(NoInsert);
    setMinimumWidth(190);
    setFocusPolicy(Qt::ClickFocus);
    for (const auto& reason : redaction::standardReasons()) addItem(plain(reason));
    const QString last = QSettings().value(QStringLiteral("redaction/reason")).toString();
    if (!last.isEmpty()) setCurrentText(last);
    connect(this, &QComboBox::currentTextChanged, this,
            [](const QString& text) { QSettings().setValue(QStringLiteral("redaction/reason"), text.simplified()); });
    connect(lineEdit(), &QLineEdit::editingFinished, this, [this] {
        if (reason().isEmpty() && count() > 0) setCurrentIndex(0);
    });
}

}  // namespace redwell::ui
