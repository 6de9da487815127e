#include "ui/production/volumes_dialog.h"

#include "processing/ingest.h"
#include "production/produce.h"
#include "ui/session/case_session.h"
#include "ui/session/text.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStyle>
#include <QTreeWidget>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>
#include <thread>

namespace redwell::ui {
namespace {

QString stateText(const std::string& state) {
    if (state == "sealed") return VolumesDialog::tr("sealed");
    return state == "writing" ? VolumesDialog::tr("being written") : VolumesDialog::tr("not sealed");
}

QTreeWidget* listOf(const QStringList& columns, const char* id, const QString& name) {
    auto* list = new QTreeWidget;
    list->setObjectName(QString::fromLatin1(id));
    list->setAccessibleName(name);
    list->setHeaderLabels(columns);
    list->setRootIsDecorated(false);
    list->setUniformRowHeights(true);
    list->setFrameShape(QFrame::NoFrame);
    return list;
}

QFrame* framed(QWidget* content) {
    auto* frame = new QFrame;
    frame->setProperty("framed", true);
    auto* layout = new QVBoxLayout(frame);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->addWidget(content);
    return frame;
}

void fit(QTreeWidget* list) {
    for (int column = 0; column + 1 < list->columnCount(); ++column) {
        list->resizeColumnToContents(column);
        list->setColumnWidth(column, std::min(list->columnWidth(column) + 14, 330));
    }
}

}  // namespace

VolumesDialog::VolumesDialog(CaseSession* session, QWidget* parent) : QDialog(parent), m_session(session) {
    setObjectName(QStringLiteral("volumesDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Volumes"));
    resize(940, 480);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(22, 18, 22, 18);
    layout->setSpacing(12);
    auto* title = new QLabel(tr("Volumes"));
    title->setProperty("role", "title");
    layout->addWidget(title);
    m_list = listOf({tr("Volume"), tr("State"), tr("Bates"), tr("Documents"), tr("Date"), tr("By"), tr("Folder")},
                    "volumeList", tr("Volumes"));
    layout->addWidget(framed(m_list), 2);
    m_findings = listOf({tr("Finding"), tr("File"), tr("Page"), tr("Detail")}, "volumeFindings",
                        tr("Findings of the read-back"));
    auto* findings = framed(m_findings);
    findings->hide();
    layout->addWidget(findings, 1);
    m_about = new QLabel;
    m_about->setObjectName(QStringLiteral("volumeAbout"));
    m_about->setTextFormat(Qt::PlainText);
    m_about->setWordWrap(true);
    layout->addWidget(m_about);
    m_bar = new QProgressBar;
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Files read back"));
    m_bar->hide();
    layout->addWidget(m_bar);
    auto* row = new QHBoxLayout;
    const auto button = [this](const char* id, const QString& text) {
        auto* made = new QPushButton(text, this);
        made->setObjectName(QString::fromLatin1(id));
        made->setAutoDefault(false);
        return made;
    };
    m_show = button("showVolume", tr("Show its documents"));
    m_open = button("openVolume", tr("Open folder"));
    m_verify = button("verifyVolume", tr("Verify again"));
    auto* shut = button("closeVolumes", tr("Close"));
    for (auto* one : {m_show, m_open, m_verify}) row->addWidget(one);
    row->addStretch();
    row->addWidget(shut);
    layout->addLayout(row);

    connect(m_list, &QTreeWidget::currentItemChanged, this, &VolumesDialog::choose);
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (const auto* volume = current())
            QDesktopServices::openUrl(QUrl::fromLocalFile(QString::fromStdString(volume->folder)));
    });
    connect(m_show, &QPushButton::clicked, this, [this] {
        if (const auto* volume = current()) emit documentsWanted(QStringLiteral("volume:") + shown(volume->name));
    });
    connect(m_verify, &QPushButton::clicked, this, &VolumesDialog::verifyAgain);
    connect(shut, &QPushButton::clicked, this, &QDialog::close);
    connect(session, &CaseSession::productionsChanged, this, &VolumesDialog::load);
    load();
}

VolumesDialog::~VolumesDialog() {
    if (m_task) m_task->cancel();
}

const production::Volume* VolumesDialog::current() const {
    const int row = m_list->indexOfTopLevelItem(m_list->currentItem());
    return row >= 0 && row < static_cast<int>(m_volumes.size()) ? &m_volumes[static_cast<std::size_t>(row)] : nullptr;
}

