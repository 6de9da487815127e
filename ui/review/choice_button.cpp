#include "ui/review/choice_button.h"

#include <QHBoxLayout>
#include <QLabel>

namespace redwell::ui {

ChoiceButton::ChoiceButton(const QString& label, const QString& key, QWidget* parent)
    : QPushButton(parent), m_label(label) {
    setProperty("choice", true);
    setCheckable(true);
    setText(QString(label).replace(QLatin1Char('&'), QStringLiteral("&&")));
    setAccessibleName(label);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    if (key.isEmpty()) return;
    setToolTip(tr("Key: %1").arg(key));
    m_key = new QLabel(key, this);
    m_key->setProperty("key", true);
    m_key->setTextFormat(Qt::PlainText);
    m_key->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 5, 0);
    layout->addStretch();
    layout->addWidget(m_key, 0, Qt::AlignVCenter);
}

void ChoiceButton::showHeld(Held held) {
    m_held = held;
    setChecked(held == Held::All);
    setText(QString(m_label).replace(QLatin1Char('&'), QStringLiteral("&&")) +
            (held == Held::Some ? QStringLiteral("  –") : QString()));
    setAccessibleDescription(held == Held::Some ? tr("on some of the selected documents") : QString());
}

QSize ChoiceButton::sizeHint() const {
    const int text = fontMetrics().horizontalAdvance(m_label);
    return {text + 17 + (m_key ? m_key->sizeHint().width() + 6 : 0), QPushButton::sizeHint().height()};
}

}  // namespace redwell::ui
