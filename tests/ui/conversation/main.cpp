// Chromium draws the page on a real screen: ctest starts this under an X server of its own.
#include "ui/conversation/request_guard.h"

#include <QApplication>
#include <QStandardPaths>

#include <gtest/gtest.h>

int main(int argc, char** argv) {
    redwell::ui::prepareChromium();
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("Redwell tests"));
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
