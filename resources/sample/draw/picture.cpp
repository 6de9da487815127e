#include "picture.h"

#include "sources.h"

#include <QHash>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <random>

namespace redwell::sample {

namespace {

// Capitals as strokes on a grid of 4 wide and 6 high: digits are x and y, "/" lifts the pen.
const QHash<char, const char*>& strokes() {
    static const QHash<char, const char*> table = {{'A', "062046/1434"},
                                                   {'B', "0600203142330313/0333444536250606"},
                                                   {'C', "41301001050616364645"},
                                                   {'D', "0600203041453606"},
                                                   {'E', "40000646/0333"},
                                                   {'F', "400006/0333"},
                                                   {'G', "413010010516364643432343"},
                                                   {'H', "0006/4046/0343"},
                                                   {'I', "2026"},
                                                   {'J', "30353626160504"},
                                                   {'K', "0006/4003/0346"},
                                                   {'L', "000646"},
                                                   {'M', "0600244046"},
                                                   {'N', "06004640"},
                                                   {'O', "200103051636454331303020"},
                                                   {'P', "060030414233030303"},
                                                   {'Q', "2001051636454130302020/2446"},
                                                   {'R', "06003041423303/2346"},
                                                   {'S', "4130100102133344453616 05"},
                                                   {'T', "0040/2026"},
                                                   {'U', "00051636454540"},
                                                   {'V', "002640"},
                                                   {'W', "0016233640"},
                                                   {'X', "0046/4006"},
                                                   {'Y', "002340/2326"},
                                                   {'Z', "00400646"},
                                                   {'0', "2001051636454130302020"},
                                                   {'1', "112026/1636"},
                                                   {'2', "01103041420646"},
                                                   {'3', "00402233444536160 5"},
                                                   {'4', "30044434/3036"},
                                                   {'5', "400002324344453616 05"},
                                                   {'6', "30100105163645431303"},
                                                   {'7', "004016"},
                                                   {'8', "20100112324436160514 3241302020"},
                                                   {'9', "423312011030414536 16"},
                                                   {'-', "1333"},
                                                   {'+', "1333/2224"},
                                                   {'.', "2526"},
                                                   {',', "2517"},
                                                   {':', "2122/2425"},
                                                   {'?', "01103041232 4/2526"},
                                                   {'!', "2024/2526"},
                                                   {'/', "4006"},
                                                   {'=', "0242/0444"},
                                                   {'%', "4006/1011/3536"},
                                                   {'$', "4130100102133344453616 05/2026"},
                                                   {'(', "30121416 36"},
                                                   {')', "10323416"},
                                                   {'>', "013305"},
                                                   {'&', "46100110202115063644"},
                                                   {'#', "1006/3026/0242/0444"},
                                                   {'\'', "2021"},
                                                   {'<', "410345"}};
    return table;
}

class Hand {
public:
    Hand(QPainter& painter, std::uint32_t seed) : m_painter(painter), m_engine(seed) {}

