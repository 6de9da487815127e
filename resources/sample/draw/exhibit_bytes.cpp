#include "exhibit_bytes.h"

#include "chat_sheet.h"
#include "image_file.h"
#include "mail_file.h"
#include "mail_sheet.h"
#include "paper_sheet.h"
#include "picture.h"
#include "scan.h"

#include <QPainter>

#include <random>
#include <stdexcept>

namespace redwell::sample {

namespace {

std::uint32_t seedOf(const QJsonObject& source) { return steadyHash(source["file"].toString()); }

QString fileName(const QJsonObject& source) { return source["file"].toString().section('/', -1); }

// The day of the story, for the properties of the file.
QString createdAt(const QJsonObject& source) {
    return source["date"].toString("2024-03-11").remove('-') + QString("%1%2%3")
                                                                   .arg(9 + seedOf(source) % 8, 2, 10, QChar('0'))
                                                                   .arg(seedOf(source) % 60, 2, 10, QChar('0'))
                                                                   .arg(seedOf(source) % 53, 2, 10, QChar('0'));
}

Stamp stampOf(const QJsonObject& source) {
    Stamp stamp;
    stamp.start = source["bates"].toInt();
    if (stamp.start) stamp.prefix = source["bates_prefix"].toString("MERIDIAN_");
    stamp.legend = source["legend"].toString();
    stamp.isCentred = source["legend_centred"].toBool();
    return stamp;
}

Sheet sheetOf(const QJsonObject& source, const Sources& sources) {
    Sheet sheet;
    const auto kind = source["kind"].toString();
    sheet.font = source["font"].toString(sheet.font);
    sheet.fontSize = source["size"].toDouble(sheet.fontSize);
    if (source["landscape"].toBool()) sheet.size.transpose();
    if (source.contains("margin")) {
        const double margin = source["margin"].toDouble();
        sheet.margins = QMarginsF(margin, margin, margin, 78);
    }
    const auto running = stringsOf(source["running"]);  // header left, right, footer left, centre, right
    sheet.headerLeft = running.value(0);
    sheet.headerRight = running.value(1);
    sheet.footerLeft = running.value(2);
    sheet.footerCentre = running.value(3);
    sheet.footerRight = running.value(4);
    sheet.hasHeaderRule = !sheet.headerLeft.isEmpty() || !sheet.headerRight.isEmpty();
    sheet.headerSkipsFirst = source["running_skips_first"].toBool();
    sheet.stamp = stampOf(source);
    sheet.title = fileName(source).section('.', 0, -2);
    sheet.creator = source["creator"].toString();
    if (kind == "chat")
        fillChatSheet(sheet, source, sources);
    else if (kind == "mail_print")
        fillMailSheet(sheet, source, sources);
    else if (kind == "paper")
        fillPaperSheet(sheet, source);
    else if (kind == "table")
        fillTableSheet(sheet, source);
    else
        throw std::runtime_error("no kind of exhibit is called " + kind.toStdString());
    return sheet;
}

QByteArray scannedBytes(const QJsonObject& source, const Sheet& sheet) {
    const auto look = scanLookOf(source["scan"].toObject());
    QList<QImage> pages;
    auto seed = seedOf(source);
    for (const auto& page : drawPages(sheet, look.dpi)) {
        auto image = scanned(page, look, ++seed);
        if (!sheet.stamp.isEmpty() && look.quarterTurns == 0 && !look.isBilevel) {
            QImage stamped = image.convertToFormat(QImage::Format_RGB32);
            QPainter painter(&stamped);
            drawStamp(painter, sheet.stamp, int(pages.size()), stamped.size(), look.dpi);
            painter.end();
            image = stamped.convertToFormat(QImage::Format_Grayscale8);
        }
        pages << image;
    }
    if (source["file"].toString().endsWith(".tif")) return faxTiff(pages, look.dpi);
    // A stated /Rotate turns a sideways feed upright again, as some copiers do.
    const int rotate = source["scan"].toObject()["rotate"].toInt();
    return imagePdf(pages, look.dpi, look.jpegQuality, rotate,
                    source["creator"].toString("Kestrel MFP 4520").toLatin1(), createdAt(source).toLatin1());
}

// What a failing disk leaves of a PDF: its first line, then blocks of other files and zeros.
QByteArray brokenPdf(int size, std::uint32_t seed) {
    std::mt19937 dice(seed);
    QByteArray bytes = "%PDF-1.6\r%\xe2\xe3\xcf\xd3\r\n";
    while (bytes.size() < size) {
        const bool isZero = dice() % 4 == 0;
        for (int i = 0; i < 4096; ++i) bytes += isZero ? '\0' : char(dice() & 0xff);
    }
    return bytes;
}

// A recorder's binary file: a head and a run of readings.
QByteArray recorderFile(const QJsonObject& source) {
    std::mt19937 dice(seedOf(source));
    QByteArray bytes("MCQM\x02\x00\x01\x00", 8);
    bytes += source["note"].toString().toUtf8().leftJustified(64, '\0');
    for (int i = 0; i < source["count"].toInt(6000) * 2; ++i) bytes += char(dice() & 0xff);
    return bytes;
}

QByteArray typeOf(const QString& name) {
    if (name.endsWith(".pdf")) return "application/pdf";
    if (name.endsWith(".png")) return "image/png";
    if (name.endsWith(".jpg")) return "image/jpeg";
    if (name.endsWith(".tif")) return "image/tiff";
    if (name.endsWith(".txt")) return "text/plain";
    if (name.endsWith(".eml")) return "message/rfc822";
    return "application/octet-stream";
}

}  // namespace

QByteArray bytesOf(const QJsonObject& source, const Sources& sources) {
    const auto kind = source["kind"].toString();
    const auto name = fileName(source);
    if (kind == "mail") {
        QList<Attachment> attachments;
        for (const auto& item : source["attachments"].toArray()) {
            const auto attached = item.toObject();
            attachments << Attachment{fileName(attached), typeOf(fileName(attached)), bytesOf(attached, sources)};
        }
        return mailFile(source, attachments, sources);
    }
    if (kind == "text") return (linesOf(source["body"]).join("\n") + "\n").toUtf8();
    if (kind == "chat" && name.endsWith(".txt")) return chatText(source, sources).toUtf8();
    if (kind == "chart") return encoded(chartOf(source), "png", -1);
    if (kind == "whiteboard") return encoded(whiteboardOf(source), "jpeg", 72);
    if (kind == "broken") return brokenPdf(source["bytes"].toInt(180000), seedOf(source));
    if (kind == "recorder") return recorderFile(source);
    const auto sheet = sheetOf(source, sources);
    if (name.endsWith(".jpg")) return encoded(photographed(drawPages(sheet, 220).first(), seedOf(source)), "jpeg", 70);
    if (source.contains("scan")) return scannedBytes(source, sheet);
    return drawPdf(sheet, createdAt(source));
}

}  // namespace redwell::sample
