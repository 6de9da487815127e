#include "ui/window_focus.h"

#include <QApplication>
#include <QDialog>
#include <QEvent>
#include <QPointer>
#include <QTimer>

namespace redwell::ui {
namespace {

constexpr const char* kBeside = "standsBeside";

bool takesKeys(const QWidget* widget) {
    if (!widget->isWindow() || widget->testAttribute(Qt::WA_ShowWithoutActivating)) return false;
    const auto type = widget->windowType();
    return type == Qt::Window || type == Qt::Dialog || type == Qt::Sheet;
}

}  // namespace

WindowFocus::WindowFocus(QObject* parent) : QObject(parent) { qApp->installEventFilter(this); }

void WindowFocus::standBeside(QWidget* window) { window->setProperty(kBeside, true); }

QWidget* WindowFocus::openDialog() {
    for (auto* widget : QApplication::topLevelWidgets())
        if (widget->isVisible() && qobject_cast<QDialog*>(widget) && takesKeys(widget) &&
            !widget->property(kBeside).toBool())
            return widget;
    return nullptr;
}

bool WindowFocus::eventFilter(QObject* watched, QEvent* event) {
    const bool isShown = event->type() == QEvent::Show, isHidden = event->type() == QEvent::Hide;
    if ((!isShown && !isHidden) || event->spontaneous() || !watched->isWidgetType()) return false;
    auto* widget = static_cast<QWidget*>(watched);
    if (!takesKeys(widget)) return false;
    auto* below = widget->parentWidget() ? widget->parentWidget()->window() : nullptr;
    if (isHidden && (!below || (!widget->isActiveWindow() && QApplication::activeWindow()))) return false;
    // Once it is on the screen, or gone from it.
    QTimer::singleShot(0, this, [isShown, target = QPointer<QWidget>(isShown ? widget : below)] {
        if (!target || !target->isVisible() || target->isActiveWindow()) return;
        // Keys of a window that is blocked go nowhere.
        const auto* modal = QApplication::activeModalWidget();
        if (modal && modal != target && !modal->isAncestorOf(target)) return;
        if (isShown) target->raise();
        target->activateWindow();
    });
    return false;
}

}  // namespace redwell::ui
