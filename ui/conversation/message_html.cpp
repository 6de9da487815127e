#include "ui/conversation/message_html.h"

#include "base/text.h"
#include "messages/sender.h"
#include "ui/session/text.h"

#include <QCoreApplication>
#include <QFile>
#include <QHash>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>

namespace redwell::ui {
namespace {

constexpr double kUnsure = 0.7;  // below this confidence a message says so

QString tr(const char* text) { return QCoreApplication::translate("redwell::ui::MessageView", text); }

QString whyUnsure(const documents::Message& m) {
    static const QHash<QString, const char*> reasons = {
        {"no_time", QT_TRANSLATE_NOOP("redwell::ui::MessageView", "no time was found")},
        {"no_sender", QT_TRANSLATE_NOOP("redwell::ui::MessageView", "no sender was found")},
        {"doubtful_sender", QT_TRANSLATE_NOOP("redwell::ui::MessageView", "the sender does not look like a name")},
        {"weak_ocr", QT_TRANSLATE_NOOP("redwell::ui::MessageView", "its head was hard to read")},
        {"uncertain_layout", QT_TRANSLATE_NOOP("redwell::ui::MessageView", "the page has no plain layout")},
        {"mended_time", QT_TRANSLATE_NOOP("redwell::ui::MessageView", "a digit of its time was mended")}};
    QStringList why;
    for (const auto& doubt : m.doubts)
        if (const auto reason = reasons.constFind(shown(doubt)); reason != reasons.cend()) why << tr(*reason);
    const auto confidence = tr("Read with %1 % confidence: look at the page").arg(qRound(m.confidence * 100));
    return why.isEmpty() ? confidence : confidence + QStringLiteral(" (%1)").arg(why.join(QStringLiteral("; ")));
}

QString escaped(std::string_view text) { return shown(text).toHtmlEscaped(); }

QString foldedWord(const QString& word) { return QString::fromStdString(redwell::fold(word.toStdString())); }

bool isWanted(const QString& foldedToken, const QStringList& words) {
    return std::any_of(words.begin(), words.end(), [&](const QString& word) {
        return foldedToken == word ||
               (word.endsWith(QLatin1Char('*')) && foldedToken.startsWith(QStringView(word).chopped(1)));
    });
}

const QRegularExpression& wordPattern() {
    static const QRegularExpression pattern(QStringLiteral("[\\p{L}\\p{N}]+"),
                                            QRegularExpression::UseUnicodePropertiesOption);
    return pattern;
}

// Escapes line and puts marks around the words that were searched for.
QString marked(std::string_view line, const QStringList& words) {
    if (words.isEmpty()) return escaped(line);
    const QString text = shown(line);
    QString html;
    qsizetype done = 0;
    for (auto it = wordPattern().globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        if (!isWanted(foldedWord(match.captured()), words)) continue;
        html += text.mid(done, match.capturedStart() - done).toHtmlEscaped() + QStringLiteral("<mark>") +
                match.captured().toHtmlEscaped() + QStringLiteral("</mark>");
        done = match.capturedEnd();
    }
    return html + text.mid(done).toHtmlEscaped();
}

bool isQuoted(std::string_view line) { return trim(line).starts_with('>'); }

// The paper broke this line, not the writer: it was full, and the next one goes on in the middle of a sentence.
bool goesOnBelow(std::string_view line, std::string_view next) {
    constexpr std::size_t kFullLine = 50;
    return codePointCount(line) >= kFullLine && !next.empty() && next.front() >= 'a' && next.front() <= 'z';
}

QString linesHtml(const std::vector<std::string>& lines, std::size_t begin, std::size_t end, const QStringList& words) {
    QString html;
    for (std::size_t i = begin; i < end; ++i) {
        if (i > begin) html += goesOnBelow(lines[i - 1], lines[i]) ? QLatin1Char(' ') : QLatin1Char('\n');
        html += marked(lines[i], words);
    }
    return html;
}

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

QString tag(const QString& text, const char* kind = "", const QString& about = {}) {
    return QStringLiteral("<span class=\"tag %1\" title=\"%2\">%3</span>")
        .arg(QLatin1String(kind), about.toHtmlEscaped(), text.toHtmlEscaped());
}

QString sizeText(std::int64_t bytes) {
    constexpr std::int64_t kMegabyte = 1024 * 1024;
    return QLocale().formattedDataSize(bytes, bytes < kMegabyte ? 0 : 1, QLocale::DataSizeTraditionalFormat);
}

QString styleSheet() {
    static const QString style = [] {
        QFile file(QStringLiteral(":/web/conversation.css"));
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }();
    return style;
}

QString hit(const QString& id) {
    return QStringLiteral("<a class=hit href=\"redwell:message/%1\" draggable=false>").arg(id);
}

}  // namespace

Moment momentOf(const StatedTime& sent) {
    Moment moment;
    const auto text = QString::fromStdString(sent.text);
    moment.day = QDate::fromString(text.left(10), Qt::ISODate);
    if (!moment.day.isValid()) {  // a print that tells the time of day alone
        static const QRegularExpression clock(QStringLiteral("^\\d\\d:\\d\\d(?::\\d\\d)?"));
        moment.time = clock.match(text).captured(0);
        return moment;
    }
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

bool holdsWord(std::string_view text, const QStringList& foldedWords) {
    const QString all = shown(text);
    for (auto it = wordPattern().globalMatch(all); it.hasNext();)
        if (isWanted(foldedWord(it.next().captured()), foldedWords)) return true;
    return false;
}

QString dayName(const QDate& day) {
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(day, QStringLiteral("dddd, MMMM d, yyyy"));
}

QString MessageHtml::message(const ShownMessage& one, bool goesOn, bool withTools) {
    const auto& m = one.message;
    if (m.kind == documents::MessageKind::Join || m.kind == documents::MessageKind::Leave ||
        m.kind == documents::MessageKind::Disclaimer)
        return event(one);
    const auto moment = momentOf(m.sent);
    const auto id = QString::number(one.id.value);
    const auto name = redwell::messages::displayName(m.from);
    QStringList classes{QStringLiteral("m")};
    const auto add = [&](bool is, const char* what) {
        if (is) classes << QLatin1String(what);
    };
    add(goesOn, "on");
    add(m.depth > 0, "quoted");
    add(one.covered == redaction::Coverage::Whole, "redacted");
    add(m.isDeleted, "deleted");
    add(!one.isMatch, "pale");
    add(one.isSelected, "selected");
    QString html = QStringLiteral("<i id=h%1 class=here></i><article id=m%1 class=\"%2\" style=\"--hue:%3\">%4")
                       .arg(id, classes.join(QLatin1Char(' ')), QString::number(hueOf(one)), hit(id));
    // First, since what follows flows around it.
    html += QStringLiteral("<time title=\"%1\">%2%3</time>")
                .arg(inZone(m.sent, m_zone).toHtmlEscaped(),
                     moment.time.isEmpty() ? (moment.day.isValid() ? QString() : tr("no time")) : moment.time,
                     moment.offset.isEmpty() ? QString() : QStringLiteral(" <i>%1</i>").arg(moment.offset));
    if (!goesOn) {
        html += QStringLiteral("<span class=face aria-hidden=true>%1</span><header><b>%2</b>")
                    .arg(initialsOf(shown(name)).toHtmlEscaped(), name.empty() ? tr("Unknown sender") : escaped(name));
        html += addressLine(m) + QStringLiteral("</header>");
    }
    if (!m.subject.empty() && !goesOn) html += QStringLiteral("<h3>%1</h3>").arg(marked(m.subject, m_words));
    if (!one.answersLine.isEmpty()) {
        const QString words = one.answersLine.toHtmlEscaped();
        html += QStringLiteral("</a>");
        html += one.answers
                    ? QStringLiteral("<a class=answers href=\"redwell:answered/%1\" title=\"%2\">%3</a>")
                          .arg(QString::number(one.answers.value), tr("Go to the message that this one answers"), words)
                    : QStringLiteral("<span class=answers>%1</span>").arg(words);
        html += hit(id);
    }
    return html + body(one, hit(id)) + facts(one) + foot(one, withTools) + QStringLiteral("</article>");
}

// The body within the link that is open, which is closed at the end; quotations stand outside it, since a click on
// their fold is no choice of the message.
QString MessageHtml::body(const ShownMessage& one, const QString& open) const {
    const auto& m = one.message;
    if (m.body.empty()) return QStringLiteral("<div class=body><i class=none>%1</i></div></a>").arg(tr("no text"));
    QString html;
    const auto lines = split(m.body, '\n');
    bool isOpen = true;
    for (std::size_t begin = 0; begin < lines.size();) {
        const bool quoted = isQuoted(lines[begin]);
        std::size_t end = begin + 1;
        while (end < lines.size() && isQuoted(lines[end]) == quoted) ++end;
        const QString text = linesHtml(lines, begin, end, m_words);
        if (quoted) {
            if (isOpen) html += QStringLiteral("</a>");
            isOpen = false;
            // What was searched for is never hidden.
            const bool shows = m_isUnfolded || text.contains(QLatin1String("<mark>"));
            const auto count = static_cast<int>(end - begin);
            html += QStringLiteral("<details class=quote%1><summary>%2</summary><div class=body>%3</div></details>")
                        .arg(shows ? QStringLiteral(" open") : QString(),
                             count == 1 ? tr("1 quoted line") : tr("%1 quoted lines").arg(count), text);
        } else if (!text.trimmed().isEmpty() || lines.size() == 1) {
            if (!isOpen) html += open;
            isOpen = true;
            html += QStringLiteral("<div class=body>%1</div>").arg(text);
        }
        begin = end;
    }
    if (isOpen) html += QStringLiteral("</a>");
    return html;
}

QString MessageHtml::facts(const ShownMessage& one) const {
    const auto& m = one.message;
    QString html;
    for (const auto& edit : m.edits) {
        const auto when = momentOf(edit.at);
        QString line = edit.by.empty() || edit.by == m.from
                           ? tr("edited")
                           : tr("edited by %1").arg(shown(redwell::messages::displayName(edit.by)));
        if (when.day.isValid()) line += QStringLiteral(" %1 %2").arg(when.day.toString(Qt::ISODate), when.time);
        html +=
            QStringLiteral("<details class=edit%1><summary>%2</summary><div class=body><i>%3</i>\n%4</div></details>")
                .arg(m_isUnfolded ? QStringLiteral(" open") : QString(), line.toHtmlEscaped(), tr("What stood before"),
                     edit.previous.empty() ? QStringLiteral("<i class=none>%1</i>").arg(tr("not kept by the source"))
                                           : marked(edit.previous, m_words));
    }
    if (!m.attachments.empty()) {
        html += QStringLiteral("<div class=files>");
        int index = 0;
        for (const auto& file : m.attachments) {
            const QString name = escaped(file.name.empty() ? file.fileName : file.name);
            const QString size = file.size >= 0 ? QStringLiteral(" <i>%1</i>").arg(sizeText(file.size)) : QString();
            html += file.isMissing
                        ? QStringLiteral("<span class=\"file missing\">%1%2 <i>%3</i></span>")
                              .arg(name, size, tr("not delivered"))
                        : QStringLiteral("<a class=file href=\"redwell:attachment/%1/%2\" title=\"%3\">%4%5</a>")
                              .arg(QString::number(one.id.value), QString::number(index), tr("Open the attachment"),
                                   name, size);
            ++index;
        }
        html += QStringLiteral("</div>");
    }
    if (!m.reactions.empty()) {
        html += QStringLiteral("<div class=reactions>");
        for (const auto& reaction : m.reactions)
            html += QStringLiteral("<span title=\"%1\">%2%3</span>")
                        .arg(people(reaction.by), escaped(reaction.value),
                             reaction.count > 0 ? QStringLiteral(" %1").arg(reaction.count) : QString());
        html += QStringLiteral("</div>");
    }
    return html;
}

QString MessageHtml::foot(const ShownMessage& one, bool withTools) const {
    const auto& m = one.message;
    // A click on the line chooses the message, as one on its text does.
    QString html = QStringLiteral("<footer><a class=row href=\"redwell:message/%1\" draggable=false tabindex=-1>")
                       .arg(one.id.value);
    const auto word = [&](const QString& text, const QString& about = {}) {
        const QString title = about.isEmpty() ? QString() : QStringLiteral(" title=\"%1\"").arg(about.toHtmlEscaped());
        html += QStringLiteral("<span%1>%2</span>").arg(title, text.toHtmlEscaped());
    };
    if (!one.document.isEmpty()) word(one.document);
    if (m.page > 0) word(tr("page %1").arg(m.page));
    if (m.depth > 0) word(tr("quoted below"), tr("It stands in the text of a later message"));
    if (one.sightings > 1)
        word(tr("seen %1 times").arg(one.sightings), tr("The same message stands in so many places of the case"));
    if (one.isInclusive) word(tr("inclusive"), tr("No later message holds all of its text: it must be read"));
    if (m.importance == "high") html += tag(tr("important"), "info", tr("Sent with high importance"));
    if (m.isDeleted) html += tag(tr("deleted"), "bad", tr("Taken back; this is what stood"));
    if (m.confidence < kUnsure) html += tag(tr("unsure"), "warn", whyUnsure(m));
    if (one.isCorrected) html += tag(tr("corrected"), "info", tr("A reviewer has mended what was read"));
    if (one.covered == redaction::Coverage::Whole) html += tag(tr("redacted"), "", tr("All of it is covered"));
    if (one.covered == redaction::Coverage::Partly)
        html += tag(tr("partly redacted"), "warn", tr("Words of it stay legible: look at the page"));
    if (one.hasNote) html += QStringLiteral("<span class=\"tag note\">%1</span>").arg(tr("note"));
    for (const auto& call : one.tags) html += tag(call, "call");
    html += QStringLiteral("</a>");
    // Within the row, so that they never cover what it says.
    if (withTools)
        html += QStringLiteral(
                    "<nav><a href=\"redwell:redact/%1\" title=\"%2\">%3</a><a href=\"redwell:note/%1\" "
                    "title=\"%4\">%5</a></nav>")
                    .arg(QString::number(one.id.value), tr("Redact this message"), tr("Redact"),
                         tr("Add a note to this message"), tr("Note"));
    return html + QStringLiteral("</footer>");
}

QString MessageHtml::event(const ShownMessage& one) const {
    const auto& m = one.message;
    const auto id = QString::number(one.id.value);
    const QString name = shown(redwell::messages::displayName(m.from));
    QString line;
    switch (m.kind) {
        case documents::MessageKind::Join: line = tr("%1 joined").arg(name); break;
        case documents::MessageKind::Leave: line = tr("%1 left").arg(name); break;
        default: line = shown(collapseWhitespace(m.body)); break;
    }
    const QString time = momentOf(m.sent).time;
    return QStringLiteral(
               "<i id=h%1 class=here></i><p id=m%1 class=\"event%2\"><a href=\"redwell:message/%1\">%3%4</a></p>")
        .arg(id, one.isMatch ? QString() : QStringLiteral(" pale"), line.toHtmlEscaped(),
             time.isEmpty() ? QString() : QStringLiteral(" <i>%1</i>").arg(time));
}

QString MessageHtml::aside(const Aside& aside, qsizetype index) const {
    if (aside.kind == Aside::Kind::Gap)
        return QStringLiteral("<p class=missing><a href=\"redwell:aside/%1\">%2</a></p>")
            .arg(QString::number(index), aside.text.toHtmlEscaped());
    return QStringLiteral(
               "<div class=loose><a class=take href=\"redwell:take/%1\" title=\"%5\">%6</a><a "
               "href=\"redwell:aside/%1\" "
               "title=\"%2\"><b>%3</b><div class=body>%4</div></a></div>")
        .arg(QString::number(index), tr("Show the place on the page"),
             tr("Text of page %1 that belongs to no message").arg(aside.region.page), aside.text.toHtmlEscaped(),
             tr("It is a message that was not seen as one"), tr("Make it a message…"));
}

QByteArray MessageHtml::page(const QString& body, bool isDark, const QString& colors, const QString& bodyClass) {
    return QStringLiteral(
               "<!doctype html><html lang=en class=%1><head><meta charset=utf-8>"
               "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'unsafe-inline'\">"
               "<meta name=referrer content=no-referrer><title></title><style>:root{%2}%3</style></head><body%4>%5"
               "</body></html>")
        .arg(isDark ? QStringLiteral("dark") : QStringLiteral("light"), colors, styleSheet(),
             bodyClass.isEmpty() ? QString() : QStringLiteral(" class=%1").arg(bodyClass), body)
        .toUtf8();
}

int MessageHtml::hueOf(const ShownMessage& one) {
    // Far enough apart to be told from each other, and none of them pale on white.
    constexpr int kHues[] = {210, 28, 160, 265, 330, 95, 190, 10, 240, 300, 130, 45};
    constexpr auto kCount = std::size(kHues);
    const std::string key = one.person.isEmpty()
                                ? redwell::messages::senderKey(redwell::messages::displayName(one.message.from))
                                : one.person.toStdString();
    if (const auto known = m_hues.find(key); known != m_hues.end()) return known->second;
    std::uint32_t hash = 2166136261u;  // FNV-1a: the same on every machine and day
    for (const char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
    std::size_t at = hash % kCount;
    for (std::size_t tried = 0; tried < kCount; ++tried, at = (at + 1) % kCount) {
        const bool taken =
            std::any_of(m_hues.begin(), m_hues.end(), [&](const auto& entry) { return entry.second == kHues[at]; });
        if (!taken) break;
    }
    m_hues.emplace(key, kHues[at]);
    return kHues[at];
}

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

}  // namespace redwell::ui
