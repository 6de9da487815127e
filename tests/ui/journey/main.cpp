// The window as it is, on a screen: ctest starts this under an X server of its own. Nothing is remembered from one run
// to the next, and nothing of whoever runs it is read.
#include "ui/conversation/request_guard.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QTemporaryDir>

#include <gtest/gtest.h>

int main(int argc, char** argv) {
    qputenv("REDWELL_WORKER", REDWELL_WORKER_FILE);
    QTemporaryDir home;
    for (const char* place : {"XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"})
        qputenv(place, home.path().toUtf8());
    redwell::ui::prepareChromium();
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("Redwell tests"));
    QApplication::setApplicationName(QStringLiteral("journey"));
    redwell::ui::Theme::instance().start();
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
