#include "seed_case.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>

#include <cstdio>
#include <stdexcept>

namespace redwell::sample {
namespace {

[[noreturn]] void fail(const QString& what) { throw std::runtime_error(what.toStdString()); }

// Exit code 3 means that some documents became exceptions; the sample has one on purpose.
void redwellctl(const QStringList& arguments) {
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QDir(QCoreApplication::applicationDirPath()).filePath("redwellctl"), arguments);
    if (!process.waitForStarted()) fail("redwellctl could not be started: " + process.errorString());
    process.waitForFinished(-1);
    const int code = process.exitCode();
    if (process.exitStatus() != QProcess::NormalExit || (code != 0 && code != 3))
        fail("redwellctl " + arguments.join(' ') + " ended with " + QString::number(code));
}

QJsonObject read(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) fail(path + ": " + file.errorString());
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(file.readAll(), &error);
    if (!document.isObject()) fail(path + ": " + error.errorString());
    return document.object();
}

}  // namespace

void seedCase(const QString& caseFolder, const QString& collection, const QString& sources) {
    if (QFileInfo::exists(caseFolder)) fail(caseFolder + " is there already");
    const auto building = QFileInfo(caseFolder).path() + "/.building.redwell";
    QDir(building).removeRecursively();
    redwellctl({"new", building, "--name", "Marlowe & Finch Press v. Meridian Cognition", "--time-zone",
                "America/Los_Angeles"});
    const QDir folder(collection);
    for (const auto& custodian : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name))
        redwellctl({"ingest", building, folder.filePath(custodian), "--custodian", custodian});
    const auto decisions = read(sources + "/coding.json");
    for (const auto value : decisions["codings"].toArray()) {
        const auto coding = value.toObject();
        QStringList arguments{"code", building, "--query", coding["query"].toString(), "--by", coding["by"].toString()};
        for (const auto set : coding["set"].toArray()) arguments << "--set" << set.toString();
        redwellctl(arguments);
    }
    for (const auto value : decisions["redactions"].toArray()) {
        const auto redaction = value.toObject();
        redwellctl({"redact", building, "--query", redaction["query"].toString(), "--find",
                    redaction["find"].toString(), "--reason", redaction["reason"].toString(), "--by",
                    redaction["by"].toString()});
    }
    const auto specification = read(sources + "/production.json");
    QDir(building).mkpath("productions");
    QFile saved(building + "/productions/" + specification["volume"].toString() + ".specification.json");
    if (!saved.open(QIODevice::WriteOnly) || saved.write(QJsonDocument(specification).toJson()) < 0)
        fail(saved.errorString());
    saved.close();
    if (!QDir().rename(building, caseFolder)) fail("the finished case could not be moved to " + caseFolder);
    std::printf("The sample case is %s\n", qPrintable(QFileInfo(caseFolder).absoluteFilePath()));
}

}  // namespace redwell::sample
