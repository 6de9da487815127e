#include "ui/people/people_dialog.h"

#include "ui/session/case_session.h"
#include "ui/session/text.h"
#include "ui/theme/theme.h"
#include "ui/undo/message_changes.h"
#include "ui/undo/undo_keys.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace redwell::ui {

using messages::PeopleStore;

namespace {

// The rows of the attorney choice: not said, yes, no.
std::optional<bool> saidBy(int index) {
    if (index == 0) return std::nullopt;
    return index == 1;
}

}  // namespace

PeopleDialog::PeopleDialog(CaseSession* session, QWidget* parent)
    : QDialog(parent, Qt::Window), m_session(session), m_model(new PeopleModel(this)) {
    setObjectName(QStringLiteral("peopleDialog"));
    setWindowTitle(tr("People"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(1120, 760);
    m_words = new QLineEdit;
    m_words->setObjectName(QStringLiteral("peopleWords"));
    m_words->setAccessibleName(tr("Find people"));
    m_words->setPlaceholderText(tr("A name, an address, an organization"));
    m_words->setClearButtonEnabled(true);
    m_count = new QLabel;
    m_count->setProperty("role", "muted");
    m_merge = new QPushButton(tr("Join the chosen people"));
    m_merge->setObjectName(QStringLiteral("mergePeople"));
    m_merge->setAutoDefault(false);
    m_merge->setToolTip(
        tr("Joins the chosen people; the one chosen last keeps the name that is shown (Ctrl+Z parts them "
           "again)"));
    m_table = new QTableView;
    m_table->setObjectName(QStringLiteral("peopleTable"));
    m_table->setAccessibleName(tr("People"));
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(26);
    m_table->horizontalHeader()->setSortIndicator(PeopleModel::Name, Qt::AscendingOrder);
    m_table->setSortingEnabled(true);
    const int widths[] = {150, 200, 150, 84, 66, 84};
    for (int column = 0; column < PeopleModel::ColumnCount; ++column) m_table->setColumnWidth(column, widths[column]);
    m_table->horizontalHeader()->setSectionResizeMode(PeopleModel::Written, QHeaderView::Stretch);

    auto* left = new QWidget;
    auto* rows = new QVBoxLayout(left);
    rows->setContentsMargins(12, 10, 12, 10);
    auto* top = new QHBoxLayout;
    top->addWidget(m_words, 1);
    top->addWidget(m_count);
    top->addWidget(m_merge);
    rows->addLayout(top);
    auto* frame = new QFrame;
    frame->setProperty("framed", true);
    auto* framed = new QVBoxLayout(frame);
    framed->setContentsMargins(1, 1, 1, 1);
    framed->addWidget(m_table);
    rows->addWidget(frame, 1);
    auto* across = new QSplitter(Qt::Horizontal);
    across->addWidget(left);
    across->addWidget(m_details = makeDetails());
    across->setStretchFactor(0, 1);
    across->setSizes({780, 340});
    auto* down = new QSplitter(Qt::Vertical);
    down->addWidget(across);
    down->addWidget(makeSuggestions());
    down->setStretchFactor(0, 1);
    down->setSizes({520, 240});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(down);

    connect(m_words, &QLineEdit::textChanged, this, [this](const QString& words) {
        m_model->setWords(words);
        showCount();
        choose(0);
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &PeopleDialog::showPerson);
    connect(m_merge, &QPushButton::clicked, this, &PeopleDialog::mergeSelected);
    connect(session, &CaseSession::peopleChanged, this, &PeopleDialog::load);
    addUndoKeys(this, session);
    m_changes = session->undoStack().index();
    connect(&session->undoStack(), &QUndoStack::indexChanged, this, &PeopleDialog::sayDone);
    load();
}

QWidget* PeopleDialog::makeDetails() {
    auto* panel = new QWidget;
    panel->setObjectName(QStringLiteral("surface"));
    panel->setAttribute(Qt::WA_StyledBackground);
    auto* rows = new QVBoxLayout(panel);
    rows->setContentsMargins(16, 14, 16, 14);
    rows->setSpacing(8);
    m_name = new QLineEdit;
    m_name->setObjectName(QStringLiteral("personName"));
    m_name->setAccessibleName(tr("Name as shown"));
    m_organisation = new QLineEdit;
    m_organisation->setObjectName(QStringLiteral("personOrganisation"));
    m_organisation->setAccessibleName(tr("Organization"));
    m_attorney = new QComboBox;
    m_attorney->setObjectName(QStringLiteral("personAttorney"));
    m_attorney->setAccessibleName(tr("Attorney"));
    for (const auto& text : {tr("Not said"), tr("Attorney"), tr("Not an attorney")}) m_attorney->addItem(text);
    m_reason = new QLabel;
    m_reason->setTextFormat(Qt::PlainText);
    m_reason->setWordWrap(true);
    m_reason->setProperty("role", "warning");
    auto* form = new QFormLayout;
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->setHorizontalSpacing(12);
    form->addRow(tr("Name"), m_name);
    form->addRow(tr("Organization"), m_organisation);
    form->addRow(tr("Attorney"), m_attorney);
    rows->addLayout(form);
    rows->addWidget(m_reason);
    auto* title = new QLabel(tr("Written as"));
    title->setProperty("role", "heading");
    rows->addWidget(title);
    m_names = new QListWidget;
    m_names->setObjectName(QStringLiteral("personNames"));
    m_names->setAccessibleName(tr("Names and addresses of this person"));
    m_names->setFrameShape(QFrame::NoFrame);
    rows->addWidget(m_names, 1);
    m_split = new QPushButton(tr("Make the checked ones a person of their own"));
    m_split->setObjectName(QStringLiteral("splitPerson"));
    m_find = new QPushButton(tr("Find the messages"));
    for (auto* button : {m_split, m_find}) {
        button->setAutoDefault(false);
        rows->addWidget(button);
    }
    m_said = new QLabel;
    m_said->setObjectName(QStringLiteral("peopleSaid"));
    m_said->setTextFormat(Qt::PlainText);
    m_said->setWordWrap(true);
    m_said->setProperty("role", "muted");
    rows->addWidget(m_said);
    connect(m_name, &QLineEdit::editingFinished, this, [this] {
        const auto* person = current();
        const auto name = utf8(m_name->text().simplified());
        if (!person || name.empty() || name == person->name) return;
        changePeople(
            *m_session, tr("name of a person"),
            [id = person->id, name](PeopleStore& store, const std::string& by) { return store.rename(id, name, by); });
    });
    connect(m_organisation, &QLineEdit::editingFinished, this, [this] {
        const auto* person = current();
        const auto name = utf8(m_organisation->text().simplified());
        const auto before = person && !person->isOrganisationGuessed ? person->organisation : std::string();
        if (!person || name == before) return;
        changePeople(*m_session, tr("organization of a person"),
                     [id = person->id, name](PeopleStore& store, const std::string& by) {
                         return store.setOrganisation(id, name, by);
                     });
    });
    connect(m_attorney, &QComboBox::activated, this, [this](int index) {
        const auto* person = current();
        if (!person) return;
        if (saidBy(index) == person->isAttorney) return;
        changePeople(*m_session, tr("attorney"), [id = person->id, index](PeopleStore& store, const std::string& by) {
            return store.setAttorney(id, saidBy(index), by);
        });
    });
    connect(m_names, &QListWidget::itemChanged, this, [this] {
        if (m_isFilling) return;
        int checked = 0;
        for (int i = 0; i < m_names->count(); ++i) checked += m_names->item(i)->checkState() == Qt::Checked;
        m_split->setEnabled(checked > 0 && checked < m_names->count() && !m_session->isReadOnly());
    });
    connect(m_split, &QPushButton::clicked, this, &PeopleDialog::split);
    connect(m_find, &QPushButton::clicked, this, [this] {
        const auto* person = current();
        if (!person) return;
        QString name = shown(person->name);
        emit messagesWanted(QStringLiteral("from:\"%1\" OR to:\"%1\"").arg(name.remove(QLatin1Char('"'))));
    });
    return panel;
}

QWidget* PeopleDialog::makeSuggestions() {
    auto* panel = new QWidget;
    panel->setObjectName(QStringLiteral("bottomPanel"));
    panel->setAttribute(Qt::WA_StyledBackground);
    auto* rows = new QVBoxLayout(panel);
    rows->setContentsMargins(12, 10, 12, 10);
    auto* top = new QHBoxLayout;
    m_suggestionTitle = new QLabel;
    m_suggestionTitle->setProperty("role", "heading");
    m_isOne = new QPushButton(tr("Join: one person"));
    m_isOne->setObjectName(QStringLiteral("acceptSuggestion"));
    m_isOne->setToolTip(tr("The two names of the chosen row become one person; the first one's name stays"));
    m_isTwo = new QPushButton(tr("Keep apart: two people"));
    m_isTwo->setObjectName(QStringLiteral("refuseSuggestion"));
    m_isTwo->setToolTip(tr("They stay two people, and are not suggested again"));
    top->addWidget(m_suggestionTitle, 1);
    for (auto* button : {m_isOne, m_isTwo}) {
        button->setAutoDefault(false);
        top->addWidget(button);
    }
    m_suggestions = new QTreeWidget;
    m_suggestions->setObjectName(QStringLiteral("personSuggestions"));
    m_suggestions->setAccessibleName(tr("People who may be one"));
    m_suggestions->setHeaderLabels({tr("This one"), tr("and this one"), tr("Why"), tr("Likely")});
    m_suggestions->setRootIsDecorated(false);
    m_suggestions->setUniformRowHeights(true);
    m_suggestions->header()->resizeSection(0, 230);
    m_suggestions->header()->resizeSection(1, 230);
    m_suggestions->header()->resizeSection(2, 480);
    rows->addLayout(top);
    rows->addWidget(m_suggestions, 1);
    connect(m_isOne, &QPushButton::clicked, this, [this] { decide(true); });
    connect(m_isTwo, &QPushButton::clicked, this, [this] { decide(false); });
    connect(m_suggestions, &QTreeWidget::currentItemChanged, this, [this](const QTreeWidgetItem* item) {
        for (auto* button : {m_isOne, m_isTwo}) button->setEnabled(item && !m_session->isReadOnly());
    });
    return panel;
}

void PeopleDialog::load() {
    if (!m_session) return;
    using Loaded = std::pair<std::vector<messages::Person>, std::vector<messages::PersonSuggestion>>;
    m_session->read(
        this,
        [](casefile::Database& database) -> Result<Loaded> {
            Loaded loaded;
            PeopleStore store(database);
            REDWELL_TRY(loaded.first, store.list());
            REDWELL_TRY(loaded.second, store.suggestions());
            return loaded;
        },
        [this, read = ++m_reads](Loaded loaded) {
            if (read != m_reads) return;
            const PersonId before = m_shown;
            m_model->setPeople(std::move(loaded.first));
            m_suggested = std::move(loaded.second);
            showCount();
            choose(std::max(0, m_model->rowOf(before)));
            showSuggestions();
        });
}

void PeopleDialog::showCount() {
    const auto all = static_cast<qint64>(m_model->peopleCount()), found = static_cast<qint64>(m_model->rowCount());
    const QString text = counted(all, tr("1 person"), tr("%1 people"));
    m_count->setText(found == all ? text : tr("%1 of %2").arg(QLocale().toString(found), text));
}

// Not by selectRow: that adds to the selection, or takes away, while the keys that opened the window are still down.
void PeopleDialog::choose(int row) {
    m_table->selectionModel()->setCurrentIndex(m_model->index(row, 0),
                                               QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    showPerson();
}

std::vector<PersonId> PeopleDialog::selected() const {
    std::vector<PersonId> ids;
    const auto now = m_table->currentIndex().row();
    for (const auto& index : m_table->selectionModel()->selectedRows())
        if (const auto* person = m_model->at(index.row()); person && index.row() != now) ids.push_back(person->id);
    if (const auto* person = m_model->at(now)) ids.push_back(person->id);
    return ids;
}

const messages::Person* PeopleDialog::current() const {
    const auto rows = m_table->selectionModel()->selectedRows();
    return rows.size() == 1 ? m_model->at(rows.first().row()) : nullptr;
}

void PeopleDialog::showPerson() {
    const auto rows = m_table->selectionModel()->selectedRows().size();
    const bool canChange = m_session && !m_session->isReadOnly();
    m_merge->setEnabled(rows > 1 && canChange);
    const auto* person = current();
    m_shown = person ? person->id : PersonId{};
    m_details->setEnabled(person != nullptr);
    m_isFilling = true;
    m_names->clear();
    m_name->setText(person ? shown(person->name) : QString());
    m_name->setCursorPosition(0);
    m_organisation->setText(person && !person->isOrganisationGuessed ? shown(person->organisation) : QString());
    m_organisation->setPlaceholderText(person && person->isOrganisationGuessed
                                           ? tr("%1, by the address").arg(shown(person->organisation))
                                           : QString());
    m_attorney->setCurrentIndex(!person || !person->isAttorney ? 0 : *person->isAttorney ? 1 : 2);
    m_reason->setText(person && !person->attorneyReason.empty()
                          ? tr("Perhaps an attorney: %1").arg(shown(person->attorneyReason))
                          : QString());
    m_reason->setVisible(!m_reason->text().isEmpty());
    if (person)
        for (const auto& name : person->names) {
            auto* item = new QListWidgetItem(shown(name.written), m_names);
            item->setIcon(Theme::icon(name.isAddress ? QStringLiteral("kind-mail") : QStringLiteral("custodian")));
            item->setData(Qt::UserRole, plain(name.key));
            item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
            item->setCheckState(Qt::Unchecked);
        }
    m_isFilling = false;
    m_split->setEnabled(false);
    for (QWidget* editor : std::initializer_list<QWidget*>{m_name, m_organisation, m_attorney})
        editor->setEnabled(canChange);
}

void PeopleDialog::showSuggestions() {
    const int before = std::max(0, m_suggestions->indexOfTopLevelItem(m_suggestions->currentItem()));
    m_suggestions->clear();
    for (const auto& one : m_suggested)
        new QTreeWidgetItem(m_suggestions, {shown(one.firstName), shown(one.secondName), shown(one.reason),
                                            tr("%1 %").arg(qRound(one.confidence * 100))});
    const auto count = static_cast<qlonglong>(m_suggested.size());
    m_suggestionTitle->setText(m_model->peopleCount() == 0 ? tr("Nobody has written or received a message yet")
                               : count == 0                ? tr("Nobody seems to be in the list twice")
                               : count == 1                ? tr("Two who may be one person")
                                            : tr("%1 pairs who may be one person").arg(QLocale().toString(count)));
    for (auto* button : {m_isOne, m_isTwo}) button->setEnabled(false);
    // The pair below the one that was decided is next.
    if (count > 0)
        m_suggestions->setCurrentItem(m_suggestions->topLevelItem(std::min(before, static_cast<int>(count) - 1)));
}

// Who was parted or joined may be on another row, or left out by the words of the search.
void PeopleDialog::sayDone(int changes) {
    if (!m_session) return;
    const auto& stack = m_session->undoStack();
    const bool isDone = changes > std::exchange(m_changes, changes);
    const auto key = [](QKeySequence::StandardKey keys) {
        return QKeySequence(keys).toString(QKeySequence::NativeText);
    };
    m_said->setText(isDone ? tr("Done: %1. %2 takes it back.").arg(stack.undoText(), key(QKeySequence::Undo))
                           : tr("Taken back: %1. %2 makes it again.").arg(stack.redoText(), key(QKeySequence::Redo)));
}

void PeopleDialog::mergeSelected() {
    auto ids = selected();
    if (ids.size() < 2) return;
    const auto into = ids.back();
    ids.pop_back();
    m_shown = into;
    // One change a person: each is undone by itself.
    for (const auto gone : ids)
        changePeople(*m_session, tr("joining of two people"),
                     [gone, into](PeopleStore& store, const std::string& by) { return store.merge(gone, into, by); });
}

void PeopleDialog::split() {
    const auto* person = current();
    if (!person) return;
    std::vector<std::string> keys;
    QStringList gone;
    for (int i = 0; i < m_names->count(); ++i)
        if (const auto* item = m_names->item(i); item->checkState() == Qt::Checked) {
            keys.push_back(utf8(item->data(Qt::UserRole).toString()));
            gone << item->text();
        }
    changePeople(*m_session, tr("parting of %1 from %2").arg(gone.join(QStringLiteral(", ")), shown(person->name)),
                 [id = person->id, keys = std::move(keys)](PeopleStore& store, const std::string& by) {
                     return store.split(id, keys, by);
                 });
}

void PeopleDialog::decide(bool isOne) {
    const int row = m_suggestions->indexOfTopLevelItem(m_suggestions->currentItem());
    if (row < 0 || row >= static_cast<int>(m_suggested.size()) || !m_session) return;
    const auto one = m_suggested[static_cast<std::size_t>(row)];
    if (isOne)
        changePeople(*m_session, tr("joining of two people"), [one](PeopleStore& store, const std::string& by) {
            return store.merge(one.second, one.first, by);
        });
    else
        changePeople(*m_session, tr("two people kept apart"), [one](PeopleStore& store, const std::string& by) {
            return store.refuse(one.firstKey, one.secondKey, by);
        });
}

}  // namespace redwell::ui
