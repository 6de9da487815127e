#include "ui/review/message_call_dialog.h"

#include "review/coding.h"
#include "ui/review/call_text.h"
#include "ui/review/entry_completer.h"
#include "ui/session/case_session.h"
#include "ui/session/text.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace redwell::ui {
namespace {

using casefile::FieldType;
using review::Assignment;

QStringList entriesOf(const std::string& value) {
    QStringList entries;
    for (const auto& one : QJsonDocument::fromJson(QByteArray::fromStdString(value)).array()) entries << one.toString();
    return entries;
}

// "Pricing; Site visit": labels or values, as many as there are.
QStringList typedEntries(const casefile::Field& field, const QString& text) {
    QStringList entries;
    for (const auto& part : text.split(QLatin1Char(';'), Qt::SkipEmptyParts)) {
        QString entry = part.simplified();
        for (const auto& choice : field.choices)
            if (entry.compare(plain(choice.label), Qt::CaseInsensitive) == 0) entry = plain(choice.value);
        if (!entry.isEmpty() && !entries.contains(entry)) entries << entry;
    }
    return entries;
}

bool isKnown(const casefile::Field& field, const QString& value) {
    return std::any_of(field.choices.begin(), field.choices.end(),
                       [&](const auto& choice) { return plain(choice.value) == value; });
}

}  // namespace

MessageCallDialog::MessageCallDialog(const std::vector<casefile::Field>& fields, const review::CodingValues& own,
                                     int messages, const QString& first, QWidget* parent)
    : QDialog(parent) {
    setObjectName(QStringLiteral("messageCallDialog"));
    setWindowTitle(tr("Tag messages"));
    setMinimumWidth(480);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(22, 18, 22, 18);
    layout->setSpacing(12);
    auto* title =
        new QLabel(messages == 1 ? tr("Your calls on this message") : tr("Your calls on %1 messages").arg(messages));
    title->setProperty("role", "title");
    auto* about = new QLabel(tr("Recorded under %1. Other reviewers keep theirs.").arg(CaseSession::reviewer()));
    about->setTextFormat(Qt::PlainText);
    about->setProperty("role", "muted");
    layout->addWidget(title);
    layout->addWidget(about);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(10);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    QWidget* start = nullptr;
    for (const auto& field : fields) {
        const auto found = own.find(field.name);
        const std::string before = found == own.end() ? std::string() : found->second;
        QWidget* editor = nullptr;
        if (field.type == FieldType::Multiple || field.type == FieldType::Text) {
            auto* line = new QLineEdit;
            const bool isMultiple = field.type == FieldType::Multiple;
            const QString text = isMultiple ? callLabels(field, before).join(QStringLiteral("; ")) : plain(before);
            line->setText(text);
            if (isMultiple) {
                QStringList known;
                for (const auto& choice : field.choices) known << shown(choice.label);
                line->setPlaceholderText(tr("Tags, with ; between them"));
                line->setToolTip(asPlainTip(known.join(QLatin1Char('\n'))));
                new EntryCompleter(known, line);
                if (review::gainsChoices(field))
                    m_newOnes.emplace_back([line, field] {
                        QStringList labels;
                        for (const auto& entry : typedEntries(field, line->text()))
                            if (!isKnown(field, entry)) labels << entry;
                        return labels;
                    });
            }
            connect(line, &QLineEdit::textChanged, this, &MessageCallDialog::check);
            m_readers.emplace_back([line, text, field, before](std::vector<Assignment>& out) {
                if (line->text() == text) return;
                if (field.type == FieldType::Text) {
                    out.push_back({field.name, utf8(line->text().trimmed()), Assignment::How::Set});
                    return;
                }
                const auto was = entriesOf(before), is = typedEntries(field, line->text());
                for (const auto& entry : is)
                    if (!was.contains(entry)) out.push_back({field.name, utf8(entry), Assignment::How::AddChoice});
                for (const auto& entry : was)
                    if (!is.contains(entry)) out.push_back({field.name, utf8(entry), Assignment::How::RemoveChoice});
            });
            editor = line;
        } else {
            auto* combo = new QComboBox;
            combo->addItem(tr("No call"), QString());
            if (field.type == FieldType::Flag) {
                combo->addItem(tr("Yes"), QStringLiteral("true"));
                combo->addItem(tr("No"), QStringLiteral("false"));
            }
            for (const auto& choice : field.choices) combo->addItem(shown(choice.label), plain(choice.value));
            combo->setCurrentIndex(std::max(0, combo->findData(plain(before))));
            connect(combo, &QComboBox::currentIndexChanged, this, &MessageCallDialog::check);
            m_readers.emplace_back([combo, before, name = field.name](std::vector<Assignment>& out) {
                const auto value = utf8(combo->currentData().toString());
                if (value != before) out.push_back({name, value, Assignment::How::Set});
            });
            editor = combo;
        }
        editor->setObjectName(QStringLiteral("call.%1").arg(plain(field.name)));
        editor->setAccessibleName(shown(field.label));
        form->addRow(shown(field.label), editor);
        if (plain(field.name) == first || !start) start = editor;
    }
    layout->addLayout(form);
    m_newTags = new QLabel;
    m_newTags->setObjectName(QStringLiteral("newTags"));
    m_newTags->setTextFormat(Qt::PlainText);
    m_newTags->setWordWrap(true);
    m_newTags->setProperty("role", "warning");
    m_newTags->hide();
    layout->addWidget(m_newTags);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_apply = buttons->addButton(tr("Save calls"), QDialogButtonBox::AcceptRole);
    m_apply->setObjectName(QStringLiteral("applyCalls"));
    layout->addStretch();
    layout->addWidget(buttons);
    m_apply->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    if (start) start->setFocus();
    check();
}

std::vector<Assignment> MessageCallDialog::assignments() const {
    std::vector<Assignment> out;
    for (const auto& read : m_readers) read(out);
    return out;
}

void MessageCallDialog::check() {
    m_apply->setEnabled(!assignments().empty());
    QStringList labels;
    for (const auto& newOnes : m_newOnes) labels << newOnes();
    // A slip of the pen would be a tag of the case.
    m_newTags->setText(labels.size() == 1 ? tr("No such tag yet: “%1” becomes a new one.").arg(labels.first())
                                          : tr("New tags: %1").arg(labels.join(QStringLiteral("; "))));
    m_newTags->setVisible(!labels.isEmpty());
}

}  // namespace redwell::ui
