#include "mail_file.h"

#include "mail_sheet.h"
#include "markup.h"

#include <QCryptographicHash>
#include <QLocale>

namespace redwell::sample {

namespace {

constexpr char kEnd[] = "\r\n";

QByteArray digest(const Mail& mail) {
    return QCryptographicHash::hash((mail.from + mail.subject + mail.sent.toString(Qt::ISODate)).toUtf8(),
                                    QCryptographicHash::Sha1)
        .toHex();
}

QByteArray messageId(const Mail& mail, const Sources& sources) {
    const auto domain = sources.person(mail.from).email.section('@', 1).toLatin1();
    return "<" + digest(mail).left(24) + "@mx." + domain + ">";
}

QByteArray dateOf(const QDateTime& time) {
    const int minutes = time.offsetFromUtc() / 60;
    return (QLocale::c().toString(time, "ddd, d MMM yyyy HH:mm:ss ") +
            QString("%1%2%3")
                .arg(minutes < 0 ? "-" : "+")
                .arg(std::abs(minutes) / 60, 2, 10, QChar('0'))
                .arg(std::abs(minutes) % 60, 2, 10, QChar('0')))
        .toLatin1();
}

bool isAscii(const QString& text) {
    for (const auto c : text)
        if (c.unicode() > 126) return false;
    return true;
}

QByteArray headerText(const QString& text) {
    if (isAscii(text)) return text.toLatin1();
    return "=?UTF-8?B?" + text.toUtf8().toBase64() + "?=";
}

QByteArray addresses(const QStringList& keys, const Sources& sources) {
    QByteArrayList list;
    for (const auto& key : keys) {
        const auto& person = sources.person(key);
        const bool needsQuotes = person.name.contains(',') || person.name.contains('.');
        list << (needsQuotes ? "\"" + person.name.toUtf8() + "\"" : headerText(person.name)) + " <" +
                    person.email.toLatin1() + ">";
    }
    return list.join(",\r\n\t");
}

QByteArray quotedPrintable(const QString& text) {
    QByteArray out;
    for (const auto& line : text.split('\n')) {
        QByteArray row;
        const auto bytes = line.toUtf8();
        for (qsizetype i = 0; i < bytes.size(); ++i) {
            const auto byte = uchar(bytes[i]);
            const bool isLast = i + 1 == bytes.size();
            QByteArray piece(1, bytes[i]);
            if (byte > 126 || byte == '=' || byte < 32 || (byte == ' ' && isLast))
                piece = "=" + QByteArray::number(byte, 16).toUpper().rightJustified(2, '0');
            if (row.size() + piece.size() > 75) {
                out += row + "=" + kEnd;
                row.clear();
            }
            row += piece;
        }
        out += row + kEnd;
    }
    return out;
}

QByteArray base64(const QByteArray& bytes) {
    const auto text = bytes.toBase64();
    QByteArray out;
    for (qsizetype at = 0; at < text.size(); at += 76) out += text.mid(at, 76) + kEnd;
    return out;
}

QString quotedBelow(const QList<Mail>& chain, qsizetype newest, const Sources& sources) {
    if (newest < 0) return {};
    QString text = attribution(chain[newest], sources) + "\n";
    const auto inner =
        withSignature(chain[newest], sources).join('\n') + "\n\n" + quotedBelow(chain, newest - 1, sources);
    for (const auto& line : inner.trimmed().split('\n'))
        text += line.startsWith('>') ? ">" + line + "\n" : ("> " + line).trimmed() + "\n";
    return text;
}

QString htmlBelow(const QList<Mail>& chain, qsizetype newest, const Sources& sources) {
    if (newest < 0) return {};
    return "<div class=\"quote\"><p>" + attribution(chain[newest], sources).toHtmlEscaped() +
           "</p>\n<blockquote style=\"margin:0 0 0 .8ex;border-left:1px solid #ccc;padding-left:1ex\">\n" +
           htmlOf(withSignature(chain[newest], sources)) + htmlBelow(chain, newest - 1, sources) +
           "</blockquote></div>\n";
}

QByteArray textPart(const QByteArray& type, const QString& text) {
    return "Content-Type: " + type + "; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" +
           quotedPrintable(text);
}

QByteArray multipart(const QByteArray& kind, const QByteArray& boundary, const QByteArrayList& parts) {
    QByteArray out = "Content-Type: multipart/" + kind + "; boundary=\"" + boundary + "\"\r\n\r\n";
    for (const auto& part : parts) out += "--" + boundary + kEnd + part + kEnd;
    return out + "--" + boundary + "--" + kEnd;
}

}  // namespace

QByteArray mailFile(const QJsonObject& source, const QList<Attachment>& attachments, const Sources& sources) {
    const auto chain = chainOf(source, sources);
    const Mail& mail = chain.last();
    const auto& sender = sources.person(mail.from);
    const auto host = "mx." + sender.email.section('@', 1).toLatin1();
    QByteArray out;
    out += "Received: from " + host + " (" + host +
           " [203.0.113.24])\r\n\tby mail.meridiancognition.example with ESMTPS id " + digest(mail).right(12) +
           ";\r\n\t" + dateOf(mail.sent.addSecs(3)) + kEnd;
    out += "Message-ID: " + messageId(mail, sources) + kEnd;
    if (chain.size() > 1) {
        out += "In-Reply-To: " + messageId(chain[chain.size() - 2], sources) + kEnd + "References:";
        for (qsizetype i = 0; i + 1 < chain.size(); ++i) out += (i ? "\r\n\t" : " ") + messageId(chain[i], sources);
        out += kEnd;
    }
    out += "Date: " + dateOf(mail.sent) + kEnd + "From: " + addresses({mail.from}, sources) + kEnd;
    out += "To: " + addresses(mail.to, sources) + kEnd;
    if (!mail.cc.isEmpty()) out += "Cc: " + addresses(mail.cc, sources) + kEnd;
    out += "Subject: " + headerText(mail.subject) + kEnd + "MIME-Version: 1.0\r\n";

    const bool isQuoting = source["quote"].toBool(true);
    auto text = withSignature(mail, sources).join('\n') + "\n";
    if (isQuoting && chain.size() > 1) text += "\n" + quotedBelow(chain, chain.size() - 2, sources);
    QByteArray body = textPart("text/plain", text);
    if (source["html"].toBool()) {
        auto html = "<html><body style=\"font-family:Arial,sans-serif;font-size:10pt\">\n" +
                    htmlOf(withSignature(mail, sources));
        if (isQuoting) html += htmlBelow(chain, chain.size() - 2, sources);
        body = multipart("alternative", "alt_" + digest(mail).left(16),
                         {body, textPart("text/html", html + "</body></html>\n")});
    }
    if (!attachments.isEmpty()) {
        QByteArrayList parts{body};
        for (const auto& attachment : attachments) {
            const auto name = attachment.name.toUtf8();
            parts << "Content-Type: " + attachment.type + "; name=\"" + name +
                         "\"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=\"" +
                         name + "\"\r\n\r\n" + base64(attachment.bytes);
        }
        body = multipart("mixed", "mixed_" + digest(mail).left(16), parts);
    }
    return out + body;
}

}  // namespace redwell::sample
