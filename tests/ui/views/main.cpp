// The views are drawn for real, into memory.
#include "ui/conversation/request_guard.h"

#include <QApplication>
#include <QStandardPaths>

#include <gtest/gtest.h>

#include <unistd.h>

int main(int argc, char** argv) {
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    if (geteuid() == 0) qputenv("QTWEBENGINE_DISABLE_SANDBOX", "1");
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    redwell::ui::registerViewScheme();
    // No settings of whoever runs this.
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("Redwell tests"));
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
