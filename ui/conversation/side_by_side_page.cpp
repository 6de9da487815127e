#include "ui/conversation/side_by_side_page.h"

#include "ui/conversation/message_html.h"
#include "ui/session/text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <limits>
#include <utility>

namespace redwell::ui {
namespace {

constexpr std::size_t kMostRows = 6000;

QString tr(const char* text) { return QCoreApplication::translate("redwell::ui::SideBySide", text); }

QString restLine(qint64 minutes) {
    const QLocale locale;
    if (minutes >= 48 * 60) return tr("%1 days later").arg(locale.toString(minutes / (24 * 60)));
    return tr("%1 hours later").arg(locale.toString(minutes / 60));
}

}  // namespace

std::vector<std::optional<Instant>> timesOf(const QList<ShownMessage>& messages, const QString& zone) {
    std::vector<std::optional<Instant>> times;
    for (const auto& shown : messages) times.push_back(shown.message.sent.instant(utf8(zone)));
    return times;
}

QList<ShownMessage> byTime(QList<ShownMessage> messages, const QString& zone) {
    std::vector<std::pair<std::int64_t, qsizetype>> order;
    std::int64_t last = std::numeric_limits<std::int64_t>::min();
    const auto times = timesOf(messages, zone);
    for (std::size_t i = 0; i < times.size(); ++i) {
        if (times[i]) last = times[i]->milliseconds;
        order.emplace_back(last, static_cast<qsizetype>(i));
    }
    std::sort(order.begin(), order.end());
    QList<ShownMessage> sorted;
    sorted.reserve(messages.size());
    for (const auto& [time, index] : order) sorted << std::move(messages[index]);
    return sorted;
}

QByteArray sideBySidePage(const SideBySide& steps) {
    constexpr qint64 kRest = 6 * 60;  // minutes without a word that are worth a line
    MessageHtml writer({}, steps.zone, steps.isUnfolded);
    const std::string zone = utf8(steps.zone);
    QString html = QStringLiteral(
                       "<table><colgroup><col class=axis><col><col></colgroup><thead><tr><th></th><th>%1</th>"
                       "<th>%2</th></tr></thead><tbody>")
                       .arg(steps.leftTitle.toHtmlEscaped(), steps.rightTitle.toHtmlEscaped());
    QString day;
    std::optional<Instant> before;
    const auto count = std::min(steps.rows.size(), kMostRows);
    for (std::size_t i = 0; i < count; ++i) {
        const auto& row = steps.rows[i];
        QString time;
        if (row.at) {
            const auto stated = momentOf({formatInstant(*row.at, zone, "yyyy-MM-dd'T'HH:mm")});
            time = stated.time;
            if (const auto name = dayName(stated.day); name != day) {
                day = name;
                html += QStringLiteral("<tr class=day><td colspan=3>%1</td></tr>").arg(day);
            } else if (before && (row.at->milliseconds - before->milliseconds) / 60'000 >= kRest) {
                html += QStringLiteral("<tr class=rest><td colspan=3>%1</td></tr>")
                            .arg(restLine((row.at->milliseconds - before->milliseconds) / 60'000));
            }
            before = row.at;
        }
        const bool isBoth = row.left >= 0 && row.right >= 0;
        html += QStringLiteral("<tr id=r%1%2><td class=axis>%3</td>")
                    .arg(QString::number(i), isBoth ? QStringLiteral(" class=both") : QString(), time);
        for (const auto& [side, at] : {std::pair(&steps.left, row.left), std::pair(&steps.right, row.right)})
            html += QStringLiteral("<td>") + (at >= 0 ? writer.message((*side)[at], false, false) : QString()) +
                    QStringLiteral("</td>");
        html += QStringLiteral("</tr>");
    }
    if (count < steps.rows.size())
        html += QStringLiteral("<tr class=rest><td colspan=3>%1</td></tr>")
                    .arg(tr("There is more: choose a person, or shorter conversations."));
    return MessageHtml::page(html + QStringLiteral("</tbody></table>"), steps.isDark, steps.colors,
                             QStringLiteral("steps"));
}

}  // namespace redwell::ui
