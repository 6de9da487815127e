#include "ui/review/annotation_list.h"

#include "ui/session/case_session.h"
#include "ui/session/text.h"
#include "ui/theme/theme.h"
#include "ui/undo/change_command.h"

#include <QInputDialog>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

namespace redwell::ui {

AnnotationList::AnnotationList(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("surface"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 12);
    m_about = new QLabel;
    m_about->setTextFormat(Qt::PlainText);
    m_about->setWordWrap(true);
    m_about->setProperty("role", "muted");
    m_text = new QPlainTextEdit;
    m_text->setObjectName(QStringLiteral("noteText"));
    m_text->setAccessibleName(tr("New note"));
    m_text->setPlaceholderText(tr("Write a note"));
    m_text->setTabChangesFocus(true);
    m_text->setFixedHeight(72);
    m_add = new QPushButton(tr("Add note"));
    m_add->setObjectName(QStringLiteral("addNote"));
    m_whole = new QPushButton(tr("On the whole document"));
    m_whole->setToolTip(tr("Write on the whole document instead of this place"));
    auto* row = new QHBoxLayout;
    row->addWidget(m_whole);
    row->addStretch();
    row->addWidget(m_add);
    m_list = new QListWidget;
    m_list->setObjectName(QStringLiteral("noteList"));
    m_list->setAccessibleName(tr("Notes on this document"));
    m_list->setWordWrap(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_change = new QPushButton(tr("Change…"));
    m_remove = new QPushButton(tr("Remove"));
    auto* below = new QHBoxLayout;
    below->addStretch();
    below->addWidget(m_change);
    below->addWidget(m_remove);
    layout->addWidget(m_about);
    layout->addWidget(m_text);
    layout->addLayout(row);
    layout->addWidget(m_list, 1);
    layout->addLayout(below);

    connect(m_add, &QPushButton::clicked, this, &AnnotationList::save);
    auto* enter = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), m_text, nullptr, nullptr, Qt::WidgetShortcut);
    connect(enter, &QShortcut::activated, this, &AnnotationList::save);
    connect(m_whole, &QPushButton::clicked, this, [this] { begin(0, {}, {}, {}); });
    const auto current = [this]() -> const review::Annotation* {
        const int row_ = m_list->currentRow();
        return row_ >= 0 && row_ < static_cast<int>(m_notes.size()) ? &m_notes[static_cast<std::size_t>(row_)]
                                                                    : nullptr;
    };
    connect(m_list, &QListWidget::currentRowChanged, this, [this, current] {
        const auto* note = current();
        const bool can = note && m_session && !m_session->isReadOnly();
        m_change->setEnabled(can);
        m_remove->setEnabled(can);
        if (note) emit placeChosen(note->page, note->box, note->message);
    });
    const auto remove = [this, current] {
        if (const auto* note = current()) removeAnnotation(*m_session, m_document, note->id);
    };
    connect(m_remove, &QPushButton::clicked, this, remove);
    auto* del = new QShortcut(QKeySequence::Delete, m_list, nullptr, nullptr, Qt::WidgetShortcut);
    connect(del, &QShortcut::activated, this, remove);
    connect(m_change, &QPushButton::clicked, this, [this, current] {
        const auto* note = current();
        if (!note) return;
        bool ok = false;
        const QString text =
            QInputDialog::getMultiLineText(this, tr("Change note"), tr("Note"), plain(note->note), &ok);
        if (ok && !text.trimmed().isEmpty()) changeNote(*m_session, *note, text.trimmed());
    });
    begin(0, {}, {}, {});
    setDocument({});
}

void AnnotationList::setSession(CaseSession* session) {
    m_session = session;
    m_text->clear();
    m_drafts.clear();
    setDocument({});
    if (session)
        connect(session, &CaseSession::annotationsChanged, this, [this](DocumentId id) {
            if (id == m_document) load();
        });
}

void AnnotationList::setDocument(DocumentId document) {
    if (document != m_document || !document) {
        keepDraft();
        m_document = document;
        const Draft draft = m_drafts.take(document.value);
        m_text->setPlainText(draft.text);
        put(draft.note, draft.about);
        if (!draft.text.isEmpty()) emit wantsToBeSeen();
    }
    const bool can = m_session && document && !m_session->isReadOnly();
    m_text->setEnabled(can);
    m_add->setEnabled(can);
    load();
}

void AnnotationList::begin(int page, Box box, MessageId message, const QString& about) {
    review::Annotation next;
    next.page = page;
    next.box = box;
    next.message = message;
    put(next, about);
    if (page == 0 && !message) return;
    emit wantsToBeSeen();
    m_text->setFocus();
}

void AnnotationList::put(const review::Annotation& next, const QString& about) {
    m_next = next;
    m_nextAbout = about;
    m_about->setText(about.isEmpty() ? tr("A note on the whole document") : about);
    m_whole->setVisible(next.page > 0 || next.message);
    emit draftMoved(m_document, next.box.isEmpty() ? 0 : next.page, next.box);
}

void AnnotationList::keepDraft() {
    const QString text = m_text->toPlainText();
    if (m_document && !text.trimmed().isEmpty()) m_drafts.insert(m_document.value, {m_next, m_nextAbout, text});
}

void AnnotationList::saveDrafts() {
    if (!m_session || m_session->isReadOnly()) return;
    keepDraft();
    for (auto draft = m_drafts.begin(); draft != m_drafts.end(); ++draft) {
        draft->note.document = {draft.key()};
        draft->note.note = utf8(draft->text.trimmed());
        annotate(*m_session, draft->note);
    }
    m_drafts.clear();
    m_text->clear();
}

void AnnotationList::save() {
    const QString text = m_text->toPlainText().trimmed();
    if (text.isEmpty() || !m_session || !m_document) return;
    m_next.document = m_document;
    m_next.note = utf8(text);
    annotate(*m_session, m_next);
    m_text->clear();
    begin(0, {}, {}, {});
}

void AnnotationList::load() {
    if (!m_session || !m_document) {
        m_notes.clear();
        m_list->clear();
        m_change->setEnabled(false);
        m_remove->setEnabled(false);
        emit countChanged(0);
        return;
    }
    m_session->read(
        this,
        [document = m_document](casefile::Database& database) {
            return review::AnnotationStore(database).ofDocument(document);
        },
        [this, document = m_document](std::vector<review::Annotation> notes) {
            if (document != m_document) return;
            m_notes = std::move(notes);
            const QSignalBlocker quiet(m_list);
            m_list->clear();
            for (const auto& note : m_notes) {
                const QString when = shown(formatInstant(note.at, m_session->timeZone(), "yyyy-MM-dd HH:mm"));
                const QString where = note.message    ? tr("on a message")
                                      : note.page > 0 ? tr("on page %1").arg(note.page)
                                                      : tr("on the document");
                m_list->addItem(tr("%1\n%2, %3, %4").arg(shownLines(note.note), shown(note.by), when, where));
            }
            m_change->setEnabled(false);
            m_remove->setEnabled(false);
            emit countChanged(static_cast<int>(m_notes.size()));
        });
}

}  // namespace redwell::ui
