#include "mail_sheet.h"

#include "markup.h"

#include <QLocale>

#include <stdexcept>

namespace redwell::sample {

namespace {

QString stated(const QDateTime& time, const QString& format) { return QLocale::c().toString(time, format); }

QString peopleOf(const QStringList& keys, const Sources& sources, const QString& separator, bool withAddress) {
    QStringList people;
    for (const auto& key : keys) people << (withAddress ? fullAddress(sources.person(key)) : sources.person(key).name);
    return people.join(separator).toHtmlEscaped();
}

QString labelBlock(const Mail& mail, const Sources& sources, bool isTop) {
    QString html = "<table cellspacing='0' cellpadding='1' style='margin-bottom:10px'>";
    const auto row = [&](const QString& label, const QString& value) {
        if (!value.isEmpty())
            html += "<tr><td width='104' valign='top'><b>" + label + ":</b></td><td>" + value + "</td></tr>";
    };
    const auto line = [&](const QString& label, const QString& value) {
        if (!value.isEmpty()) html += paragraph("<b>" + label + ":</b> " + value);
    };
    const auto fields = [&](const auto& put) {
        put("From", fullAddress(sources.person(mail.from)).toHtmlEscaped());
        put("Sent", stated(mail.sent, "dddd, MMMM d, yyyy h:mm AP"));
        put("To", peopleOf(mail.to, sources, "; ", !isTop));
        put("Cc", peopleOf(mail.cc, sources, "; ", !isTop));
        put("Subject", inlineHtml(mail.subject));
        put("Attachments", isTop ? mail.attachmentNames.join("; ").toHtmlEscaped() : QString());
    };
    if (isTop) {
        fields(row);
        return html + "</table>";
    }
    html = "<hr/>";
    fields(line);
    return html + paragraph("&nbsp;");
}

QString bodyOf(const Mail& mail, const Sources& sources) { return htmlOf(withSignature(mail, sources), 116); }

QString outlookHtml(const QList<Mail>& chain, const QString& owner, const Sources& sources) {
    QString html = paragraph("<b>" + sources.person(owner).name + "</b>", "font-size:12pt;") +
                   "<table width='100%' cellspacing='0' cellpadding='0'><tr><td style='border-top:2px solid black'>"
                   "&nbsp;</td></tr></table>";
    for (qsizetype i = chain.size() - 1; i >= 0; --i)
        html += labelBlock(chain[i], sources, i + 1 == chain.size()) + bodyOf(chain[i], sources);
    return html;
}

QString quotedHtml(const QList<Mail>& chain, qsizetype newest, const Sources& sources) {
    if (newest < 0) return {};
    return paragraph(attribution(chain[newest], sources).toHtmlEscaped(),
                     "margin-top:6px;margin-bottom:6px;color:#333;") +
           "<div style='margin-left:18px'>" + bodyOf(chain[newest], sources) + quotedHtml(chain, newest - 1, sources) +
           "</div>";
}

QString gmailHtml(const QList<Mail>& chain, const QString& owner, const Sources& sources) {
    const Mail& top = chain.last();
    QString html =
        "<table width='100%' cellspacing='0' cellpadding='2'><tr><td><b>Meridian Mail</b></td><td align='right'>" +
        fullAddress(sources.person(owner)).toHtmlEscaped() + "</td></tr></table><hr/>" +
        paragraph("<b>" + inlineHtml(top.subject) + "</b>", "font-size:13pt;") +
        paragraph(QString::number(chain.size()) + (chain.size() == 1 ? " message" : " messages"), "font-size:8.5pt;") +
        "<hr/>";
    html += "<table width='100%' cellspacing='0' cellpadding='0'><tr><td><b>" + sources.person(top.from).name +
            "</b> &lt;" + sources.person(top.from).email + "&gt;</td><td align='right'>" +
            stated(top.sent, "ddd, MMM d, yyyy") + " at " + stated(top.sent, "h:mm AP") + "</td></tr></table>";
    html += paragraph("To: " + peopleOf(top.to, sources, ", ", true), "font-size:9pt;");
    if (!top.cc.isEmpty()) html += paragraph("Cc: " + peopleOf(top.cc, sources, ", ", true), "font-size:9pt;");
    return html + paragraph("&nbsp;") + bodyOf(top, sources) + quotedHtml(chain, chain.size() - 2, sources);
}

}  // namespace

QString fullAddress(const Person& person) { return person.name + " <" + person.email + ">"; }

QString attribution(const Mail& mail, const Sources& sources) {
    return "On " + stated(mail.sent, "ddd, MMM d, yyyy") + " at " + stated(mail.sent, "h:mm AP") + " " +
           fullAddress(sources.person(mail.from)) + " wrote:";
}

QStringList withSignature(const Mail& mail, const Sources& sources) {
    QStringList body = mail.body;
    const auto& signature = sources.person(mail.from).signature;
    if (!signature.isEmpty()) body << QString() << signature;
    return body;
}

QList<Mail> chainOf(const QJsonObject& source, const Sources& sources) {
    const auto& thread = sources.thread(source["thread"].toString());
    const auto newest = source["message"].toInt(int(thread.size()) - 1);
    if (newest < 0 || newest >= thread.size())
        throw std::runtime_error("thread " + source["thread"].toString().toStdString() + " has no such message");
    const auto count = qsizetype(source["chain"].toInt(newest + 1));
    return thread.mid(newest + 1 - count, count);
}

void fillMailSheet(Sheet& sheet, const QJsonObject& source, const Sources& sources) {
    const auto chain = chainOf(source, sources);
    const auto owner = source["owner"].toString(chain.last().to.value(0));
    sheet.html =
        source["style"].toString() == "gmail" ? gmailHtml(chain, owner, sources) : outlookHtml(chain, owner, sources);
}

}  // namespace redwell::sample
