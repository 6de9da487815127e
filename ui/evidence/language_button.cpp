#include "ui/evidence/language_button.h"

#include <QLocale>
#include <QMenu>

namespace redwell::ui {
namespace {

// "French (fra)"; the bare name where Qt does not know it ("script/Greek").
QString label(const QString& language) {
    const auto known = QLocale::codeToLanguage(language.section(QLatin1Char('_'), 0, 0));
    if (known == QLocale::AnyLanguage || known == QLocale::C) return language;
    return QStringLiteral("%1 (%2)").arg(QLocale::languageToString(known), language);
}

}  // namespace

LanguageButton::LanguageButton(const QStringList& installed, const QString& wanted, QWidget* parent)
    : QPushButton(parent) {
    setAutoDefault(false);
    for (const QString& one : wanted.split(QLatin1Char('+'), Qt::SkipEmptyParts))
        if (installed.contains(one) && !m_chosen.contains(one)) m_chosen << one;
    if (m_chosen.isEmpty() && !installed.isEmpty())
        m_chosen << (installed.contains(QStringLiteral("eng")) ? QStringLiteral("eng") : installed.first());
    auto* menu = new QMenu(this);
    for (const QString& language : installed) {
        auto* action = menu->addAction(label(language));
        action->setData(language);
        action->setCheckable(true);
        action->setChecked(m_chosen.contains(language));
        connect(action, &QAction::toggled, this, [this, language](bool isChosen) { choose(language, isChosen); });
    }
    setMenu(menu);
    choose({}, false);
}

void LanguageButton::choose(const QString& language, bool isChosen) {
    m_chosen.removeAll(language);
    if (isChosen) m_chosen << language;
    QStringList labels;
    for (const QString& one : m_chosen) labels << label(one);
    setText(labels.isEmpty() ? tr("Choose…") : labels.join(QStringLiteral(", ")));
    emit changed();
}

}  // namespace redwell::ui
