// bench_screen_watch RRGGBB MANY SECONDS: waits until at least MANY pixels of the screen have (nearly) that colour,
// then exits 0; 1 after SECONDS. How the window bench sees, from outside and alike for every program, that a page is on
// the screen.
#include <QGuiApplication>
#include <QPixmap>
#include <QScreen>
#include <QThread>

#include <chrono>
#include <cstdio>
#include <cstdlib>

int main(int argc, char** argv) {
    if (argc != 4) {
        std::fprintf(stderr, "usage: bench_screen_watch RRGGBB MANY SECONDS\n");
        return 2;
    }
    const QGuiApplication application(argc, argv);
    const QColor wanted(QString("#") + argv[1]);
    const int many = std::atoi(argv[2]);
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(std::atoi(argv[3]));
    while (std::chrono::steady_clock::now() < end) {
        const QImage image =
            QGuiApplication::primaryScreen()->grabWindow(0).toImage().convertToFormat(QImage::Format_RGB32);
        int found = 0;
        for (int y = 0; y < image.height(); ++y) {
            const auto* line = reinterpret_cast<const QRgb*>(image.constScanLine(y));
            for (int x = 0; x < image.width(); ++x)
                found += std::abs(qRed(line[x]) - wanted.red()) < 10 &&
                         std::abs(qGreen(line[x]) - wanted.green()) < 10 &&
                         std::abs(qBlue(line[x]) - wanted.blue()) < 10;
        }
        if (found >= many) return 0;
        QThread::msleep(15);
    }
    return 1;
}
