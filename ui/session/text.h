// Strings on their way between core and the screen. Words out of documents pass through shown(), which makes controls
// and bidirectional overrides visible; labels that show them are Qt::PlainText, always.
#pragma once

#include "base/text.h"

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

// "1 document", "4,000 documents": many holds a %1.
inline QString counted(qint64 number, const QString& one, const QString& many) {
    return number == 1 ? one : many.arg(QLocale().toString(number));
}

inline std::string utf8(const QString& text) { return text.toStdString(); }

}  // namespace redwell::ui
