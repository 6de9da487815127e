#include "ui/conversation/filter_bar.h"

#include "ui/elided_combo.h"
#include "ui/session/typed_time.h"
#include "ui/theme/theme.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QShortcut>
#include <QSignalBlocker>
#include <QStyle>
#include <QToolButton>

namespace redwell::ui {
namespace {

QToolButton* toggle(const QString& text, const char* icon, const QString& help) {
    auto* button = new QToolButton;
    button->setText(text);
    if (*icon) button->setIcon(Theme::icon(QString::fromLatin1(icon)));
    button->setIconSize({15, 15});
    button->setCheckable(true);
    button->setToolButtonStyle(text.isEmpty() ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextOnly);
    button->setToolTip(help);
    button->setAccessibleName(text.isEmpty() ? help : text);
    return button;
}

QComboBox* chooser(const char* name, const QString& accessible) {
    auto* combo = new ElidedCombo;
    combo->setObjectName(QString::fromLatin1(name));
    combo->setAccessibleName(accessible);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    combo->setMinimumContentsLength(8);
    return combo;
}

QLineEdit* line(const char* name, const QString& accessible, const QString& placeholder) {
    auto* edit = new QLineEdit;
    edit->setObjectName(QString::fromLatin1(name));
    edit->setAccessibleName(accessible);
    edit->setPlaceholderText(placeholder);
    edit->setClearButtonEnabled(true);
    return edit;
}

void keepChoice(QComboBox* combo, const QString& data) {
    const int index = combo->findData(data);
    combo->setCurrentIndex(std::max(0, index));
}

}  // namespace

FilterBar::FilterBar(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("surface"));
    m_document = toggle(tr("Document"), "", tr("Only the messages of the open document"));
    m_whole = toggle(tr("Whole conversation"), "", tr("Its thread or chat, over all documents"));
    m_whole->setObjectName(QStringLiteral("wholeConversation"));
    auto* scopes = new QButtonGroup(this);
    scopes->addButton(m_document);
    scopes->addButton(m_whole);
    m_document->setChecked(true);
    m_fold = toggle({}, "quote", tr("Show quoted text and what stood before edits"));
    m_fold->setObjectName(QStringLiteral("unfoldQuotes"));
    m_toggle = toggle({}, "filter", tr("Filter the messages"));
    m_toggle->setObjectName(QStringLiteral("filterToggle"));
    m_words = line("filterWords", tr("Words of the message"), tr("Words"));
    m_person = chooser("filterPerson", tr("Person"));
    m_tag = chooser("filterTag", tr("Tag or mark"));
    m_from = line("filterFrom", tr("From day"), tr("From day"));
    m_to = line("filterTo", tr("To day"), tr("To day"));
    m_from->setToolTip(tr("The first day, as 1/31/2024 or 2024-01-31"));
    m_to->setToolTip(tr("The last day, as 2/28/2024 or 2024-02-28"));
    m_others = new QCheckBox(tr("Show others, pale"));
    m_others->setToolTip(tr("What the filter leaves out stays in its place, pale"));
    m_others->setObjectName(QStringLiteral("filterOthers"));
    m_count = new QLabel;
    m_count->setTextFormat(Qt::PlainText);
    m_count->setProperty("role", QStringLiteral("muted"));

    auto* top = new QHBoxLayout;
    top->setSpacing(2);
    top->addWidget(m_document);
    top->addWidget(m_whole);
    top->addStretch(1);
    top->addWidget(m_fold);
    top->addWidget(m_toggle);
    m_fields = new QWidget;
    auto* grid = new QGridLayout(m_fields);
    grid->setContentsMargins(0, 4, 0, 4);
    grid->setSpacing(5);
    grid->addWidget(m_words, 0, 0, 1, 2);
    grid->addWidget(m_person, 1, 0);
    grid->addWidget(m_tag, 1, 1);
    grid->addWidget(m_from, 2, 0);
    grid->addWidget(m_to, 2, 1);
    auto* last = new QHBoxLayout;
    last->addWidget(m_others, 1);
    last->addWidget(m_count);
    grid->addLayout(last, 3, 0, 1, 2);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    m_fields->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(6, 4, 6, 4);
    // What a document has to offer here does not move the panels.
    column->setSizeConstraint(QLayout::SetNoConstraint);
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_fields);

    offer({}, {});
    setScope(false, {});
    connect(m_document, &QToolButton::clicked, this, [this] { emit scopeWanted(false); });
    connect(m_whole, &QToolButton::clicked, this, [this] { emit scopeWanted(true); });
    connect(m_fold, &QToolButton::toggled, this, &FilterBar::unfoldWanted);
    connect(m_toggle, &QToolButton::toggled, this, [this](bool on) {
        m_fields->setVisible(on);
        on ? m_words->setFocus() : reset();
    });
    for (auto* edit : {m_words, m_from, m_to}) connect(edit, &QLineEdit::textChanged, this, &FilterBar::changed);
    for (auto* edit : {m_from, m_to})
        connect(edit, &QLineEdit::editingFinished, this, [this, edit] { dayOf(edit, true); });
    auto* leave = new QShortcut(QKeySequence(Qt::Key_Escape), m_fields);
    leave->setContext(Qt::WidgetWithChildrenShortcut);
    connect(leave, &QShortcut::activated, this, [this] {
        m_toggle->setChecked(false);
        emit left();
    });
    for (auto* combo : {m_person, m_tag}) connect(combo, &QComboBox::currentIndexChanged, this, &FilterBar::changed);
    connect(m_others, &QCheckBox::toggled, this, &FilterBar::filterChanged);
}

