#include "ui/conversation/reviewers_page.h"

#include "ui/conversation/message_html.h"

#include <QCoreApplication>

#include <algorithm>

namespace redwell::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("redwell::ui::Reviewers", text); }

QString column(const ComparedMessage& compared, bool isFirst) {
    QString html = QStringLiteral("<td class=call><dl>");
    qsizetype index = 0;
    for (const auto& line : compared.lines) {
        const QString& value = isFirst ? line.first : line.second;
        const QString id = QString::number(compared.message.id.value), at = QString::number(index++);
        if (value.isEmpty() && line.isNote) continue;  // who wrote no note has not disagreed
        html += QStringLiteral("<dt>%1</dt><dd%2>%3</dd>")
                    .arg(line.field.toHtmlEscaped(), line.isNote ? QStringLiteral(" class=note") : QString(),
                         value.isEmpty() ? QStringLiteral("<span class=none>%1</span>").arg(tr("no call"))
                                         : value.toHtmlEscaped());
        // What both share stands in the second column, under what the second says; the first keeps its place free, so
        // that the fields of both stand beside each other.
        if (isFirst && (line.isOpen() || !line.settledBy.isEmpty())) {
            html +=
                QStringLiteral("<dd class=kept aria-hidden=true><span class=settle>%1</span></dd>").arg(tr("Settle…"));
        } else if (line.isOpen()) {
            html +=
                QStringLiteral(
                    "<dd><span class=\"tag warn\">%1</span> <a class=settle href=\"redwell:settle/%2/%3\">%4</a></dd>")
                    .arg(tr("they differ"), id, at, tr("Settle…"));
        } else if (!line.settledBy.isEmpty()) {
            html += QStringLiteral("<dd class=settled>%1 <a class=settle href=\"redwell:settle/%2/%3\">%4</a></dd>")
                        .arg(tr("settled: %1, by %2").arg(line.settled, line.settledBy).toHtmlEscaped(), id, at,
                             tr("Change…"));
        }
    }
    return html + QStringLiteral("</dl></td>");
}

}  // namespace

QByteArray reviewersPage(const ReviewersPage& page) {
    MessageHtml writer({}, page.zone, false);
    QString html = QStringLiteral(
                       "<table><colgroup><col><col class=reviewer><col class=reviewer></colgroup><thead><tr><th>%1</th>"
                       "<th>%2</th><th>%3</th></tr></thead><tbody>")
                       .arg(tr("Message"), page.first.toHtmlEscaped(), page.second.toHtmlEscaped());
    QString day;
    for (const auto& compared : page.messages) {
        const auto moment = momentOf(compared.message.message.sent);
        if (const auto name = dayName(moment.day); moment.day.isValid() && name != day) {
            day = name;
            html += QStringLiteral("<tr class=day><td colspan=3>%1</td></tr>").arg(day);
        }
        html += QStringLiteral("<tr id=c%1%2><td>%3</td>")
                    .arg(QString::number(compared.message.id.value),
                         compared.isOpen() ? QStringLiteral(" class=open") : QString(),
                         writer.message(compared.message, false, false)) +
                column(compared, true) + column(compared, false) + QStringLiteral("</tr>");
    }
    return MessageHtml::page(html + QStringLiteral("</tbody></table>"), page.isDark, page.colors,
                             QStringLiteral("\"steps calls\""));
}

}  // namespace redwell::ui
