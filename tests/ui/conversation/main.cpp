// Chromium draws the page on a real screen: ctest starts this under an X server of its own.
#include "ui/conversation/request_guard.h"

#include <QApplication>
#include <QStandardPaths>

#include <gtest/gtest.h>

#include <unistd.h>

int main(int argc, char** argv) {
    if (geteuid() == 0) qputenv("QTWEBENGINE_DISABLE_SANDBOX", "1");
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    redwell::ui::registerViewScheme();
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("Redwell tests"));
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
