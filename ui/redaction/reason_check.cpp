#include "ui/redaction/reason_check.h"

#include "documents/document_store.h"
#include "redaction/redactions.h"
#include "review/coding.h"
#include "ui/session/case_session.h"
#include "ui/session/text.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace redwell::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("redwell::ui::ReasonCheck", text); }

void ask(const QString& reason, const QString& question, QWidget* over, std::function<void()> go) {
    auto* box = new QMessageBox(QMessageBox::Warning, tr("Redact"), question, QMessageBox::Cancel, over);
    box->setObjectName(QStringLiteral("reasonContradiction"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(
        tr("The box would claim a privilege that the coding denies. Choose another reason, or correct the privilege "
           "call of the document."));
    auto* mean = box->addButton(tr("Redact as “%1”").arg(reason), QMessageBox::AcceptRole);
    mean->setObjectName(QStringLiteral("redactAllTheSame"));
    box->setDefaultButton(QMessageBox::Cancel);
    QObject::connect(mean, &QPushButton::clicked, over, [go = std::move(go)] { go(); });
    box->open();
}

}  // namespace

void askReason(QWidget* over, std::function<void(const QString&)> chosen, const QString& now) {
    auto* dialog = new QDialog(over);
    dialog->setObjectName(QStringLiteral("reasonDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Reason of the redaction"));
    dialog->setMinimumWidth(420);
    auto* layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(22, 18, 22, 18);
    layout->setSpacing(12);
    auto* title = new QLabel(tr("Why is this redacted?"));
    title->setProperty("role", "title");
    auto* about = new QLabel(
        now.isEmpty() ? tr("The reason is printed on the box and stands in the redaction log. It is kept for the next "
                           "redactions of this case; the toolbar changes it.")
                      : tr("The reason is printed on the box and stands in the redaction log."));
    about->setProperty("role", "muted");
    about->setWordWrap(true);
    auto* reason = new QComboBox;
    reason->setObjectName(QStringLiteral("firstReason"));
    reason->setAccessibleName(tr("Reason"));
    reason->setEditable(true);
    reason->setInsertPolicy(QComboBox::NoInsert);
    for (const auto& standard : redaction::standardReasons()) reason->addItem(plain(standard));
    reason->setCurrentIndex(-1);
    reason->lineEdit()->setPlaceholderText(tr("Choose a reason, or type your own"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    auto* redact = buttons->addButton(now.isEmpty() ? tr("Redact") : tr("Change"), QDialogButtonBox::AcceptRole);
    redact->setObjectName(QStringLiteral("acceptReason"));
    redact->setDefault(true);
    redact->setEnabled(false);
    for (QWidget* widget : std::initializer_list<QWidget*>{title, about, reason, buttons}) layout->addWidget(widget);
    QObject::connect(reason, &QComboBox::currentTextChanged, redact,
                     [redact](const QString& text) { redact->setEnabled(!text.simplified().isEmpty()); });
    QObject::connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    QObject::connect(dialog, &QDialog::accepted, over,
                     [reason, chosen = std::move(chosen)] { chosen(reason->currentText().simplified()); });
    if (!now.isEmpty()) reason->setCurrentText(now);
    dialog->open();
    reason->setFocus();
}

void checkReason(CaseSession& session, const QString& reason, std::vector<DocumentId> documents, QWidget* over,
                 std::function<void()> go) {
    if (!redaction::claimsPrivilege(utf8(reason))) return go();
    std::sort(documents.begin(), documents.end(), [](DocumentId a, DocumentId b) { return a.value < b.value; });
    documents.erase(std::unique(documents.begin(), documents.end()), documents.end());
    const auto all = static_cast<qint64>(documents.size());
    session.read(
        over,
        [documents = std::move(documents)](casefile::Database& database) -> Result<std::vector<std::string>> {
            std::vector<std::string> denied;
            REDWELL_TRY(const auto coding, review::CodingStore(database).values(documents));
            documents::DocumentStore store(database);
            for (const auto& [document, values] : coding) {
                const auto call = values.find("privilege");
                if (call == values.end() || call->second != "none") continue;
                REDWELL_TRY(const auto found, store.find(document));
                if (found) denied.push_back(found->controlNumber);
            }
            return denied;
        },
        [reason, over, all, go = std::move(go)](const std::vector<std::string>& denied) mutable {
            if (denied.empty()) return go();
            const auto count = static_cast<qint64>(denied.size());
            ask(reason,
                count == 1     ? tr("%1 is coded not privileged.").arg(shown(denied.front()))
                : count == all ? tr("All %1 documents are coded not privileged.").arg(QLocale().toString(count))
                               : tr("%1 of the %2 documents are coded not privileged.")
                                     .arg(QLocale().toString(count), QLocale().toString(all)),
                over, std::move(go));
        });
}

}  // namespace redwell::ui
