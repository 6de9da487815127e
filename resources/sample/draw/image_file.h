// Page images as files without text: a PDF that holds one picture a page, or a fax TIFF. The PDF is written by hand
// because a copier does just that, and QPdfWriter would store noisy pages several times larger.
#pragma once

#include <QByteArray>
#include <QImage>
#include <QList>

namespace redwell::sample {

// Bilevel pages are stored deflated, others as JPEG. rotate is the page's own /Rotate, in degrees.
QByteArray imagePdf(const QList<QImage>& pages, int dpi, int jpegQuality, int rotate, const QByteArray& producer,
                    const QByteArray& createdAt);

// Group 4, one directory a page. Pages must be Mono.
QByteArray faxTiff(const QList<QImage>& pages, int dpi);

QByteArray encoded(const QImage& image, const char* format, int quality);

}  // namespace redwell::sample
