#include "ui/conversation/conversation_page.h"

#include "base/text.h"
#include "messages/sender.h"
#include "ui/session/text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QLocale>
#include <QRegularExpression>

#include <array>
#include <map>

namespace redwell::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("redwell::ui::MessageView", text); }
constexpr qint64 kGapHours = 6;
constexpr qint64 kSameBreathMinutes = 10;  // a sender's next message within this stands under the same name

QString styleSheet() {
    static const QString style = [] {
        QFile file(QStringLiteral(":/web/conversation.css"));
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }();
    return style;
}

QString escaped(std::string_view text) { return shown(text).toHtmlEscaped(); }

QString foldedWord(const QString& word) {
    const auto folded = redwell::fold(word.toStdString());
    return QString::fromStdString(folded);
}

// Escapes line and puts marks around the words that were searched for.
QString marked(std::string_view line, const QStringList& words) {
    if (words.isEmpty()) return escaped(line);
    static const QRegularExpression token(QStringLiteral("[\\p{L}\\p{N}]+"),
                                          QRegularExpression::UseUnicodePropertiesOption);
    const QString text = shown(line);
    QString html;
    qsizetype done = 0;
    for (auto it = token.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        const auto folded = foldedWord(match.captured());
        bool hit = false;
        for (const auto& word : words)
            hit = hit || folded == word ||
                  (word.endsWith(QLatin1Char('*')) && folded.startsWith(QStringView(word).chopped(1)));
        if (!hit) continue;
        html += text.mid(done, match.capturedStart() - done).toHtmlEscaped() + QStringLiteral("<mark>") +
                match.captured().toHtmlEscaped() + QStringLiteral("</mark>");
        done = match.capturedEnd();
    }
    return html + text.mid(done).toHtmlEscaped();
}

bool isQuoted(std::string_view line) { return trim(line).starts_with('>'); }

// The paper broke this line, not the writer: it was full, and the next one goes on in the middle of a sentence.
bool goesOn(std::string_view line, std::string_view next) {
    constexpr std::size_t kFullLine = 50;
    return codePointCount(line) >= kFullLine && !next.empty() && next.front() >= 'a' && next.front() <= 'z';
}

QString bodyHtml(const std::string& body, const QStringList& words) {
    QString html;
    bool quoting = false;
    const auto lines = split(body, '\n');
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (isQuoted(lines[i]) != quoting) {
            html += quoting ? QStringLiteral("</div>") : QStringLiteral("<div class=quote>");
            quoting = !quoting;
        } else if (i > 0) {
            html += goesOn(lines[i - 1], lines[i]) ? QLatin1Char(' ') : QLatin1Char('\n');
        }
        html += marked(lines[i], words);
    }
    if (quoting) html += QStringLiteral("</div>");
    return html;
}

struct Moment {
    QDate day;
    QString time;    // "14:03:11"
    QString offset;  // "UTC-4"
    QDateTime wall;  // as stated, for distances
};

Moment momentOf(const StatedTime& sent) {
    Moment moment;
    const auto text = QString::fromStdString(sent.text);
    moment.day = QDate::fromString(text.left(10), Qt::ISODate);
    if (!moment.day.isValid()) return moment;
    static const QRegularExpression pattern(QStringLiteral("T(\\d\\d:\\d\\d(?::\\d\\d)?)(Z|[+-]\\d\\d:\\d\\d)?"));
    const auto match = pattern.match(text);
    moment.time = match.captured(1);
    moment.wall = QDateTime(moment.day, QTime::fromString(moment.time.left(5), QStringLiteral("HH:mm")), Qt::UTC);
    auto offset = match.captured(2);
    if (offset.isEmpty()) return moment;
    if (offset == QLatin1String("Z") || offset == QLatin1String("+00:00")) {
        moment.offset = QStringLiteral("UTC");
    } else {
        offset.replace(QLatin1String("+0"), QLatin1String("+"))
            .replace(QLatin1String("-0"), QString(QChar(0x2212)))
            .replace(QLatin1Char('-'), QChar(0x2212));
        if (offset.endsWith(QLatin1String(":00"))) offset.chop(3);
        moment.offset = QStringLiteral("UTC") + offset;
    }
    return moment;
}

