#include "ui/documents/document_table_model.h"

#include "documents/document_store.h"
#include "documents/reading_notes.h"
#include "messages/sender.h"
#include "ui/documents/flag_text.h"
#include "ui/session/case_session.h"
#include "ui/session/text.h"
#include "ui/theme/theme.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QPixmap>

#include <algorithm>

namespace redwell::ui {
namespace {

constexpr int kWindow = 64;  // rows fetched at once: a little more than a screenful

const char* const kSortColumns[] = {"control_number", "kind",  "title", "author", "date",
                                    "custodian",      "pages", "",      "bates",  ""};

QString kindLabel(documents::Kind kind) {
    switch (kind) {
        case documents::Kind::Pdf: return DocumentTableModel::tr("PDF");
        case documents::Kind::Image: return DocumentTableModel::tr("Image");
        case documents::Kind::Mail: return DocumentTableModel::tr("Mail");
        case documents::Kind::Text: return DocumentTableModel::tr("Text");
        case documents::Kind::Chat: return DocumentTableModel::tr("Chat");
        case documents::Kind::Calendar: return DocumentTableModel::tr("Calendar");
        case documents::Kind::Container: return DocumentTableModel::tr("Container");
        case documents::Kind::Unsupported: break;
    }
    return DocumentTableModel::tr("Other");
}

// Keeps the place of the flame, so that numbers stand below each other.
QIcon noFlame() {
    static const QIcon icon = [] {
        QPixmap nothing(16, 16);
        nothing.fill(Qt::transparent);
        return QIcon(nothing);
    }();
    return icon;
}

// A mail states its sender with the address: the name is what people look for.
QString fromOf(const documents::Document& document, bool whole) {
    const bool isOne = document.kind == documents::Kind::Mail || document.kind == documents::Kind::Calendar;
    return shown(whole || !isOne ? document.author : messages::displayName(document.author));
}

}  // namespace

DocumentTableModel::DocumentTableModel(QObject* parent) : QAbstractTableModel(parent) {}

void DocumentTableModel::setSession(CaseSession* session) {
    beginResetModel();
    m_session = session;
    m_ids.clear();
    m_rowOf.clear();
    m_rows.clear();
    m_asked.clear();
    m_isStale = false;
    ++m_generation;
    endResetModel();
    if (!session) return;
    const auto labels = [this] {
        m_session->read(
            this, [](casefile::Database& database) { return review::CodingStore(database).fields(); },
            [this](const std::vector<casefile::Field>& fields) {
                m_labels.clear();
                for (const auto& field : fields)
                    for (const auto& choice : field.choices)
                        m_labels[shown(field.name)].insert(shown(choice.value), shown(choice.label));
                if (!m_ids.empty()) emit dataChanged(index(0, Coding), index(rowCount() - 1, Coding));
            });
    };
    labels();
    connect(session, &CaseSession::fieldsChanged, this, labels);
    connect(session, &CaseSession::codingChanged, this, &DocumentTableModel::forget);
    connect(session, &CaseSession::redactionsChanged, this, [this](DocumentId id) { forget({id}); });
    connect(session, &CaseSession::annotationsChanged, this, [this](DocumentId id) { forget({id}); });
    connect(session, &CaseSession::documentsChanged, this, &DocumentTableModel::reload);
    connect(session, &CaseSession::productionsChanged, this, [this] {
        forget({DocumentId{}});
        askForProductions();
    });
    askForProductions();
}

void DocumentTableModel::setQuery(const QString& query) {
    m_query = query;
    reload();
}

QString DocumentTableModel::asked(const QString& query) {
    return query.isEmpty() ? QStringLiteral("NOT state:queued") : query;
}

void DocumentTableModel::askForProductions() {
    m_session->read(
        this, [](casefile::Database& database) { return production::Volumes(database).isAnySealed(); },
        [this](bool isAny) { emit producedKnown(isAny); });
}

void DocumentTableModel::setStale(bool stale) {
    if (std::exchange(m_isStale, stale) != stale && !m_ids.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), {Qt::ForegroundRole});
}

