// redwell [CASE]: the window. It parses no foreign bytes; redwell-worker does.
#include "ui/conversation/request_guard.h"
#include "ui/main_window.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QFileInfo>
#include <QTimer>

#include <unistd.h>
#include <cstdio>

int main(int argc, char** argv) {
    // Chromium's own sandbox refuses to start as root, where it would protect nothing.
    if (geteuid() == 0) qputenv("QTWEBENGINE_DISABLE_SANDBOX", "1");
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
    redwell::ui::registerViewScheme();
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("Redwell"));
    QApplication::setApplicationName(QStringLiteral("redwell"));
    QApplication::setApplicationDisplayName(QStringLiteral("Redwell"));
    QApplication::setApplicationVersion(QStringLiteral(REDWELL_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("redwell"));

    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate("main", "E-discovery review on the desktop."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption fresh(QStringLiteral("new"),
                                   QCoreApplication::translate("main", "Begin with the New case dialog."));
    parser.addOption(fresh);
    parser.addPositionalArgument(QStringLiteral("case"),
                                 QCoreApplication::translate("main", "The case to open (NAME.redwell)."),
                                 QStringLiteral("[CASE]"));
    const auto wrong = [](const QString& what) {
        std::fprintf(stderr, "redwell: %s\n", qPrintable(what));
        return 2;
    };
    if (!parser.parse(application.arguments()))
        return wrong(parser.errorText() + QStringLiteral(" Try redwell --help."));
    if (parser.isSet(QStringLiteral("help"))) parser.showHelp(0);
    if (parser.isSet(QStringLiteral("version"))) parser.showVersion();
    const QStringList cases = parser.positionalArguments();
    if (cases.size() > 1) return wrong(QCoreApplication::translate("main", "One case at a time: redwell [CASE]"));
    if (!cases.isEmpty() && parser.isSet(fresh))
        return wrong(QCoreApplication::translate("main", "--new makes a case and takes no CASE to open."));

    redwell::ui::Theme::instance().start();
    redwell::ui::MainWindow window;
    window.show();
    if (parser.isSet(fresh)) QTimer::singleShot(0, &window, &redwell::ui::MainWindow::newCase);
    if (!cases.isEmpty()) {
        const QString folder = QDir::cleanPath(QFileInfo(cases.first()).absoluteFilePath());
        QTimer::singleShot(0, &window, [&window, folder] { window.openCase(folder); });
    }
    return QApplication::exec();
}
