#include "ui/conversation/conversation_page.h"

#include <QCoreApplication>
#include <QLocale>

namespace redwell::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("redwell::ui::MessageView", text); }
constexpr qint64 kGapHours = 6;
constexpr qint64 kSameBreathMinutes = 10;  // a sender's next message within this stands under the same name

class PageWriter {
public:
    explicit PageWriter(const Conversation& conversation)
        : m_conversation(conversation), m_writer(conversation.words, conversation.zone, conversation.isUnfolded) {}

    QByteArray write() {
        const auto& all = m_conversation.messages;
        const auto limit = m_conversation.limit < 0 ? all.size() : std::min(all.size(), m_conversation.limit);
        for (qsizetype i = 0; i < limit; ++i) {
            addAsides(i);
            add(all[i]);
        }
        if (limit < all.size())
            m_html += QStringLiteral("<p class=rest><a href=\"redwell:rest\">%1</a></p>")
                          .arg(tr("Show the other %1 messages").arg(QLocale().toString(all.size() - limit)));
        else
            addAsides(all.size());
        return MessageHtml::page(m_html, m_conversation.isDark, m_conversation.colors);
    }

private:
    void addAsides(qsizetype before) {
        for (; m_nextAside < m_conversation.asides.size(); ++m_nextAside) {
            const auto& aside = m_conversation.asides[m_nextAside];
            if (aside.before > before) return;
            m_html += m_writer.aside(aside, m_nextAside);
            m_last = nullptr;  // what follows has a head of its own
        }
    }

    void add(const ShownMessage& shown) {
        const auto& m = shown.message;
        const auto moment = momentOf(m.sent);
        const bool newDay = moment.day.isValid() && moment.day != m_day;
        if (newDay) {
            m_html += QStringLiteral("<h2><span>%1</span></h2>").arg(dayName(moment.day));
            m_day = moment.day;
        } else if (moment.wall.isValid() && m_wall.isValid() && m_wall.secsTo(moment.wall) >= kGapHours * 3600) {
            m_html +=
                QStringLiteral("<p class=gap>%1</p>").arg(tr("%1 hours later").arg(m_wall.secsTo(moment.wall) / 3600));
        }
        const bool goesOn = !newDay && m_last && goesOnFrom(m_last->message, m) && shown.answersLine.isEmpty() &&
                            moment.wall.isValid() && m_wall.isValid() &&
                            std::abs(m_wall.secsTo(moment.wall)) < kSameBreathMinutes * 60;
        m_html += m_writer.message(shown, goesOn);
        m_last = &shown;
        m_wall = moment.wall;
    }

    static bool goesOnFrom(const documents::Message& a, const documents::Message& b) {
        return a.kind == documents::MessageKind::Message && a.from == b.from && a.subject == b.subject &&
               a.depth == b.depth && a.to == b.to && a.document == b.document;
    }

    const Conversation& m_conversation;
    MessageHtml m_writer;
    QString m_html;
    QDate m_day;
    QDateTime m_wall;
    const ShownMessage* m_last = nullptr;
    qsizetype m_nextAside = 0;
};

}  // namespace

QByteArray conversationPage(const Conversation& conversation) { return PageWriter(conversation).write(); }

}  // namespace redwell::ui
