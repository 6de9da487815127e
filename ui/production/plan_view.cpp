#include "ui/production/plan_view.h"

#include "ui/session/text.h"
#include "ui/theme/theme.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QTabWidget>
#include <QTimer>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>

namespace redwell::ui {
namespace {

constexpr int kDocumentRole = Qt::UserRole;
constexpr int kTitleColumn = 1, kConflictColumn = 3;

// Enter opens the row; it must not reach the dialog, whose default button writes the volume.
class PlanList : public QTreeWidget {
public:
    std::function<void()> whenSized;  // called with the columns as they are seen

protected:
    void resizeEvent(QResizeEvent* event) override {
        QTreeWidget::resizeEvent(event);
        if (whenSized) QTimer::singleShot(0, this, whenSized);
    }
    void showEvent(QShowEvent* event) override {
        QTreeWidget::showEvent(event);
        if (whenSized) QTimer::singleShot(0, this, whenSized);
    }
    void keyPressEvent(QKeyEvent* event) override {
        if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter) return QTreeWidget::keyPressEvent(event);
        if (currentItem()) emit itemActivated(currentItem(), currentColumn());
        event->accept();
    }
};

DocumentId documentOf(const QTreeWidgetItem* item) {
    return item ? DocumentId{item->data(0, kDocumentRole).toLongLong()} : DocumentId{};
}

void mark(QTreeWidgetItem* item, DocumentId document) {
    item->setData(0, kDocumentRole, QVariant::fromValue<qlonglong>(document.value));
    if (document) item->setToolTip(0, PlanView::tr("Enter or a double click opens the document"));
}

void fit(QTreeWidget* list, int widest) {
    for (int column = 0; column + 1 < list->columnCount(); ++column) {
        list->resizeColumnToContents(column);
        list->setColumnWidth(column, std::min(list->columnWidth(column) + 14, widest));
    }
}

QString treatmentLabel(production::Treatment treatment) {
    switch (treatment) {
        case production::Treatment::Produced: return PlanView::tr("in full");
        case production::Treatment::Redacted: return PlanView::tr("redacted");
        case production::Treatment::SlipSheet: return PlanView::tr("slip sheet");
        case production::Treatment::Withheld: break;
    }
    return PlanView::tr("withheld");
}

QString basisOf(const production::PlannedDocument& planned) {
    const auto found = planned.coding.find("privilege");
    if (found == planned.coding.end() || found->second == "none")
        return PlanView::tr("copy or family of a withheld document");
    if (found->second == "attorney_client") return PlanView::tr("attorney-client");
    return shown(found->second).replace(QLatin1Char('_'), QLatin1Char(' '));
}

}  // namespace

PlanView::PlanView(QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    m_summary = new QLabel;
    m_summary->setObjectName(QStringLiteral("planSummary"));
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_summary->setProperty("role", "heading");
    layout->addWidget(m_summary);
    auto* frame = new QFrame;
    frame->setProperty("framed", true);
    auto* framed = new QVBoxLayout(frame);
    framed->setContentsMargins(1, 1, 1, 1);
    m_tabs = new QTabWidget;
    m_tabs->setObjectName(QStringLiteral("planTabs"));
    m_tabs->setDocumentMode(true);
    m_out = addList({tr("Bates"), tr("Document"), tr("Title"), tr("Pages"), tr("Goes out")}, tr("Going out"),
                    QStringLiteral("planOut"));
    m_withheld = addList({tr("Document"), tr("Title"), tr("Custodian"), tr("Why")}, tr("Withheld"),
                         QStringLiteral("planWithheld"));
    m_conflicts = addList({tr("Document"), tr("Title"), tr("Severity"), tr("Conflict")}, tr("Conflicts"),
                          QStringLiteral("planConflicts"));
    // A conflict is a sentence: all of it is read, however narrow the dialog.
    m_conflicts->setUniformRowHeights(false);
    m_conflicts->setWordWrap(true);
    connect(m_conflicts->header(), &QHeaderView::sectionResized, this, &PlanView::wrapConflicts);
    static_cast<PlanList*>(m_conflicts)->whenSized = [this] { wrapConflicts(); };
    framed->addWidget(m_tabs);
    layout->addWidget(frame, 1);
}

QTreeWidget* PlanView::addList(const QStringList& columns, const QString& name, const QString& id) {
    auto* list = new PlanList;
    list->setObjectName(id);
    list->setAccessibleName(name);
    list->setHeaderLabels(columns);
    list->setRootIsDecorated(false);
    list->setAlternatingRowColors(true);
    list->setUniformRowHeights(true);
    list->setFrameShape(QFrame::NoFrame);
    connect(list, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem* item) {
        if (const auto document = documentOf(item)) emit documentChosen(document);
    });
    m_tabs->addTab(list, {});
    return list;
}

