#include "ui/evidence/exceptions_dialog.h"

#include "documents/document_store.h"
#include "processing/ingest.h"
#include "ui/session/case_session.h"
#include "ui/session/text.h"
#include "ui/theme/theme.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <set>

namespace redwell::ui {
namespace {

QString kindLabel(const std::string& kind) {
    const QString key = plain(kind);
    if (key == "damaged") return ExceptionsDialog::tr("Damaged");
    if (key == "password") return ExceptionsDialog::tr("Needs a password");
    if (key == "unsupported") return ExceptionsDialog::tr("Unsupported kind");
    if (key == "timed_out") return ExceptionsDialog::tr("Took too long");
    if (key == "too_large") return ExceptionsDialog::tr("Too large");
    if (key == "permission") return ExceptionsDialog::tr("No permission");
    if (key == "not_found") return ExceptionsDialog::tr("Not found");
    return QString(key).replace(QLatin1Char('_'), QLatin1Char(' '));
}

}  // namespace

ExceptionsDialog::ExceptionsDialog(CaseSession* session, QWidget* parent) : QDialog(parent), m_session(session) {
    setObjectName(QStringLiteral("exceptionsDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Exceptions"));
    resize(920, 560);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(22, 18, 22, 18);
    layout->setSpacing(12);
    auto* title = new QLabel(tr("Exceptions"));
    title->setProperty("role", "title");
    m_about = new QLabel;
    m_about->setProperty("role", "muted");
    layout->addWidget(title);
    layout->addWidget(m_about);
    auto* frame = new QFrame;
    frame->setProperty("framed", true);
    auto* framed = new QVBoxLayout(frame);
    framed->setContentsMargins(1, 1, 1, 1);
    m_list = new QTreeWidget;
    m_list->setObjectName(QStringLiteral("exceptionList"));
    m_list->setAccessibleName(tr("Exceptions"));
    m_list->setHeaderLabels({tr("Control number"), tr("File"), tr("Problem"), tr("Reason")});
    m_list->setRootIsDecorated(false);
    m_list->setAlternatingRowColors(true);
    m_list->setWordWrap(true);  // a reason is a sentence, and all of it is needed
    connect(m_list->header(), &QHeaderView::sectionResized, m_list, &QTreeWidget::doItemsLayout);
    framed->addWidget(m_list);
    layout->addWidget(frame, 1);

    auto* row = new QHBoxLayout;
    m_password = new QLineEdit;
    m_password->setObjectName(QStringLiteral("casePassword"));
    m_password->setAccessibleName(tr("Password"));
    m_password->setPlaceholderText(tr("A password to try on locked files"));
    m_password->setFixedWidth(280);
    m_add = new QPushButton(tr("Add password and try again"));
    m_retry = new QPushButton(tr("Process all again"));
    row->addWidget(m_password);
    row->addWidget(m_add);
    row->addStretch();
    row->addWidget(m_retry);
    layout->addLayout(row);
    m_add->setDefault(true);
    m_retry->setAutoDefault(false);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_add, &QPushButton::clicked, this, &ExceptionsDialog::addPassword);
    connect(m_retry, &QPushButton::clicked, this, [this] {
        std::set<std::string> kinds;
        for (const auto& document : m_documents) kinds.insert(document.exceptionKind);
        retry({kinds.begin(), kinds.end()});
    });
    connect(m_list, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) {
        emit documentChosen(DocumentId{item->data(0, Qt::UserRole).toLongLong()});
    });
    connect(session, &CaseSession::documentsChanged, this, &ExceptionsDialog::load);
    load();
}

void ExceptionsDialog::load() {
    if (!m_session) return;
    m_session->read(
        this, [](casefile::Database& database) { return documents::DocumentStore(database).exceptions(); },
        [this](std::vector<documents::Document> documents) {
            m_documents = std::move(documents);
            m_list->clear();
            for (const auto& document : m_documents) {
                auto* item =
                    new QTreeWidgetItem(m_list, {shown(document.controlNumber), shown(document.fileName),
                                                 kindLabel(document.exceptionKind), shown(document.exceptionReason)});
                item->setData(0, Qt::UserRole, QVariant::fromValue<qlonglong>(document.id.value));
                item->setIcon(0, Theme::icon(QStringLiteral("exceptions"), QStringLiteral("bad")));
                item->setToolTip(1, asPlainTip(shown(document.sourcePath)));
                item->setToolTip(3, asPlainTip(shown(document.exceptionReason)));
            }
            for (int column = 0; column < 3; ++column) {
                m_list->resizeColumnToContents(column);
                m_list->setColumnWidth(column, std::min(m_list->columnWidth(column) + 12, 240));
            }
            m_list->doItemsLayout();
            m_about->setText(
                m_documents.empty()
                    ? tr("Every file could be read.")
                    : counted(static_cast<qint64>(m_documents.size()),
                              tr("One file could not be read. It stays in the case and goes out in no production."),
                              tr("%1 files could not be read. They stay in the case and go out in no production.")));
            const bool can = !m_documents.empty() && !m_session->isReadOnly();
            m_retry->setEnabled(can);
            m_add->setEnabled(!m_session->isReadOnly());
            m_password->setEnabled(!m_session->isReadOnly());
        });
}

void ExceptionsDialog::addPassword() {
    const std::string password = utf8(m_password->text());
    if (password.empty() || !m_session) return;
    m_session->run(
        this,
        [&open = m_session->caseFile(), password](Progress&, std::stop_token) {
            return processing::Ingest::addPassword(open, password);
        },
        [this](const Status& status) {
            if (!status) return m_session->report(status.error());
            m_password->clear();
            retry({"password"});
        });
}

void ExceptionsDialog::retry(std::vector<std::string> kinds) {
    if (!m_session || kinds.empty()) return;
    m_session->run(
        this,
        [&open = m_session->caseFile(), kinds = std::move(kinds)](Progress&, std::stop_token) {
            return processing::Ingest::retry(open, kinds);
        },
        [this](const Result<std::int64_t>& count) {
            if (!count) return m_session->report(count.error());
            if (*count > 0) emit retried();
            emit m_session->documentsChanged();
        });
}

}  // namespace redwell::ui
