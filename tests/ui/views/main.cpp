// The views are drawn for real, into memory.
#include "ui/conversation/request_guard.h"

#include <QApplication>
#include <QStandardPaths>

#include <gtest/gtest.h>

int main(int argc, char** argv) {
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    redwell::ui::prepareChromium();
    // No settings of whoever runs this.
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("Redwell tests"));
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
