#include "ui/production/production_dialog.h"

#include "base/files.h"
#include "documents/document_store.h"
#include "processing/ingest.h"
#include "production/unfinished.h"
#include "production/volumes.h"
#include "ui/evidence/new_case_dialog.h"
#include "ui/production/plan_view.h"
#include "ui/production/specification_form.h"
#include "ui/production/step_text.h"
#include "ui/session/case_session.h"
#include "ui/session/text.h"

#include <QComboBox>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QHeaderView>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QStyle>
#include <QTreeWidget>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>
#include <thread>

namespace redwell::ui {
namespace {

void setRole(QLabel* label, const char* role) {
    label->setProperty("role", role);
    label->style()->unpolish(label);
    label->style()->polish(label);
}

QLabel* wrapped(const char* role) {
    auto* label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setProperty("role", role);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

}  // namespace

ProductionDialog::ProductionDialog(CaseSession* session, QWidget* parent) : QDialog(parent), m_session(session) {
    setObjectName(QStringLiteral("productionDialog"));
    setWindowTitle(tr("New production"));
    resize(980, 660);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 18, 24, 18);
    layout->setSpacing(10);
    m_title = new QLabel;
    m_title->setProperty("role", "title");
    m_lead = new QLabel;
    m_lead->setProperty("role", "muted");
    layout->addWidget(m_title);
    layout->addWidget(m_lead);
    m_pages = new QStackedWidget;
    m_pages->addWidget(specifyPage());
    m_pages->addWidget(previewPage());
    m_pages->addWidget(writePage());
    m_pages->addWidget(donePage());
    layout->addWidget(m_pages, 1);
    m_problem = wrapped("error");
    m_problem->setObjectName(QStringLiteral("productionProblem"));
    m_problem->hide();
    layout->addWidget(m_problem);

    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    m_back = new QPushButton(tr("Back"));
    m_back->setAutoDefault(false);
    m_next = new QPushButton;
    m_next->setObjectName(QStringLiteral("productionNext"));
    m_cancel = new QPushButton;
    m_cancel->setAutoDefault(false);
    m_openFolder = new QPushButton(tr("Open folder"));
    m_openFolder->setObjectName(QStringLiteral("openProductionFolder"));
    m_openFolder->setAutoDefault(false);
    row->addWidget(m_openFolder);
    row->addStretch();
    row->addWidget(m_cancel);
    row->addWidget(m_back);
    row->addWidget(m_next);
    layout->addLayout(row);
    m_next->setDefault(true);
    connect(m_back, &QPushButton::clicked, this, [this] { go(Specify); });
    connect(m_next, &QPushButton::clicked, this, &ProductionDialog::next);
    connect(m_cancel, &QPushButton::clicked, this, &ProductionDialog::reject);
    connect(m_openFolder, &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_folder)); });
    connect(this, &QDialog::finished, this, [this] {
        // A sealed volume is done with; the next one begins from it. One that failed is mended in its own form.
        if (m_step == Done && m_isSealed) return deleteLater();
        go(Specify);
    });
    m_stale.setSingleShot(true);
    m_stale.setInterval(300);
    connect(&m_stale, &QTimer::timeout, this, [this] {
        if (isVisible() && m_step == Preview) makePlan(true);
    });
    const auto stale = [this] { m_stale.start(); };
    for (auto signal : {&CaseSession::documentsChanged, &CaseSession::callsChanged})
        connect(session, signal, this, stale);
    for (auto signal : {&CaseSession::redactionsChanged, &CaseSession::messagesChanged})
        connect(session, signal, this, stale);
    connect(session, &CaseSession::codingChanged, this, stale);
    listSaved();
    go(Specify);
    proposeNext();
}

void ProductionDialog::showEvent(QShowEvent* event) {
    QDialog::showEvent(event);
    if (m_step == Preview) makePlan(true);
}

