#include "ui/documents/search_bar.h"

#include "search/search.h"
#include "ui/elided_label.h"
#include "ui/session/case_session.h"
#include "ui/session/text.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QCompleter>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QStringListModel>
#include <QStyle>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace redwell::ui {

SearchBar::SearchBar(QWidget* parent) : QWidget(parent), m_soon(new QTimer(this)) {
    setObjectName(QStringLiteral("surface"));
    setAttribute(Qt::WA_StyledBackground);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 8, 10, 5);
    layout->setSpacing(3);
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    m_line = new QLineEdit;
    m_line->setObjectName(QStringLiteral("searchBox"));
    m_line->setAccessibleName(tr("Search"));
    m_line->setPlaceholderText(tr("All documents"));
    m_line->setClearButtonEnabled(true);
    m_line->addAction(Theme::icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_line->setToolTip(
        tr("Words must all occur. OR, NOT and ( ) as usual; field:value for fields;\n"
           "before:2023-10-24, has:redaction, is:uncoded.\n"
           "Enter searches and goes to the first result, Esc clears."));
    m_line->installEventFilter(this);
    m_count = new QLabel;
    m_count->setObjectName(QStringLiteral("searchCount"));
    m_count->setProperty("role", "heading");
    m_codeAll = new QToolButton;
    m_codeAll->setObjectName(QStringLiteral("codeAll"));
    m_codeAll->setIcon(Theme::icon(QStringLiteral("code-all")));
    m_codeAll->setText(tr("Code all results"));
    m_codeAll->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    row->addWidget(m_line, 1);
    row->addWidget(m_count);
    row->addWidget(m_codeAll);
    layout->addLayout(row);
    m_reading = new ElidedLabel;
    m_reading->setObjectName(QStringLiteral("searchReading"));
    m_reading->setAccessibleName(tr("How the search is read"));
    m_reading->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    layout->addWidget(m_reading);

    m_soon->setSingleShot(true);
    m_soon->setInterval(110);
    connect(m_soon, &QTimer::timeout, this, &SearchBar::explain);
    connect(m_line, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_isByName = false;
        m_soon->start();
        // A line that was emptied says "All documents", so that they must be there.
        if (text.isEmpty() && !m_searched.isEmpty()) search();
    });
    connect(m_line, &QLineEdit::returnPressed, this, [this] {
        m_goesToResults = true;
        search();
    });
    connect(m_codeAll, &QToolButton::clicked, this, &SearchBar::codeAllWanted);
    auto* completer = new QCompleter(new QStringListModel(this), this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_line->setCompleter(completer);
}

void SearchBar::setSession(CaseSession* session) {
    m_session = session;
    m_count->clear();
    m_codeAll->setEnabled(false);
    m_searched.clear();
    m_goesToResults = false;
    const QSignalBlocker quiet(m_line);
    m_line->clear();
    if (!session) return;
    m_earlier = QSettings().value(QStringLiteral("searches/") + session->name()).toStringList();
    static_cast<QStringListModel*>(m_line->completer()->model())->setStringList(m_earlier);
    explain();
}

QString SearchBar::query() const { return m_isByName ? m_searched : m_line->text().trimmed(); }

// The name of a view, or what it asks for.
void SearchBar::showLine(bool byName) {
    {
        const QSignalBlocker quiet(m_line);
        m_isByName = byName && !m_name.isEmpty();
        m_line->setText(m_isByName ? m_name : m_searched);
    }
    m_soon->start();
}

void SearchBar::setQuery(const QString& query, const QString& name) {
    m_searched = query;
    m_name = query.isEmpty() ? QString() : name;
    showLine(!m_line->hasFocus());
    emit searchWanted(query);
}

void SearchBar::search() {
    const QString wanted = query();
    if (wanted != m_searched) m_name.clear();
    m_searched = wanted;
    remember(m_searched);
    emit searchWanted(m_searched);
}

void SearchBar::remember(const QString& query) {
    if (query.isEmpty() || !m_session) return;
    m_earlier.removeAll(query);
    m_earlier.prepend(query);
    m_earlier = m_earlier.mid(0, 50);
    QSettings().setValue(QStringLiteral("searches/") + m_session->name(), m_earlier);
    static_cast<QStringListModel*>(m_line->completer()->model())->setStringList(m_earlier);
}

void SearchBar::showCount(qint64 documents, qint64 duplicates, qint64 exceptions) {
    m_count->setText(documentsLine(documents, duplicates, exceptions));
    m_codeAll->setEnabled(documents > 0 && m_session && !m_session->isReadOnly());
    // Whoever has gone elsewhere in the window meanwhile stays there; whether another window lies above does not
    // matter.
    if (std::exchange(m_goesToResults, false) && documents > 0 && window()->focusWidget() == m_line)
        emit resultsWanted();
}

void SearchBar::showProblem(const QString& message) {
    m_count->clear();
    m_codeAll->setEnabled(false);
    m_goesToResults = false;
    say(message, "error");
}

void SearchBar::focusLine() {
    m_line->setFocus(Qt::ShortcutFocusReason);
    m_line->selectAll();
}

bool SearchBar::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusIn && m_isByName) showLine(false);
    if (event->type() == QEvent::FocusOut && !m_name.isEmpty() && m_line->text().trimmed() == m_searched)
        showLine(true);
    if (event->type() != QEvent::KeyPress) return QWidget::eventFilter(watched, event);
    switch (static_cast<QKeyEvent*>(event)->key()) {
        case Qt::Key_Escape:
            if (!m_line->text().isEmpty()) setQuery({});
            return true;
        case Qt::Key_Down:
            m_goesToResults = true;
            search();
            return true;
        default: return QWidget::eventFilter(watched, event);
    }
}

void SearchBar::say(const QString& text, const char* role) {
    m_reading->setProperty("role", role);
    m_reading->style()->unpolish(m_reading);
    m_reading->style()->polish(m_reading);
    m_reading->setText(text);
    m_reading->setToolTip(asPlainTip(text));
    m_line->setProperty("invalid", qstrcmp(role, "error") == 0);
    m_line->style()->unpolish(m_line);
    m_line->style()->polish(m_line);
}

void SearchBar::explain() {
    if (!m_session) return;
    const int generation = ++m_generation;
    if (query().isEmpty())
        return say(tr("Search by words, \"a phrase\", seed*, from:vale, privilege:attorney_client, NOT hot:true"),
                   "muted");
    m_session->readOr(
        this,
        [query = utf8(query()), zone = m_session->timeZone()](casefile::Database& database) {
            return search::Search(database, zone).explain(query);
        },
        [this, generation](const Result<std::string>& reading) {
            if (generation != m_generation) return;
            if (reading)
                say(tr("Read as: %1").arg(shown(*reading)), "muted");
            else
                say(sentence(shown(reading.error().message())), "error");
        });
}

}  // namespace redwell::ui
