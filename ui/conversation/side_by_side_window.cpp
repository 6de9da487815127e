#include "ui/conversation/side_by_side_window.h"

#include "messages/in_step.h"
#include "ui/conversation/message_filter.h"
#include "ui/conversation/sealed_view.h"
#include "ui/conversation/side_by_side_page.h"
#include "ui/elided_choice.h"
#include "ui/elided_combo.h"
#include "ui/session/case_session.h"
#include "ui/session/text.h"
#include "ui/theme/theme.h"
#include "ui/window_focus.h"

#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

namespace redwell::ui {
namespace {

using Kind = messages::Conversation::Kind;
constexpr int kMostOfAKind = 2000;
constexpr int kMostOfOne = 2000;  // messages that tell its documents
constexpr qint64 kMinute = 60'000;

QString spanOf(const messages::ConversationSummary& summary, const std::string& zone) {
    if (!summary.begins || !summary.ends) return {};
    const QString begins = plain(formatInstant(*summary.begins, zone, "MMM d, yyyy"));
    const QString ends = plain(formatInstant(*summary.ends, zone, "MMM d, yyyy"));
    return begins == ends ? begins : QStringLiteral("%1 – %2").arg(begins, ends);
}

// How long both go on at the same time; negative: how far they are apart.
std::int64_t overlap(const messages::ConversationSummary& a, const messages::ConversationSummary& b) {
    if (!a.begins || !b.begins) return std::numeric_limits<std::int64_t>::min();
    return std::min(a.ends->milliseconds, b.ends->milliseconds) -
           std::max(a.begins->milliseconds, b.begins->milliseconds);
}

QComboBox* chooser(const char* name, const QString& accessible) {
    auto* combo = new ElidedCombo;
    combo->setObjectName(QString::fromLatin1(name));
    combo->setAccessibleName(accessible);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    combo->setMinimumContentsLength(12);
    return combo;
}

}  // namespace

SideBySideWindow::SideBySideWindow(CaseSession* session, std::optional<messages::Conversation> left,
                                   DocumentId document, QWidget* parent)
    : QDialog(parent, Qt::Window), m_session(session) {
    setObjectName(QStringLiteral("sideBySide"));
    setWindowTitle(tr("Conversations side by side"));
    WindowFocus::standBeside(this);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(1180, 800);
    for (auto [side, name, text] : {std::tuple(&m_left, "leftConversation", tr("Left conversation")),
                                    std::tuple(&m_right, "rightConversation", tr("Right conversation"))}) {
        side->chooser = chooser(name, text);
        side->chooser->setEditable(true);
        side->chooser->setInsertPolicy(QComboBox::NoInsert);
        side->chooser->completer()->setCompletionMode(QCompleter::PopupCompletion);
        side->chooser->completer()->setFilterMode(Qt::MatchContains);
        new ElidedChoice(side->chooser);
        connect(side->chooser, &QComboBox::currentIndexChanged, this, [this, side = side] { choose(*side); });
    }
    m_person = chooser("stepsPerson", tr("Person"));
    m_within = chooser("stepsWithin", tr("Side by side within"));
    const std::pair<QString, int> spans[] = {{tr("within 10 minutes"), 10},
                                             {tr("within the hour"), 60},
                                             {tr("within 6 hours"), 360},
                                             {tr("within a day"), 1440}};
    for (const auto& [text, minutes] : spans) m_within->addItem(text, minutes);
    m_within->setCurrentIndex(1);
    m_count = new QLabel;
    m_count->setObjectName(QStringLiteral("stepsCount"));
    m_count->setTextFormat(Qt::PlainText);
    m_count->setProperty("role", QStringLiteral("muted"));
    m_previous = new QPushButton(Theme::icon(QStringLiteral("previous")), tr("Previous"));
    m_next = new QPushButton(Theme::icon(QStringLiteral("next")), tr("Next side by side"));
    for (auto* button : {m_previous, m_next}) button->setAutoDefault(false);
    m_previous->setToolTip(tr("The place before where both wrote (Shift+F3)"));
    m_next->setToolTip(tr("The next place where both wrote (F3)"));
    m_view = new SealedView(tr("Both conversations in step by time"));

    auto* choosers = new QHBoxLayout;
    choosers->addWidget(m_left.chooser, 1);
    choosers->addWidget(m_right.chooser, 1);
    auto* options = new QHBoxLayout;
    options->addWidget(m_person);
    options->addWidget(m_within);
    options->addWidget(m_count, 1);
    options->addWidget(m_previous);
    options->addWidget(m_next);
    auto* top = new QWidget;
    auto* rows = new QVBoxLayout(top);
    rows->setContentsMargins(12, 10, 12, 10);
    rows->addLayout(choosers);
    rows->addLayout(options);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(top);
    column->addWidget(m_view, 1);

    connect(m_person, &QComboBox::currentIndexChanged, this, &SideBySideWindow::draw);
    connect(m_within, &QComboBox::currentIndexChanged, this, &SideBySideWindow::draw);
    connect(m_previous, &QPushButton::clicked, this, [this] { goToMeeting(-1); });
    connect(m_next, &QPushButton::clicked, this, [this] { goToMeeting(1); });
    connect(new QShortcut(QKeySequence(Qt::Key_F3), this), &QShortcut::activated, this, [this] { goToMeeting(1); });
    connect(new QShortcut(QKeySequence(Qt::SHIFT | Qt::Key_F3), this), &QShortcut::activated, this,
            [this] { goToMeeting(-1); });
    connect(&Theme::instance(), &Theme::changed, this, &SideBySideWindow::draw);
    connect(m_view, &SealedView::linkClicked, this, [this](const QString& path) {
        const MessageId id{path.section(QLatin1Char('/'), 1, 1).toLongLong()};
        for (const auto* side : {&m_left, &m_right}) {
            if (!side->reading) continue;
            for (const auto& m : side->reading->messages)
                if (m.id == id) return emit messageChosen(m.document, id);
        }
    });
    session->read(
        this,
        [left = std::move(left), document](casefile::Database& database) -> Result<Offer> {
            Offer offer;
            messages::ConversationStore store(database);
            REDWELL_TRY(offer.list, store.list({}, kMostOfAKind));
            if (offer.list.empty()) return offer;
            const auto listed = [&](const messages::Conversation& wanted) {
                return std::find_if(offer.list.begin(), offer.list.end(),
                                    [&](const auto& one) { return one.conversation == wanted; });
            };
            auto found = left ? listed(*left) : offer.list.end();
            if (found == offer.list.end()) found = listed({Kind::Document, document, {}, 0});
            if (found == offer.list.end()) found = offer.list.begin();
            offer.first = static_cast<std::size_t>(found - offer.list.begin());
            REDWELL_TRY(const auto messages, store.messages(found->conversation, kMostOfOne));
            for (const auto& message : messages) offer.own.insert(message.document);
            return offer;
        },
        [this](Offer offer) { fill(std::move(offer)); });
}

void SideBySideWindow::fill(Offer offer) {
    m_list = std::move(offer.list);
    if (m_list.empty()) {
        m_count->setText(tr("There are no messages in this case yet."));
        return;
    }
    const std::string zone = m_session->timeZone();
    const QLocale locale;
    for (auto* side : {&m_left, &m_right}) {
        const QSignalBlocker quiet(side->chooser);
        for (const auto& summary : m_list) {
            const auto kind = summary.conversation.kind;
            const char* icon = kind == Kind::Chat ? "messages" : kind == Kind::Thread ? "kind-mail" : "document";
            const QString count =
                summary.messages == 1 ? tr("1 message") : tr("%1 messages").arg(locale.toString(summary.messages));
            const QString span = spanOf(summary, zone);
            side->chooser->addItem(
                Theme::icon(QString::fromLatin1(icon)),
                tr("%1  ·  %2%3")
                    .arg(shown(summary.title), count, span.isEmpty() ? QString() : QStringLiteral("  ·  ") + span));
        }
    }
    const std::size_t first = offer.first;
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < m_list.size(); ++i) {
        const auto& one = m_list[i].conversation;
        if (i == first || (one.kind == Kind::Document && offer.own.contains(one.document))) continue;
        if (!best || overlap(m_list[first], m_list[i]) > overlap(m_list[first], m_list[*best])) best = i;
    }
    const std::size_t second = best ? *best : first == 0 && m_list.size() > 1 ? 1 : 0;
    for (auto [side, index] : {std::pair(&m_left, first), std::pair(&m_right, second)}) {
        const QSignalBlocker quiet(side->chooser);
        side->chooser->setCurrentIndex(static_cast<int>(index));
        choose(*side);
    }
}