QString dayName(const QDate& day) {
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(day, QStringLiteral("dddd, MMMM d, yyyy"));
}

// Told apart by order of appearance, so that two people of one conversation never share a colour until there are ten.
constexpr std::array<int, 10> kHues = {210, 28, 160, 265, 330, 95, 190, 10, 240, 300};

QString people(const std::vector<std::string>& list) {
    QStringList names;
    for (const auto& entry : list) names << escaped(redwell::messages::displayName(entry));
    return names.join(QStringLiteral(", "));
}

QString addressLine(const documents::Message& m) {
    QString html;
    if (!m.to.empty()) html += QStringLiteral("<span class=to>%1 %2</span>").arg(tr("to"), people(m.to));
    if (!m.cc.empty()) html += QStringLiteral("<span class=to>%1 %2</span>").arg(tr("cc"), people(m.cc));
    if (!m.bcc.empty()) html += QStringLiteral("<span class=to>%1 %2</span>").arg(tr("bcc"), people(m.bcc));
    return html;
}

QString inZone(const StatedTime& sent, const QString& zone) {
    if (!sent.hasOffset() || zone.isEmpty()) return {};
    const auto instant = sent.instant(zone.toStdString());
    if (!instant) return {};
    return QString::fromStdString(toLocal(*instant, zone.toStdString())) + QLatin1Char(' ') + zone;
}

class PageWriter {
public:
    explicit PageWriter(const Conversation& conversation) : m_conversation(conversation) {}

    QByteArray write() {
        const auto& all = m_conversation.messages;
        const auto limit = m_conversation.limit < 0 ? all.size() : std::min(all.size(), m_conversation.limit);
        m_html =
            QStringLiteral(
                "<!doctype html><html lang=en class=%1><head><meta charset=utf-8>"
                "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'unsafe-inline'\">"
                "<meta name=referrer content=no-referrer><title></title><style>:root{%2}%3</style></head><body>")
                .arg(m_conversation.isDark ? QStringLiteral("dark") : QStringLiteral("light"), m_conversation.colors,
                     styleSheet());
        for (qsizetype i = 0; i < limit; ++i) add(all[i]);
        if (limit < all.size())
            m_html += QStringLiteral("<p class=rest><a href=\"redwell:rest\">%1</a></p>")
                          .arg(tr("Show the other %1 messages").arg(QLocale().toString(all.size() - limit)));
        m_html += QStringLiteral("</body></html>");
        return m_html.toUtf8();
    }

private:
    void add(const ShownMessage& shownMessage) {
        const auto& m = shownMessage.message;
        const auto moment = momentOf(m.sent);
        const bool newDay = moment.day.isValid() && moment.day != m_day;
        if (newDay) {
            m_html += QStringLiteral("<h2><span>%1</span></h2>").arg(dayName(moment.day));
            m_day = moment.day;
        } else if (moment.wall.isValid() && m_wall.isValid() && m_wall.secsTo(moment.wall) >= kGapHours * 3600) {
            m_html +=
                QStringLiteral("<p class=gap>%1</p>").arg(tr("%1 hours later").arg(m_wall.secsTo(moment.wall) / 3600));
        }
        const bool goesOn = !newDay && m.from == m_from && m.subject == m_subject && m.depth == m_depth &&
                            m.to == m_to && moment.wall.isValid() && m_wall.isValid() &&
                            std::abs(m_wall.secsTo(moment.wall)) < kSameBreathMinutes * 60;
        write(shownMessage, moment, goesOn);
        m_from = m.from;
        m_to = m.to;
        m_subject = m.subject;
        m_depth = m.depth;
        m_wall = moment.wall;
    }

