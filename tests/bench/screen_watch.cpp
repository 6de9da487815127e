// bench_screen_watch X0 Y0 X1 Y1 SECONDS: watches a part of the screen (in percent) until a page stands there and
// nothing has moved for two seconds; prints when it last changed (seconds since 1970). Seen from outside and alike for
// every program. Exits 1 after SECONDS.
#include <QGuiApplication>
#include <QPixmap>
#include <QScreen>
#include <QThread>

#include <chrono>
#include <cstdio>
#include <cstdlib>

namespace {

using Clock = std::chrono::system_clock;

// Paper with print on it: mostly white, some of it dark.
bool looksLikeAPage(const QImage& image) {
    qint64 white = 0, dark = 0;
    for (int y = 0; y < image.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(image.constScanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            const int gray = qGray(line[x]);
            white += gray > 250;
            dark += gray < 110;
        }
    }
    const qint64 all = qint64{image.width()} * image.height();
    return white * 2 > all && dark * 200 > all;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 6) {
        std::fprintf(stderr, "usage: bench_screen_watch X0 Y0 X1 Y1 SECONDS\n");
        return 2;
    }
    const QGuiApplication application(argc, argv);
    QScreen* screen = QGuiApplication::primaryScreen();
    const auto part = [&](int argument, int length) { return std::atoi(argv[argument]) * length / 100; };
    const int x = part(1, screen->size().width()), y = part(2, screen->size().height());
    const int width = part(3, screen->size().width()) - x, height = part(4, screen->size().height()) - y;
    const auto begin = Clock::now();
    auto changed = begin;
    QImage last;
    while (Clock::now() - begin < std::chrono::seconds(std::atoi(argv[5]))) {
        const QImage now = screen->grabWindow(0, x, y, width, height).toImage().convertToFormat(QImage::Format_RGB32);
        if (now != last) {
            changed = Clock::now();
            last = now;
        } else if (Clock::now() - changed > std::chrono::seconds(2) && looksLikeAPage(now)) {
            std::printf("%.3f\n", std::chrono::duration<double>(changed.time_since_epoch()).count());
            return 0;
        }
        QThread::msleep(10);
    }
    return 1;
}