void SideBySideWindow::choose(Side& side) {
    const int index = side.chooser->currentIndex();
    if (!m_session || index < 0 || index >= static_cast<int>(m_list.size())) return;
    const auto& summary = m_list[static_cast<std::size_t>(index)];
    side.title = shown(summary.title);
    side.chooser->setToolTip(asPlainTip(side.chooser->currentText()));
    side.chooser->lineEdit()->setCursorPosition(0);
    m_session->read(
        this,
        [conversation = summary.conversation](casefile::Database& database) {
            return readConversation(database, conversation);
        },
        [this, &side, read = ++side.reads](ConversationReading reading) {
            if (read != side.reads) return;
            side.reading = std::move(reading);
            m_meeting = -1;
            offerPeople();
            draw();
        });
}

void SideBySideWindow::offerPeople() {
    const QSignalBlocker quiet(m_person);
    const QString before = m_person->currentData().toString();
    QList<ShownMessage> all;
    for (const auto* side : {&m_left, &m_right})
        if (side->reading) all << shownMessages(*side->reading);
    m_person->clear();
    m_person->addItem(tr("Everybody"), QString());
    for (const auto& person : peopleOf(all)) m_person->addItem(person.name, person.key);
    m_person->setCurrentIndex(std::max(0, m_person->findData(before)));
}

