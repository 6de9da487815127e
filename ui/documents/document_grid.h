// The grid of documents: which one is open, which are selected. Its columns fit its width until somebody changes one;
// then their widths, order and visibility are remembered.
#pragma once

#include "ui/documents/document_table_model.h"

#include <QTableView>

namespace redwell::ui {

class DocumentGrid : public QTableView {
    Q_OBJECT
public:
    explicit DocumentGrid(DocumentTableModel* model, QWidget* parent = nullptr);

    DocumentId current() const;
    std::vector<DocumentId> selected() const;  // in the grid's order
    void go(int steps);                        // to the next or previous document
    void open(DocumentId document);
    void saveColumns() const;

signals:
    void opened(redwell::DocumentId document);  // 0: none
    void selectionCountChanged(int documents);
    void menuWanted(const QPoint& globalPosition);  // on the selected rows

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void restoreColumns();
    void fitColumns();
    void chooseColumns(const QPoint& where);
    void showBates(bool isProduced);
    void selectAgain();

    DocumentTableModel* m_model;
    DocumentId m_opened;
    std::vector<DocumentId> m_before;  // selected when the rows were asked for again
    QString m_shownQuery;
    bool m_isArranged = false;  // by the reviewer
    bool m_isFitting = false;
};

}  // namespace redwell::ui
