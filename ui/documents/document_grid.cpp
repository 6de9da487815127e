#include "ui/documents/document_grid.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QSettings>
#include <QTimer>
#include <QtMath>

#include <algorithm>

namespace redwell::ui {
namespace {

// Of this order of columns: what an earlier one remembered would dress the wrong ones.
const QString kColumnsKey = QStringLiteral("grid/columns-3");
// What the reviewer wants of the Bates column; nothing: that it is there once something was produced.
const QString kBatesKey = QStringLiteral("grid/bates");

}  // namespace

DocumentGrid::DocumentGrid(DocumentTableModel* model, QWidget* parent) : QTableView(parent), m_model(model) {
    setObjectName(QStringLiteral("documentGrid"));
    setAccessibleName(tr("Documents"));
    setModel(model);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setIconSize({16, 16});
    setHorizontalScrollMode(ScrollPerPixel);
    setFrameShape(NoFrame);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(24);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setTextElideMode(Qt::ElideRight);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setSortIndicator(DocumentTableModel::Control, Qt::AscendingOrder);
    setSortingEnabled(true);
    restoreColumns();
    horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(horizontalHeader(), &QHeaderView::customContextMenuRequested, this, &DocumentGrid::chooseColumns);

    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& now) {
        const DocumentId id = m_model->idAt(now.row());
        if (id == m_opened) return;
        m_opened = id;
        emit opened(id);
    });
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this] { emit selectionCountChanged(static_cast<int>(selectionModel()->selectedRows().size())); });
    // After another search the open document stays open when it is still among the results.
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this,
            [this] { m_before = m_model->query() == m_shownQuery ? selected() : std::vector<DocumentId>(); });
    connect(model, &DocumentTableModel::producedKnown, this, &DocumentGrid::showBates);
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        m_shownQuery = m_model->query();
        const DocumentId before = m_opened;
        const int row = std::max(0, m_model->rowOf(before));
        if (m_model->rowCount() == 0) {
            m_opened = {};
            if (before) emit opened({});
            emit selectionCountChanged(
                0);  // a reset says nothing about the selection: nothing stays to be coded unseen
        } else {
            selectRow(row);
            selectAgain();
            scrollTo(m_model->index(row, 0));
        }
    });
    connect(model, &QAbstractItemModel::rowsInserted, this, [this] {
        if (!currentIndex().isValid() && m_model->rowCount() > 0) selectRow(0);
    });
}

// Another order of the same search keeps what is selected.
void DocumentGrid::selectAgain() {
    if (m_before.size() < 2) return;
    QItemSelection rows;
    for (const DocumentId id : m_before)
        if (const int row = m_model->rowOf(id); row >= 0) rows.select(m_model->index(row, 0), m_model->index(row, 0));
    selectionModel()->select(rows, QItemSelectionModel::Select | QItemSelectionModel::Rows);
    m_before.clear();
}

void DocumentGrid::showBates(bool isProduced) {
    const QVariant wanted = QSettings().value(kBatesKey);
    const bool shows = wanted.isValid() ? wanted.toBool() : isProduced;
    if (isColumnHidden(DocumentTableModel::Bates) == !shows) return;
    setColumnHidden(DocumentTableModel::Bates, !shows);
    fitColumns();
}

DocumentId DocumentGrid::current() const { return m_model->idAt(currentIndex().row()); }

std::vector<DocumentId> DocumentGrid::selected() const {
    std::vector<int> rows;
    for (const auto& index : selectionModel()->selectedRows()) rows.push_back(index.row());
    std::sort(rows.begin(), rows.end());
    std::vector<DocumentId> ids;
    for (const int row : rows) ids.push_back(m_model->idAt(row));
    return ids;
}

void DocumentGrid::go(int steps) {
    if (m_model->rowCount() == 0) return;
    selectRow(std::clamp(currentIndex().row() + steps, 0, m_model->rowCount() - 1));
    scrollTo(currentIndex());
}

