#include "ui/viewer/find_bar.h"

#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QStyle>
#include <QToolButton>

namespace redwell::ui {

FindBar::FindBar(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("bottomPanel"));
    setAttribute(Qt::WA_StyledBackground);
    m_text = new QLineEdit;
    m_text->setObjectName(QStringLiteral("findText"));
    m_text->setAccessibleName(tr("Find in this document"));
    m_text->setPlaceholderText(tr("Find in this document"));
    m_text->setClearButtonEnabled(true);
    m_text->setMaximumWidth(320);
    m_text->installEventFilter(this);
    m_count = new QLabel;
    m_count->setProperty("role", "muted");
    m_count->setMinimumWidth(84);
    const auto button = [this](const char* icon, const QString& name) {
        auto* made = new QToolButton;
        made->setIcon(Theme::icon(QString::fromLatin1(icon)));
        made->setToolTip(name);
        made->setAccessibleName(name);
        made->setAutoRaise(true);
        return made;
    };
    m_previous = button("previous", tr("Previous (Shift+F3)"));
    m_next = button("next", tr("Next (F3)"));
    auto* close = button("close", tr("Close (Esc)"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 5, 8, 5);
    layout->setSpacing(6);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_previous);
    layout->addWidget(m_next);
    layout->addWidget(m_count);
    layout->addStretch();
    layout->addWidget(close);

    m_pause.setSingleShot(true);
    m_pause.setInterval(120);
    connect(&m_pause, &QTimer::timeout, this, [this] { emit textWanted(text()); });
    connect(m_text, &QLineEdit::textChanged, &m_pause, qOverload<>(&QTimer::start));
    connect(m_previous, &QToolButton::clicked, this, [this] { emit stepWanted(-1); });
    connect(m_next, &QToolButton::clicked, this, [this] { emit stepWanted(1); });
    connect(close, &QToolButton::clicked, this, &FindBar::end);
    showCount(-1, 0);
    hide();
}

QString FindBar::text() const { return m_text->text().simplified(); }

void FindBar::begin(const QString& text) {
    show();
    if (!text.isEmpty()) m_text->setText(text);
    m_text->setFocus();
    m_text->selectAll();
    m_pause.stop();
    emit textWanted(this->text());
}

void FindBar::end() {
    m_pause.stop();
    hide();
    emit ended();
}

void FindBar::showCount(int current, int count) {
    const bool isMissing = count == 0 && !text().isEmpty();
    const QLocale locale;
    m_count->setText(isMissing      ? tr("Not found")
                     : count == 0   ? QString()
                     : current >= 0 ? tr("%1 of %2").arg(locale.toString(current + 1), locale.toString(count))
                     : count == 1   ? tr("1 place")
                                    : tr("%1 places").arg(locale.toString(count)));
    m_previous->setEnabled(count > 0);
    m_next->setEnabled(count > 0);
    if (m_text->property("invalid").toBool() == isMissing) return;
    m_text->setProperty("invalid", isMissing);
    m_text->style()->polish(m_text);
}

bool FindBar::eventFilter(QObject* watched, QEvent* event) {
    if (watched != m_text || event->type() != QEvent::KeyPress) return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->key() == Qt::Key_Escape) {
        end();
        return true;
    }
    if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
        if (m_pause.isActive()) {
            m_pause.stop();
            emit textWanted(text());
        } else {
            emit stepWanted(key->modifiers() & Qt::ShiftModifier ? -1 : 1);
        }
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace redwell::ui
