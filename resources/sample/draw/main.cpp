// redwell-draw-sample OUT_DIR [--case CASE] [--sources DIR]: draws the sample matter's collection, one folder a
// custodian, from the JSON beside it; with --case also makes the case out of it.
#include "exhibit_bytes.h"
#include "seed_case.h"

#include <QCommandLineParser>
#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QHash>

#include <cstdio>
#include <stdexcept>

namespace {

using namespace redwell::sample;

void store(const QString& path, const QByteArray& bytes) {
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        throw std::runtime_error("cannot write " + path.toStdString() + ": " + file.errorString().toStdString());
}

void drawAll(const QString& sourcesPath, const QString& outPath) {
    const auto sources = Sources::read(sourcesPath);
    const QDir out(outPath);
    QHash<QString, QByteArray> drawn;  // by path, for copies
    QList<Exhibit> copies;
    const auto finish = [&](const Exhibit& exhibit, const QByteArray& bytes) {
        const auto path = exhibit.folder + "/" + exhibit.source["file"].toString();
        if (drawn.contains(path)) throw std::runtime_error("two exhibits are called " + path.toStdString());
        drawn.insert(path, bytes);
        store(out.filePath(path), bytes);
    };
    for (const auto& exhibit : sources.exhibits()) {
        if (exhibit.source["kind"] == "copy") {
            copies << exhibit;
            continue;
        }
        try {
            finish(exhibit, bytesOf(exhibit.source, sources));
        } catch (const std::runtime_error& error) {
            throw std::runtime_error(exhibit.source["file"].toString().toStdString() + ": " + error.what());
        }
    }
    for (const auto& copy : copies) {
        const auto original = drawn.constFind(copy.source["of"].toString());
        if (original == drawn.constEnd())
            throw std::runtime_error("no exhibit to copy at " + copy.source["of"].toString().toStdString());
        finish(copy, *original);
    }
    std::printf("%lld files in %s\n", static_cast<long long>(drawn.size()), qPrintable(out.absolutePath()));
}

}  // namespace

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    QCommandLineParser line;
    line.addPositionalArgument("OUT_DIR", "where the collection is drawn");
    line.addOptions({{"case", "also make the case from it", "CASE"},
                     {"sources", "where the JSON is", "DIR", REDWELL_SAMPLE_SOURCES}});
    if (!line.parse(application.arguments()) || line.positionalArguments().size() != 1) {
        std::fprintf(stderr, "usage: redwell-draw-sample OUT_DIR [--case CASE] [--sources DIR]\n");
        return 2;
    }
    try {
        const auto out = line.positionalArguments().first();
        drawAll(line.value("sources"), out);
        if (line.isSet("case")) seedCase(line.value("case"), out, line.value("sources"));
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "The sample case was not made: %s\n", error.what());
        return 1;
    }
}
