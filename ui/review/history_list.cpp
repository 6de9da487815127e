#include "ui/review/history_list.h"

#include "documents/document_store.h"
#include "production/volumes.h"
#include "review/coding.h"
#include "ui/review/history_text.h"
#include "ui/session/case_session.h"
#include "ui/session/text.h"
#include "ui/theme/theme.h"

#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace redwell::ui {
namespace {

constexpr int kByRole = Qt::UserRole, kWhenRole = Qt::UserRole + 1, kWhatRole = Qt::UserRole + 2;
constexpr int kSide = 10, kAbove = 6;

// Who and when above, the words below in as many lines as they take.
class HistoryDelegate : public QStyledItemDelegate {
public:
    HistoryDelegate(const QTreeView* view, QObject* parent) : QStyledItemDelegate(parent), m_view(view) {}

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const int width = std::max(60, m_view->viewport()->width() - 2 * kSide);
        const QString what = index.data(kWhatRole).toString();
        const auto lines =
            option.fontMetrics.boundingRect(QRect(0, 0, width, 100'000), flow(option.fontMetrics, width, what), what);
        const int head = index.data(kByRole).toString().isEmpty() ? 0 : option.fontMetrics.lineSpacing();
        return {width, lines.height() + head + 2 * kAbove};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const auto& theme = Theme::instance();
        painter->save();
        painter->setFont(option.font);
        auto area = option.rect.adjusted(kSide, kAbove, -kSide, -kAbove);
        const QString by = index.data(kByRole).toString(), when = index.data(kWhenRole).toString();
        if (!by.isEmpty()) {
            const QRect head(area.topLeft(), QSize(area.width(), option.fontMetrics.lineSpacing()));
            const int room = head.width() - option.fontMetrics.horizontalAdvance(when) - kSide;
            painter->setPen(theme.color(QStringLiteral("muted")));
            painter->drawText(head, Qt::AlignLeft | Qt::AlignVCenter,
                              option.fontMetrics.elidedText(by, Qt::ElideRight, room));
            painter->drawText(head, Qt::AlignRight | Qt::AlignVCenter, when);
            area.setTop(head.bottom() + 1);
        }
        const auto ink = index.data(Qt::ForegroundRole).value<QBrush>();
        painter->setPen(ink.style() == Qt::NoBrush ? theme.color(QStringLiteral("text")) : ink.color());
        const QString what = index.data(kWhatRole).toString();
        painter->drawText(area, flow(option.fontMetrics, area.width(), what), what);
        painter->setPen(theme.color(QStringLiteral("border")));
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
        painter->restore();
    }

private:
    // Only a word that is longer than the line is broken.
    static int flow(const QFontMetrics& metrics, int width, const QString& text) {
        bool isLong = false;
        for (const QString& word : text.split(QLatin1Char(' ')))
            isLong = isLong || metrics.horizontalAdvance(word) > width;
        return Qt::AlignLeft | Qt::AlignTop | (isLong ? Qt::TextWrapAnywhere : Qt::TextWordWrap);
    }

    const QTreeView* m_view;
};

}  // namespace

HistoryList::HistoryList(QWidget* parent) : QTreeWidget(parent) {
    setObjectName(QStringLiteral("historyList"));
    setAccessibleName(tr("History"));
    setColumnCount(1);
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setIndentation(0);
    setSelectionMode(NoSelection);
    setFrameShape(NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setItemDelegate(new HistoryDelegate(this, this));
    m_soon.setSingleShot(true);
    m_soon.setInterval(60);
    connect(&m_soon, &QTimer::timeout, this, &HistoryList::load);
}

void HistoryList::setSession(CaseSession* session) {
    m_session = session;
    setDocument({});
    if (!session) return;
    const auto changed = [this](DocumentId document) {
        if (!document || document == m_document) m_soon.start();
    };
    connect(session, &CaseSession::codingChanged, this, [this](const std::vector<DocumentId>& coded) {
        if (std::find(coded.begin(), coded.end(), m_document) != coded.end()) m_soon.start();
    });
    connect(session, &CaseSession::redactionsChanged, this, changed);
    connect(session, &CaseSession::annotationsChanged, this, changed);
    connect(session, &CaseSession::messagesChanged, this, changed);
    connect(session, &CaseSession::callsChanged, this, [changed] { changed({}); });
    connect(session, &CaseSession::productionsChanged, this, [changed] { changed({}); });
}

void HistoryList::setDocument(DocumentId document) {
    m_document = document;
    load();
}

void HistoryList::showEvent(QShowEvent* event) {
    QTreeWidget::showEvent(event);
    if (m_isStale) load();
}

void HistoryList::resizeEvent(QResizeEvent* event) {
    QTreeWidget::resizeEvent(event);
    scheduleDelayedItemsLayout();  // other widths, other line breaks
}

void HistoryList::load() {
    ++m_reads;
    m_isStale = !isVisible();
    if (!m_session || !m_document || m_isStale) return clear();
    m_session->read(
        this,
        [document = m_document,
         zone = m_session->timeZone()](casefile::Database& database) -> Result<std::vector<HistoryEntry>> {
            REDWELL_TRY(const auto fields, review::CodingStore(database).fields());
            REDWELL_TRY(const auto found, documents::DocumentStore(database).find(document));
            if (!found) return std::vector<HistoryEntry>{};
            REDWELL_TRY(const auto rows, casefile::auditOf(database, found->controlNumber));
            auto entries = historyOf(rows, found->controlNumber, fields, zone);
            REDWELL_TRY(auto leavings, production::Volumes(database).leavingsOf(std::span(&document, 1)));
            addLeavings(entries, leavings[document], zone);
            return entries;
        },
        [this, read = m_reads](const std::vector<HistoryEntry>& entries) {
            if (read != m_reads) return;
            clear();
            const auto& theme = Theme::instance();
            const auto add = [this](const QString& what, const QString& by, const QString& when) {
                auto* item = new QTreeWidgetItem(this);
                item->setText(0, by.isEmpty() ? what : tr("%1\n%2, %3").arg(what, by, when));
                item->setData(0, kWhatRole, what);
                item->setData(0, kByRole, by);
                item->setData(0, kWhenRole, when);
                return item;
            };
            for (const auto& entry : entries) {
                auto* item = add(entry.what, entry.by, entry.when);
                if (entry.isTakenBack) item->setForeground(0, theme.color(QStringLiteral("muted")));
            }
            if (entries.empty())
                add(tr("Nothing was decided about this document yet."), {}, {})
                    ->setForeground(0, theme.color(QStringLiteral("muted")));
        });
}

}  // namespace redwell::ui