QWidget* ProductionDialog::specifyPage() {
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* row = new QHBoxLayout;
    auto* label = new QLabel(tr("&Saved specification"));
    m_saved = new QComboBox;
    m_saved->setObjectName(QStringLiteral("savedSpecifications"));
    m_saved->setMinimumWidth(260);
    label->setBuddy(m_saved);
    auto* open = new QPushButton(tr("Open file…"));
    open->setAutoDefault(false);
    auto* store = new QPushButton(tr("Save as…"));
    store->setAutoDefault(false);
    row->addWidget(label);
    row->addWidget(m_saved);
    row->addWidget(open);
    row->addWidget(store);
    row->addStretch();
    layout->addLayout(row);
    m_form = new SpecificationForm;
    layout->addWidget(m_form, 1);
    connect(m_form, &SpecificationForm::changed, this, [this] {
        if (m_step == Specify) m_next->setEnabled(m_form->specification().ok());
    });
    connect(m_form, &SpecificationForm::prefixChosen, this, &ProductionDialog::proposeNumber);
    connect(m_saved, &QComboBox::activated, this, [this](int index) {
        const QString file = m_saved->itemData(index).toString();
        file.isEmpty() ? m_form->setSpecification({}) : load(file);
    });
    connect(open, &QPushButton::clicked, this, [this] {
        const QString file =
            QFileDialog::getOpenFileName(this, tr("Open specification"), caseHome(), tr("Specifications (*.json)"));
        if (!file.isEmpty()) load(file);
    });
    connect(store, &QPushButton::clicked, this, &ProductionDialog::save);
    return page;
}

QWidget* ProductionDialog::previewPage() {
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    m_plan = new PlanView;
    connect(m_plan, &PlanView::documentChosen, this, &ProductionDialog::documentChosen);
    layout->addWidget(m_plan, 1);
    auto* row = new QHBoxLayout;
    auto* label = new QLabel(tr("&Write the volume into"));
    m_out = new QLineEdit(QSettings().value(QStringLiteral("production/out"), caseHome()).toString());
    m_out->setObjectName(QStringLiteral("productionOut"));
    label->setBuddy(m_out);
    auto* browse = new QPushButton(tr("Browse…"));
    browse->setAutoDefault(false);
    row->addWidget(label);
    row->addWidget(m_out, 1);
    row->addWidget(browse);
    layout->addLayout(row);
    connect(browse, &QPushButton::clicked, this, [this] {
        const QString folder = QFileDialog::getExistingDirectory(this, tr("Write the volume into"), m_out->text());
        if (!folder.isEmpty()) m_out->setText(folder);
    });
    return page;
}

QWidget* ProductionDialog::writePage() {
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->addStretch();
    m_writing = new QLabel;
    m_writing->setObjectName(QStringLiteral("productionStep"));
    m_writing->setProperty("role", "heading");
    m_bar = new QProgressBar;
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Pages written"));
    m_line = new QLabel;
    m_line->setTextFormat(Qt::PlainText);
    m_line->setProperty("role", "muted");
    layout->addWidget(m_writing);
    layout->addWidget(m_bar);
    layout->addWidget(m_line);
    layout->addStretch();
    return page;
}

QWidget* ProductionDialog::donePage() {
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->setSpacing(12);
    auto* notice = new QFrame;
    notice->setObjectName(QStringLiteral("productionNotice"));
    auto* noticed = new QVBoxLayout(notice);
    noticed->setContentsMargins(16, 12, 16, 12);
    m_outcome = wrapped("heading");
    m_outcome->setObjectName(QStringLiteral("productionOutcome"));
    noticed->addWidget(m_outcome);
    layout->addWidget(notice);
    m_figures = wrapped("muted");
    m_figures->setObjectName(QStringLiteral("productionFigures"));
    layout->addWidget(m_figures);
    m_findings = new QTreeWidget;
    m_findings->setObjectName(QStringLiteral("productionFindings"));
    m_findings->setAccessibleName(tr("Findings of the read-back"));
    m_findings->setHeaderLabels({tr("Finding"), tr("File"), tr("Page"), tr("Detail")});
    m_findings->setRootIsDecorated(false);
    layout->addWidget(m_findings, 1);
    layout->addStretch();
    return page;
}

