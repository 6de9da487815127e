#include "ui/redaction/redact_message_dialog.h"

#include "ui/redaction/reason_check.h"
#include "ui/redaction/reason_chooser.h"
#include "ui/session/case_session.h"
#include "ui/session/text.h"
#include "ui/undo/message_changes.h"

#include <QCoreApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace redwell::ui {
namespace {

QString howText(const redaction::Sighting& sighting) {
    using How = redaction::Sighting::How;
    switch (sighting.how) {
        case How::Itself: return RedactMessageDialog::tr("The message itself");
        case How::SameMessage:
            return sighting.isPart ? RedactMessageDialog::tr("Nearly the same words, %1 % of them")
                                         .arg(qRound(sighting.score * 100))
                                   : RedactMessageDialog::tr("The same message");
        case How::Quotation: break;
    }
    if (sighting.isPart) return RedactMessageDialog::tr("In part, %1 % of its words").arg(qRound(sighting.score * 100));
    return sighting.score >= 0.995
               ? RedactMessageDialog::tr("Quoted")
               : RedactMessageDialog::tr("Quoted, %1 % of its words").arg(qRound(sighting.score * 100));
}

// Those that are surely the message, then those that share words with it; each in the order they came in.
std::vector<redaction::Sighting> surestFirst(std::vector<redaction::Sighting> sightings) {
    std::ranges::stable_partition(sightings, [](const redaction::Sighting& one) { return !one.isPart; });
    return sightings;
}

}  // namespace

QString outcomeOf(const redaction::MessageRedaction& done) {
    QString text =
        done.redactions == 0 ? RedactMessageDialog::tr("Nothing was left to cover.")
        : done.documents == 1
            ? RedactMessageDialog::tr("Covered in one document. Undo takes it back.")
            : RedactMessageDialog::tr("Covered in %1 documents. Undo takes all of it back.").arg(done.documents);
    QStringList numbers;
    for (const auto& sighting : done.unlocated) numbers << shown(sighting.controlNumber);
    numbers.removeDuplicates();
    if (!numbers.isEmpty())
        text += QLatin1Char(' ') +
                RedactMessageDialog::tr("It has no place on a page in %1: withhold what is listed there.")
                    .arg(numbers.join(QStringLiteral(", ")));
    return text;
}

RedactMessageDialog::RedactMessageDialog(CaseSession* session, std::vector<redaction::Sighting> sightings,
                                         bool isTextSearched, const QString& reason, QWidget* parent)
    : QDialog(parent), m_session(session), m_sightings(surestFirst(std::move(sightings))) {
    setObjectName(QStringLiteral("redactMessageDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Redact message"));
    resize(860, 480);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(22, 18, 22, 18);
    layout->setSpacing(12);
    auto* title = new QLabel(tr("This message stands in more than one place"));
    title->setProperty("role", "title");
    auto* line =
        new QLabel(isTextSearched ? tr("Other documents hold or quote it. What is checked is covered as one change.")
                                  : tr("Its text is too short to be looked for in other documents: find it there with "
                                       "“Find and redact”."));
    line->setProperty("role", isTextSearched ? "muted" : "warning");
    line->setWordWrap(true);
    layout->addWidget(title);
    layout->addWidget(line);
    auto* frame = new QFrame;
    frame->setProperty("framed", true);
    auto* framed = new QVBoxLayout(frame);
    framed->setContentsMargins(1, 1, 1, 1);
    m_list = new QTreeWidget;
    m_list->setObjectName(QStringLiteral("sightings"));
    m_list->setAccessibleName(tr("Places of the message"));
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setHeaderLabels({tr("Document"), tr("Page"), tr("What it is"), tr("What stands there")});
    m_list->header()->resizeSection(0, 150);
    m_list->header()->resizeSection(1, 60);
    m_list->header()->resizeSection(2, 220);
    for (std::size_t i = 0; i < m_sightings.size(); ++i) {
        const auto& one = m_sightings[i];
        if (one.isPart && (i == 0 || !m_sightings[i - 1].isPart)) addHeading();
        auto* item =
            new QTreeWidgetItem(m_list, {shown(one.controlNumber), one.page > 0 ? QString::number(one.page) : QString(),
                                         howText(one), shown(one.excerpt)});
        item->setData(0, Qt::UserRole, static_cast<qulonglong>(i));
        item->setToolTip(3, asPlainTip(shown(one.excerpt)));
        if (one.isCovered) {
            item->setText(2, tr("%1 (covered already)").arg(howText(one)));
            item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        } else {
            if (!one.isLocated()) item->setText(2, tr("%1 (no place on a page)").arg(howText(one)));
            item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
            item->setCheckState(0, one.isPart ? Qt::Unchecked : Qt::Checked);
        }
        item->setToolTip(2, asPlainTip(item->text(2)));
    }
    framed->addWidget(m_list);
    layout->addWidget(frame, 1);
    auto* bottom = new QHBoxLayout;
    const auto ticker = [&](const char* name, const QString& text, Qt::CheckState state) {
        auto* button = new QPushButton(text);
        button->setObjectName(QString::fromLatin1(name));
        button->setProperty("flat", true);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [this, state] { tickAll(state); });
        bottom->addWidget(button);
    };
    ticker("tickAll", tr("Check a&ll"), Qt::Checked);
    ticker("tickNone", tr("Check &none"), Qt::Unchecked);
    m_about = new QLabel;
    m_about->setTextFormat(Qt::PlainText);
    m_about->setProperty("role", "muted");
    m_reason = new ReasonChooser;
    m_reason->setFocusPolicy(Qt::StrongFocus);
    m_reason->setCase(session->folder());
    if (!reason.isEmpty()) m_reason->setCurrentText(reason);
    auto* reasonLabel = new QLabel(tr("&Reason"));
    reasonLabel->setBuddy(m_reason);
    auto* cancel = new QPushButton(tr("Cancel"));
    m_redact = new QPushButton;
    m_redact->setObjectName(QStringLiteral("redactSightings"));
    bottom->addWidget(m_about, 1);
    bottom->addWidget(reasonLabel);
    bottom->addWidget(m_reason);
    bottom->addWidget(cancel);
    bottom->addWidget(m_redact);
    layout->addLayout(bottom);
    m_redact->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_redact, &QPushButton::clicked, this, &RedactMessageDialog::redactChecked);
    connect(m_list, &QTreeWidget::itemChanged, this, &RedactMessageDialog::count);
    connect(m_reason, &QComboBox::currentTextChanged, this, &RedactMessageDialog::count);
    connect(m_list, &QTreeWidget::itemClicked, this, [this](const QTreeWidgetItem* item) {
        if (!item->data(0, Qt::UserRole).isValid()) return;  // the heading
        const auto& one = m_sightings[item->data(0, Qt::UserRole).toULongLong()];
        if (one.isLocated() && !one.places.front().boxes.empty())
            emit placeChosen(one.document, one.places.front().page, one.places.front().boxes.front());
    });
    count();
    if (m_reason->reason().isEmpty()) m_reason->setFocus();  // nothing goes on without it
}

