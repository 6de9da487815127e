// redwell [CASE]: the window. It parses no foreign bytes; redwell-worker does.
#include "ui/conversation/request_guard.h"
#include "ui/main_window.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QFileInfo>
#include <QTimer>

#include <cstdio>

int main(int argc, char** argv) {
    redwell::ui::prepareChromium();
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
    // Opened in a thread of its own: the window comes up meanwhile.
    if (!cases.isEmpty()) window.openCase(QDir::cleanPath(QFileInfo(cases.first()).absoluteFilePath()));
    window.show();
    if (parser.isSet(fresh)) QTimer::singleShot(0, &window, &redwell::ui::MainWindow::newCase);
    return QApplication::exec();
}
