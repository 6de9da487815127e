// redwell-draw-sample OUT_DIR: draws the sample case's collection, one folder a custodian, from the JSON beside it.
#include "exhibit_bytes.h"

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

int drawAll(const QString& sourcesPath, const QString& outPath) {
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
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2 || argc > 3 || argv[1][0] == '-') {
        std::fprintf(stderr, "usage: redwell-draw-sample OUT_DIR [SOURCES_DIR]\n");
        return 2;
    }
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    try {
        return drawAll(argc > 2 ? QString::fromLocal8Bit(argv[2]) : QString(REDWELL_SAMPLE_SOURCES),
                       QString::fromLocal8Bit(argv[1]));
    } catch (const std::exception& error) {
        std::fprintf(stderr, "The sample case was not drawn: %s\n", error.what());
        return 1;
    }
}