void VolumesDialog::load() {
    m_session->read(
        this, [](casefile::Database& database) { return production::Volumes(database).all(); },
        [this](std::vector<production::Volume> volumes) {
            m_volumes = std::move(volumes);
            m_list->clear();
            const QLocale locale;
            for (const auto& volume : m_volumes) {
                const QString numbers =
                    volume.firstBates == volume.lastBates
                        ? shown(volume.firstBates)
                        : shown(volume.firstBates) + QStringLiteral(" – ") + shown(volume.lastBates);
                QString documents = volume.state == "failed" ? QString() : locale.toString(volume.documents);
                if (volume.withheld > 0) documents += tr(", %1 withheld").arg(locale.toString(volume.withheld));
                auto* item = new QTreeWidgetItem(
                    m_list, {shown(volume.name), stateText(volume.state), numbers, documents,
                             shown(formatInstant(volume.at, m_session->timeZone(), "yyyy-MM-dd HH:mm")),
                             shown(volume.by), shown(volume.folder)});
                item->setToolTip(6, asPlainTip(shown(volume.folder)));
            }
            fit(m_list);
            m_list->setCurrentItem(m_list->topLevelItem(0));
            choose();
        });
}

void VolumesDialog::say(const QString& text, const char* role) {
    m_about->setText(text);
    m_about->setProperty("role", role);
    m_about->style()->unpolish(m_about);
    m_about->style()->polish(m_about);
}

void VolumesDialog::choose() {
    const auto* volume = current();
    const bool isThere = volume && QFileInfo(QString::fromStdString(volume->folder)).isDir();
    const bool isSealed = volume && volume->state == "sealed";
    m_verify->setEnabled(m_task != nullptr || (isSealed && isThere));
    m_open->setEnabled(isThere);
    m_show->setEnabled(isSealed);
    if (m_task) return;
    m_findings->parentWidget()->hide();
    say(m_volumes.empty()      ? tr("No volume was produced yet.")
        : !volume || !isSealed ? tr("Its numbers were given back: nothing left in it.")
        : isThere              ? tr("Verify reads the files of the volume back and looks for what must not leave.")
                               : tr("Its folder is not there any more: %1").arg(shown(volume->folder)),
        "muted");
}

void VolumesDialog::verifyAgain() {
    if (m_task) return m_task->cancel();
    const auto* volume = current();
    if (!volume || !m_session) return;
    const int workers = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    m_findings->parentWidget()->hide();
    m_bar->setRange(0, 0);
    m_bar->show();
    m_verify->setText(tr("Stop"));
    m_list->setEnabled(false);
    say(tr("Reading %1 back…").arg(shown(volume->name)), "muted");
    m_task = m_session->run(
        this,
        [&open = m_session->caseFile(), folder = volume->folder, workers](
            Progress& progress, std::stop_token stop) -> Result<production::Verification> {
            REDWELL_TRY(const auto languages, processing::Ingest::languages(open));
            REDWELL_TRY(auto pool, processing::WorkerPool::start(workers, languages.empty() ? "eng" : languages,
                                                                 production::productionLimits()));
            return production::verify(folder, &open, *pool, progress, stop);
        },
        [this](const Result<production::Verification>& result) { verified(result); });
    connect(m_task, &Task::progressed, this, [this](qint64 done, qint64 known, const QString&) {
        m_bar->setRange(0, static_cast<int>(known));
        m_bar->setValue(static_cast<int>(done));
    });
}

void VolumesDialog::verified(const Result<production::Verification>& result) {
    m_task = nullptr;
    m_bar->hide();
    m_verify->setText(tr("Verify again"));
    m_list->setEnabled(true);
    choose();
    if (!result) {
        const bool isStopped = result.error().kind == ErrorKind::Cancelled;
        return isStopped ? say(tr("Stopped."), "muted") : say(shown(result.error().message()), "error");
    }
    m_findings->clear();
    for (const auto& finding : result->findings)
        new QTreeWidgetItem(m_findings,
                            {shown(finding.kind).replace(QLatin1Char('_'), QLatin1Char(' ')), shown(finding.file),
                             finding.page > 0 ? QString::number(finding.page) : QString(), shown(finding.detail)});
    fit(m_findings);
    m_findings->parentWidget()->setVisible(!result->passed());
    if (result->passed())
        say(counted(result->files, tr("The read-back of 1 file found nothing that must stay back."),
                    tr("The read-back of %1 files found nothing that must stay back.")),
            "good");
    else
        say(counted(static_cast<qint64>(result->findings.size()), tr("The read-back found one problem."),
                    tr("The read-back found %1 problems.")),
            "error");
}

}  // namespace redwell::ui