bool FilterBar::showsOthers() const { return m_others->isChecked(); }

void FilterBar::offer(const QList<ListedPerson>& people, const QStringList& tags) {
    const QSignalBlocker quietPerson(m_person), quietTag(m_tag);
    m_person->clear();
    m_person->addItem(tr("Everybody"), QString());
    for (const auto& person : people)
        m_person->addItem(
            person.messages > 0 ? tr("%1 (%2)").arg(person.name, QLocale().toString(person.messages)) : person.name,
            person.key);
    keepChoice(m_person, m_filter.person);
    m_tag->clear();
    m_tag->addItem(tr("Any tag"), QString());
    const std::pair<const char*, QString> marks[] = {{MessageFilter::kNote, tr("With a note")},
                                                     {MessageFilter::kRedacted, tr("Redacted")},
                                                     {MessageFilter::kPartlyRedacted, tr("Partly redacted")},
                                                     {MessageFilter::kAttachment, tr("With attachments")},
                                                     {MessageFilter::kChanged, tr("Edited or deleted")},
                                                     {MessageFilter::kUnsure, tr("Read unsurely")},
                                                     {MessageFilter::kCorrected, tr("Corrected")}};
    for (const auto& [key, text] : marks) m_tag->addItem(text, QString::fromLatin1(key));
    if (!tags.isEmpty()) m_tag->insertSeparator(m_tag->count());
    for (const auto& tag : tags) m_tag->addItem(tag, tag);
    keepChoice(m_tag, m_filter.tag);
    // A choice that is there no longer filters nothing any more.
    m_filter.person = m_person->currentData().toString();
    m_filter.tag = m_tag->currentData().toString();
}

void FilterBar::setScope(bool isWhole, const QString& wholeText) {
    m_whole->setVisible(!wholeText.isEmpty());
    m_document->setVisible(!wholeText.isEmpty());
    if (!wholeText.isEmpty()) m_whole->setText(wholeText);
    m_whole->setAccessibleName(m_whole->text());
    (isWhole ? m_whole : m_document)->setChecked(true);
}

void FilterBar::setUnfolded(bool on) {
    const QSignalBlocker quiet(m_fold);
    m_fold->setChecked(on);
}

void FilterBar::showCount(qsizetype found, qsizetype all) {
    m_count->setText(m_filter.isActive() ? tr("%1 of %2").arg(QLocale().toString(found), QLocale().toString(all))
                                         : QString());
}

void FilterBar::open() {
    m_toggle->setChecked(true);
    m_words->setFocus();
    m_words->selectAll();
}

void FilterBar::reset() {
    {
        const QSignalBlocker a(m_words), b(m_from), c(m_to), d(m_person), e(m_tag);
        for (auto* edit : {m_words, m_from, m_to}) edit->clear();
        m_person->setCurrentIndex(0);
        m_tag->setCurrentIndex(0);
    }
    changed();
}

QDate FilterBar::dayOf(QLineEdit* edit, bool isTyped) const {
    constexpr qsizetype kWholeDay = 10;  // while it is typed, less is no mistake yet
    const auto text = edit->text().trimmed();
    const auto day = typedDay(text);
    const bool isInvalid = !text.isEmpty() && !day.isValid() && (isTyped || text.size() >= kWholeDay);
    if (edit->property("invalid").toBool() != isInvalid) {
        edit->setProperty("invalid", isInvalid);
        edit->style()->unpolish(edit);
        edit->style()->polish(edit);
    }
    return day;
}

void FilterBar::changed() {
    MessageFilter filter;
    filter.person = m_person->currentData().toString();
    filter.tag = m_tag->currentData().toString();
    filter.words = m_words->text();
    filter.from = dayOf(m_from);
    filter.to = dayOf(m_to);
    if (filter == m_filter) return;
    m_filter = filter;
    emit filterChanged();
}

}  // namespace redwell::ui
