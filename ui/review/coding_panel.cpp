#include "ui/review/coding_panel.h"

#include "documents/document_store.h"
#include "ui/review/choice_button.h"
#include "ui/review/flow_layout.h"
#include "ui/review/writing_guard.h"
#include "ui/session/case_session.h"
#include "ui/session/text.h"
#include "ui/undo/change_command.h"
#include "ui/window_focus.h"

#include <QApplication>
#include <QComboBox>
#include <QCompleter>
#include <QGridLayout>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QStyle>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <set>
#include <utility>

namespace redwell::ui {
namespace {

using casefile::FieldType;
using review::Assignment;

std::set<std::string> choicesOf(const std::string& stored) {
    std::set<std::string> values;
    for (const auto& value : QJsonDocument::fromJson(QByteArray::fromStdString(stored)).array())
        values.insert(utf8(value.toString()));
    return values;
}

void focusNext(const std::vector<QWidget*>& widgets) {
    if (widgets.empty()) return;
    const auto at = std::find_if(widgets.begin(), widgets.end(), [](const QWidget* one) { return one->hasFocus(); });
    const bool isLast = at == widgets.end() || at + 1 == widgets.end();
    (isLast ? widgets.front() : *(at + 1))->setFocus(Qt::ShortcutFocusReason);
}

}  // namespace

CodingPanel::CodingPanel(QWidget* parent)
    : QScrollArea(parent), m_notesSoon(new QTimer(this)), m_guard(new WritingGuard(this)) {
    setObjectName(QStringLiteral("codingPanel"));
    setAccessibleName(tr("Coding"));
    setWidgetResizable(true);
    setFrameShape(NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_notesSoon->setSingleShot(true);
    m_notesSoon->setInterval(900);
    connect(m_notesSoon, &QTimer::timeout, this, &CodingPanel::saveNotes);
    connect(qApp, &QApplication::focusChanged, this, &CodingPanel::updateKeys);
    connect(m_guard, &WritingGuard::writingSeen, this, &CodingPanel::writingSeen);
}

void CodingPanel::setSession(CaseSession* session) {
    m_session = session;
    m_documents.clear();
    m_last.clear();
    for (auto& view : m_views) view.isTyped = false;
    if (!session) {
        m_fields.clear();
        build();
        return;
    }
    connect(session, &CaseSession::fieldsChanged, this, &CodingPanel::loadFields);
    connect(session, &CaseSession::codingChanged, this, [this](const std::vector<DocumentId>& changed) {
        for (const DocumentId id : changed)
            if (std::find(m_documents.begin(), m_documents.end(), id) != m_documents.end()) return loadValues();
    });
    loadFields();
}

void CodingPanel::loadFields() {
    m_session->read(
        this, [](casefile::Database& database) { return review::CodingStore(database).fields(); },
        [this](std::vector<casefile::Field> fields) {
            if (fields == m_fields) return;
            saveNotes();
            m_fields = std::move(fields);
            build();
            loadValues();
            emit fieldsLoaded();
        });
}

CodingPanel::FieldView* CodingPanel::viewOf(const std::string& field) {
    const auto found =
        std::find_if(m_views.begin(), m_views.end(), [&](const FieldView& view) { return view.field.name == field; });
    return found == m_views.end() ? nullptr : &*found;
}

void CodingPanel::build() {
    qDeleteAll(m_keys);
    m_keys.clear();
    // The next tag may be begun when the one before is saved.
    std::map<std::string, QString> begun;
    for (const auto& view : m_views)
        if (view.newChoice) begun[view.field.name] = view.newChoice->text();
    m_views.clear();
    auto* page = new QWidget;
    page->setObjectName(QStringLiteral("surface"));
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(10, 10, 8, 12);
    layout->setSpacing(5);
    m_about = new QLabel;
    m_about->setTextFormat(Qt::PlainText);
    m_about->setProperty("role", "muted");
    m_about->setWordWrap(true);
    layout->addWidget(m_about);
    m_copy = new QLabel;
    m_copy->setObjectName(QStringLiteral("codeTheOriginal"));
    m_copy->setWordWrap(true);
    m_copy->setTextFormat(Qt::RichText);
    m_copy->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    connect(m_copy, &QLabel::linkActivated, this, [this] {
        if (m_original) emit documentWanted(m_original->document);
    });
    layout->addWidget(m_copy);
    showOriginal();
    for (const auto& field : m_fields) {
        FieldView view;
        view.field = field;
        auto* heading = new QLabel(shown(field.label));
        heading->setTextFormat(Qt::PlainText);
        heading->setProperty("role", "heading");
        heading->setContentsMargins(0, 7, 0, 0);
        if (field.type != FieldType::Flag)
            layout->addWidget(heading);
        else
            delete heading;
        switch (field.type) {
            case FieldType::Single:
            case FieldType::Flag: buildChoices(view, layout); break;
            case FieldType::Multiple:
                buildIssues(view, layout);
                if (view.newChoice) view.newChoice->setText(begun[field.name]);
                break;
            case FieldType::Text: buildText(view, layout); break;
        }
        m_views.push_back(std::move(view));
    }
    layout->addStretch();
    setWidget(page);
    // No choice may be cut off: the panel is never narrower than its widest line.
    setMinimumWidth(page->minimumSizeHint().width() + style()->pixelMetric(QStyle::PM_ScrollBarExtent) +
                    2 * frameWidth());
    page->setEnabled(false);
    updateKeys();
}

void CodingPanel::setKeyPlaces(QList<QWidget*> places) {
    m_keyPlaces = std::move(places);
    updateKeys();
}

void CodingPanel::updateKeys() {
    const QWidget* at = QApplication::focusWidget();
    // A letter in a list of choices goes to the choice that begins with it.
    const bool takesLetters = qobject_cast<const QComboBox*>(at) != nullptr;
    const bool isHere = at && !takesLetters &&
                        std::any_of(m_keyPlaces.begin(), m_keyPlaces.end(),
                                    [at](const QWidget* place) { return place == at || place->isAncestorOf(at); });
    for (auto* key : m_keys) key->setEnabled(isHere);
    m_guard->setWatching(isHere && !m_keys.isEmpty());
}

void CodingPanel::buildChoices(FieldView& view, QVBoxLayout* layout) {
    auto* grid = new QGridLayout;
    grid->setSpacing(5);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    if (view.field.type == FieldType::Flag) layout->addSpacing(6);
    const bool narrow = std::any_of(view.field.choices.begin(), view.field.choices.end(),
                                    [](const casefile::Choice& choice) { return choice.label.size() > 17; });
    int at = 0;
    for (const auto& choice : view.field.choices) {
        const QString key = shown(choice.shortcut);
        auto* button = new ChoiceButton(shown(choice.label), key);
        button->setObjectName(QStringLiteral("code.%1.%2").arg(shown(view.field.name), shown(choice.value)));
        if (narrow || view.field.choices.size() == 1)
            grid->addWidget(button, at, 0, 1, 2);
        else
            grid->addWidget(button, at / 2, at % 2);
        ++at;
        const auto chooses = [this, field = view.field.name, type = view.field.type, value = choice.value](bool byKey) {
            choose(field, type, value, byKey);
        };
        connect(button, &QPushButton::clicked, this, [chooses] { chooses(false); });
        if (!key.isEmpty()) {
            auto* shortcut = new QShortcut(QKeySequence(key), window());
            shortcut->setAutoRepeat(false);
            connect(shortcut, &QShortcut::activated, this, [this, chooses] {
                if (const auto* dialog = WindowFocus::openDialog()) return emit keysRest(dialog->windowTitle());
                if (m_guard->isResting()) return;
                chooses(true);
            });
            m_keys << shortcut;
        }
        view.choices.emplace_back(choice.value, button);
    }
    layout->addLayout(grid);
}

void CodingPanel::buildIssues(FieldView& view, QVBoxLayout* layout) {
    auto* flow = new FlowLayout(5);
    QStringList known;
    for (const auto& choice : view.field.choices) {
        auto* button = new ChoiceButton(shown(choice.label), shown(choice.shortcut));
        button->setObjectName(QStringLiteral("code.%1.%2").arg(shown(view.field.name), shown(choice.value)));
        connect(button, &QPushButton::clicked, this, [this, field = view.field.name, value = choice.value] {
            choose(field, FieldType::Multiple, value, false);
        });
        flow->addWidget(button);
        known << shown(choice.label);
        view.choices.emplace_back(choice.value, button);
    }
    if (!view.choices.empty()) layout->addLayout(flow);
    if (!review::gainsChoices(view.field)) return;
    auto* line = new QLineEdit;
    line->setObjectName(QStringLiteral("add.%1").arg(shown(view.field.name)));
    line->setPlaceholderText(tr("Add a tag and press Enter"));
    line->setAccessibleName(tr("Add to %1").arg(shown(view.field.label)));
    auto* completer = new QCompleter(known, line);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    line->setCompleter(completer);
    connect(line, &QLineEdit::returnPressed, this, [this, line, field = view.field] {
        const QString name = line->text().simplified();
        if (name.isEmpty()) return;
        std::string value = utf8(name);
        for (const auto& choice : field.choices)
            if (name.compare(plain(choice.label), Qt::CaseInsensitive) == 0) value = choice.value;
        line->clear();
        assign({{field.name, value, Assignment::How::AddChoice}});
    });
    layout->addWidget(line);
    view.newChoice = line;
}

void CodingPanel::buildText(FieldView& view, QVBoxLayout* layout) {
    view.text = new QPlainTextEdit;
    view.text->setObjectName(QStringLiteral("code.%1").arg(shown(view.field.name)));
    view.text->setAccessibleName(shown(view.field.label));
    view.text->setTabChangesFocus(true);
    view.text->setFixedHeight(64);
    view.text->setPlaceholderText(tr("Saved as you type"));
    connect(view.text, &QPlainTextEdit::textChanged, this, [this, name = view.field.name] {
        auto* typed = viewOf(name);
        if (!typed) return;
        typed->isTyped = true;
        typed->typedFor = m_documents;
        m_notesSoon->start();
    });
    layout->addWidget(view.text);
}

void CodingPanel::setDocuments(const std::vector<DocumentId>& documents) {
    if (documents == m_documents) return;
    saveNotes();
    m_documents = documents;
    loadValues();
}

void CodingPanel::loadValues() {
    if (!m_session || !widget()) return;
    const int generation = ++m_generation;
    if (m_documents.empty()) {
        m_original.reset();
        showOriginal();
        showValues({});
        widget()->setEnabled(false);
        m_about->setText(tr("No document is selected."));
        return;
    }
    using Values = std::map<DocumentId, review::CodingValues>;
    m_session->read(
        this,
        [ids = m_documents](casefile::Database& database) -> Result<std::pair<Values, std::optional<Original>>> {
            REDWELL_TRY(auto values, review::CodingStore(database).values(ids));
            std::pair<Values, std::optional<Original>> read{std::move(values), {}};
            if (ids.size() != 1) return read;
            documents::DocumentStore store(database);
            REDWELL_TRY(const auto document, store.find(ids.front()));
            if (!document || document->state != documents::State::Duplicate) return read;
            REDWELL_TRY(const auto original, store.find(document->duplicateOf));
            if (original) read.second = {original->id, shown(original->controlNumber), shown(document->controlNumber)};
            return read;
        },
        [this, generation](std::pair<Values, std::optional<Original>> read) {
            if (generation != m_generation) return;
            m_original = std::move(read.second);
            showOriginal();
            showValues(read.first);
            widget()->setEnabled(!m_session->isReadOnly());
            m_about->setVisible(m_documents.size() > 1 || m_session->isReadOnly());
            m_about->setText(m_session->isReadOnly() ? tr("The case is open for reading only.")
                                                     : tr("%1 documents: a choice codes all of them.")
                                                           .arg(QLocale().toString(qsizetype(m_documents.size()))));
        });
}

void CodingPanel::showValues(const std::map<DocumentId, review::CodingValues>& values) {
    const std::size_t total = m_documents.size();
    m_about->setVisible(total != 1);
    for (auto& view : m_views) {
        std::map<std::string, std::size_t> held;
        std::set<std::string> texts;
        std::size_t coded = 0;
        for (const auto& [id, fields] : values) {
            const auto found = fields.find(view.field.name);
            if (found == fields.end()) continue;
            ++coded;
            if (view.field.type == FieldType::Multiple)
                for (const auto& value : choicesOf(found->second)) ++held[value];
            else
                ++held[found->second];
            texts.insert(found->second);
        }
        for (auto& [value, button] : view.choices) {
            const std::size_t count = held.contains(value) ? held[value] : 0;
            button->showHeld(count == 0       ? ChoiceButton::Held::No
                             : count == total ? ChoiceButton::Held::All
                                              : ChoiceButton::Held::Some);
        }
        if (!view.text) continue;
        const bool same = texts.size() <= 1 && (coded == 0 || coded == total);
        const QString text = same && !texts.empty() ? plain(*texts.begin()) : QString();
        view.text->setPlaceholderText(same ? tr("Saved as you type")
                                           : tr("The selected documents have different notes"));
        // A reviewer who is typing is not interrupted by the save of the words before.
        if (view.isTyped || text == view.text->toPlainText()) continue;
        const QSignalBlocker quiet(view.text);
        view.text->setPlainText(text);
    }
}

void CodingPanel::showOriginal() {
    m_copy->setVisible(m_original.has_value());
    if (!m_original) return;
    m_copy->setText(tr("A duplicate: it is reviewed and produced once, in its original. <a href=\"original\">Code the "
                       "original, %1</a>")
                        .arg(m_original->number.toHtmlEscaped()));
}

QString CodingPanel::told(const std::string& field, const std::string& value, bool takesOff) const {
    for (const auto& view : m_views) {
        if (view.field.name != field) continue;
        QString choice = shown(value);
        for (const auto& one : view.field.choices)
            if (one.value == value) choice = shown(one.label);
        const QString label = shown(view.field.label);
        if (view.field.type == FieldType::Flag) return takesOff ? tr("not %1").arg(choice) : choice;
        return takesOff ? tr("%1: %2 taken off").arg(label, choice) : tr("%1: %2").arg(label, choice);
    }
    return {};
}

QString CodingPanel::told(const std::vector<Assignment>& assignments) const {
    QStringList all;
    for (const auto& one : assignments) {
        const bool takesOff = one.how == Assignment::How::RemoveChoice;
        const bool isCleared = one.how == Assignment::How::Set && one.value.empty();
        for (const auto& view : m_views)
            if (isCleared && view.field.name == one.field)
                all << (view.field.type == FieldType::Flag && !view.field.choices.empty()
                            ? told(one.field, view.field.choices.front().value, true)
                            : tr("%1: none").arg(shown(view.field.label)));
        if (!isCleared) all << told(one.field, one.value, takesOff);
    }
    return all.join(QStringLiteral("; "));
}

void CodingPanel::choose(const std::string& field, FieldType type, const std::string& value, bool byKey) {
    auto held = ChoiceButton::Held::No;
    for (const auto& view : m_views)
        if (view.field.name == field)
            for (const auto& [candidate, button] : view.choices)
                if (candidate == value) held = button->held();
    const bool takeOff = held == ChoiceButton::Held::All;
    const QString said = byKey ? told(field, value, takeOff) : QString();
    if (type == FieldType::Multiple)
        return assign({{field, value, takeOff ? Assignment::How::RemoveChoice : Assignment::How::AddChoice}}, said);
    // A key says what a document is, so pressing it twice does no harm; a click on the chosen one, or a flag, takes it
    // off.
    if (takeOff && byKey && type == FieldType::Single) {
        emit alreadyCoded(m_documents, told(field, value, false));
        emit coded();
        return;
    }
    assign({{field, takeOff ? std::string() : value, Assignment::How::Set}}, said);
}

void CodingPanel::assign(std::vector<Assignment> assignments, const QString& told) {
    if (!m_session || m_session->isReadOnly() || m_documents.empty()) return;
    m_original ? askWhichCopy(std::move(assignments), told) : codeThese(m_documents, assignments, told);
}

void CodingPanel::codeThese(const std::vector<DocumentId>& documents, const std::vector<Assignment>& assignments,
                            const QString& told) {
    if (!m_session || m_session->isReadOnly()) return;
    m_last = assignments;
    if (!told.isEmpty()) m_guard->noteChange();  // the next letter may come before it is on disk
    code(*m_session, documents, assignments, [self = QPointer<CodingPanel>(this), documents, told](const Status& done) {
        if (!self || !done || told.isEmpty()) return;
        emit self->codedByKey(documents, told);
    });
    emit coded();
}

// What a reviewer says about a copy is nearly always meant of what is in it, and that is produced once.
void CodingPanel::askWhichCopy(std::vector<Assignment> assignments, const QString& told) {
    auto* box = new QMessageBox(QMessageBox::Question, tr("A duplicate"), {}, QMessageBox::Cancel, this);
    box->setObjectName(QStringLiteral("whichCopy"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setText(tr("%1 is a duplicate of %2").arg(m_original->copyNumber, m_original->number));
    box->setInformativeText(tr("What is coded on %1 decides how both are produced.").arg(m_original->number));
    auto* original = box->addButton(tr("Code %1").arg(m_original->number), QMessageBox::AcceptRole);
    original->setObjectName(QStringLiteral("codeOriginal"));
    auto* copy = box->addButton(tr("Code this copy alone"), QMessageBox::ActionRole);
    copy->setObjectName(QStringLiteral("codeCopy"));
    box->setDefaultButton(original);
    connect(original, &QPushButton::clicked, this, [this, assignments, told, to = m_original->document] {
        codeThese({to}, assignments, told);
        emit documentWanted(to);
    });
    connect(copy, &QPushButton::clicked, this,
            [this, assignments, told, documents = m_documents] { codeThese(documents, assignments, told); });
    box->open();
}

void CodingPanel::repeat() { m_last.empty() ? emit nothingToRepeat() : assign(m_last, told(m_last)); }

void CodingPanel::saveNotes() {
    m_notesSoon->stop();
    if (!m_session) return;
    for (auto& view : m_views) {
        if (!view.text || !std::exchange(view.isTyped, false)) continue;
        code(*m_session, view.typedFor,
             {{view.field.name, utf8(view.text->toPlainText().trimmed()), Assignment::How::Set}});
    }
}

void CodingPanel::focusNotes() {
    std::vector<QWidget*> editors;
    for (const auto& view : m_views)
        if (view.text) editors.push_back(view.text);
    focusNext(editors);
}

void CodingPanel::focusIssues() {
    std::vector<QWidget*> lines;
    for (const auto& view : m_views)
        if (view.newChoice) lines.push_back(view.newChoice);
    focusNext(lines);
}

}  // namespace redwell::ui