QList<ShownMessage> SideBySideWindow::messagesOf(const Side& side) const {
    QList<ShownMessage> out;
    if (!side.reading) return out;
    MessageFilter filter;
    filter.person = m_person->currentData().toString();
    for (auto& one : shownMessages(*side.reading))
        if (!filter.isActive() || filter.matches(one)) out << one;
    return out;
}

void SideBySideWindow::draw() {
    if (!m_session || !m_left.reading || !m_right.reading) return;
    SideBySide steps;
    steps.left = byTime(messagesOf(m_left), plain(m_session->timeZone()));
    steps.right = byTime(messagesOf(m_right), plain(m_session->timeZone()));
    steps.leftTitle = m_left.title;
    steps.rightTitle = m_right.title;
    steps.zone = plain(m_session->timeZone());
    steps.isDark = Theme::instance().isDark();
    steps.colors = SealedView::themeColors();
    steps.rows = messages::inStep(timesOf(steps.left, steps.zone), timesOf(steps.right, steps.zone),
                                  m_within->currentData().toInt() * kMinute);
    m_meetings.clear();
    for (std::size_t i = 0; i < steps.rows.size(); ++i)
        if (steps.rows[i].left >= 0 && steps.rows[i].right >= 0) m_meetings.push_back(static_cast<qsizetype>(i));
    const QLocale locale;
    const auto meetings = static_cast<qlonglong>(m_meetings.size());
    m_count->setText(meetings == 0   ? tr("They never wrote at the same time.")
                     : meetings == 1 ? tr("Side by side once.")
                                     : tr("Side by side %1 times.").arg(locale.toString(meetings)));
    m_previous->setEnabled(meetings > 0);
    m_next->setEnabled(meetings > 0);
    m_meeting = std::clamp<qsizetype>(m_meeting, meetings > 0 ? 0 : -1, meetings - 1);
    const QString target =
        m_meeting >= 0 ? QStringLiteral("r%1").arg(m_meetings[static_cast<std::size_t>(m_meeting)]) : QString();
    Task::start(
        QThreadPool::globalInstance(), this,
        [steps = std::move(steps)](Progress&, std::stop_token) -> Result<QByteArray> { return sideBySidePage(steps); },
        [this, target, edition = ++m_edition](const Result<QByteArray>& html) {
            if (edition != m_edition || !html) return;
            m_view->load(*html, target);
            emit shownChanged();
        });
}

void SideBySideWindow::goToMeeting(int by) {
    if (m_meetings.empty()) return;
    const auto count = static_cast<qsizetype>(m_meetings.size());
    m_meeting = ((m_meeting + by) % count + count) % count;
    m_view->setTarget(QStringLiteral("r%1").arg(m_meetings[static_cast<std::size_t>(m_meeting)]));
}

}  // namespace redwell::ui
