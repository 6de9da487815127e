#include "ui/people/people_model.h"

#include "ui/session/text.h"

#include <QLocale>

#include <algorithm>

namespace redwell::ui {
namespace {

QString written(const messages::Person& person) {
    QStringList names;
    for (const auto& name : person.names)
        if (name.written != person.name) names << shown(name.written);
    return names.join(QStringLiteral(", "));
}

QString attorney(const messages::Person& person) {
    if (person.isAttorney) return *person.isAttorney ? PeopleModel::tr("Attorney") : PeopleModel::tr("No");
    return person.attorneyReason.empty() ? QString() : PeopleModel::tr("Perhaps");
}

}  // namespace

void PeopleModel::setPeople(std::vector<messages::Person> people) {
    m_people = std::move(people);
    arrange();
}

void PeopleModel::setWords(const QString& words) {
    m_words = plain(fold(utf8(words.simplified())));
    arrange();
}

void PeopleModel::arrange() {
    beginResetModel();
    m_rows.clear();
    for (std::size_t i = 0; i < m_people.size(); ++i) {
        const auto& person = m_people[i];
        const QString all = plain(fold(utf8(shown(person.name) + QLatin1Char(' ') + written(person) + QLatin1Char(' ') +
                                            shown(person.organisation))));
        if (m_words.isEmpty() || all.contains(m_words)) m_rows.push_back(i);
    }
    std::stable_sort(m_rows.begin(), m_rows.end(), [this](std::size_t a, std::size_t b) {
        const auto &one = m_people[a], &other = m_people[b];
        const auto compare = [this](const auto& x, const auto& y) {
            return m_order == Qt::AscendingOrder ? x < y : y < x;
        };
        switch (m_column) {
            case Sent: return compare(one.sent, other.sent);
            case Received: return compare(one.received, other.received);
            case Organisation: return compare(fold(one.organisation), fold(other.organisation));
            case Attorney: return compare(attorney(one), attorney(other));
            default: return compare(fold(one.name), fold(other.name));
        }
    });
    endResetModel();
}

const messages::Person* PeopleModel::at(int row) const {
    return row >= 0 && row < static_cast<int>(m_rows.size()) ? &m_people[m_rows[static_cast<std::size_t>(row)]]
                                                             : nullptr;
}

int PeopleModel::rowOf(PersonId id) const {
    for (std::size_t row = 0; row < m_rows.size(); ++row)
        if (m_people[m_rows[row]].id == id) return static_cast<int>(row);
    return -1;
}

int PeopleModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PeopleModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant PeopleModel::data(const QModelIndex& index, int role) const {
    const auto* person = at(index.row());
    if (!person) return {};
    if (role == Qt::TextAlignmentRole && index.column() >= Sent)
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && index.column() == Attorney) return asPlainTip(shown(person->attorneyReason));
    if (role == Qt::ToolTipRole && index.column() == Written) return asPlainTip(written(*person));
    if (role == Qt::ToolTipRole) return asPlainTip(data(index, Qt::DisplayRole).toString());
    if (role != Qt::DisplayRole) return {};
    switch (index.column()) {
        case Name: return shown(person->name);
        case Written: return written(*person);
        case Organisation:
            return person->isOrganisationGuessed ? tr("%1 (guessed)").arg(shown(person->organisation))
                                                 : shown(person->organisation);
        case Attorney: return attorney(*person);
        case Sent: return QLocale().toString(static_cast<qlonglong>(person->sent));
        case Received: return QLocale().toString(static_cast<qlonglong>(person->received));
        default: return {};
    }
}

QVariant PeopleModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((section >= Sent ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Name: return tr("Name");
        case Written: return tr("Also written");
        case Organisation: return tr("Organization");
        case Attorney: return tr("Attorney");
        case Sent: return tr("Wrote");
        case Received: return tr("Received");
        default: return {};
    }
}

void PeopleModel::sort(int column, Qt::SortOrder order) {
    m_column = column;
    m_order = order;
    arrange();
}

}  // namespace redwell::ui
