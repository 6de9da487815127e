// The grid's rows. Holds only ids, in the order the search gave; rows are fetched a window at a time in the background
// and kept in a bounded cache, so that a million documents scroll as fast as sixty.
#pragma once

#include "documents/document.h"
#include "production/volumes.h"
#include "review/coding.h"
#include "search/search.h"

#include <QAbstractTableModel>
#include <QCache>
#include <QHash>
#include <QPointer>
#include <QSet>

#include <vector>

namespace redwell::ui {

class CaseSession;

struct DocumentRow {
    documents::Document document;
    review::CodingValues coding;
    std::vector<production::Leaving> leavings;
    std::vector<std::string> readingNotes;  // why it is flagged, where the reader tells
};

class DocumentTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Control, Kind, Title, From, Date, Custodian, Pages, Flags, Bates, Coding, ColumnCount };

    explicit DocumentTableModel(QObject* parent = nullptr);

    void setSession(CaseSession* session);
    // Asks again with this query; searched() or searchFailed() tells how it went. After a failure the rows of the
    // search before stay, pale.
    void setQuery(const QString& query);
    // An empty line means every document that has been read, copies and exceptions among them: what any other search
    // looks through.
    static QString asked(const QString& query);
    const QString& query() const { return m_query; }
    void reload();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

    DocumentId idAt(int row) const;
    int rowOf(DocumentId id) const;  // -1 when it is not among them
    const std::vector<DocumentId>& ids() const { return m_ids; }
    // The row's content when it is already here.
    const DocumentRow* rowAt(int row) const;
    // Of the documents found: how many are copies, how many could not be read.
    struct Apart {
        qint64 duplicates = 0, exceptions = 0;
    };
    const Apart& apart() const { return m_apart; }
    bool isSearching() const { return m_searching > 0; }
    bool isStale() const { return m_isStale; }

signals:
    void searched(qint64 documents);
    void searchFailed(const QString& message);
    void producedKnown(bool isAny);  // whether a volume was sealed

private:
    void take(std::vector<DocumentId> ids);
    void askForProductions();
    void setStale(bool stale);
    void fetch(int window) const;
    void forget(const std::vector<DocumentId>& documents);
    QStringList flagsTip(const DocumentRow& row) const;
    QVariant text(const DocumentRow& row, int column) const;

    QPointer<CaseSession> m_session;
    QString m_query;
    search::SortOrder m_order;
    std::vector<DocumentId> m_ids;
    Apart m_apart;
    QHash<qint64, int> m_rowOf;
    QHash<QString, QHash<QString, QString>> m_labels;  // field -> value -> label
    mutable QCache<qint64, DocumentRow> m_rows{4000};  // by document
    mutable QSet<int> m_asked;                         // windows on their way
    int m_generation = 0, m_searching = 0;
    bool m_isStale = false;  // the rows are not what was asked for
};

}  // namespace redwell::ui
