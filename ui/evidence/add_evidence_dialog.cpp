#include "ui/evidence/add_evidence_dialog.h"

#include "ui/session/case_session.h"
#include "ui/session/text.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QShortcut>
#include <QVBoxLayout>

namespace redwell::ui {

AddEvidenceDialog::AddEvidenceDialog(const QStringList& paths, const QStringList& custodians, QWidget* parent)
    : QDialog(parent) {
    setObjectName(QStringLiteral("addEvidenceDialog"));
    setWindowTitle(tr("Add evidence"));
    setMinimumSize(640, 470);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(22, 18, 22, 18);
    layout->setSpacing(12);
    auto* title = new QLabel(tr("Add evidence"));
    title->setProperty("role", "title");
    auto* lead = new QLabel(tr(
        "Files and folders are copied into the case. What cannot be read is listed with its reason, never dropped."));
    lead->setProperty("role", "muted");
    lead->setWordWrap(true);
    layout->addWidget(title);
    layout->addWidget(lead);

    auto* frame = new QFrame;
    frame->setProperty("framed", true);
    auto* framed = new QVBoxLayout(frame);
    framed->setContentsMargins(1, 1, 1, 1);
    m_paths = new QListWidget;
    m_paths->setObjectName(QStringLiteral("evidencePaths"));
    m_paths->setAccessibleName(tr("Files and folders to add"));
    m_paths->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_paths->setTextElideMode(Qt::ElideMiddle);
    framed->addWidget(m_paths);
    layout->addWidget(frame, 1);
    auto* addFolder = new QPushButton(Theme::icon(QStringLiteral("folder")), tr("Add &folder…"));
    auto* addFiles = new QPushButton(Theme::icon(QStringLiteral("document")), tr("Add f&iles…"));
    auto* remove = new QPushButton(tr("&Remove"));
    for (auto* one : {addFolder, addFiles, remove}) one->setAutoDefault(false);
    auto* row = new QHBoxLayout;
    row->addWidget(addFolder);
    row->addWidget(addFiles);
    row->addStretch();
    row->addWidget(remove);
    layout->addLayout(row);

    auto* form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(10);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_custodian = new QComboBox;
    m_custodian->setObjectName(QStringLiteral("evidenceCustodian"));
    m_custodian->setEditable(true);
    m_custodian->addItems(custodians);
    m_custodian->setCurrentText({});
    m_custodian->lineEdit()->setPlaceholderText(tr("Whose files these are"));
    form->addRow(tr("&Custodian"), m_custodian);
    m_ocr = new QComboBox;
    m_ocr->setObjectName(QStringLiteral("evidenceOcr"));
    m_ocr->addItem(tr("Pages without usable text"), QStringLiteral("auto"));
    m_ocr->addItem(tr("Every page"), QStringLiteral("always"));
    m_ocr->addItem(tr("No page"), QStringLiteral("never"));
    form->addRow(tr("&Read scans (OCR) on"), m_ocr);
    m_languages = new QLineEdit(QSettings().value(QStringLiteral("languages"), QStringLiteral("eng")).toString());
    m_languages->setObjectName(QStringLiteral("evidenceLanguages"));
    m_languages->setToolTip(tr("Tesseract's names of installed languages, joined by +: eng+fra"));
    form->addRow(tr("&Languages of scans"), m_languages);
    layout->addLayout(form);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_add = buttons->addButton(tr("Add to case"), QDialogButtonBox::AcceptRole);
    m_add->setObjectName(QStringLiteral("addToCase"));
    layout->addWidget(buttons);
    m_add->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(addFolder, &QPushButton::clicked, this, [this] {
        const QString folder =
            QFileDialog::getExistingDirectory(this, tr("Add folder"), QSettings().value("evidenceHome").toString());
        if (!folder.isEmpty()) addPaths({folder});
    });
    connect(addFiles, &QPushButton::clicked, this, [this] {
        addPaths(QFileDialog::getOpenFileNames(this, tr("Add files"), QSettings().value("evidenceHome").toString()));
    });
    const auto removeSelected = [this] {
        qDeleteAll(m_paths->selectedItems());
        check();
    };
    connect(remove, &QPushButton::clicked, this, removeSelected);
    auto* del = new QShortcut(QKeySequence::Delete, m_paths, nullptr, nullptr, Qt::WidgetShortcut);
    connect(del, &QShortcut::activated, this, removeSelected);
    connect(m_languages, &QLineEdit::textChanged, this, &AddEvidenceDialog::check);
    addPaths(paths);
    // A folder's name is often the custodian's.
    if (paths.size() == 1 && QFileInfo(paths.first()).isDir())
        m_custodian->setCurrentText(QFileInfo(paths.first()).fileName());
    check();
    m_custodian->setFocus();
    m_custodian->lineEdit()->selectAll();
}

void AddEvidenceDialog::addPaths(const QStringList& paths) {
    for (const QString& path : paths) {
        const QFileInfo info(path);
        if (!m_paths->findItems(QDir::toNativeSeparators(info.absoluteFilePath()), Qt::MatchExactly).isEmpty())
            continue;
        auto* item =
            new QListWidgetItem(Theme::icon(info.isDir() ? QStringLiteral("folder") : QStringLiteral("document")),
                                QDir::toNativeSeparators(info.absoluteFilePath()), m_paths);
        item->setToolTip(item->text().toHtmlEscaped());
        QSettings().setValue(QStringLiteral("evidenceHome"), info.absolutePath());
    }
    check();
}

void AddEvidenceDialog::check() { m_add->setEnabled(m_paths->count() > 0 && !m_languages->text().trimmed().isEmpty()); }

processing::Evidence AddEvidenceDialog::evidence() const {
    processing::Evidence evidence;
    for (int i = 0; i < m_paths->count(); ++i) evidence.paths.emplace_back(utf8(m_paths->item(i)->text()));
    evidence.custodian = utf8(m_custodian->currentText().simplified());
    evidence.ocr = utf8(m_ocr->currentData().toString());
    evidence.languages = utf8(m_languages->text().trimmed());
    evidence.by = utf8(CaseSession::reviewer());
    return evidence;
}

}  // namespace redwell::ui