void RedactMessageDialog::addHeading() {
    auto* heading = new QTreeWidgetItem(m_list, {tr("Only a part of its words: look at each before you check it")});
    heading->setFirstColumnSpanned(true);
    heading->setFlags(Qt::ItemIsEnabled);
    QFont bold = m_list->font();
    bold.setBold(true);
    heading->setFont(0, bold);
}

void RedactMessageDialog::tickAll(Qt::CheckState state) {
    {
        const QSignalBlocker quiet(m_list);
        for (int i = 0; i < m_list->topLevelItemCount(); ++i)
            if (auto* item = m_list->topLevelItem(i); item->flags() & Qt::ItemIsUserCheckable)
                item->setCheckState(0, state);
    }
    m_list->viewport()->update();
    count();
}

std::vector<redaction::Sighting> RedactMessageDialog::checked() const {
    std::vector<redaction::Sighting> chosen;
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        const auto* item = m_list->topLevelItem(i);
        const bool isCheckable = item->flags() & Qt::ItemIsUserCheckable;
        if (isCheckable && item->checkState(0) == Qt::Checked)
            chosen.push_back(m_sightings[item->data(0, Qt::UserRole).toULongLong()]);
    }
    return chosen;
}

void RedactMessageDialog::count() {
    const auto chosen = checked();
    const bool hasReason = !m_reason->reason().isEmpty();
    m_redact->setEnabled(!chosen.empty() && hasReason && m_session && !m_session->isReadOnly());
    m_redact->setText(counted(static_cast<qint64>(chosen.size()), tr("Redact 1 place"), tr("Redact %1 places")));
    m_about->setText(
        hasReason ? counted(static_cast<qint64>(m_sightings.size()), tr("1 place in all"), tr("%1 places in all"))
                  : tr("Choose the reason that is printed on the boxes."));
}

void RedactMessageDialog::redactChecked() {
    if (!m_session) return;
    std::vector<DocumentId> documents;
    for (const auto& one : checked()) documents.push_back(one.document);
    checkReason(*m_session, m_reason->reason(), std::move(documents), this, [this] {
        m_reason->choose(m_reason->reason());
        m_redact->setEnabled(false);
        redactSightings(*m_session, checked(), m_reason->reason(),
                        [self = QPointer<RedactMessageDialog>(this)](const redaction::MessageRedaction& done) {
                            if (!self) return;
                            emit self->redacted(outcomeOf(done), !done.unlocated.empty());
                            self->accept();
                        });
    });
}

}  // namespace redwell::ui
