#include "markup.h"

#include <QRegularExpression>

namespace redwell::sample {

namespace {

QString tableHtml(const QStringList& rows) {
    QString html =
        "<table width='100%' border='1' cellspacing='0' cellpadding='4' "
        "style='border-style:solid;border-color:#777;border-collapse:collapse;margin-top:4px;margin-bottom:8px'>";
    for (auto row : rows) {
        const bool isHead = row.startsWith("|!");
        row = row.mid(isHead ? 2 : 1);
        if (row.endsWith('|')) row.chop(1);
        html += isHead ? "<tr bgcolor='#e6e6e6'>" : "<tr>";
        for (auto cell : row.split('|')) {
            cell = cell.trimmed();
            static const QRegularExpression number("^[-+$(]?[\\d,.]+[%)]?[A-Z]?$");
            const bool isNumber = number.match(cell).hasMatch();
            const QString text = inlineHtml(cell);
            html += QString("<td align='%1'>%2</td>")
                        .arg(isNumber ? "right" : "left", isHead ? "<b>" + text + "</b>" : text);
        }
        html += "</tr>";
    }
    return html + "</table>";
}

}  // namespace

QString inlineHtml(const QString& text) {
    static const QRegularExpression bold("\\*\\*(.+?)\\*\\*"), underlined("(?<![A-Za-z0-9_])__(.+?)__(?![A-Za-z0-9_])");
    return text.toHtmlEscaped().replace(bold, "<b>\\1</b>").replace(underlined, "<u>\\1</u>");
}

QString paragraph(const QString& html, const QString& style) {
    return "<p style='margin-top:0px;margin-bottom:0px;" + style + "'>" + html + "</p>";
}

QString htmlOf(const QStringList& lines, double lineHeight) {
    const QString leading = QString("line-height:%1%;").arg(lineHeight);
    QString html;
    QStringList run;  // lines of the paragraph, or rows of the table, being collected
    const auto flush = [&] {
        if (run.isEmpty()) return;
        html +=
            run.first().startsWith('|') ? tableHtml(run) : paragraph(run.join("<br/>"), leading + "margin-bottom:9px;");
        run.clear();
    };
    static const QRegularExpression listed("^(- |\\d+\\. |\\([a-z]\\) )(.*)$");
    for (const auto& line : lines) {
        if (line.startsWith('|')) {
            if (!run.isEmpty() && !run.first().startsWith('|')) flush();
            run << line;
            continue;
        }
        if (!run.isEmpty() && run.first().startsWith('|')) flush();
        const auto item = listed.match(line);
        if (line.isEmpty()) {
            flush();
        } else if (line == "---") {
            flush();
            html += "<hr/>";
        } else if (line.startsWith("# ")) {
            flush();
            html += paragraph("<b>" + inlineHtml(line.mid(2)) + "</b>", "font-size:15pt;margin-bottom:10px;");
        } else if (line.startsWith("## ")) {
            flush();
            html += paragraph("<b>" + inlineHtml(line.mid(3)) + "</b>", "margin-top:8px;margin-bottom:5px;");
        } else if (line.startsWith(">> ")) {
            flush();
            html += paragraph(inlineHtml(line.mid(3)), leading + "text-align:right;");
        } else if (line.startsWith("^ ")) {
            flush();
            html += paragraph(inlineHtml(line.mid(2)), leading + "text-align:center;margin-bottom:4px;");
        } else if (line.startsWith("> ")) {
            flush();
            html +=
                paragraph(inlineHtml(line.mid(2)), leading + "margin-left:36px;margin-right:30px;margin-bottom:9px;");
        } else if (item.hasMatch()) {
            flush();
            const auto mark = item.captured(1).trimmed() == "-" ? QString(QChar(0x2022)) : item.captured(1).trimmed();
            html += paragraph(mark + "&nbsp;&nbsp;" + inlineHtml(item.captured(2)),
                              leading + "margin-left:26px;text-indent:-14px;margin-bottom:4px;");
        } else {
            run << inlineHtml(line);
        }
    }
    flush();
    return html;
}

}  // namespace redwell::sample