// As high as the sentence needs at the width that its column has.
void PlanView::wrapConflicts() {
    constexpr int kSides = 18, kAbove = 8;
    const int width = std::max(80, m_conflicts->columnWidth(kConflictColumn) - kSides);
    for (int i = 0; i < m_conflicts->topLevelItemCount(); ++i) {
        auto* item = m_conflicts->topLevelItem(i);
        const QRect words = m_conflicts->fontMetrics().boundingRect(QRect(0, 0, width, 10'000), Qt::TextWordWrap,
                                                                    item->text(kConflictColumn));
        item->setSizeHint(kConflictColumn, {width, words.height() + kAbove});
        const auto metrics = m_conflicts->fontMetrics();  // a title is cut short; it makes no row higher
        item->setSizeHint(kTitleColumn,
                          {metrics.horizontalAdvance(item->text(kTitleColumn)) + kSides, metrics.height() + kAbove});
    }
    // Rows keep the height of a narrower column otherwise. Later, since a column may just be changing.
    QTimer::singleShot(0, m_conflicts, &QTreeView::doItemsLayout);
}

void PlanView::showPlan(const production::Plan& plan, const std::map<std::string, documents::Document>& documents,
                        bool again) {
    const auto& theme = Theme::instance();
    const auto chosen = documentOf(m_conflicts->currentItem());
    const int row = m_conflicts->indexOfTopLevelItem(m_conflicts->currentItem());
    for (auto* list : {m_out, m_withheld, m_conflicts}) list->clear();
    int going = 0, staying = 0;
    for (const auto& planned : plan.documents) {
        const QString control = shown(planned.document.controlNumber), title = shown(planned.document.title);
        if (planned.treatment == production::Treatment::Withheld) {
            mark(new QTreeWidgetItem(m_withheld, {control, title, shown(planned.document.custodian), basisOf(planned)}),
                 planned.document.id);
            ++staying;
            continue;
        }
        ++going;
        const QString bates = planned.beginBates == planned.endBates
                                  ? shown(planned.beginBates)
                                  : shown(planned.beginBates) + QStringLiteral(" – ") + shown(planned.endBates);
        QString how = treatmentLabel(planned.treatment);
        if (planned.redactions > 0)
            how += QStringLiteral(", ") + counted(planned.redactions, tr("1 box"), tr("%1 boxes"));
        auto* item = new QTreeWidgetItem(m_out, {bates, control, title, QString::number(planned.pages), how});
        mark(item, planned.document.id);
        item->setTextAlignment(3, Qt::AlignRight | Qt::AlignVCenter);
        if (planned.treatment == production::Treatment::Redacted)
            item->setIcon(4, Theme::icon(QStringLiteral("redact")));
    }
    int blocking = 0;
    auto conflicts = plan.conflicts;
    std::ranges::stable_partition(conflicts, &production::PlanConflict::blocks);
    for (const auto& conflict : conflicts) {
        blocking += conflict.blocks;
        const auto about = documents.find(conflict.controlNumber);
        const bool isKnown = about != documents.end();
        auto* item = new QTreeWidgetItem(
            m_conflicts, {shown(conflict.controlNumber), isKnown ? shown(about->second.title) : QString(),
                          conflict.blocks ? tr("settle first") : tr("check"), shown(conflict.what)});
        mark(item, isKnown ? about->second.id : DocumentId{});
        item->setIcon(0, Theme::icon(QStringLiteral("exceptions"),
                                     conflict.blocks ? QStringLiteral("bad") : QStringLiteral("warn")));
        if (isKnown) item->setToolTip(1, asPlainTip(shown(about->second.title)));
        if (conflict.blocks) item->setForeground(2, theme.color(QStringLiteral("bad")));
        item->setToolTip(3, asPlainTip(shown(conflict.what)));
    }
    wrapConflicts();
    fit(m_out, 300);
    fit(m_withheld, 380);
    fit(m_conflicts, 240);
    wrapConflicts();
    m_tabs->setTabText(0, tr("Going out (%1)").arg(going));
    m_tabs->setTabText(1, tr("Withheld (%1)").arg(staying));
    m_tabs->setTabText(2, tr("Conflicts (%1)").arg(plan.conflicts.size()));
    m_isBlocked = blocking > 0;
    const QLocale locale;
    QString summary = tr("%1 on %2 go out")
                          .arg(counted(going, tr("1 document"), tr("%1 documents")),
                               counted(plan.producedPages, tr("1 page"), tr("%1 pages")));
    if (plan.redacted > 0) summary += tr(", %1 of them redacted").arg(locale.toString(plan.redacted));
    if (plan.slipSheets > 0) summary += tr(", %1 as slip sheets").arg(locale.toString(plan.slipSheets));
    // A slip sheet goes out in the place of a document that is withheld.
    const int kept = staying + plan.slipSheets;
    summary += kept == 0 ? tr("; nothing is withheld.")
                         : tr("; %1 withheld.").arg(counted(kept, tr("1 document is"), tr("%1 documents are")));
    if (blocking > 0)
        summary += QLatin1Char(' ') + counted(blocking, tr("1 conflict must be settled first."),
                                              tr("%1 conflicts must be settled first."));
    m_summary->setText(summary);
    if (!again) {
        m_tabs->setCurrentWidget(blocking > 0 ? m_conflicts : m_out);
        m_tabs->currentWidget()->setFocus();
        return;
    }
    // The same row; once it is settled, the one that took its place.
    QTreeWidgetItem* next = nullptr;
    for (int i = 0; i < m_conflicts->topLevelItemCount() && !next; ++i)
        if (auto* item = m_conflicts->topLevelItem(i); chosen && documentOf(item) == chosen) next = item;
    if (!next && row >= 0 && m_conflicts->topLevelItemCount() > 0)
        next = m_conflicts->topLevelItem(std::min(row, m_conflicts->topLevelItemCount() - 1));
    if (next) m_conflicts->setCurrentItem(next);
}

}  // namespace redwell::ui
