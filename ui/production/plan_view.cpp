#include "ui/production/plan_view.h"

#include "ui/session/text.h"
#include "ui/theme/theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QTabWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace redwell::ui {
namespace {

QTreeWidget* listOf(const QStringList& columns, const QString& name) {
    auto* list = new QTreeWidget;
    list->setAccessibleName(name);
    list->setHeaderLabels(columns);
    list->setRootIsDecorated(false);
    list->setAlternatingRowColors(true);
    list->setUniformRowHeights(true);
    list->setFrameShape(QFrame::NoFrame);
    return list;
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
    m_out = listOf({tr("Bates"), tr("Document"), tr("Title"), tr("Pages"), tr("Goes out")}, tr("Going out"));
    m_withheld = listOf({tr("Document"), tr("Title"), tr("Custodian"), tr("Why")}, tr("Withheld"));
    m_conflicts = listOf({tr("Document"), tr("Weight"), tr("Conflict")}, tr("Conflicts"));
    m_tabs->addTab(m_out, {});
    m_tabs->addTab(m_withheld, {});
    m_tabs->addTab(m_conflicts, {});
    framed->addWidget(m_tabs);
    layout->addWidget(frame, 1);
}

void PlanView::showPlan(const production::Plan& plan) {
    const auto& theme = Theme::instance();
    for (auto* list : {m_out, m_withheld, m_conflicts}) list->clear();
    int going = 0, staying = 0;
    for (const auto& planned : plan.documents) {
        const QString control = shown(planned.document.controlNumber), title = shown(planned.document.title);
        if (planned.treatment == production::Treatment::Withheld) {
            new QTreeWidgetItem(m_withheld, {control, title, shown(planned.document.custodian), basisOf(planned)});
            ++staying;
            continue;
        }
        ++going;
        const QString bates = planned.beginBates == planned.endBates
                                  ? shown(planned.beginBates)
                                  : shown(planned.beginBates) + QStringLiteral(" – ") + shown(planned.endBates);
        QString how = treatmentLabel(planned.treatment);
        if (planned.redactions > 0) how += tr(", %n boxes", nullptr, planned.redactions);
        auto* item = new QTreeWidgetItem(m_out, {bates, control, title, QString::number(planned.pages), how});
        item->setTextAlignment(3, Qt::AlignRight | Qt::AlignVCenter);
        if (planned.treatment == production::Treatment::Redacted)
            item->setIcon(4, Theme::icon(QStringLiteral("redact")));
    }
    int blocking = 0;
    for (const auto& conflict : plan.conflicts) {
        blocking += conflict.blocks;
        auto* item = new QTreeWidgetItem(
            m_conflicts, {shown(conflict.controlNumber), conflict.blocks ? tr("settle first") : tr("look at"),
                          shown(conflict.what)});
        item->setIcon(0, Theme::icon(QStringLiteral("exceptions"),
                                     conflict.blocks ? QStringLiteral("bad") : QStringLiteral("warn")));
        if (conflict.blocks) item->setForeground(1, theme.color(QStringLiteral("bad")));
        item->setToolTip(2, shown(conflict.what).toHtmlEscaped());
    }
    fit(m_out, 360);
    fit(m_withheld, 380);
    fit(m_conflicts, 200);
    m_tabs->setTabText(0, tr("Going out (%1)").arg(going));
    m_tabs->setTabText(1, tr("Withheld (%1)").arg(staying));
    m_tabs->setTabText(2, tr("Conflicts (%1)").arg(plan.conflicts.size()));
    m_isBlocked = blocking > 0;
    const QLocale locale;
    const auto count = [&locale](int number, const QString& one, const QString& many) {
        return number == 1 ? one : many.arg(locale.toString(number));
    };
    QString summary = tr("%1 on %2 go out")
                          .arg(count(static_cast<int>(going), tr("1 document"), tr("%1 documents")),
                               count(plan.producedPages, tr("1 page"), tr("%1 pages")));
    if (plan.redacted > 0) summary += tr(", %1 of them redacted").arg(locale.toString(plan.redacted));
    if (plan.slipSheets > 0) summary += tr(", %1 as slip sheets").arg(locale.toString(plan.slipSheets));
    summary += staying == 0 ? tr("; none is withheld.")
                            : tr("; %1 withheld.").arg(count(static_cast<int>(staying), tr("1 is"), tr("%1 are")));
    if (blocking > 0)
        summary += QLatin1Char(' ') +
                   count(blocking, tr("1 conflict must be settled first."), tr("%1 conflicts must be settled first."));
    m_summary->setText(summary);
    if (blocking > 0) m_tabs->setCurrentIndex(2);
}

}  // namespace redwell::ui
