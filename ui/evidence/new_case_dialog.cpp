#include "ui/evidence/new_case_dialog.h"

#include "base/time.h"
#include "ui/session/case_session.h"
#include "ui/session/text.h"

#include <QComboBox>
#include <QCompleter>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpressionValidator>
#include <QSettings>
#include <QStandardPaths>
#include <QStyle>
#include <QTimeZone>
#include <QVBoxLayout>

namespace redwell::ui {

QString caseHome() {
    const QString stored = QSettings().value(QStringLiteral("caseHome")).toString();
    if (!stored.isEmpty() && QFileInfo(stored).isDir()) return stored;
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QFileInfo(documents).isDir() ? documents : QDir::homePath();
}

void setCaseHome(const QString& folder) { QSettings().setValue(QStringLiteral("caseHome"), folder); }

NewCaseDialog::NewCaseDialog(QWidget* parent) : QDialog(parent) {
    setObjectName(QStringLiteral("newCaseDialog"));
    setWindowTitle(tr("New case"));
    setMinimumWidth(580);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(22, 18, 22, 18);
    layout->setSpacing(14);
    auto* title = new QLabel(tr("New case"));
    title->setProperty("role", "title");
    auto* lead = new QLabel(
        tr("A case is one folder on this computer. Evidence that you add is copied into it and never changed."));
    lead->setProperty("role", "muted");
    lead->setWordWrap(true);
    layout->addWidget(title);
    layout->addWidget(lead);

    auto* form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(10);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_name = new QLineEdit;
    m_name->setObjectName(QStringLiteral("caseName"));
    m_name->setPlaceholderText(tr("Marlowe v. Meridian"));
    form->addRow(tr("&Name of the matter"), m_name);

    m_place = new QLineEdit(QDir::toNativeSeparators(caseHome()));
    m_place->setObjectName(QStringLiteral("casePlace"));
    auto* browse = new QPushButton(tr("Browse…"));
    browse->setObjectName(QStringLiteral("browsePlace"));
    browse->setAutoDefault(false);
    auto* place = new QHBoxLayout;
    place->setSpacing(8);
    place->addWidget(m_place, 1);
    place->addWidget(browse);
    form->addRow(tr("&Keep it in"), place);
    qobject_cast<QLabel*>(form->labelForField(place))->setBuddy(m_place);

    m_zone = new QComboBox;
    m_zone->setObjectName(QStringLiteral("caseZone"));
    m_zone->setEditable(true);
    m_zone->setInsertPolicy(QComboBox::NoInsert);
    for (const QByteArray& zone : QTimeZone::availableTimeZoneIds())
        if (zone.contains('/') || zone == "UTC") m_zone->addItem(QString::fromLatin1(zone));
    m_zone->completer()->setFilterMode(Qt::MatchContains);
    m_zone->completer()->setCompletionMode(QCompleter::PopupCompletion);
    const QString own = QString::fromLatin1(QTimeZone::systemTimeZoneId());
    m_zone->setCurrentText(m_zone->findText(own) >= 0 ? own : QStringLiteral("UTC"));
    m_zone->setToolTip(tr("Dates are shown, and produced, in this zone."));
    form->addRow(tr("&Time zone of the matter"), m_zone);

    m_prefix = new QLineEdit(QStringLiteral("RW"));
    m_prefix->setObjectName(QStringLiteral("casePrefix"));
    m_prefix->setMaxLength(12);
    m_prefix->setValidator(
        new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[A-Za-z0-9_-]{1,12}")), this));
    form->addRow(tr("&Control numbers begin with"), m_prefix);

    m_reviewer = new QLineEdit(CaseSession::reviewer());
    m_reviewer->setObjectName(QStringLiteral("caseReviewer"));
    m_reviewer->setToolTip(tr("Your decisions are recorded under this name."));
    form->addRow(tr("&Your name"), m_reviewer);
    // A label is given just the width that it asks for, which is a hair too little for some last letters.
    for (int row = 0; row < form->rowCount(); ++row)
        if (auto* item = form->itemAt(row, QFormLayout::LabelRole))
            if (auto* label = qobject_cast<QLabel*>(item->widget())) label->setContentsMargins(0, 0, 3, 0);
    layout->addLayout(form);

    m_about = new QLabel;
    m_about->setTextFormat(Qt::PlainText);
    m_about->setWordWrap(true);
    m_about->setMinimumHeight(fontMetrics().height() * 2);
    m_about->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    layout->addWidget(m_about);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_create = buttons->addButton(tr("Create case"), QDialogButtonBox::AcceptRole);
    m_create->setObjectName(QStringLiteral("createCase"));
    layout->addWidget(buttons);
    m_create->setDefault(true);  // only now it is in the dialog, which otherwise takes the first button for Enter

    connect(buttons, &QDialogButtonBox::accepted, this, &NewCaseDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &NewCaseDialog::reject);
    connect(browse, &QPushButton::clicked, this, [this] {
        const QString folder = QFileDialog::getExistingDirectory(this, tr("Keep the case in"), m_place->text());
        if (!folder.isEmpty()) m_place->setText(QDir::toNativeSeparators(folder));
    });
    for (auto* edit : {m_name, m_place, m_prefix, m_reviewer})
        connect(edit, &QLineEdit::textChanged, this, &NewCaseDialog::check);
    connect(m_zone, &QComboBox::currentTextChanged, this, &NewCaseDialog::check);
    check();
}

std::filesystem::path NewCaseDialog::folder() const {
    QString name = m_name->text().simplified();
    name.replace(QLatin1Char('/'), QLatin1Char('-'));
    while (name.endsWith(QLatin1Char('.'))) name.chop(1);  // "Co." would give "Co..redwell"
    return std::filesystem::path(utf8(m_place->text())) / utf8(name + QStringLiteral(".redwell"));
}

casefile::Case::NewCase NewCaseDialog::wanted() const {
    casefile::Case::NewCase wanted;
    wanted.name = utf8(m_name->text().simplified());
    wanted.timeZone = utf8(m_zone->currentText());
    wanted.caseTemplate.controlPrefix = utf8(m_prefix->text());
    return wanted;
}

void NewCaseDialog::check() {
    QString problem;
    const QString name = m_name->text().simplified();
    const QString target = QString::fromStdString(folder().string());
    if (name.startsWith(QLatin1Char('.')))
        problem = tr("A name cannot begin with a full stop.");
    else if (!QFileInfo(m_place->text()).isDir())
        problem = tr("The folder %1 does not exist.").arg(m_place->text());
    else if (!QFileInfo(m_place->text()).isWritable())
        problem = tr("The folder %1 cannot be written to. Choose another one.").arg(m_place->text());
    else if (!name.isEmpty() && QFileInfo::exists(target))
        problem = tr("%1 is already there. Choose another name, or open it.").arg(target);
    else if (!isKnownZone(utf8(m_zone->currentText())))
        problem = tr("%1 is not a time zone. Choose one from the list.").arg(m_zone->currentText());
    else if (m_prefix->text().isEmpty())
        problem = tr("Control numbers need a beginning, such as RW.");
    else if (m_reviewer->text().simplified().isEmpty())
        problem = tr("Say your name: it is recorded with each decision.");
    m_about->setProperty("role", problem.isEmpty() ? "muted" : "error");
    m_about->style()->unpolish(m_about);
    m_about->style()->polish(m_about);
    m_about->setText(!problem.isEmpty() ? problem : name.isEmpty() ? QString() : tr("Will be made as %1").arg(target));
    m_create->setEnabled(problem.isEmpty() && !name.isEmpty());
}

void NewCaseDialog::accept() {
    if (!m_create->isEnabled()) return;
    setCaseHome(m_place->text());
    CaseSession::setReviewer(m_reviewer->text());
    QDialog::accept();
}

}  // namespace redwell::ui
