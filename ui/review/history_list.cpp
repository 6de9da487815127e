#include "ui/review/history_list.h"

#include "review/coding.h"
#include "ui/session/case_session.h"
#include "ui/session/text.h"
#include "ui/theme/theme.h"

#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace redwell::ui {
namespace {

struct History {
    std::vector<casefile::Field> fields;
    std::vector<review::CodingEvent> events;
};

QString valueLabel(const casefile::Field* field, const std::string& value) {
    if (value.empty()) return HistoryList::tr("not coded");
    if (!field || field->type == casefile::FieldType::Text) return shown(elide(collapseWhitespace(value), 60));
    QStringList labels;
    const auto label = [&](const std::string& one) {
        for (const auto& choice : field->choices)
            if (choice.value == one) return shown(choice.label);
        return shown(one);
    };
    if (field->type != casefile::FieldType::Multiple) return label(value);
    for (const auto& one : QJsonDocument::fromJson(QByteArray::fromStdString(value)).array())
        labels << label(utf8(one.toString()));
    return labels.isEmpty() ? HistoryList::tr("none") : labels.join(QStringLiteral(", "));
}

}  // namespace

HistoryList::HistoryList(QWidget* parent) : QTreeWidget(parent) {
    setObjectName(QStringLiteral("historyList"));
    setAccessibleName(tr("History"));
    setColumnCount(1);
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setIndentation(0);
    setWordWrap(true);
    setSelectionMode(NoSelection);
    setFrameShape(NoFrame);
}

void HistoryList::setSession(CaseSession* session) {
    m_session = session;
    setDocument({});
    if (session)
        connect(session, &CaseSession::codingChanged, this, [this](const std::vector<DocumentId>& changed) {
            if (std::find(changed.begin(), changed.end(), m_document) != changed.end()) load();
        });
}

void HistoryList::setDocument(DocumentId document) {
    m_document = document;
    load();
}

void HistoryList::load() {
    if (!m_session || !m_document) return clear();
    m_session->read(
        this,
        [document = m_document](casefile::Database& database) -> Result<History> {
            review::CodingStore store(database);
            History history;
            REDWELL_TRY(history.fields, store.fields());
            REDWELL_TRY(history.events, store.history(document));
            return history;
        },
        [this, document = m_document](const History& history) {
            if (document != m_document) return;
            clear();
            const auto& theme = Theme::instance();
            for (const auto& event : history.events) {
                const casefile::Field* field = nullptr;
                for (const auto& candidate : history.fields)
                    if (candidate.name == event.field) field = &candidate;
                const QString when = shown(formatInstant(event.at, m_session->timeZone(), "yyyy-MM-dd HH:mm"));
                const QString undone = event.isUndo ? tr(" (undo)") : QString();
                auto* item = new QTreeWidgetItem(
                    this, {tr("%1: %2 → %3%4\n%5, %6")
                               .arg(field ? shown(field->label) : shown(event.field), valueLabel(field, event.oldValue),
                                    valueLabel(field, event.newValue), undone, shown(event.by), when)});
                if (event.isUndo) item->setForeground(0, theme.color(QStringLiteral("muted")));
            }
            if (history.events.empty()) {
                auto* item = new QTreeWidgetItem(this, {tr("Nobody has coded this document yet.")});
                item->setForeground(0, theme.color(QStringLiteral("muted")));
            }
        });
}

}  // namespace redwell::ui