void ProductionDialog::go(Step step) {
    m_step = step;
    m_pages->setCurrentIndex(step);
    m_problem->hide();
    m_openFolder->setVisible(step == Done && !m_folder.isEmpty());
    m_back->setVisible(step == Preview || (step == Done && !m_isSealed));
    m_next->setVisible(step != Write);
    m_cancel->setVisible(step != Done);
    m_cancel->setText(step == Write ? tr("Cancel writing") : tr("Close"));
    m_cancel->setEnabled(true);
    m_next->setEnabled(true);
    switch (step) {
        case Specify:
            m_title->setText(tr("New production"));
            m_lead->setText(tr("Say what the volume is to be. Nothing is written yet."));
            m_next->setText(tr("Preview"));
            m_next->setEnabled(m_form->specification().ok());
            m_form->setFocus();
            break;
        case Preview:
            m_title->setText(tr("What %1 would hold").arg(plain(m_specification.volume)));
            m_lead->setText(
                tr("Look at what goes out, what stays back and what conflicts. Enter or a double click opens a "
                   "document."));
            m_next->setText(tr("Produce and seal"));
            m_next->setEnabled(!m_plan->isBlocked());
            break;
        case Write:
            m_title->setText(tr("Writing %1").arg(plain(m_specification.volume)));
            m_lead->setText(
                tr("Each page is burned, stamped and read back. The volume is sealed only when the read-back finds "
                   "nothing."));
            break;
        case Done:
            m_next->setText(tr("Close"));
            m_lead->clear();
            break;
    }
}

void ProductionDialog::next() {
    if (m_step == Specify) return makePlan(false);
    if (m_step == Preview) return write();
    if (m_step == Done) accept();
}

void ProductionDialog::reject() {
    if (m_task) {
        m_cancel->setEnabled(false);
        m_writing->setText(tr("Stopping…"));
        m_task->cancel();
        return;
    }
    QDialog::reject();
}

void ProductionDialog::listSaved() {
    m_saved->clear();
    m_saved->addItem(tr("None"));
    const QDir folder(QString::fromStdString(m_session->caseFile().productionsFolder().string()));
    for (const QFileInfo& file :
         folder.entryInfoList({QStringLiteral("*.specification.json")}, QDir::Files, QDir::Name))
        m_saved->addItem(file.fileName().chopped(static_cast<int>(qstrlen(".specification.json"))),
                         file.absoluteFilePath());
}

void ProductionDialog::proposeNext() {
    m_session->readOr(
        this,
        [](casefile::Database& database) -> Result<production::Specification> {
            production::Volumes volumes(database);
            REDWELL_TRY(const auto last, volumes.lastSpecification());
            if (last.empty()) return production::Specification{};
            REDWELL_TRY(auto next, production::Specification::fromJson(last));
            REDWELL_TRY(const auto name, volumes.nextName(next.volume));
            REDWELL_TRY(const auto free, volumes.nextNumber(next.batesPrefix));
            // A volume that was not sealed is tried again as it was.
            next.batesStart = name == next.volume ? std::max(next.batesStart, free) : free;
            next.volume = name;
            return next;
        },
        [this](const Result<production::Specification>& next) {
            if (next && !next->volume.empty() && !m_form->isTouched()) m_form->setSpecification(*next);
        });
}

void ProductionDialog::proposeNumber() {
    if (!m_session) return;
    m_session->readOr(
        this,
        [prefix = utf8(m_form->prefix())](casefile::Database& database) {
            return production::Volumes(database).nextNumber(prefix);
        },
        [this, prefix = m_form->prefix()](const Result<std::int64_t>& free) {
            if (free && prefix == m_form->prefix()) m_form->proposeStart(*free);
        });
}