    void write(const QString& text, QPointF at, double height, const QColor& ink) {
        const double unit = height / 6;
        m_painter.setPen(QPen(ink, height * 0.105, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        m_painter.setBrush(Qt::NoBrush);
        const double slope = jitter(0.012);
        for (const auto letter : text.toUpper()) {
            if (letter != ' ')
                draw(strokes().value(letter.toLatin1()), at + QPointF(jitter(1.2), jitter(0.5) * unit), unit);
            at += QPointF((letter == ' ' ? 3.6 : 5.7) * unit + jitter(0.25) * unit, slope * 5 * unit);
        }
    }

    double jitter(double size) { return size * (double(m_engine()) / 2147483647.5 - 1); }

private:
    void draw(const char* stroke, QPointF at, double unit) {
        if (!stroke) return;
        const double slant = -0.09 + jitter(0.03);
        QPainterPath path;
        QPointF before;
        bool isDown = false;
        for (const char* c = stroke; *c && c[1]; ++c) {
            if (*c == '/') {
                isDown = false;
                continue;
            }
            if (*c == ' ') continue;
            const int x = c[0] - '0';
            while (c[1] == ' ') ++c;
            const int y = c[1] - '0';
            ++c;
            const QPointF point =
                at + QPointF(x * unit + (y - 3) * slant * unit + jitter(0.14) * unit, y * unit + jitter(0.14) * unit);
            if (!isDown) {
                path.moveTo(point);
            } else {
                const auto middle = (before + point) / 2 + QPointF(jitter(0.1), jitter(0.1)) * unit;
                path.quadTo(middle, point);
            }
            before = point;
            isDown = true;
        }
        m_painter.drawPath(path);
    }

    QPainter& m_painter;
    std::mt19937 m_engine;
};

}  // namespace

QImage whiteboardOf(const QJsonObject& source) {
    QImage board(2400, 1800, QImage::Format_RGB32);
    QPainter painter(&board);
    painter.setRenderHint(QPainter::Antialiasing);
    QRadialGradient light(QPointF(900, 620), 2000);
    light.setColorAt(0, QColor(240, 242, 240));
    light.setColorAt(0.6, QColor(214, 218, 219));
    light.setColorAt(1, QColor(158, 162, 168));
    painter.fillRect(board.rect(), light);
    painter.fillRect(0, 0, 2400, 46, QColor(122, 126, 130));
    painter.fillRect(0, 1722, 2400, 78, QColor(142, 146, 150));
    Hand hand(painter, 41);
    for (int i = 0; i < 60; ++i) {  // where older writing was wiped away
        painter.setPen(QPen(QColor(110, 128, 160, 7), 110, Qt::SolidLine, Qt::RoundCap));
        const QPointF from(1200 + hand.jitter(1100), 900 + hand.jitter(750));
        painter.drawLine(from, from + QPointF(hand.jitter(380), hand.jitter(60)));
    }
    const QHash<QString, QColor> inks = {{"blue", QColor(28, 52, 132)},
                                         {"red", QColor(172, 34, 40)},
                                         {"black", QColor(40, 42, 46)},
                                         {"green", QColor(30, 108, 70)}};
    for (const auto& item : source["writing"].toArray()) {  // [x, y, height, ink, text]
        const auto note = item.toArray();
        hand.write(note[4].toString(), QPointF(note[0].toDouble(), note[1].toDouble()), note[2].toDouble(),
                   inks.value(note[3].toString()));
    }
    for (const auto& item : source["lines"].toArray()) {  // [x0, y0, x1, y1, ink]
        const auto line = item.toArray();
        painter.setPen(QPen(inks.value(line[4].toString()), 9, Qt::SolidLine, Qt::RoundCap));
        const QPointF from(line[0].toDouble(), line[1].toDouble()), to(line[2].toDouble(), line[3].toDouble());
        QPainterPath path(from);
        path.quadTo((from + to) / 2 + QPointF(hand.jitter(14), hand.jitter(14)), to);
        painter.drawPath(path);
    }
    for (int i = 0; i < 2; ++i) {  // the ceiling lights
        QRadialGradient glare(QPointF(520 + 1150 * i, 210), 300);
        glare.setColorAt(0, QColor(255, 255, 255, 105));
        glare.setColorAt(1, QColor(255, 255, 255, 0));
        painter.fillRect(board.rect(), glare);
    }
    painter.end();
    for (int y = 0; y < board.height(); ++y) {
        auto* line = reinterpret_cast<QRgb*>(board.scanLine(y));
        for (int x = 0; x < board.width(); ++x) {
            const int grain = int(hand.jitter(7));
            const auto with = [&](int value) { return std::clamp(value + grain, 0, 255); };
            line[x] = qRgb(with(qRed(line[x])), with(qGreen(line[x])), with(qBlue(line[x])));
        }
    }
    return board.transformed(QTransform().rotate(-1.3), Qt::SmoothTransformation).copy(64, 64, 2310, 1720);
}

QImage chartOf(const QJsonObject& source) {
    QImage image(1280, 800, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    QFont font("DejaVu Sans");
    const auto text = [&](QRectF place, int flags, const QString& words, int pixels, bool isBold = false) {
        font.setPixelSize(pixels);
        font.setBold(isBold);
        painter.setFont(font);
        painter.drawText(place, flags, words);
    };
    painter.setPen(Qt::black);
    text({100, 20, 1120, 44}, Qt::AlignCenter, source["title"].toString(), 26, true);
    const QRectF plot(120, 84, 1100, 600);
    const auto low = source["low"].toDouble(), high = source["high"].toDouble(), span = source["steps"].toDouble();
    for (int i = 0; i <= 5; ++i) {
        const double y = plot.bottom() - plot.height() * i / 5;
        painter.setPen(QPen(QColor(222, 222, 222), 1));
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        painter.setPen(QColor(60, 60, 60));
        text({30, y - 12, 80, 24}, Qt::AlignRight | Qt::AlignVCenter,
             QString::number(low + (high - low) * i / 5, 'f', 2), 18);
        const double x = plot.left() + plot.width() * i / 5;
        text({x - 60, plot.bottom() + 8, 120, 24}, Qt::AlignCenter, QString::number(span * i / 5, 'f', 0) + "k", 18);
    }
    text({plot.left(), plot.bottom() + 44, plot.width(), 30}, Qt::AlignCenter, source["x"].toString(), 20);
    painter.save();
    painter.translate(24, plot.center().y());
    painter.rotate(-90);
    text({-300, -16, 600, 32}, Qt::AlignCenter, source["y"].toString(), 20);
    painter.restore();
    painter.setPen(QPen(Qt::black, 1.5));
    painter.drawRect(plot);
    const QList<QColor> colours = {"#1f77b4", "#ff7f0e", "#2ca02c", "#d62728"};
    std::mt19937 dice(17);
    int series = 0;
    for (const auto& item : source["series"].toArray()) {  // [name, first, last]
        const auto line = item.toArray();
        QPainterPath path;
        for (int i = 0; i <= 400; ++i) {
            const double t = i / 400.0;
            const double first = line[1].toDouble(), last = line[2].toDouble();
            const double noise = (double(dice()) / 4294967295.0 - 0.5) * 0.022 * (high - low) * (1.6 - t);
            const double value = last + (first - last) * std::exp(-5.2 * t) * (1 - 0.2 * t) + noise;
            const QPointF point(plot.left() + plot.width() * t,
                                plot.bottom() - plot.height() * (value - low) / (high - low));
            if (i)
                path.lineTo(point);
            else
                path.moveTo(point);
        }
        painter.save();
        painter.setClipRect(plot);
        painter.setPen(QPen(colours[series % colours.size()], 2.4));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(path);
        painter.restore();
        const double y = plot.top() + 22 + 32 * series;
        painter.setPen(QPen(colours[series % colours.size()], 4));
        painter.drawLine(QPointF(plot.right() - 430, y), QPointF(plot.right() - 386, y));
        painter.setPen(Qt::black);
        text({plot.right() - 374, y - 14, 370, 28}, Qt::AlignLeft | Qt::AlignVCenter, line[0].toString(), 19);
        ++series;
    }
    return image;
}

}  // namespace redwell::sample
