#include "ui/evidence/add_evidence_dialog.h"

#include "processing/ocr_languages.h"
#include "ui/evidence/language_button.h"
#include "ui/session/case_session.h"
#include "ui/session/text.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QShortcut>
#include <QUrl>
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
    m_hint = new QLabel(tr("Drop files and folders here,\nor add them with the buttons below."), m_paths->viewport());
    m_hint->setObjectName(QStringLiteral("evidenceHint"));
    m_hint->setProperty("role", "muted");
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_paths->viewport()->installEventFilter(this);
    setAcceptDrops(true);
    layout->addWidget(frame, 1);
    auto* addFolder = new QPushButton(Theme::icon(QStringLiteral("folder")), tr("Add &folder…"));
    auto* addFiles = new QPushButton(Theme::icon(QStringLiteral("document")), tr("Add f&iles…"));
    m_remove = new QPushButton(tr("&Remove"));
    m_remove->setObjectName(QStringLiteral("removeEvidence"));
    for (auto* one : {addFolder, addFiles, m_remove}) one->setAutoDefault(false);
    auto* row = new QHBoxLayout;
    row->addWidget(addFolder);
    row->addWidget(addFiles);
    row->addStretch();
    row->addWidget(m_remove);
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
    QStringList installed;
    for (const auto& language : processing::installedLanguages()) installed << plain(language);
    // Without any model there is nothing to choose from, and the usual one is what will be missed.
    if (installed.isEmpty()) installed << QString::fromLatin1(processing::kUsualLanguage);
    m_languages = new LanguageButton(
        installed,
        QSettings().value(QStringLiteral("languages"), QString::fromLatin1(processing::kUsualLanguage)).toString());
    m_languages->setObjectName(QStringLiteral("evidenceLanguages"));
    m_languages->setToolTip(tr("More languages come with the packages tesseract-ocr-…"));
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
    connect(m_remove, &QPushButton::clicked, this, removeSelected);
    connect(m_paths, &QListWidget::itemSelectionChanged, this, &AddEvidenceDialog::check);
    auto* del = new QShortcut(QKeySequence::Delete, m_paths, nullptr, nullptr, Qt::WidgetShortcut);
    connect(del, &QShortcut::activated, this, removeSelected);
    connect(m_languages, &LanguageButton::changed, this, &AddEvidenceDialog::check);
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
        if (!info.exists()) continue;
        if (!m_paths->findItems(QDir::toNativeSeparators(info.absoluteFilePath()), Qt::MatchExactly).isEmpty())
            continue;
        auto* item =
            new QListWidgetItem(Theme::icon(info.isDir() ? QStringLiteral("folder") : QStringLiteral("document")),
                                QDir::toNativeSeparators(info.absoluteFilePath()), m_paths);
        item->setToolTip(asPlainTip(item->text()));
        QSettings().setValue(QStringLiteral("evidenceHome"), info.absolutePath());
    }
    check();
}

void AddEvidenceDialog::check() {
    m_add->setEnabled(m_paths->count() > 0 && !m_languages->languages().isEmpty());
    m_remove->setEnabled(!m_paths->selectedItems().isEmpty());
    m_hint->setVisible(m_paths->count() == 0);
}

QString AddEvidenceDialog::folderName() const {
    for (int i = 0; i < m_paths->count(); ++i)
        if (const QFileInfo info(m_paths->item(i)->text()); info.isDir()) return info.fileName();
    return m_paths->count() > 0 ? QFileInfo(m_paths->item(0)->text()).dir().dirName() : QString();
}

void AddEvidenceDialog::accept() {
    if (!m_custodian->currentText().simplified().isEmpty()) return QDialog::accept();
    auto* box = new QMessageBox(QMessageBox::Question, tr("Add evidence"), tr("Add without a custodian?"),
                                QMessageBox::Cancel, this);
    box->setObjectName(QStringLiteral("noCustodian"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(
        tr("A custodian is whose files these are. Views, productions and privilege logs name that person; documents "
           "without "
           "one are listed under “No custodian”."));
    const QString name = folderName();
    auto* without = box->addButton(tr("Add without"), QMessageBox::AcceptRole);
    without->setObjectName(QStringLiteral("addWithoutCustodian"));
    connect(without, &QPushButton::clicked, this, [this] { QDialog::accept(); });
    if (!name.isEmpty()) {
        auto* take = box->addButton(tr("Use “%1”").arg(name), QMessageBox::AcceptRole);
        take->setObjectName(QStringLiteral("useFolderName"));
        connect(take, &QPushButton::clicked, this, [this, name] {
            m_custodian->setCurrentText(name);
            QDialog::accept();
        });
        box->setDefaultButton(take);
    }
    box->open();
}

void AddEvidenceDialog::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void AddEvidenceDialog::dropEvent(QDropEvent* event) {
    QStringList paths;
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile()) paths << url.toLocalFile();
    event->acceptProposedAction();
    addPaths(paths);
}

bool AddEvidenceDialog::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_paths->viewport() && event->type() == QEvent::Resize)
        m_hint->setGeometry(m_paths->viewport()->rect());
    return QDialog::eventFilter(watched, event);
}

processing::Evidence AddEvidenceDialog::evidence() const {
    processing::Evidence evidence;
    for (int i = 0; i < m_paths->count(); ++i) evidence.paths.emplace_back(utf8(m_paths->item(i)->text()));
    evidence.custodian = utf8(m_custodian->currentText().simplified());
    evidence.ocr = utf8(m_ocr->currentData().toString());
    evidence.languages = utf8(m_languages->languages());
    evidence.by = utf8(CaseSession::reviewer());
    return evidence;
}

}  // namespace redwell::ui