void ProductionDialog::load(const QString& file) {
    m_session->run(
        this,
        [path = utf8(file)](Progress&, std::stop_token) -> Result<production::Specification> {
            REDWELL_TRY(const auto json, readFile(path, 1 << 20));
            return production::Specification::fromJson(json);
        },
        [this](const Result<production::Specification>& loaded) {
            if (loaded) return m_form->setSpecification(*loaded);
            m_problem->setText(shown(loaded.error().message()));
            m_problem->show();
        });
}

void ProductionDialog::save() {
    const auto wanted = m_form->specification();
    if (!wanted) return;
    bool ok = false;
    QString name =
        QInputDialog::getText(this, tr("Save specification"), tr("Name"), QLineEdit::Normal, plain(wanted->volume), &ok)
            .simplified();
    name.replace(QLatin1Char('/'), QLatin1Char('-'));
    if (!ok || name.isEmpty() || name.startsWith(QLatin1Char('.'))) return;
    m_session->run(
        this,
        [path = m_session->caseFile().productionsFolder() / utf8(name + QStringLiteral(".specification.json")),
         json = wanted->toJson()](Progress&, std::stop_token) -> Status {
            REDWELL_CHECK(makeFolders(path.parent_path()));
            return writeFileDurably(path, json);
        },
        [this, name](const Status& status) {
            if (!status) return m_session->report(status.error());
            listSaved();
            m_saved->setCurrentText(name);
        });
}

void ProductionDialog::makePlan(bool again) {
    if (!m_session) return;
    if (!again) {
        const auto wanted = m_form->specification();
        if (!wanted) return;
        m_specification = *wanted;
    }
    m_stale.stop();
    m_next->setEnabled(false);
    using Planned = std::pair<production::Plan, std::map<std::string, documents::Document>>;
    m_session->run(
        this,
        [&open = m_session->caseFile(), specification = m_specification, again](Progress&,
                                                                                std::stop_token) -> Result<Planned> {
            Planned planned;
            // What a producer left that died must not stand in this plan's way. Nobody produces while one is asked for
            // from the form.
            if (!again) {
                REDWELL_CHECK(production::settleUnfinished(open));
            }
            REDWELL_TRY(planned.first, production::plan(open, specification));
            REDWELL_TRY(auto lease, open.read());
            documents::DocumentStore store(*lease);
            for (const auto& conflict : planned.first.conflicts) {
                if (planned.second.contains(conflict.controlNumber)) continue;
                REDWELL_TRY(auto document, store.find(conflict.controlNumber));
                if (document) planned.second.emplace(conflict.controlNumber, std::move(*document));
            }
            return planned;
        },
        [this, again, asked = ++m_plans](const Result<Planned>& planned) {
            // Gone on or back meanwhile: that step has the button.
            if (asked != m_plans || m_step != (again ? Preview : Specify)) return;
            if (planned) {
                m_plan->showPlan(planned->first, planned->second, again);
                return go(Preview);
            }
            m_next->setEnabled(!again);
            m_problem->setText(shown(planned.error().message()));
            m_problem->show();
        });
}

void ProductionDialog::write() {
    const QString out = m_out->text();
    QSettings().setValue(QStringLiteral("production/out"), out);
    m_folder.clear();
    m_remains = std::make_shared<std::string>();
    go(Write);
    m_writing->setText(tr("Starting…"));
    m_line->clear();
    m_bar->setRange(0, 0);
    production::ProduceOptions options;
    options.out = utf8(out);
    options.by = utf8(CaseSession::reviewer());
    const int workers = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    m_task = m_session->run(
        this,
        [&open = m_session->caseFile(), specification = m_specification, options, workers, remains = m_remains](
            Progress& progress, std::stop_token stop) -> Result<production::ProductionReport> {
            REDWELL_CHECK(makeFolders(options.out));
            REDWELL_TRY(const auto languages, processing::Ingest::languages(open));
            REDWELL_TRY(auto pool, processing::WorkerPool::start(workers, languages, production::productionLimits()));
            auto report = production::produce(open, *pool, specification, options, progress, stop);
            const auto partial = production::partialOf(options.out / specification.volume);
            std::error_code code;
            if (!report && std::filesystem::exists(partial, code)) *remains = partial.string();
            return report;
        },
        [this](const Result<production::ProductionReport>& result) { written(result); });
    m_stepLine.clear();
    connect(m_task, &Task::progressed, this, &ProductionDialog::showProgress);
}

