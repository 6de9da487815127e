#include "ui/review/correct_message_dialog.h"

#include "base/time.h"
#include "ui/session/case_session.h"
#include "ui/session/text.h"
#include "ui/session/typed_time.h"
#include "ui/undo/message_changes.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStyle>
#include <QTextBlock>
#include <QVBoxLayout>

namespace redwell::ui {
namespace {

QString listed(const std::vector<std::string>& people) {
    QStringList list;
    for (const auto& one : people) list << plain(one);
    return list.join(QStringLiteral("; "));
}

std::vector<std::string> peopleIn(const QString& text) {
    std::vector<std::string> people;
    for (const auto& part : text.split(QLatin1Char(';'), Qt::SkipEmptyParts))
        if (!part.trimmed().isEmpty()) people.push_back(utf8(part.trimmed()));
    return people;
}

}  // namespace

CorrectMessageDialog::CorrectMessageDialog(CaseSession* session, documents::Message message, QWidget* parent)
    : QDialog(parent), m_session(session), m_message(std::move(message)) {
    build(tr("Correct this message"), tr("What was read from the page stays on record; the correction can be undone."));
    addBounds();
    check();
}

CorrectMessageDialog::CorrectMessageDialog(CaseSession* session, DocumentId document, int page, const Box& box,
                                           const QString& text, QWidget* parent)
    : QDialog(parent), m_session(session), m_page(page), m_box(box) {
    m_message.document = document;
    build(tr("Make this text a message"),
          tr("From page %1. Say who wrote it, and when, as far as you know.").arg(page));
    m_body->setPlainText(text);
    m_body->setReadOnly(true);
    check();
}

void CorrectMessageDialog::build(const QString& title, const QString& about) {
    setObjectName(QStringLiteral("correctMessageDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    resize(620, 560);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(22, 18, 22, 18);
    layout->setSpacing(12);
    auto* head = new QLabel(title);
    head->setProperty("role", "title");
    auto* line = new QLabel(about);
    line->setProperty("role", "muted");
    line->setWordWrap(true);
    layout->addWidget(head);
    layout->addWidget(line);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    const auto field = [&](const char* name, const QString& label, const QString& text, const QString& example) {
        auto* edit = new QLineEdit(text);
        edit->setObjectName(QString::fromLatin1(name));
        edit->setAccessibleName(label);
        edit->setPlaceholderText(example);
        connect(edit, &QLineEdit::textChanged, this, &CorrectMessageDialog::check);
        form->addRow(label, edit);
        return edit;
    };
    m_from = field("correctFrom", tr("From"), plain(m_message.from), tr("Imogen Vale, or an address"));
    m_to = field("correctTo", tr("To"), listed(m_message.to), tr("several with ; between them"));
    m_cc = field("correctCc", tr("Cc"), listed(m_message.cc), {});
    m_sent = field("correctSent", tr("Sent"), plain(m_message.sent.text).replace(QLatin1Char('T'), QLatin1Char(' ')),
                   tr("2023-10-24 14:03 or 10/24/2023 2:03 PM, with +02:00 where the page says so"));
    m_problem = new QLabel(tr("Write the time as 2023-10-24 14:03 or as 10/24/2023 2:03 PM."));
    m_problem->setObjectName(QStringLiteral("timeProblem"));
    m_problem->setProperty("role", "warning");
    m_problem->hide();
    form->addRow(QString(), m_problem);
    m_subject = field("correctSubject", tr("Subject"), plain(m_message.subject), {});
    m_body = new QPlainTextEdit(plain(m_message.body));
    m_body->setObjectName(QStringLiteral("correctBody"));
    m_body->setAccessibleName(tr("Text"));
    m_body->setTabChangesFocus(true);
    connect(m_body, &QPlainTextEdit::textChanged, this, &CorrectMessageDialog::check);
    form->addRow(tr("Text"), m_body);
    layout->addLayout(form, 1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_save = buttons->addButton(m_message.id ? tr("Save correction") : tr("Make it a message"),
                                QDialogButtonBox::AcceptRole);
    m_save->setObjectName(QStringLiteral("saveCorrection"));
    layout->addWidget(buttons);
    m_save->setDefault(true);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, [this] {
        if (m_message.id)
            correct(tr("correction of a message"),
                    [id = m_message.id, mended = mending()](review::Corrections& c, const std::string& by) {
                        return c.edit(id, mended, by);
                    });
        else
            correct(tr("text made a message"), [document = m_message.document, page = m_page, box = m_box,
                                                mended = mending()](review::Corrections& c, const std::string& by) {
                return c.take(document, page, box, mended, by);
            });
    });
}

void CorrectMessageDialog::addBounds() {
    auto* rows = static_cast<QVBoxLayout*>(layout());
    m_line = new QLabel;
    m_line->setTextFormat(Qt::PlainText);
    m_line->setProperty("role", "muted");
    const auto button = [this](const char* name, const QString& text, const QString& help) {
        auto* one = new QPushButton(text);
        one->setObjectName(QString::fromLatin1(name));
        one->setToolTip(help);
        one->setAutoDefault(false);
        return one;
    };
    m_split = button("splitMessage", tr("Split here"), tr("A new message begins with the line of the cursor"));
    m_toNext = button("giveToNext", tr("Rest to the next"), tr("This line and those below belong to the next message"));
    m_toPrevious =
        button("giveToPrevious", tr("Above to the previous"), tr("The lines above belong to the message before"));
    auto* merge = button("mergeMessage", tr("Join with the next"), tr("Both are one message"));
    auto* remove = button("removeMessage", tr("Not a message"), tr("Its text belongs to no message from now on"));
    auto* bounds = new QHBoxLayout;
    bounds->setSpacing(6);
    for (auto* one : {m_split, m_toNext, m_toPrevious, merge, remove}) bounds->addWidget(one);
    bounds->addStretch(1);
    rows->insertWidget(rows->count() - 1, m_line);
    rows->insertLayout(rows->count() - 1, bounds);
    const auto id = m_message.id;
    connect(m_split, &QPushButton::clicked, this, [this, id] {
        correct(tr("split of a message"),
                [id, at = line()](review::Corrections& c, const std::string& by) { return c.splitAt(id, at, {}, by); });
    });
    connect(m_toNext, &QPushButton::clicked, this, [this, id] {
        correct(tr("change of where a message ends"),
                [id, at = line()](review::Corrections& c, const std::string& by) { return c.giveToNext(id, at, by); });
    });
    connect(m_toPrevious, &QPushButton::clicked, this, [this, id] {
        correct(
            tr("change of where a message begins"),
            [id, at = line()](review::Corrections& c, const std::string& by) { return c.giveToPrevious(id, at, by); });
    });
    connect(merge, &QPushButton::clicked, this, [this, id] {
        correct(tr("joining of two messages"),
                [id](review::Corrections& c, const std::string& by) { return c.mergeWithNext(id, by); });
    });
    connect(remove, &QPushButton::clicked, this, [this, id] {
        correct(tr("removal of a false message"),
                [id](review::Corrections& c, const std::string& by) { return c.remove(id, by); });
    });
    connect(m_body, &QPlainTextEdit::cursorPositionChanged, this, &CorrectMessageDialog::check);
}

int CorrectMessageDialog::line() const { return m_body->textCursor().blockNumber() + 1; }

review::MessageMending CorrectMessageDialog::mending() const {
    review::MessageMending mended;
    const auto differs = [](const QLineEdit* edit, const std::string& before) { return utf8(edit->text()) != before; };
    if (differs(m_from, m_message.from)) mended.from = utf8(m_from->text().trimmed());
    if (typedTime(m_sent->text()) != m_message.sent.text) mended.sent = typedTime(m_sent->text());
    if (differs(m_subject, m_message.subject)) mended.subject = utf8(m_subject->text().trimmed());
    if (m_to->text() != listed(m_message.to)) mended.to = peopleIn(m_to->text());
    if (m_cc->text() != listed(m_message.cc)) mended.cc = peopleIn(m_cc->text());
    if (m_message.id && m_body->toPlainText() != plain(m_message.body)) mended.body = utf8(m_body->toPlainText());
    return mended;
}

void CorrectMessageDialog::check() {
    const auto mended = mending();
    const bool isTime = !mended.sent || mended.sent->empty() || StatedTime{*mended.sent}.instant("UTC").has_value();
    m_problem->setVisible(!isTime);
    m_sent->setProperty("invalid", !isTime);
    m_sent->style()->unpolish(m_sent);
    m_sent->style()->polish(m_sent);
    m_save->setEnabled(m_session && !m_session->isReadOnly() && isTime && (!m_message.id || !mended.isEmpty()));
    if (!m_line) return;
    // Bounds are moved in the text as it stands, not in what is being typed.
    const bool isInside = !mended.body && line() > 1;
    m_line->setText(mended.body  ? tr("Save the changed text before you move where the message begins or ends.")
                    : line() > 1 ? tr("The cursor is in line %1.").arg(line())
                                 : tr("Put the cursor into a line of the text to split the message there."));
    for (auto* button : {m_split, m_toNext, m_toPrevious}) button->setEnabled(isInside);
}

template <class Make>
void CorrectMessageDialog::correct(const QString& text, Make make) {
    if (!m_session) return;
    correctMessages(*m_session, m_message.document, text, std::move(make),
                    [self = QPointer<CorrectMessageDialog>(this)](const Status& status) {
                        if (self && status) self->accept();
                    });
}

}  // namespace redwell::ui
