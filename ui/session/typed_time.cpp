#include "ui/session/typed_time.h"

#include "ui/session/text.h"

#include <QRegularExpression>

namespace redwell::ui {
namespace {

QDate dayOf(int year, int month, int day) { return QDate(year < 100 ? 2000 + year : year, month, day); }

}  // namespace

QDate typedDay(const QString& text) {
    static const QRegularExpression american(QStringLiteral("^(\\d{1,2})/(\\d{1,2})/(\\d{4}|\\d{2})$"));
    if (const auto match = american.match(text.trimmed()); match.hasMatch())
        return dayOf(match.captured(3).toInt(), match.captured(1).toInt(), match.captured(2).toInt());
    return QDate::fromString(text.trimmed(), Qt::ISODate);
}

std::string typedTime(const QString& text) {
    static const QRegularExpression american(
        QStringLiteral("^(\\d{1,2}/\\d{1,2}/(?:\\d{4}|\\d{2}))(?:,?\\s+(\\d{1,2}):(\\d\\d)(:\\d\\d)?\\s*(?:([ap])m)?"
                       "\\s*(Z|[+-]\\d\\d:\\d\\d)?)?$"),
        QRegularExpression::CaseInsensitiveOption);
    const QString trimmed = text.trimmed();
    const auto match = american.match(trimmed);
    const QDate day = match.hasMatch() ? typedDay(match.captured(1)) : QDate();
    if (!day.isValid()) {
        std::string time = utf8(trimmed);
        if (time.size() > 10 && time[10] == ' ') time[10] = 'T';
        return time;
    }
    QString time = day.toString(Qt::ISODate);
    if (match.capturedLength(2) == 0) return utf8(time);
    int hour = match.captured(2).toInt();
    if (match.capturedLength(5) > 0) {
        if (hour < 1 || hour > 12) return utf8(trimmed);
        hour = hour % 12 + (match.captured(5).compare(QLatin1String("p"), Qt::CaseInsensitive) == 0 ? 12 : 0);
    }
    time += QStringLiteral("T%1:%2%3%4")
                .arg(hour, 2, 10, QLatin1Char('0'))
                .arg(match.captured(3), match.captured(4), match.captured(6).toUpper());
    return utf8(time);
}

}  // namespace redwell::ui