void DocumentTableModel::reload() {
    if (!m_session) return;
    const int generation = ++m_generation;
    ++m_searching;
    m_session->readOr(
        this,
        [query = utf8(asked(m_query)), order = m_order, zone = m_session->timeZone()](
            casefile::Database& database) -> Result<std::pair<std::vector<DocumentId>, Apart>> {
            search::Search search(database, zone);
            REDWELL_TRY(auto ids, search.documents(query, order));
            const std::string all = query.empty() ? std::string() : "(" + query + ") ";
            Apart apart;
            for (const auto& [state, count] :
                 {std::pair("state:duplicate", &apart.duplicates), std::pair("state:exception", &apart.exceptions)}) {
                REDWELL_TRY(const auto some, search.documents(all + state));
                *count = static_cast<qint64>(some.size());
            }
            return std::pair(std::move(ids), apart);
        },
        [this, generation](Result<std::pair<std::vector<DocumentId>, Apart>> found) {
            --m_searching;
            if (generation != m_generation) return;  // a later question is on its way
            if (!found) {
                setStale(true);
                emit searchFailed(sentence(shown(found.error().message())));
                return;
            }
            setStale(false);
            m_apart = found->second;
            take(std::move(found->first));
            emit searched(static_cast<qint64>(m_ids.size()));
        });
}