void DocumentGrid::open(DocumentId document) {
    if (const int row = m_model->rowOf(document); row >= 0) {
        selectRow(row);
        scrollTo(m_model->index(row, 0));
    } else if (document != m_opened) {
        // Not among the results: it is opened all the same, and no row claims to be it.
        m_opened = {};
        selectionModel()->clear();
        m_opened = document;
        emit opened(document);
    }
}

void DocumentGrid::keyPressEvent(QKeyEvent* event) {
    // Letters are coding keys here, not a search for the row that begins with them.
    if (!event->text().isEmpty() && event->text().at(0).isPrint() && event->key() != Qt::Key_Space) {
        event->ignore();
        return;
    }
    QTableView::keyPressEvent(event);
}

void DocumentGrid::contextMenuEvent(QContextMenuEvent* event) {
    if (event->reason() == QContextMenuEvent::Mouse) {
        const auto index = indexAt(event->pos());
        if (!index.isValid()) return;
        if (!selectionModel()->isRowSelected(index.row(), {})) selectRow(index.row());
        emit menuWanted(event->globalPos());
    } else if (currentIndex().isValid()) {
        emit menuWanted(viewport()->mapToGlobal(visualRect(currentIndex()).bottomLeft()));
    }
}

void DocumentGrid::saveColumns() const {
    if (m_isArranged) QSettings().setValue(kColumnsKey, horizontalHeader()->saveState());
}

void DocumentGrid::restoreColumns() {
    auto* header = horizontalHeader();
    header->setStretchLastSection(true);
    const QByteArray state = QSettings().value(kColumnsKey).toByteArray();
    m_isArranged = !state.isEmpty() && header->restoreState(state);
    setColumnHidden(DocumentTableModel::Bates, !QSettings().value(kBatesKey).toBool());
    fitColumns();
    const auto arranged = [this] { m_isArranged = m_isArranged || !m_isFitting; };
    // The last one follows the width by itself.
    connect(header, &QHeaderView::sectionResized, this, [arranged](int column, int, int) {
        if (column != DocumentTableModel::Coding && QApplication::mouseButtons() != Qt::NoButton) arranged();
    });
    connect(header, &QHeaderView::sectionMoved, this, arranged);
    connect(header, &QHeaderView::sectionHandleDoubleClicked, this, arranged);
}

void DocumentGrid::fitColumns() {
    if (m_isArranged) return;
    m_isFitting = true;
    // Flags before the coding, which takes what is left at the end; titles get most of what a wide window gives.
    const int narrow[] = {148, 90, 140, 100, 146, 98, 62, 100, 118, 172};
    const int share[] = {0, 0, 8, 3, 0, 1, 0, 2, 2, 8};
    int spare = viewport()->width(), shares = 0;
    for (int column = 0; column < DocumentTableModel::ColumnCount; ++column) {
        if (isColumnHidden(column)) continue;
        spare -= narrow[column];
        shares += share[column];
    }
    // In a narrow window those that are cut anyway are cut sooner, so that none is beyond the edge.
    for (int column = 0; column < DocumentTableModel::ColumnCount; ++column)
        setColumnWidth(column,
                       std::max(narrow[column] * 6 / 10,
                                narrow[column] + (shares > 0 ? qFloor(1.0 * spare * share[column] / shares) : 0)));
    m_isFitting = false;
}

void DocumentGrid::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    fitColumns();
}

void DocumentGrid::chooseColumns(const QPoint& where) {
    QMenu menu(this);
    for (int column = 0; column < DocumentTableModel::ColumnCount; ++column) {
        auto* action = menu.addAction(m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        action->setEnabled(column != DocumentTableModel::Control);
        connect(action, &QAction::toggled, this, [this, column](bool on) {
            setColumnHidden(column, !on);
            if (column == DocumentTableModel::Bates) QSettings().setValue(kBatesKey, on);
            fitColumns();
            m_isArranged = true;
        });
    }
    menu.exec(horizontalHeader()->mapToGlobal(where));
}

}  // namespace redwell::ui
