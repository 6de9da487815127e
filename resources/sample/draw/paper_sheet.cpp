#include "paper_sheet.h"

#include "markup.h"

#include <QRegularExpression>

namespace redwell::sample {

void fillPaperSheet(Sheet& sheet, const QJsonObject& source) {
    QString html;
    const auto letterhead = stringsOf(source["letterhead"]);
    if (!letterhead.isEmpty()) {
        html += paragraph("<b>" + inlineHtml(letterhead.first()) + "</b>", "text-align:center;font-size:16pt;");
        for (const auto& line : letterhead.mid(1))
            html += paragraph(inlineHtml(line), "text-align:center;font-size:8.5pt;color:#333;");
        html += "<hr/>" + paragraph("&nbsp;");
    }
    if (source.contains("heading"))
        html +=
            paragraph("<b>" + inlineHtml(source["heading"].toString()) + "</b>", "font-size:15pt;margin-bottom:10px;");
    if (source.contains("facts")) {
        html += "<table cellspacing='0' cellpadding='3'>";
        for (const auto& fact : source["facts"].toArray()) {
            const auto pair = stringsOf(fact);
            html += "<tr><td width='112' valign='top'><b>" + inlineHtml(pair.value(0)) + "</b></td><td>" +
                    inlineHtml(pair.value(1)) + "</td></tr>";
        }
        html += "</table><hr/>" + paragraph("&nbsp;", "font-size:5pt;");
    }
    sheet.html = html + htmlOf(linesOf(source["body"]), source["leading"].toDouble(128));
}

void fillTableSheet(Sheet& sheet, const QJsonObject& source) {
    sheet.margins = QMarginsF(40, 54, 40, 70);
    sheet.fontSize = source["size"].toDouble(8);
    const auto widths = source["widths"].toArray();
    QString html;
    if (source.contains("title"))
        html += paragraph("<b>" + inlineHtml(source["title"].toString()) + "</b>", "font-size:11pt;margin-bottom:6px;");
    html +=
        "<table width='100%' border='1' cellspacing='0' cellpadding='3' "
        "style='border-style:solid;border-color:#9a9a9a;"
        "border-collapse:collapse'><thead><tr bgcolor='#d9e1ee'>";
    int column = 0;
    for (const auto& name : stringsOf(source["columns"]))
        html += QString("<td width='%1%'><b>%2</b></td>").arg(widths.at(column++).toDouble(10)).arg(inlineHtml(name));
    html += "</tr></thead>";
    static const QRegularExpression number("^[-+$(]?\\$?[\\d,.]+[%)x]?[TBMK]?B?$");
    for (const auto& row : source["rows"].toArray()) {
        auto cells = stringsOf(row);
        const bool isTotal = cells.value(0).startsWith("=");
        if (isTotal) cells[0] = cells[0].mid(1).trimmed();
        html += isTotal ? "<tr bgcolor='#eeeeee'>" : "<tr>";
        for (const auto& cell : cells) {
            const auto text = inlineHtml(cell);
            html += QString("<td align='%1'>%2</td>")
                        .arg(number.match(cell).hasMatch() ? "right" : "left", isTotal ? "<b>" + text + "</b>" : text);
        }
        html += "</tr>";
    }
    sheet.html = html + "</table>" + paragraph("&nbsp;") + htmlOf(linesOf(source["notes"]), 115);
}

}  // namespace redwell::sample
