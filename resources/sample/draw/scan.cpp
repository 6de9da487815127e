#include "scan.h"

#include <QPainter>
#include <QPainterPath>
#include <QTransform>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

namespace redwell::sample {

namespace {

class Dice {
public:
    explicit Dice(std::uint32_t seed) : m_engine(seed) {}
    double between(double low, double high) { return low + (high - low) * (double(m_engine()) / 4294967295.0); }
    // The sum of four uniform draws: near enough to normal, and the same with every standard library.
    double normal() { return (between(-1, 1) + between(-1, 1) + between(-1, 1) + between(-1, 1)) * 0.866; }

private:
    std::mt19937 m_engine;
};

QImage skewed(const QImage& page, double degrees, QPointF shift, QColor ground) {
    QImage turned(page.size(), QImage::Format_RGB32);
    turned.fill(ground);
    QPainter painter(&turned);
    painter.setRenderHints(QPainter::SmoothPixmapTransform | QPainter::Antialiasing);
    painter.translate(page.width() / 2.0 + shift.x(), page.height() / 2.0 + shift.y());
    painter.rotate(degrees);
    painter.drawImage(QPointF(-page.width() / 2.0, -page.height() / 2.0), page);
    painter.end();
    return turned.convertToFormat(QImage::Format_Grayscale8);
}

// A 3 by 3 binomial blur: the copier's optics.
QImage softened(const QImage& image) {
    QImage result = image.copy();
    for (int y = 1; y + 1 < image.height(); ++y) {
        const uchar* above = image.constScanLine(y - 1);
        const uchar* here = image.constScanLine(y);
        const uchar* below = image.constScanLine(y + 1);
        uchar* out = result.scanLine(y);
        for (int x = 1; x + 1 < image.width(); ++x)
            out[x] = uchar((above[x - 1] + 2 * above[x] + above[x + 1] + 2 * here[x - 1] + 4 * here[x] +
                            2 * here[x + 1] + below[x - 1] + 2 * below[x] + below[x + 1] + 8) /
                           16);
    }
    return result;
}

void drawDirt(QImage& image, const ScanLook& look, Dice& dice) {
    QImage coloured = image.convertToFormat(QImage::Format_RGB32);
    QPainter painter(&coloured);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const double dot = look.dpi / 200.0;
    for (int i = 0; i < look.specks; ++i) {
        const int grey = int(dice.between(20, 150));
        painter.setBrush(QColor(grey, grey, grey));
        const double size = dice.between(0.4, 1.5) * dot;
        painter.drawEllipse(QPointF(dice.between(0, image.width()), dice.between(0, image.height())), size,
                            size * dice.between(0.6, 1.4));
    }
    if (look.hasHoles)
        for (const double at : {0.115, 0.5, 0.885}) {
            painter.setBrush(QColor(38, 38, 38));
            painter.drawEllipse(QPointF(0.032 * image.width(), at * image.height() + dice.between(-6, 6)),
                                0.125 * look.dpi, 0.125 * look.dpi);
        }
    if (look.isCrumpled)
        for (int i = 0; i < 3; ++i) {
            painter.setPen(QPen(QColor(120, 120, 120, 70), 1.6 * dot));
            const double y = image.height() * (i + 1) / 4.0 + dice.between(-40, 40);
            painter.drawLine(QPointF(0, y), QPointF(image.width(), y + dice.between(-30, 30)));
            painter.setPen(Qt::NoPen);
        }
    painter.end();
    image = coloured.convertToFormat(QImage::Format_Grayscale8);
}

}  // namespace

ScanLook scanLookOf(const QJsonObject& source) {
    ScanLook look;
    look.dpi = source["dpi"].toInt(look.dpi);
    look.skew = source["skew"].toDouble(look.skew);
    look.grain = source["grain"].toDouble(look.grain);
    look.specks = source["specks"].toInt(look.specks);
    look.paper = source["paper"].toInt(look.paper);
    look.fade = source["fade"].toDouble(look.fade);
    look.isBilevel = source["bilevel"].toBool();
    look.hasHoles = source["holes"].toBool();
    look.hasEdge = source["edge"].toBool(true);
    look.isCrumpled = source["crumpled"].toBool();
    look.quarterTurns = source["quarter_turns"].toInt();
    look.jpegQuality = source["quality"].toInt(look.jpegQuality);
    return look;
}

QImage scanned(const QImage& page, const ScanLook& look, std::uint32_t seed) {
    Dice dice(seed);
    QImage image = skewed(page, look.skew + dice.between(-0.35, 0.35), {dice.between(-14, 14), dice.between(-12, 12)},
                          QColor(Qt::white));
    image = softened(image);
    drawDirt(image, look, dice);

    const double tilt = dice.between(-7, 7), wave = dice.between(2, 5), phase = dice.between(0, 6);
    const bool isEdgeLeft = dice.between(0, 1) < 0.5;
    const double edgeWidth = 0.28 * look.dpi;
    const double ink = (1 - look.fade);
    for (int y = 0; y < image.height(); ++y) {
        uchar* line = image.scanLine(y);
        const double down = double(y) / image.height();
        const double band = wave * std::sin(down * 9 + phase) + tilt * (down - 0.5);
        for (int x = 0; x < image.width(); ++x) {
            double ground = look.paper + band + 3 * std::sin(double(x) / image.width() * 5 + phase);
            if (look.hasEdge) {
                const double distance = isEdgeLeft ? x : image.width() - 1 - x;
                if (distance < edgeWidth) ground -= 90 * std::pow(1 - distance / edgeWidth, 2.2);
            }
            const double cover = (255 - line[x]) / 255.0 * ink;
            const double value = ground * (1 - cover) + 28 * cover + look.grain * dice.normal();
            line[x] = uchar(std::clamp(value, 0.0, 255.0));
        }
    }
    if (look.quarterTurns) image = image.transformed(QTransform().rotate(90.0 * look.quarterTurns));
    if (!look.isBilevel) return image;

    QImage bits(image.size(), QImage::Format_Mono);
    bits.setColorTable({qRgb(255, 255, 255), qRgb(0, 0, 0)});
    bits.fill(0);
    const double threshold = look.paper * 0.66;
    for (int y = 0; y < image.height(); ++y) {
        const uchar* line = image.constScanLine(y);
        uchar* out = bits.scanLine(y);
        for (int x = 0; x < image.width(); ++x)
            if (line[x] + 9 * dice.normal() < threshold) out[x >> 3] |= uchar(0x80 >> (x & 7));
    }
    return bits;
}

QImage photographed(const QImage& page, std::uint32_t seed) {
    Dice dice(seed);
    const int width = 2016, height = 2688;
    QImage photo(width, height, QImage::Format_RGB32);
    QPainter painter(&photo);
    painter.setRenderHints(QPainter::SmoothPixmapTransform | QPainter::Antialiasing);
    painter.fillRect(photo.rect(), QColor(112, 84, 60));
    for (int y = 0; y < height; y += 3) {  // the grain of a desk
        const int shade = int(dice.between(-9, 9));
        painter.fillRect(0, y, width, 3, QColor(112 + shade, 84 + shade, 60 + shade));
    }
    const double w = page.width(), h = page.height();
    QTransform lens;
    const QPolygonF flat({QPointF(0, 0), QPointF(w, 0), QPointF(w, h), QPointF(0, h)});
    const QPolygonF seen({QPointF(148, 118), QPointF(1888, 152), QPointF(1932, 2560), QPointF(96, 2528)});
    QTransform::quadToQuad(flat, seen, lens);
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < 16; ++i) {
        painter.setBrush(QColor(0, 0, 0, 9));
        painter.drawPolygon(seen.translated(4 + i, 6 + 1.3 * i));
    }
    painter.setTransform(lens);
    painter.drawImage(0, 0, page);
    painter.end();
    for (int y = 0; y < height; ++y) {
        auto* line = reinterpret_cast<QRgb*>(photo.scanLine(y));
        for (int x = 0; x < width; ++x) {
            const double dx = (x - 0.38 * width) / width, dy = (y - 0.3 * height) / height;
            const double light = 1.02 - 0.42 * (dx * dx + dy * dy) + 0.012 * dice.normal();
            const auto lit = [&](int value, double tint) { return int(std::clamp(value * light * tint, 0.0, 255.0)); };
            line[x] = qRgb(lit(qRed(line[x]), 0.99), lit(qGreen(line[x]), 0.965), lit(qBlue(line[x]), 0.90));
        }
    }
    return photo;
}

}  // namespace redwell::sample