void ProductionDialog::showProgress(qint64 done, qint64 known, const QString& line) {
    if (!m_task || m_task->isCancelled()) return;
    if (line != m_stepLine) {
        m_stepLine = line;
        m_stepBegan = done;
        m_stepClock.start();
    }
    m_bar->setRange(0, static_cast<int>(std::max<qint64>(known, 1)));
    m_bar->setValue(static_cast<int>(done));
    m_writing->setText(stepText(line, done, known));
    m_line->setText(timeLeftText(m_stepClock.elapsed(), done - m_stepBegan, known - m_stepBegan));
}

void ProductionDialog::written(const Result<production::ProductionReport>& result) {
    m_task = nullptr;
    if (!result && result.error().kind == ErrorKind::Cancelled) {
        go(Preview);
        m_problem->setText(tr("You canceled. Nothing was sealed."));
        m_problem->show();
        return;
    }
    auto* notice = findChild<QFrame*>(QStringLiteral("productionNotice"));
    const bool isSealed = result.ok() && result->isSealed;
    notice->setProperty("notice", isSealed ? "good" : "bad");
    notice->style()->unpolish(notice);
    notice->style()->polish(notice);
    m_isSealed = isSealed;
    setRole(m_outcome, isSealed ? "good" : "error");
    m_findings->clear();
    m_findings->hide();
    m_title->setText((isSealed ? tr("%1 is sealed") : tr("%1 was not sealed")).arg(plain(m_specification.volume)));
    const QLocale locale;
    if (!result) {
        m_outcome->setText(shown(result.error().message()));
        m_folder = QString::fromStdString(*m_remains);
        m_figures->setText(m_folder.isEmpty() ? tr("Nothing was sealed, and nothing is left of what was written.")
                                              : tr("Nothing was sealed. The folder %1 is no volume.").arg(m_folder));
        go(Done);
        emit failed(m_outcome->text());
        return;
    }
    m_folder = QString::fromStdString(result->folder.string());
    m_outcome->setText(
        isSealed ? tr("The read-back of %1 files found nothing that must stay back.")
                       .arg(locale.toString(result->verification.files))
                 : counted(static_cast<qint64>(result->verification.findings.size()),
                           tr("The read-back found one problem. What was written stays in a folder that ends in "
                              ".partial, so that it cannot be taken for a volume."),
                           tr("The read-back found %1 problems. What was written stays in a folder that ends in "
                              ".partial, so that it cannot be taken for a volume.")));
    m_figures->setText(tr("Documents: %1, on %2 pages, %3 of them redacted; %4 withheld\nBates: %5 to %6\nFolder: "
                          "%7\nManifest SHA-256: %8")
                           .arg(locale.toString(result->documents), locale.toString(result->pages),
                                locale.toString(result->redacted), locale.toString(result->withheld),
                                shown(result->firstBates), shown(result->lastBates), m_folder,
                                shown(result->manifestSha256)));
    for (const auto& finding : result->verification.findings)
        new QTreeWidgetItem(m_findings,
                            {shown(finding.kind), shown(finding.file),
                             finding.page > 0 ? QString::number(finding.page) : QString(), shown(finding.detail)});
    for (int column = 0; column < 3; ++column) {
        m_findings->resizeColumnToContents(column);
        m_findings->setColumnWidth(column, std::min(m_findings->columnWidth(column) + 14, 320));
    }
    m_findings->setVisible(!result->verification.findings.empty());
    go(Done);
    if (isSealed)
        emit produced(m_folder);
    else
        emit failed(m_outcome->text());
}

}  // namespace redwell::ui