    void write(const ShownMessage& shownMessage, const Moment& moment, bool goesOn) {
        const auto& m = shownMessage.message;
        const auto id = QString::number(shownMessage.id.value);
        const auto name = redwell::messages::displayName(m.from);
        QStringList classes{QStringLiteral("m")};
        if (goesOn) classes << QStringLiteral("on");
        if (m.depth > 0) classes << QStringLiteral("quoted");
        if (shownMessage.isRedacted) classes << QStringLiteral("redacted");
        m_html += QStringLiteral(
                      "<article id=m%1 class=\"%2\" style=\"--hue:%3\"><a class=hit href=\"redwell:message/%1\" "
                      "draggable=false>")
                      .arg(id, classes.join(QLatin1Char(' ')), QString::number(hueOf(name)));
        if (!goesOn) {
            m_html +=
                QStringLiteral("<span class=face aria-hidden=true>%1</span><header><b>%2</b>")
                    .arg(initialsOf(shown(name)).toHtmlEscaped(), name.empty() ? tr("Unknown sender") : escaped(name));
            m_html += addressLine(m) + QStringLiteral("</header>");
        }
        const auto local = inZone(m.sent, m_conversation.zone);
        m_html += QStringLiteral("<time title=\"%1\">%2%3</time>")
                      .arg(local.toHtmlEscaped(),
                           moment.time.isEmpty() ? (moment.day.isValid() ? QString() : tr("no time")) : moment.time,
                           moment.offset.isEmpty() ? QString() : QStringLiteral(" <i>%1</i>").arg(moment.offset));
        if (!m.subject.empty() && !goesOn)
            m_html += QStringLiteral("<h3>%1</h3>").arg(marked(m.subject, m_conversation.words));
        m_html += QStringLiteral("<div class=body>%1</div>")
                      .arg(m.body.empty() ? QStringLiteral("<i class=none>%1</i>").arg(tr("no text"))
                                          : bodyHtml(m.body, m_conversation.words));
        m_html += QStringLiteral("<footer>");
        if (m.page > 0) m_html += QStringLiteral("<span>%1</span>").arg(tr("page %1").arg(m.page));
        if (m.depth > 0) m_html += QStringLiteral("<span>%1</span>").arg(tr("quoted below"));
        if (shownMessage.isRedacted) m_html += QStringLiteral("<span class=tag>%1</span>").arg(tr("redacted"));
        if (shownMessage.hasNote) m_html += QStringLiteral("<span class=\"tag note\">%1</span>").arg(tr("note"));
        m_html += QStringLiteral(
                      "</footer></a><nav><a href=\"redwell:redact/%1\" title=\"%2\">%3</a><a href=\"redwell:note/%1\" "
                      "title=\"%4\">%5</a></nav></article>")
                      .arg(id, tr("Redact this message"), tr("Redact"), tr("Add a note to this message"), tr("Note"));
    }

    int hueOf(const std::string& name) {
        const auto known = m_hues.find(redwell::fold(name));
        if (known != m_hues.end()) return known->second;
        const int hue = kHues[m_hues.size() % kHues.size()];
        m_hues.emplace(redwell::fold(name), hue);
        return hue;
    }

    const Conversation& m_conversation;
    std::map<std::string, int> m_hues;
    QString m_html;
    QDate m_day;
    QDateTime m_wall;
    std::string m_from, m_subject;
    std::vector<std::string> m_to;
    int m_depth = 0;
};

}  // namespace

QString initialsOf(const QString& name) {
    QString initials;
    const auto clean = name.section(QLatin1Char('<'), 0, 0).section(QLatin1Char('@'), 0, 0);
    static const QRegularExpression gaps(QStringLiteral("[\\s._\\-]+"));
    const auto words = clean.split(gaps, Qt::SkipEmptyParts);
    for (const auto& word : words)
        if (word.at(0).isLetterOrNumber()) initials += word.at(0).toUpper();
    if (initials.size() > 2) initials = initials.left(1) + initials.right(1);
    return initials.isEmpty() ? QStringLiteral("?") : initials;
}

QByteArray conversationPage(const Conversation& conversation) { return PageWriter(conversation).write(); }

}  // namespace redwell::ui