void DocumentTableModel::take(std::vector<DocumentId> ids) {
    m_rows.clear();
    m_asked.clear();
    const auto grown = ids.size() >= m_ids.size() && std::equal(m_ids.begin(), m_ids.end(), ids.begin());
    if (grown && !m_ids.empty()) {
        // The common case while documents arrive: the rows that are there stay where they are.
        const int before = rowCount();
        if (ids.size() > m_ids.size()) {
            beginInsertRows({}, before, static_cast<int>(ids.size()) - 1);
            for (std::size_t i = m_ids.size(); i < ids.size(); ++i) m_rowOf.insert(ids[i].value, static_cast<int>(i));
            m_ids = std::move(ids);
            endInsertRows();
        }
        if (before > 0) emit dataChanged(index(0, 0), index(before - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_ids = std::move(ids);
    m_rowOf.clear();
    m_rowOf.reserve(static_cast<qsizetype>(m_ids.size()));
    for (std::size_t i = 0; i < m_ids.size(); ++i) m_rowOf.insert(m_ids[i].value, static_cast<int>(i));
    endResetModel();
}

int DocumentTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

int DocumentTableModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

DocumentId DocumentTableModel::idAt(int row) const {
    return row >= 0 && row < rowCount() ? m_ids[static_cast<std::size_t>(row)] : DocumentId{};
}

int DocumentTableModel::rowOf(DocumentId id) const { return m_rowOf.value(id.value, -1); }

const DocumentRow* DocumentTableModel::rowAt(int row) const {
    const DocumentId id = idAt(row);
    return id ? m_rows.object(id.value) : nullptr;
}

void DocumentTableModel::fetch(int window) const {
    if (!m_session || m_asked.contains(window)) return;
    m_asked.insert(window);
    const auto first = m_ids.begin() + static_cast<std::ptrdiff_t>(window) * kWindow;
    const auto last = std::min(first + kWindow, m_ids.end());
    auto* self = const_cast<DocumentTableModel*>(this);
    m_session->read(
        self,
        [ids = std::vector<DocumentId>(first, last)](casefile::Database& database) -> Result<std::vector<DocumentRow>> {
            REDWELL_TRY(auto documents, documents::DocumentStore(database).get(ids));
            REDWELL_TRY(auto coding, review::CodingStore(database).values(ids));
            REDWELL_TRY(auto leavings, production::Volumes(database).leavingsOf(ids));
            std::vector<DocumentRow> rows;
            for (auto& document : documents) {
                const auto id = document.id;
                std::vector<std::string> notes;
                if (!document.flags.empty()) {
                    REDWELL_TRY(const auto metadata, documents::DocumentStore(database).metadata(id));
                    notes = documents::readingNotes(metadata);
                }
                rows.push_back({std::move(document), std::move(coding[id]), std::move(leavings[id]), std::move(notes)});
            }
            return rows;
        },
        [self, window, generation = m_generation](std::vector<DocumentRow> rows) {
            self->m_asked.remove(window);
            for (auto& row : rows) self->m_rows.insert(row.document.id.value, new DocumentRow(std::move(row)));
            if (generation != self->m_generation && self->m_ids.empty()) return;
            const int from = window * kWindow, to = std::min(from + kWindow, self->rowCount()) - 1;
            if (to >= from) emit self->dataChanged(self->index(from, 0), self->index(to, ColumnCount - 1));
        });
}

void DocumentTableModel::forget(const std::vector<DocumentId>& documents) {
    const bool all = std::any_of(documents.begin(), documents.end(), [](DocumentId id) { return !id; });
    if (all) m_rows.clear();
    for (const DocumentId id : documents) m_rows.remove(id.value);
    if (all || documents.size() > 50) {
        if (!m_ids.empty()) emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    for (const DocumentId id : documents)
        if (const int row = rowOf(id); row >= 0) emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

QVariant DocumentTableModel::text(const DocumentRow& row, int column) const {
    const auto& document = row.document;
    switch (column) {
        case Control: return shown(document.controlNumber);
        case Kind: return kindLabel(document.kind);
        case Title: return shown(document.title.empty() ? document.fileName : document.title);
        case From: return fromOf(document, false);
        case Date:
            if (document.date.isEmpty()) return {};
            if (document.dateUtc && m_session)
                return shown(formatInstant(*document.dateUtc, m_session->timeZone(), "yyyy-MM-dd HH:mm"));
            return shown(document.date.text);
        case Custodian: return shown(document.custodian);
        case Pages: return document.pageCount > 0 ? QString::number(document.pageCount) : QString();
        case Coding: {
            QStringList parts;
            for (const char* field : {"responsiveness", "privilege", "confidentiality", "issues"}) {
                const auto found = row.coding.find(field);
                if (found == row.coding.end()) continue;
                const QString name = QString::fromLatin1(field), value = shown(found->second);
                if (name == "issues") {
                    for (const auto& issue :
                         QJsonDocument::fromJson(QByteArray::fromStdString(found->second)).array()) {
                        const QString entry = shown(utf8(issue.toString()));
                        parts << m_labels.value(name).value(entry, entry);
                    }
                } else if (!(value == "none")) {
                    parts << m_labels.value(name).value(value, value);
                }
            }
            return parts.join(QStringLiteral(" · "));
        }
        case Flags: {
            QStringList parts;
            if (document.state == documents::State::Exception) parts << tr("exception");
            if (document.state == documents::State::Duplicate) parts << tr("duplicate");
            if (document.state == documents::State::Queued) parts << tr("waiting");
            if (document.isAttachment()) parts << tr("attachment");
            if (!row.leavings.empty()) parts << tr("produced");
            for (const auto& flag : document.flags) parts << flagLabel(flag);
            return parts.join(QStringLiteral(", "));
        }
        case Bates: {
            QStringList numbers;
            for (const auto& leaving : row.leavings)
                numbers << (leaving.beginBates == leaving.endBates
                                ? shown(leaving.beginBates)
                                : shown(leaving.beginBates) + QStringLiteral(" – ") + shown(leaving.endBates));
            return numbers.join(QStringLiteral(", "));
        }
        default: return {};
    }
}

// A line for each flag, in words, and what reading the file has noticed.
QStringList DocumentTableModel::flagsTip(const DocumentRow& row) const {
    const auto& document = row.document;
    QStringList lines;
    const auto add = [&](const QString& label, const QString& meaning) {
        lines << (meaning.isEmpty() ? label : tr("%1: %2").arg(label, meaning));
    };
    if (document.state == documents::State::Exception)
        add(tr("exception"), document.exceptionReason.empty()
                                 ? tr("It could not be read.")
                                 : shown(document.fileName + ' ' + document.exceptionReason));
    if (document.state == documents::State::Duplicate)
        add(tr("duplicate"), tr("It is reviewed and produced once, in its original."));
    if (document.state == documents::State::Queued) add(tr("waiting"), tr("It was not read yet."));
    if (document.isAttachment()) add(tr("attachment"), tr("It belongs to a family and came with its parent."));
    if (!row.leavings.empty()) add(tr("produced"), tr("It has left in a volume: see the Bates column."));
    for (const auto& flag : document.flags) add(flagLabel(flag), flagMeaning(flag));
    for (const auto& note : row.readingNotes) lines << sentence(shown(note));
    return lines;
}

QVariant DocumentTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment(Qt::AlignVCenter | (index.column() == Pages ? Qt::AlignRight : Qt::AlignLeft)));
    const DocumentRow* row = rowAt(index.row());
    if (!row) {
        fetch(index.row() / kWindow);
        return role == Qt::DisplayRole && index.column() == Control ? QVariant(QStringLiteral("…")) : QVariant();
    }
    switch (role) {
        case Qt::DisplayRole: return text(*row, index.column());
        case Qt::ToolTipRole: {
            if (index.column() == Title) return asPlainTip(shown(row->document.sourcePath));
            if (index.column() == From) return asPlainTip(fromOf(row->document, true));
            if (index.column() == Bates) {
                QStringList lines;
                for (const auto& leaving : row->leavings)
                    lines << tr("%1: %2 to %3, %4")
                                 .arg(shown(leaving.volume), shown(leaving.beginBates), shown(leaving.endBates),
                                      leaving.treatment == "redacted"     ? tr("redacted")
                                      : leaving.treatment == "slip_sheet" ? tr("slip sheet")
                                                                          : tr("in full"));
                return asPlainTip(lines.join(QLatin1Char('\n')));
            }
            if (index.column() == Flags) return asPlainTip(flagsTip(*row).join(QLatin1Char('\n')));
            return asPlainTip(text(*row, index.column()).toString());
        }
        case Qt::DecorationRole:
            if (index.column() == Control)
                return row->coding.contains("hot") ? Theme::icon(QStringLiteral("hot"), QStringLiteral("accent"))
                                                   : noFlame();
            if (index.column() == Kind)
                return Theme::icon(QStringLiteral("kind-") + plain(documents::name(row->document.kind)));
            return {};
        case Qt::ForegroundRole: {
            const auto& theme = Theme::instance();
            if (m_isStale) return theme.color(QStringLiteral("faint"));
            if (row->document.state == documents::State::Exception) return theme.color(QStringLiteral("bad"));
            if (row->document.state == documents::State::Duplicate || row->document.state == documents::State::Queued)
                return theme.color(QStringLiteral("faint"));
            if (index.column() == Flags || index.column() == Custodian || index.column() == Date)
                return theme.color(QStringLiteral("muted"));
            if (index.column() == Coding) {
                const auto privilege = row->coding.find("privilege");
                if (privilege != row->coding.end() && privilege->second != "none")
                    return theme.color(QStringLiteral("accent"));
            }
            return {};
        }
        default: return {};
    }
}

QVariant DocumentTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment(Qt::AlignVCenter | (section == Pages ? Qt::AlignRight : Qt::AlignLeft)));
    if (role != Qt::DisplayRole) return {};
    const QString names[] = {tr("Control number"), tr("Kind"),  tr("Title or subject"),
                             tr("From"),           tr("Date"),  tr("Custodian"),
                             tr("Pages"),          tr("Flags"), tr("Bates"),
                             tr("Coding")};
    return section >= 0 && section < ColumnCount ? QVariant(names[section]) : QVariant();
}

void DocumentTableModel::sort(int column, Qt::SortOrder order) {
    if (column < 0 || column >= ColumnCount || kSortColumns[column][0] == '\0') return;
    m_order = {kSortColumns[column], order == Qt::DescendingOrder};
    reload();
}

}  // namespace redwell::ui
