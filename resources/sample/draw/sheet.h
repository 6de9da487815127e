// A document on paper: flowing text in a little HTML, laid out on pages with running lines and Bates stamps. One sheet
// can be drawn as a born-digital PDF or as page images for a scan, so that both come from the same source.
#pragma once

#include <QByteArray>
#include <QImage>
#include <QList>
#include <QMarginsF>
#include <QSizeF>
#include <QString>
#include <QStringList>

#include <functional>
#include <map>

class QPainter;
class QPaintDevice;

namespace redwell::sample {

inline constexpr QSizeF kLetter{612, 792};

struct Stamp {
    QString prefix;
    int start = 0, digits = 8;
    QString legend;  // confidentiality, bottom left
    bool isCentred = false;
    bool isEmpty() const { return prefix.isEmpty() && legend.isEmpty(); }
};

struct Sheet {
    QString html;
    std::map<QString, QImage> images;  // named in the html
    QSizeF size = kLetter;             // points
    QMarginsF margins{72, 72, 72, 78};
    QString font = "Liberation Sans";
    double fontSize = 10;
    // Running lines: "{page}" and "{pages}" are filled in.
    QString headerLeft, headerRight, footerLeft, footerCentre, footerRight;
    bool hasHeaderRule = false, headerSkipsFirst = false;
    Stamp stamp;
    QString title, author, creator;  // PDF properties
};

QByteArray drawPdf(const Sheet& sheet, const QString& createdAt);

// Gray pages without the stamp, which a scan receives after it was scanned.
QList<QImage> drawPages(const Sheet& sheet, int dpi);

void drawStamp(QPainter& painter, const Stamp& stamp, int page, const QSizeF& pixels, double dpi);

}  // namespace redwell::sample
