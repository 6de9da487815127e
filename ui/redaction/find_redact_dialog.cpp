#include "ui/redaction/find_redact_dialog.h"

#include "processing/page_setting.h"
#include "search/search.h"
#include "ui/redaction/context_delegate.h"
#include "ui/redaction/reason_check.h"
#include "ui/redaction/reason_chooser.h"
#include "ui/session/case_session.h"
#include "ui/session/text.h"
#include "ui/theme/theme.h"
#include "ui/undo/change_command.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <thread>

namespace redwell::ui {
namespace {

QString patternLabel(const std::string& name) {
    const QString key = plain(name);
    if (key == "ssn") return FindRedactDialog::tr("Social security numbers");
    if (key == "email") return FindRedactDialog::tr("E-mail addresses");
    if (key == "phone") return FindRedactDialog::tr("Telephone numbers");
    if (key == "credit_card") return FindRedactDialog::tr("Card numbers");
    if (key == "iban") return FindRedactDialog::tr("Bank accounts (IBAN)");
    return key;
}

// "Not looked through: 2 mails whose pages are not set yet, 1 document that waits for OCR."
QString unreadText(const documents::Unread& unread) {
    QStringList parts;
    const auto say = [&parts](std::int64_t count, const QString& one, const QString& many) {
        if (count > 0) parts << counted(count, one, many);
    };
    using Dialog = FindRedactDialog;
    say(static_cast<std::int64_t>(unread.withoutPages.size()), Dialog::tr("1 mail whose pages are not set yet"),
        Dialog::tr("%1 mails whose pages are not set yet"));
    say(unread.queued, Dialog::tr("1 document that waits to be read"), Dialog::tr("%1 documents that wait to be read"));
    say(unread.waitingForOcr, Dialog::tr("1 document that waits for OCR"),
        Dialog::tr("%1 documents that wait for OCR"));
    say(unread.failed, Dialog::tr("1 document with pages that could not be read"),
        Dialog::tr("%1 documents with pages that could not be read"));
    if (unread.sources > 0) parts << Dialog::tr("evidence that is still looked through for files");
    return Dialog::tr("Not looked through: %1.").arg(parts.join(QStringLiteral(", ")));
}

}  // namespace

FindRedactDialog::FindRedactDialog(CaseSession* session, DocumentId open, std::vector<DocumentId> results,
                                   const QString& reason, QWidget* parent)
    : QDialog(parent), m_session(session), m_open(open), m_results(std::move(results)) {
    setObjectName(QStringLiteral("findRedactDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Find and redact"));
    resize(900, 620);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(22, 18, 22, 18);
    layout->setSpacing(12);
    auto* title = new QLabel(tr("Find and redact"));
    title->setProperty("role", "title");
    layout->addWidget(title);

    auto* row = new QHBoxLayout;
    m_what = new QComboBox;
    m_what->setObjectName(QStringLiteral("findWhat"));
    m_what->setAccessibleName(tr("What to find"));
    m_what->addItem(tr("The words"));
    for (const auto& name : redaction::patternNames()) m_what->addItem(patternLabel(name), plain(name));
    m_phrase = new QLineEdit;
    m_phrase->setObjectName(QStringLiteral("findPhrase"));
    m_phrase->setAccessibleName(tr("Words to find"));
    m_phrase->setPlaceholderText(tr("A word or a phrase; capitals and accents do not count"));
    m_scope = new QComboBox;
    m_scope->setObjectName(QStringLiteral("findScope"));
    m_scope->setAccessibleName(tr("Where to look"));
    m_scope->addItem(tr("in this document"));
    m_scope->addItem(counted(static_cast<qint64>(m_results.size()), tr("in the one result of the search"),
                             tr("in the %1 results of the search")));
    m_scope->addItem(tr("in the whole case"));
    if (!m_open) m_scope->setCurrentIndex(1);
    m_find = new QPushButton(tr("Find"));
    m_find->setObjectName(QStringLiteral("findPlaces"));
    row->addWidget(m_what);
    row->addWidget(m_phrase, 1);
    row->addWidget(m_scope);
    row->addWidget(m_find);
    layout->addLayout(row);
    m_find->setDefault(true);

    layout->addWidget(unreadStrip());

    auto* frame = new QFrame;
    frame->setProperty("framed", true);
    auto* framed = new QVBoxLayout(frame);
    framed->setContentsMargins(1, 1, 1, 1);
    m_list = new QTreeWidget;
    m_list->setObjectName(QStringLiteral("foundPlaces"));
    m_list->setAccessibleName(tr("Places found"));
    m_list->setHeaderLabels({tr("Place"), tr("Found"), tr("The words around it")});
    m_list->setUniformRowHeights(true);
    m_list->header()->resizeSection(0, 150);
    m_list->header()->resizeSection(1, 130);
    m_list->setItemDelegateForColumn(2, new ContextDelegate(m_list));
    framed->addWidget(m_list);
    layout->addWidget(frame, 1);

    auto* bottom = new QHBoxLayout;
    m_about = new QLabel(tr("Each place is shown before it is covered."));
    m_about->setObjectName(QStringLiteral("findAbout"));
    m_about->setProperty("role", "muted");
    m_reason = new ReasonChooser;
    m_reason->setFocusPolicy(Qt::StrongFocus);
    m_reason->setCase(session->folder());
    if (!reason.isEmpty()) m_reason->setCurrentText(reason);
    auto* reasonLabel = new QLabel(tr("&Reason"));
    reasonLabel->setBuddy(m_reason);
    m_redact = new QPushButton(tr("Redact"));
    m_redact->setObjectName(QStringLiteral("redactPlaces"));
    m_redact->setProperty("primary", true);
    m_redact->setEnabled(false);
    m_redact->setAutoDefault(false);
    auto* close = new QPushButton(tr("Close"));
    close->setAutoDefault(false);
    bottom->addWidget(m_about, 1);
    bottom->addWidget(reasonLabel);
    bottom->addWidget(m_reason);
    bottom->addWidget(close);
    bottom->addWidget(m_redact);
    layout->addLayout(bottom);

    connect(m_what, &QComboBox::currentIndexChanged, this, [this](int index) { m_phrase->setEnabled(index == 0); });
    connect(m_find, &QPushButton::clicked, this, &FindRedactDialog::find);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    connect(m_redact, &QPushButton::clicked, this, &FindRedactDialog::redactChecked);
    connect(m_list, &QTreeWidget::itemChanged, this, &FindRedactDialog::count);
    connect(m_reason, &QComboBox::currentTextChanged, this, &FindRedactDialog::count);
    connect(m_list, &QTreeWidget::currentItemChanged, this, [this](const QTreeWidgetItem* item) {
        if (!item || !item->parent()) return;
        const auto& found = m_found[item->data(0, Qt::UserRole).toULongLong()];
        if (!found.boxes.empty()) emit placeChosen(found.document, found.page, found.boxes.front());
    });
    m_phrase->setFocus();
}

QWidget* FindRedactDialog::unreadStrip() {
    m_unreadStrip = new QFrame;
    m_unreadStrip->setProperty("notice", "warn");
    m_unreadText = new QLabel;
    m_unreadText->setObjectName(QStringLiteral("findUnread"));
    m_unreadText->setTextFormat(Qt::PlainText);
    m_unreadText->setWordWrap(true);
    m_setPages = new QPushButton(tr("Set their pages, then look again"));
    m_setPages->setObjectName(QStringLiteral("findSetPages"));
    m_process = new QPushButton(tr("Process them"));
    m_process->setObjectName(QStringLiteral("findProcess"));
    auto* row = new QHBoxLayout(m_unreadStrip);
    row->setContentsMargins(12, 6, 8, 6);
    row->addWidget(m_unreadText, 1);
    for (auto* button : {m_setPages, m_process}) {
        button->setAutoDefault(false);
        row->addWidget(button);
    }
    m_unreadStrip->hide();
    connect(m_setPages, &QPushButton::clicked, this, &FindRedactDialog::setPages);
    connect(m_process, &QPushButton::clicked, this, &FindRedactDialog::processingWanted);
    return m_unreadStrip;
}

void FindRedactDialog::setProcessing(bool isOn) {
    m_isProcessing = isOn;
    showUnread();
}

void FindRedactDialog::showUnread() {
    m_unreadStrip->setVisible(!m_unread.isNothing());
    if (m_unread.isNothing()) return;
    const bool canChange = m_session && !m_session->isReadOnly();
    const bool isQueued = m_unread.queued + m_unread.waitingForOcr + m_unread.sources > 0;
    m_unreadText->setText(unreadText(m_unread) + (m_isProcessing && isQueued
                                                      ? QLatin1Char(' ') + tr("Look again when it is processed.")
                                                      : QString()));
    m_setPages->setVisible(canChange && !m_unread.withoutPages.empty());
    m_setPages->setText(m_setting ? tr("Stop") : tr("Set their pages, then look again"));
    m_process->setVisible(canChange && isQueued && !m_isProcessing);
}

void FindRedactDialog::setPages() {
    if (m_setting) return m_setting->cancel();
    if (!m_session) return;
    m_find->setEnabled(false);
    m_setting = m_session->run(
        this,
        [&file = m_session->caseFile(), documents = m_unread.withoutPages](
            Progress& progress, std::stop_token stop) -> Result<std::int64_t> {
            const int workers = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
            REDWELL_TRY(const auto pool, processing::WorkerPool::start(workers, ""));
            return processing::setPages(file, *pool, documents, progress, stop);
        },
        [this](const Result<std::int64_t>& set) {
            m_setting = nullptr;
            m_find->setEnabled(true);
            showUnread();
            if (!set) return m_about->setText(shown(set.error().message()));
            emit m_session->documentsChanged();
            find();
        });
    connect(m_setting, &Task::progressed, this, [this](qint64 done, qint64 known, const QString&) {
        if (m_setting) m_about->setText(tr("Setting pages: %1 of %2").arg(done).arg(known));
    });
    showUnread();
}

FindRedactDialog::~FindRedactDialog() {
    if (m_setting) m_setting->cancel();
}

void FindRedactDialog::setPhrase(const QString& phrase) { m_phrase->setText(phrase.simplified().left(200)); }

void FindRedactDialog::find() {
    const bool isPattern = m_what->currentIndex() > 0;
    const std::string what = utf8(isPattern ? m_what->currentData().toString() : m_phrase->text().trimmed());
    if (what.empty() || !m_session) return;
    std::vector<DocumentId> documents;
    if (m_scope->currentIndex() == 0 && m_open) documents = {m_open};
    if (m_scope->currentIndex() == 1) documents = m_results;
    const bool everywhere = m_scope->currentIndex() == 2;
    m_find->setEnabled(false);
    m_about->setText(tr("Looking…"));
    m_session->readOr(
        this,
        [documents, everywhere, isPattern, what,
         zone = m_session->timeZone()](casefile::Database& database) mutable -> Result<Places> {
            if (everywhere) {
                REDWELL_TRY(documents, search::Search(database, zone).documents("state:reviewable"));
            }
            Places places;
            places.documents = documents.size();
            if (isPattern) {
                REDWELL_TRY(places.found, redaction::findPattern(database, documents, what));
            } else {
                REDWELL_TRY(places.found, redaction::findText(database, documents, what));
            }
            documents::DocumentStore store(database);
            REDWELL_TRY(places.unread, everywhere ? store.unread() : store.unread(documents));
            for (const auto& found : places.found) {
                if (places.titles.contains(found.document.value)) continue;
                REDWELL_TRY(const auto document, store.find(found.document));
                if (document)
                    places.titles.insert(found.document.value, shown(document->controlNumber) + QStringLiteral("  ") +
                                                                   shown(document->title));
            }
            return places;
        },
        [this](Result<Places> places) {
            m_find->setEnabled(true);
            if (places) return showPlaces(std::move(*places));
            m_about->setText(shown(places.error().message()));
        });
}

void FindRedactDialog::showPlaces(Places places) {
    m_isFilling = true;
    m_found = std::move(places.found);
    m_unread = std::move(places.unread);
    showUnread();
    m_list->clear();
    QTreeWidgetItem* group = nullptr;
    DocumentId last;
    for (std::size_t i = 0; i < m_found.size(); ++i) {
        const auto& found = m_found[i];
        if (!group || found.document != last) {
            last = found.document;
            group = new QTreeWidgetItem(m_list, {places.titles.value(found.document.value)});
            group->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable | Qt::ItemIsAutoTristate);
            group->setCheckState(0, Qt::Checked);
            group->setFirstColumnSpanned(true);
        }
        auto* item =
            new QTreeWidgetItem(group, {tr("Page %1").arg(found.page), shown(found.text), shown(found.context)});
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(0, Qt::Checked);
        item->setData(0, Qt::UserRole, static_cast<qulonglong>(i));
        item->setToolTip(2, asPlainTip(shown(found.context)));
        item->setData(2, ContextDelegate::kPartsRole, contextParts(found.context, found.hitAt, found.hitSize));
    }
    m_list->expandAll();
    m_isFilling = false;
    count();
    if (!m_found.empty()) return;
    // Of the whole case, what is queued was not among the documents.
    const bool isPart = !m_unread.isNothing();
    const auto missed = static_cast<qint64>(m_scope->currentIndex() == 2
                                                ? m_unread.documents() - m_unread.queued - m_unread.waitingForOcr
                                                : m_unread.documents());
    const auto searched = static_cast<qint64>(places.documents) - missed;
    if (!isPart)
        m_about->setText(counted(searched, tr("Nothing found in one document."), tr("Nothing found in %1 documents.")));
    else if (searched > 0)
        m_about->setText(counted(searched, tr("Nothing found in the one document that could be looked through."),
                                 tr("Nothing found in the %1 documents that could be looked through.")));
    else
        m_about->setText(tr("No document could be looked through yet."));
}

