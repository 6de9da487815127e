#include "ui/theme/window_style.h"

#include "ui/theme/theme.h"

#include <QStyleFactory>

namespace redwell::ui {
namespace {

QIcon ownIcon(QStyle::StandardPixmap standard) {
    switch (standard) {
        case QStyle::SP_MessageBoxWarning: return Theme::icon(QStringLiteral("exceptions"), QStringLiteral("warn"));
        case QStyle::SP_MessageBoxCritical: return Theme::icon(QStringLiteral("exceptions"), QStringLiteral("bad"));
        case QStyle::SP_MessageBoxInformation:
        case QStyle::SP_MessageBoxQuestion: return Theme::icon(QStringLiteral("help"), QStringLiteral("info"));
        case QStyle::SP_LineEditClearButton: return Theme::icon(QStringLiteral("close"), QStringLiteral("muted"));
        default: return {};
    }
}

}  // namespace

WindowStyle::WindowStyle() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

int WindowStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                           QStyleHintReturn* returned) const {
    if (hint == SH_DialogButtonBox_ButtonsHaveIcons) return 0;
    return QProxyStyle::styleHint(hint, option, widget, returned);
}

QIcon WindowStyle::standardIcon(StandardPixmap standard, const QStyleOption* option, const QWidget* widget) const {
    const QIcon own = ownIcon(standard);
    return own.isNull() ? QProxyStyle::standardIcon(standard, option, widget) : own;
}

QPixmap WindowStyle::standardPixmap(StandardPixmap standard, const QStyleOption* option, const QWidget* widget) const {
    const QIcon own = ownIcon(standard);
    return own.isNull() ? QProxyStyle::standardPixmap(standard, option, widget) : own.pixmap(32, 32);
}

}  // namespace redwell::ui
