#include "ui/documents/view_list.h"

#include "documents/document_store.h"
#include "review/coding.h"
#include "search/search.h"
#include "ui/documents/document_table_model.h"
#include "ui/session/case_session.h"
#include "ui/session/text.h"
#include "ui/theme/theme.h"

#include <QHeaderView>
#include <QTimer>

namespace redwell::ui {
namespace {

constexpr int kQueryRole = Qt::UserRole;

struct View {
    QString group, title, query, icon;
    qint64 count = 0;
};

std::vector<View> standingViews() {
    const QString review = ViewList::tr("Review"), care = ViewList::tr("Take care"), left = ViewList::tr("Set apart");
    return {
        {review, ViewList::tr("All documents"), QString(), QStringLiteral("document")},
        {review, ViewList::tr("To be reviewed"), QStringLiteral("is:uncoded state:reviewable"),
         QStringLiteral("coding")},
        {review, ViewList::tr("Needs review"), QStringLiteral("responsiveness:needs_review"), QStringLiteral("help")},
        {review, ViewList::tr("Responsive"), QStringLiteral("responsiveness:responsive"), QStringLiteral("check")},
        {review, ViewList::tr("Not responsive"), QStringLiteral("responsiveness:not_responsive"),
         QStringLiteral("cancel")},
        {review, ViewList::tr("Produced"), QStringLiteral("is:produced"), QStringLiteral("produce")},
        {care, ViewList::tr("Hot"), QStringLiteral("hot:true"), QStringLiteral("hot")},
        {care, ViewList::tr("Privileged"), QStringLiteral("is:privileged"), QStringLiteral("lock")},
        {care, ViewList::tr("Redacted"), QStringLiteral("has:redaction"), QStringLiteral("redact")},
        {care, ViewList::tr("Annotated"), QStringLiteral("has:annotation"), QStringLiteral("annotate")},
        {left, ViewList::tr("Exceptions"), QStringLiteral("has:exception"), QStringLiteral("exceptions")},
        {left, ViewList::tr("Duplicates"), QStringLiteral("is:duplicate"), QStringLiteral("copy")},
    };
}

QString quoted(const std::string& value) { return QLatin1Char('"') + plain(value) + QLatin1Char('"'); }

}  // namespace

ViewList::ViewList(QWidget* parent) : QTreeWidget(parent), m_soon(new QTimer(this)) {
    setObjectName(QStringLiteral("viewList"));
    setAccessibleName(tr("Views"));
    setColumnCount(2);
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setIndentation(6);
    setIconSize({16, 16});
    setUniformRowHeights(true);
    setTextElideMode(Qt::ElideRight);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(NoFrame);
    setMinimumWidth(142);  // its names can be told apart
    header()->setStretchLastSection(false);
    header()->setMinimumSectionSize(20);
    header()->setSectionResizeMode(0, QHeaderView::Stretch);
    header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_soon->setSingleShot(true);
    m_soon->setInterval(300);
    connect(m_soon, &QTimer::timeout, this, &ViewList::refresh);
    const auto choose = [this](QTreeWidgetItem* item) {
        const QVariant query = item->data(0, kQueryRole);
        if (query.isValid()) emit queryChosen(query.toString(), item->text(0));  // headings have none
    };
    connect(this, &QTreeWidget::itemClicked, this, choose);
    connect(this, &QTreeWidget::itemActivated, this, choose);
    connect(&Theme::instance(), &Theme::changed, this, &ViewList::dress);
}

void ViewList::setSession(CaseSession* session) {
    m_session = session;
    clear();
    if (!session) return;
    const auto soon = [this] {
        if (!m_soon->isActive()) m_soon->start();
    };
    connect(session, &CaseSession::documentsChanged, this, soon);
    connect(session, &CaseSession::codingChanged, this, soon);
    connect(session, &CaseSession::redactionsChanged, this, soon);
    connect(session, &CaseSession::annotationsChanged, this, soon);
    connect(session, &CaseSession::productionsChanged, this, soon);
    refresh();
}

void ViewList::showQuery(const QString& query) {
    m_query = query;
    clearSelection();
    for (int i = 0; i < topLevelItemCount(); ++i)
        for (int j = 0; j < topLevelItem(i)->childCount(); ++j)
            if (auto* item = topLevelItem(i)->child(j); item->data(0, kQueryRole).toString() == query)
                item->setSelected(true);
}

// Who walked through the list and left without choosing sees again what the grid shows.
void ViewList::focusOutEvent(QFocusEvent* event) {
    QTreeWidget::focusOutEvent(event);
    if (m_session) showQuery(m_query);
}

void ViewList::refresh() {
    if (!m_session) return;
    if (m_isAsking) {
        m_askAgain = true;
        return;
    }
    m_isAsking = true;
    m_session->readOr(
        this,
        [views = standingViews(),
         zone = m_session->timeZone()](casefile::Database& database) mutable -> Result<std::vector<View>> {
            search::Search search(database, zone);
            REDWELL_TRY(const auto custodians, documents::DocumentStore(database).custodians());
            for (const auto& custodian : custodians)
                views.push_back({tr("Custodians"), shown(custodian), QStringLiteral("custodian:") + quoted(custodian),
                                 QStringLiteral("custodian")});
            const QString nobody = QStringLiteral("NOT custodian:*");
            REDWELL_TRY(const auto without, search.documents(utf8(nobody)));
            if (!without.empty())
                views.push_back({tr("Custodians"), tr("No custodian"), nobody, QStringLiteral("custodian")});
            REDWELL_TRY(const auto fields, review::CodingStore(database).fields());
            for (const auto& field : fields)
                if (field.type == casefile::FieldType::Multiple)
                    for (const auto& choice : field.choices)
                        views.push_back({shown(field.label), shown(choice.label),
                                         plain(field.name) + QLatin1Char(':') + quoted(choice.value),
                                         QStringLiteral("coding")});
            for (auto& view : views) {
                REDWELL_TRY(const auto ids, search.documents(utf8(DocumentTableModel::asked(view.query))));
                view.count = static_cast<qint64>(ids.size());
            }
            return views;
        },
        [this](Result<std::vector<View>> views) {
            m_isAsking = false;
            if (std::exchange(m_askAgain, false)) m_soon->start();
            if (!views) {
                m_session->report(views.error());
                return;
            }
            clear();
            QTreeWidgetItem* group = nullptr;
            for (const auto& view : *views) {
                if (!group || group->text(0) != view.group) {
                    group = new QTreeWidgetItem(this, {view.group});
                    group->setFlags(Qt::ItemIsEnabled);
                    group->setFirstColumnSpanned(true);
                }
                auto* item = new QTreeWidgetItem(group, {view.title, QLocale().toString(view.count)});
                item->setIcon(0, Theme::icon(view.icon));
                item->setData(0, kQueryRole, view.query);
                item->setToolTip(
                    0, asPlainTip(view.query.isEmpty() ? view.title : view.title + QLatin1Char('\n') + view.query));
                item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
            }
            dress();
            expandAll();
            showQuery(m_query);
        });
}

void ViewList::dress() {
    const QColor muted = Theme::instance().color(QStringLiteral("muted"));
    QFont small = font();
    small.setPointSizeF(Theme::instance().pointSize() * 0.88);
    small.setBold(true);
    for (int i = 0; i < topLevelItemCount(); ++i) {
        auto* group = topLevelItem(i);
        group->setForeground(0, muted);
        group->setFont(0, small);
        for (int j = 0; j < group->childCount(); ++j) group->child(j)->setForeground(1, muted);
    }
}

}  // namespace redwell::ui
