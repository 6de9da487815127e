// Strings on their way between core and the screen. Words out of documents pass through shown(), which makes controls
// and bidirectional overrides visible; labels that show them are Qt::PlainText, always.
#pragma once

#include "base/text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QString>
#include <QStringList>

#include <string>
#include <string_view>

namespace redwell::ui {

inline QString shown(std::string_view text) {
    const std::string escaped = escapeControls(text);
    return QString::fromUtf8(escaped.data(), static_cast<qsizetype>(escaped.size()));
}

// Keeps line ends: for notes and other text of more than one line.
inline QString shownLines(std::string_view text) {
    QStringList lines;
    for (const auto& line : split(text, '\n')) lines << shown(line);
    return lines.join(QLatin1Char('\n'));
}

// The program's own words and values that are ASCII names.
inline QString plain(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

// What a tool tip says, as it is written: Qt reads some plain text as HTML, and shows the escapes in the rest.
inline QString asPlainTip(const QString& text) {
    return text.isEmpty()
               ? text
               : QStringLiteral("<div style='white-space:pre-wrap'>") + text.toHtmlEscaped() + QStringLiteral("</div>");
}

// "1 page", "23 pages": many holds the number as %1.
inline QString counted(qint64 count, const QString& one, const QString& many) {
    return count == 1 ? one : many.arg(QLocale().toString(count));
}

// "95 documents, 6 of them duplicates, 2 exceptions": what the grid shows, and what of it stands apart.
inline QString documentsLine(qint64 documents, qint64 duplicates, qint64 exceptions) {
    const auto tr = [](const char* text) { return QCoreApplication::translate("redwell::ui::Counts", text); };
    if (documents > 0 && duplicates == documents) return counted(documents, tr("1 duplicate"), tr("%1 duplicates"));
    if (documents > 0 && exceptions == documents) return counted(documents, tr("1 exception"), tr("%1 exceptions"));
    QString line = counted(documents, tr("1 document"), tr("%1 documents"));
    QStringList apart;
    if (duplicates > 0) apart << counted(duplicates, tr("1 of them a duplicate"), tr("%1 of them duplicates"));
    if (exceptions > 0)
        apart << (duplicates > 0 ? counted(exceptions, tr("1 an exception"), tr("%1 exceptions"))
                                 : counted(exceptions, tr("1 of them an exception"), tr("%1 of them exceptions")));
    return apart.isEmpty() ? line : line + QStringLiteral(", ") + apart.join(QStringLiteral(", "));
}

// The reasons of errors begin in lower case, since they go on from a name; without one they are sentences.
inline QString sentence(const QString& reason) {
    return reason.isEmpty() ? reason : QString(reason).replace(0, 1, reason.at(0).toUpper());
}

inline std::string utf8(const QString& text) { return text.toStdString(); }

}  // namespace redwell::ui
