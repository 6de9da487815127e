// The people of the case as rows: name, ways of writing, organisation, attorney, counts.
#pragma once

#include "messages/people_store.h"

#include <QAbstractTableModel>

#include <optional>
#include <vector>

namespace redwell::ui {

class PeopleModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Written, Organisation, Attorney, Sent, Received, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void setPeople(std::vector<messages::Person> people);
    std::size_t peopleCount() const { return m_people.size(); }  // with those that the words leave out
    void setWords(const QString& words);  // shows those whose names, addresses or organisation hold them
    const messages::Person* at(int row) const;
    int rowOf(PersonId id) const;  // -1: not shown

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

private:
    void arrange();

    std::vector<messages::Person> m_people;
    std::vector<std::size_t> m_rows;  // of m_people
    QString m_words;
    int m_column = Name;
    Qt::SortOrder m_order = Qt::AscendingOrder;
};

}  // namespace redwell::ui