void FindRedactDialog::count() {
    if (m_isFilling) return;
    int checked = 0;
    for (int i = 0; i < m_list->topLevelItemCount(); ++i)
        for (int j = 0; j < m_list->topLevelItem(i)->childCount(); ++j)
            checked += m_list->topLevelItem(i)->child(j)->checkState(0) == Qt::Checked;
    const bool hasReason = !m_reason->reason().isEmpty();
    m_redact->setEnabled(checked > 0 && hasReason && m_session && !m_session->isReadOnly());
    m_redact->setText(counted(checked, tr("Redact 1 place"), tr("Redact %1 places")));
    if (m_found.empty()) return;
    m_about->setText(checked > 0 && !hasReason
                         ? tr("Choose the reason that is printed on the boxes.")
                         : tr("%1 in %2")
                               .arg(counted(static_cast<qint64>(m_found.size()), tr("1 place"), tr("%1 places")),
                                    counted(m_list->topLevelItemCount(), tr("1 document"), tr("%1 documents"))));
}

void FindRedactDialog::redactChecked() {
    std::vector<redaction::Redaction> redactions;
    for (int i = 0; i < m_list->topLevelItemCount(); ++i)
        for (int j = 0; j < m_list->topLevelItem(i)->childCount(); ++j) {
            const auto* item = m_list->topLevelItem(i)->child(j);
            if (item->checkState(0) != Qt::Checked) continue;
            const auto& found = m_found[item->data(0, Qt::UserRole).toULongLong()];
            for (const auto& box : found.boxes) {
                redaction::Redaction one;
                one.document = found.document;
                one.page = found.page;
                one.box = box;
                one.reason = utf8(m_reason->reason());
                one.origin = "find";
                redactions.push_back(std::move(one));
            }
        }
    if (!m_session) return;
    std::vector<DocumentId> documents;
    for (const auto& one : redactions) documents.push_back(one.document);
    checkReason(*m_session, m_reason->reason(), std::move(documents), this, [this, redactions = std::move(redactions)] {
        m_reason->choose(m_reason->reason());
        m_redact->setEnabled(false);
        redact(*m_session, redactions, [self = QPointer<FindRedactDialog>(this)](const Status& status) {
            if (!self) return;
            self->m_redact->setEnabled(!status);
            if (status) self->m_about->setText(tr("Redacted. Undo takes all of it back."));
        });
    });
}

}  // namespace redwell::ui
