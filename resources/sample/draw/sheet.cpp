#include "sheet.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>
#include <QTextDocument>
#include <QUrl>

namespace redwell::sample {

namespace {

// A text document bound to the resolution of what it will be drawn on.
class Layout {
public:
    Layout(const Sheet& sheet, QPaintDevice* device, double dpi) : m_sheet(sheet), m_scale(dpi / 72) {
        for (const auto& [name, image] : sheet.images)
            m_document.addResource(QTextDocument::ImageResource, QUrl(name), image);
        QFont font(sheet.font);
        font.setPointSizeF(sheet.fontSize);
        font.setHintingPreference(QFont::PreferNoHinting);
        m_document.setDefaultFont(font);
        m_document.setDocumentMargin(0);
        m_document.setUseDesignMetrics(true);
        m_document.documentLayout()->setPaintDevice(device);
        m_document.setHtml(sheet.html);
        const auto& margins = sheet.margins;
        m_body = QSizeF(sheet.size.width() - margins.left() - margins.right(),
                        sheet.size.height() - margins.top() - margins.bottom()) *
                 m_scale;
        m_document.setPageSize(m_body);
    }

    int pages() const { return m_document.pageCount(); }

    void draw(QPainter& painter, int page) const {
        painter.save();
        painter.translate(m_sheet.margins.left() * m_scale, m_sheet.margins.top() * m_scale - page * m_body.height());
        QAbstractTextDocumentLayout::PaintContext context;
        const QRectF body(QPointF(0, page * m_body.height()), m_body);
        // A line that only touches the page's edge would be written into its text, unseen.
        context.clip = body.adjusted(0, 1, 0, -1);
        context.palette.setColor(QPalette::Text, Qt::black);
        painter.setClipRect(body);
        m_document.documentLayout()->draw(&painter, context);
        painter.restore();
        drawRunningLines(painter, page);
    }

private:
    void drawRunningLines(QPainter& painter, int page) const {
        const auto& margins = m_sheet.margins;
        const QRectF header(margins.left() * m_scale, 32 * m_scale, m_body.width(), 14 * m_scale);
        const QRectF footer(margins.left() * m_scale, (m_sheet.size.height() - 62) * m_scale, m_body.width(),
                            14 * m_scale);
        const auto filled = [&](QString text) {
            return text.replace("{page}", QString::number(page + 1)).replace("{pages}", QString::number(pages()));
        };
        QFont font(m_sheet.font);
        font.setPointSizeF(8);
        font.setHintingPreference(QFont::PreferNoHinting);
        painter.setFont(font);
        painter.setPen(QColor(70, 70, 70));
        if (!(m_sheet.headerSkipsFirst && page == 0)) {
            painter.drawText(header, Qt::AlignLeft | Qt::AlignVCenter, filled(m_sheet.headerLeft));
            painter.drawText(header, Qt::AlignRight | Qt::AlignVCenter, filled(m_sheet.headerRight));
            if (m_sheet.hasHeaderRule) {
                painter.setPen(QPen(QColor(150, 150, 150), 0.5 * m_scale));
                painter.drawLine(header.bottomLeft() + QPointF(0, 2 * m_scale),
                                 header.bottomRight() + QPointF(0, 2 * m_scale));
                painter.setPen(QColor(70, 70, 70));
            }
        }
        painter.drawText(footer, Qt::AlignLeft | Qt::AlignVCenter, filled(m_sheet.footerLeft));
        painter.drawText(footer, Qt::AlignHCenter | Qt::AlignVCenter, filled(m_sheet.footerCentre));
        painter.drawText(footer, Qt::AlignRight | Qt::AlignVCenter, filled(m_sheet.footerRight));
    }

    const Sheet& m_sheet;
    double m_scale;
    QSizeF m_body;
    QTextDocument m_document;
};

// Qt writes the moment of drawing; a matter's papers have the date of their story, and two drawings are alike.
void setCreationDate(QByteArray& pdf, const QString& createdAt) {
    const QByteArray key = "/CreationDate (D:";
    const auto at = pdf.indexOf(key);
    if (at < 0 || createdAt.size() != 14) return;
    pdf.replace(at + key.size(), 14, createdAt.toLatin1());
}

}  // namespace

void drawStamp(QPainter& painter, const Stamp& stamp, int page, const QSizeF& pixels, double dpi) {
    if (stamp.isEmpty()) return;
    const double scale = dpi / 72;
    QFont font("Liberation Sans");
    font.setBold(true);
    font.setPixelSize(int(9 * scale));
    font.setHintingPreference(QFont::PreferNoHinting);
    painter.setFont(font);
    painter.setPen(Qt::black);
    const QRectF line(36 * scale, pixels.height() - 40 * scale, pixels.width() - 72 * scale, 16 * scale);
    painter.drawText(line, Qt::AlignVCenter | (stamp.isCentred ? Qt::AlignHCenter : Qt::AlignLeft), stamp.legend);
    if (!stamp.prefix.isEmpty())
        painter.drawText(line, Qt::AlignVCenter | Qt::AlignRight,
                         stamp.prefix + QString("%1").arg(stamp.start + page, stamp.digits, 10, QChar('0')));
}

QByteArray drawPdf(const Sheet& sheet, const QString& createdAt) {
    constexpr int kDpi = 600;
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setResolution(kDpi);
        writer.setPageLayout(QPageLayout(QPageSize(sheet.size, QPageSize::Point, {}, QPageSize::ExactMatch),
                                         QPageLayout::Portrait, QMarginsF()));
        writer.setTitle(sheet.title);
        writer.setCreator(sheet.creator);
        const Layout layout(sheet, &writer, kDpi);
        QPainter painter(&writer);
        for (int page = 0; page < layout.pages(); ++page) {
            if (page) writer.newPage();
            layout.draw(painter, page);
            drawStamp(painter, sheet.stamp, page, sheet.size * (kDpi / 72.0), kDpi);
        }
    }
    setCreationDate(bytes, createdAt);
    return bytes;
}

QList<QImage> drawPages(const Sheet& sheet, int dpi) {
    const QSize size = (sheet.size * (dpi / 72.0)).toSize();
    QImage blank(size, QImage::Format_RGB32);
    blank.setDotsPerMeterX(int(dpi / 0.0254));
    blank.setDotsPerMeterY(int(dpi / 0.0254));
    blank.fill(Qt::white);
    const Layout layout(sheet, &blank, dpi);
    QList<QImage> pages;
    for (int page = 0; page < layout.pages(); ++page) {
        QImage image = blank.copy();
        QPainter painter(&image);
        painter.setRenderHint(QPainter::TextAntialiasing);
        layout.draw(painter, page);
        painter.end();
        pages << image.convertToFormat(QImage::Format_Grayscale8);
    }
    return pages;
}

}  // namespace redwell::sample
