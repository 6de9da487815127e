// Words found and the words around them, with those that were found in the middle and bold: what is cut off at the ends
// of a narrow column is what matters least.
#pragma once

#include <QStringList>
#include <QStyledItemDelegate>

#include <string>

namespace redwell::ui {

// Before, found, after; made safe to show.
QStringList contextParts(const std::string& context, std::size_t hitAt, std::size_t hitSize);

class ContextDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    static constexpr int kPartsRole = Qt::UserRole + 1;
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace redwell::ui
