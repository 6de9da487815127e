#include "image_file.h"

#include <tiffio.h>
#include <QBuffer>
#include <QFile>
#include <QTemporaryDir>

#include <memory>
#include <stdexcept>

namespace redwell::sample {

namespace {

struct Picture {
    QByteArray dictionary, data;
};

Picture pictureOf(const QImage& page, int jpegQuality) {
    Picture picture;
    picture.dictionary = "/Type /XObject /Subtype /Image /Width " + QByteArray::number(page.width()) + " /Height " +
                         QByteArray::number(page.height());
    if (page.format() == QImage::Format_Mono) {
        QByteArray rows;
        const qsizetype stride = (page.width() + 7) / 8;
        for (int y = 0; y < page.height(); ++y)
            rows.append(reinterpret_cast<const char*>(page.constScanLine(y)), stride);
        picture.data = qCompress(rows, 9).mid(4);  // Qt puts the length before the zlib stream
        picture.dictionary += " /ColorSpace /DeviceGray /BitsPerComponent 1 /Decode [1 0] /Filter /FlateDecode";
    } else {
        picture.data = encoded(page, "jpeg", jpegQuality);
        picture.dictionary += page.isGrayscale() ? " /ColorSpace /DeviceGray" : " /ColorSpace /DeviceRGB";
        picture.dictionary += " /BitsPerComponent 8 /Filter /DCTDecode";
    }
    return picture;
}

class PdfObjects {
public:
    void add(int number, const QByteArray& body) {
        m_offsets.resize(std::max<qsizetype>(m_offsets.size(), number + 1));
        m_offsets[number] = m_bytes.size();
        m_bytes += QByteArray::number(number) + " 0 obj\n" + body + "\nendobj\n";
    }
    void addStream(int number, const QByteArray& dictionary, const QByteArray& data) {
        add(number, "<< " + dictionary + " /Length " + QByteArray::number(data.size()) + " >>\nstream\n" + data +
                        "\nendstream");
    }
    QByteArray finish(int root, int info) {
        const auto start = m_bytes.size();
        m_bytes += "xref\n0 " + QByteArray::number(m_offsets.size()) + "\n0000000000 65535 f \n";
        for (qsizetype i = 1; i < m_offsets.size(); ++i)
            m_bytes += QByteArray::number(m_offsets[i]).rightJustified(10, '0') + " 00000 n \n";
        m_bytes += "trailer\n<< /Size " + QByteArray::number(m_offsets.size()) + " /Root " + QByteArray::number(root) +
                   " 0 R /Info " + QByteArray::number(info) + " 0 R >>\nstartxref\n" + QByteArray::number(start) +
                   "\n%%EOF\n";
        return m_bytes;
    }

private:
    QByteArray m_bytes = "%PDF-1.4\n%\xe2\xe3\xcf\xd3\n";
    QList<qsizetype> m_offsets;
};

struct TiffClose {
    void operator()(TIFF* tiff) const { TIFFClose(tiff); }
};

}  // namespace

QByteArray encoded(const QImage& image, const char* format, int quality) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, format, quality)) throw std::runtime_error(std::string("Qt cannot write ") + format);
    return bytes;
}

QByteArray imagePdf(const QList<QImage>& pages, int dpi, int jpegQuality, int rotate, const QByteArray& producer,
                    const QByteArray& createdAt) {
    PdfObjects objects;
    objects.add(1, "<< /Type /Catalog /Pages 2 0 R >>");
    QByteArray kids;
    for (int i = 0; i < pages.size(); ++i) kids += QByteArray::number(4 + 3 * i) + " 0 R ";
    objects.add(2, "<< /Type /Pages /Kids [" + kids + "] /Count " + QByteArray::number(pages.size()) + " >>");
    objects.add(3, "<< /Producer (" + producer + ") /CreationDate (D:" + createdAt + "-08'00') >>");
    for (int i = 0; i < pages.size(); ++i) {
        const int page = 4 + 3 * i;
        const auto width = QByteArray::number(pages[i].width() * 72.0 / dpi, 'f', 2);
        const auto height = QByteArray::number(pages[i].height() * 72.0 / dpi, 'f', 2);
        objects.add(page, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 " + width + " " + height + "] /Rotate " +
                              QByteArray::number(rotate) + " /Contents " + QByteArray::number(page + 1) +
                              " 0 R /Resources << /XObject << /Im0 " + QByteArray::number(page + 2) + " 0 R >> >> >>");
        objects.addStream(page + 1, "", "q " + width + " 0 0 " + height + " 0 0 cm /Im0 Do Q");
        const auto picture = pictureOf(pages[i], jpegQuality);
        objects.addStream(page + 2, picture.dictionary, picture.data);
    }
    return objects.finish(1, 3);
}

QByteArray faxTiff(const QList<QImage>& pages, int dpi) {
    const QTemporaryDir folder;
    const auto path = folder.filePath("fax.tif");
    {
        const std::unique_ptr<TIFF, TiffClose> tiff(TIFFOpen(path.toLocal8Bit().constData(), "w"));
        if (!tiff) throw std::runtime_error("libtiff cannot write " + path.toStdString());
        for (int i = 0; i < pages.size(); ++i) {
            QImage page = pages[i];
            TIFFSetField(tiff.get(), TIFFTAG_IMAGEWIDTH, page.width());
            TIFFSetField(tiff.get(), TIFFTAG_IMAGELENGTH, page.height());
            TIFFSetField(tiff.get(), TIFFTAG_BITSPERSAMPLE, 1);
            TIFFSetField(tiff.get(), TIFFTAG_SAMPLESPERPIXEL, 1);
            TIFFSetField(tiff.get(), TIFFTAG_ROWSPERSTRIP, page.height());
            TIFFSetField(tiff.get(), TIFFTAG_COMPRESSION, COMPRESSION_CCITTFAX4);
            TIFFSetField(tiff.get(), TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE);
            TIFFSetField(tiff.get(), TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
            TIFFSetField(tiff.get(), TIFFTAG_XRESOLUTION, double(dpi));
            TIFFSetField(tiff.get(), TIFFTAG_YRESOLUTION, double(dpi));
            TIFFSetField(tiff.get(), TIFFTAG_PAGENUMBER, i, int(pages.size()));
            for (int y = 0; y < page.height(); ++y) TIFFWriteScanline(tiff.get(), page.scanLine(y), uint32_t(y), 0);
            TIFFWriteDirectory(tiff.get());
        }
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) throw std::runtime_error("cannot read " + path.toStdString());
    return file.readAll();
}

}  // namespace redwell::sample
