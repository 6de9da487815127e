#include "ui/start/sample_case.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QProgressDialog>
#include <QStandardPaths>

#include <memory>

namespace redwell::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("redwell::ui::SampleCase", text); }

// The same place as the set-up script uses.
QString sampleHome() {
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/redwell");
}

}  // namespace

QString sampleCaseFolder() { return sampleHome() + QStringLiteral("/Marlowe v. Meridian.redwell"); }

QString sampleProgram() {
    const QString beside = QCoreApplication::applicationDirPath() + QStringLiteral("/redwell-draw-sample");
    return QFileInfo(beside).isExecutable() ? beside : QString();
}

void makeSampleCase(QWidget* window, std::function<void(const QString& error)> then) {
    const QString program = sampleProgram();
    if (program.isEmpty())
        return then(tr("The sample case is not installed: redwell-draw-sample is missing beside the program."));
    QDir().mkpath(sampleHome());
    auto* dialog =
        new QProgressDialog(tr("Making the sample case: drawing sixty exhibits and reading them.\nThis happens once."),
                            tr("Cancel"), 0, 0, window);
    dialog->setWindowTitle(tr("Sample case"));
    dialog->setWindowModality(Qt::WindowModal);
    dialog->setMinimumDuration(0);
    dialog->setMinimumWidth(460);
    auto* process = new QProcess(window);
    process->setProcessChannelMode(QProcess::MergedChannels);
    const auto finish = [dialog, process, then = std::move(then)](const QString& error) {
        dialog->deleteLater();
        process->deleteLater();
        then(error);
    };
    QObject::connect(dialog, &QProgressDialog::canceled, process, [process] { process->terminate(); });
    QObject::connect(process, &QProcess::errorOccurred, window, [finish](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            finish(tr("The program that draws the sample case could not be started."));
    });
    QObject::connect(
        process, &QProcess::finished, window, [process, dialog, finish](int code, QProcess::ExitStatus status) {
            if (dialog->wasCanceled() || (status == QProcess::NormalExit && code == 0))
                return finish(dialog->wasCanceled() ? tr("The sample case was not made: you canceled it.") : QString());
            const QString output = QString::fromUtf8(process->readAll()).trimmed();
            finish(tr("The sample case could not be made: %1").arg(output.section(QLatin1Char('\n'), -1)));
        });
    process->start(program,
                   {sampleHome() + QStringLiteral("/Sample collection"), QStringLiteral("--case"), sampleCaseFolder()});
    dialog->show();
}

}  // namespace redwell::ui
