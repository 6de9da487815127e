#include "chat_sheet.h"

#include "markup.h"

#include <QLocale>
#include <QPainter>

#include <stdexcept>

namespace redwell::sample {

namespace {

QString stated(const QDateTime& time, const QString& format) { return QLocale::c().toString(time, format); }

QString bodyHtml(const QString& text) { return inlineHtml(text).replace('\n', "<br/>"); }

QString ordinal(int day) {
    const QString ending = day % 100 / 10 == 1 ? "th"
                           : day % 10 == 1     ? "st"
                           : day % 10 == 2     ? "nd"
                           : day % 10 == 3     ? "rd"
                                               : "th";
    return QString::number(day) + ending;
}

QImage avatarOf(const QString& name) {
    const QList<QColor> colours = {"#4a6fa5", "#8a5a83", "#52796f", "#b5651d",
                                   "#7a4c4c", "#5c6b73", "#9a7b2f", "#3f6f8f"};
    QImage image(108, 108, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours[qsizetype(steadyHash(name) >> 9) % colours.size()]);
    painter.drawRoundedRect(image.rect(), 18, 18);
    // A head and shoulders, as services show for people without a picture.
    painter.setBrush(QColor(255, 255, 255, 190));
    painter.drawEllipse(QPointF(54, 42), 19, 21);
    painter.drawEllipse(QRectF(20, 68, 68, 60));
    return image;
}

QString dayHtml(const QString& text) {
    return "<table width='100%' cellspacing='0' cellpadding='0' style='margin-top:9px;margin-bottom:7px'><tr><td "
           "align='center' "
           "style='border-bottom:0.75px solid #bbb;padding-bottom:3px'><span style='font-size:9pt;color:#444'><b>" +
           text + "</b></span></td></tr></table>";
}

QString noticeHtml(const QString& text) {
    return paragraph("<i>" + bodyHtml(text) + "</i>", "color:#666;font-size:9pt;margin-top:4px;margin-bottom:4px;");
}

QString exportHtml(const ChatEntry& entry) {
    return paragraph("<b>" + entry.sender + "</b> (" + stated(entry.sent, "M/d/yyyy, h:mm AP") + "):",
                     "margin-top:7px;") +
           paragraph(bodyHtml(entry.text), "margin-left:14px;line-height:118%;");
}

QString bracketHtml(const ChatEntry& entry) {
    return paragraph(
        "[" + stated(entry.sent, "yyyy-MM-dd HH:mm:ss") + "] " + entry.sender + ": " + bodyHtml(entry.text),
        "margin-left:22px;text-indent:-22px;line-height:115%;margin-bottom:2px;");
}

QString slackHtml(const ChatEntry& entry) {
    return QString(
               "<table cellspacing='0' cellpadding='0' style='margin-top:9px'><tr><td width='42' valign='top'>"
               "<img src='%1' width='28' height='28'/></td><td valign='top'>%2%3</td></tr></table>")
        .arg("avatar:" + entry.sender.toHtmlEscaped(),
             paragraph("<b>" + entry.sender + "</b>&nbsp; <span style='font-size:8pt;color:#616061'>" +
                       stated(entry.sent, "h:mm AP") + "</span>"),
             paragraph(bodyHtml(entry.text), "line-height:116%;"));
}

QString teamsHtml(const ChatEntry& entry) {
    return paragraph("<b>" + entry.sender + "</b>&nbsp;&nbsp; <span style='font-size:8.5pt;color:#555'>" +
                         stated(entry.sent, "M/d/yyyy h:mm AP") + "</span>",
                     "margin-top:9px;") +
           paragraph(bodyHtml(entry.text), "line-height:118%;");
}

QString phoneTable(const QList<ChatEntry>& entries) {
    QString html =
        "<table width='100%' border='1' cellspacing='0' cellpadding='4' style='border-style:solid;"
        "border-color:#888;border-collapse:collapse'><thead><tr bgcolor='#dfe5ea'><td width='5%'><b>#</b></td>"
        "<td width='17%'><b>Timestamp</b></td><td width='20%'><b>From</b></td><td width='8%'><b>Type</b></td>"
        "<td><b>Body</b></td></tr></thead>";
    int number = 0;
    for (const auto& entry : entries) {
        if (entry.sender.isEmpty()) continue;
        html += QString("<tr><td>%1</td><td>%2</td><td>%3</td><td>SMS</td><td>%4</td></tr>")
                    .arg(++number)
                    .arg(stated(entry.sent, "M/d/yyyy<br/>h:mm:ss AP"), entry.sender, bodyHtml(entry.text));
    }
    return html + "</table>";
}

QString factsHtml(const QJsonArray& facts) {
    QString html = "<table cellspacing='0' cellpadding='2' style='margin-bottom:8px'>";
    for (const auto& fact : facts) {
        const auto pair = stringsOf(fact);
        html += QString(
                    "<tr><td width='130'><span style='font-size:9pt;color:#333'><b>%1</b></span></td><td><span "
                    "style='font-size:9pt'>"
                    "%2</span></td></tr>")
                    .arg(inlineHtml(pair.value(0)), inlineHtml(pair.value(1)));
    }
    return html + "</table><hr/>";
}

}  // namespace

QList<ChatEntry> chatEntriesOf(const QJsonObject& source, const Sources& sources) {
    QList<ChatEntry> entries;
    QDate day;
    for (const auto& item : source["entries"].toArray()) {
        if (item.isString()) {
            const auto text = item.toString();
            if (text.startsWith("= ")) {
                day = QDate::fromString(text.mid(2), Qt::ISODate);
                if (!day.isValid()) throw std::runtime_error("not a day: " + text.toStdString());
                entries << ChatEntry{{}, day.startOfDay(), {}, true};
            } else {
                entries << ChatEntry{{}, day.startOfDay(), text.mid(2), false};
            }
            continue;
        }
        const auto parts = stringsOf(item);
        auto time = QTime::fromString(parts.value(0), "H:mm");
        if (!time.isValid() || parts.size() < 3)
            throw std::runtime_error("not a message at " + parts.value(0).toStdString());
        time = time.addSecs(int(steadyHash(parts[2]) % 60));
        if (!entries.isEmpty() && entries.last().sent.date() == day && entries.last().sent.time() > time)
            time = entries.last().sent.time().addSecs(2);
        entries << ChatEntry{sources.person(parts[1]).name, QDateTime(day, time), parts[2], false};
    }
    return entries;
}

void fillChatSheet(Sheet& sheet, const QJsonObject& source, const Sources& sources) {
    const auto style = source["style"].toString();
    const auto entries = chatEntriesOf(source, sources);
    const auto title = source["title"].toString();
    QString html = style == "bracket"
                       ? paragraph(inlineHtml(title), "margin-bottom:4px;")
                       : paragraph("<b>" + inlineHtml(title) + "</b>", "font-size:13pt;margin-bottom:5px;");
    if (source.contains("facts")) html += factsHtml(source["facts"].toArray());
    if (style == "bracket") {
        sheet.font = "DejaVu Sans Mono";
        sheet.fontSize = 9.5;
    } else if (style == "phone") {
        sheet.fontSize = 9;
        html += phoneTable(entries);
    }
    for (const auto& entry : entries) {
        if (style == "phone") break;
        if (entry.isDay) {
            const auto date = entry.sent.date();
            if (style == "slack")
                html += dayHtml(stated(entry.sent, "dddd, MMMM ") + ordinal(date.day()));
            else if (style == "teams")
                html += dayHtml(stated(entry.sent, "dddd, MMMM d, yyyy"));
            else if (style == "export")
                html += paragraph("--- " + stated(entry.sent, "dddd, MMMM d, yyyy") + " ---",
                                  "margin-top:10px;color:#333;text-align:center;");
        } else if (entry.sender.isEmpty()) {
            html += style == "bracket" ? paragraph("*** " + bodyHtml(entry.text)) : noticeHtml(entry.text);
        } else if (style == "export") {
            html += exportHtml(entry);
        } else if (style == "bracket") {
            html += bracketHtml(entry);
        } else if (style == "slack") {
            sheet.images.emplace("avatar:" + entry.sender, avatarOf(entry.sender));
            html += slackHtml(entry);
        } else if (style == "teams") {
            html += teamsHtml(entry);
        } else {
            throw std::runtime_error("no chat style is called " + style.toStdString());
        }
    }
    sheet.html = html;
}

QString chatText(const QJsonObject& source, const Sources& sources) {
    QString text = source["title"].toString() + "\n";
    for (const auto& fact : source["facts"].toArray()) text += stringsOf(fact).join(": ") + "\n";
    text += "\n";
    for (const auto& entry : chatEntriesOf(source, sources)) {
        if (entry.isDay) continue;
        if (entry.sender.isEmpty())
            text += "*** " + entry.text + "\n";
        else
            text += "[" + stated(entry.sent, "yyyy-MM-dd HH:mm:ss") + "] " + entry.sender + ": " + entry.text + "\n";
    }
    return text;
}

}  // namespace redwell::sample
