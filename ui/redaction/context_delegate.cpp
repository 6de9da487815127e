#include "ui/redaction/context_delegate.h"

#include "ui/session/text.h"
#include "ui/theme/theme.h"

#include <QPainter>

#include <algorithm>

namespace redwell::ui {

QStringList contextParts(const std::string& context, std::size_t hitAt, std::size_t hitSize) {
    const auto at = std::min(hitAt, context.size()), end = std::min(at + hitSize, context.size());
    return {shown(context.substr(0, at)), shown(context.substr(at, end - at)), shown(context.substr(end))};
}

void ContextDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const QStringList parts = index.data(kPartsRole).toStringList();
    if (parts.size() != 3) return QStyledItemDelegate::paint(painter, option, index);
    QStyleOptionViewItem empty(option);
    initStyleOption(&empty, index);
    empty.text.clear();
    const auto* style = option.widget ? option.widget->style() : nullptr;
    if (style) style->drawControl(QStyle::CE_ItemViewItem, &empty, painter, option.widget);

    painter->save();
    const QRect area = option.rect.adjusted(6, 0, -6, 0);
    painter->setClipRect(area);
    QFont bold = option.font;
    bold.setBold(true);
    const QFontMetrics plainMetrics(option.font), boldMetrics(bold);
    const QString found = boldMetrics.elidedText(parts[1], Qt::ElideRight, area.width());
    const int width = boldMetrics.horizontalAdvance(found), before = plainMetrics.horizontalAdvance(parts[0]),
              after = plainMetrics.horizontalAdvance(parts[2]);
    // In the middle, unless one side has less to say than room for it.
    int x = area.left() + std::min(before, (area.width() - width) / 2);
    if (after < area.right() - x - width) x = std::min(area.left() + before, area.right() - width - after);
    const bool isSelected = option.state & QStyle::State_Selected;
    const auto& theme = Theme::instance();
    const QColor ink = theme.color(isSelected ? QStringLiteral("selection_text") : QStringLiteral("text"));
    painter->setFont(option.font);
    painter->setPen(isSelected ? ink : theme.color(QStringLiteral("muted")));
    const QRect left(area.left(), area.top(), x - area.left(), area.height());
    const QRect right(x + width, area.top(), area.right() - x - width + 1, area.height());
    painter->drawText(left, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine,
                      plainMetrics.elidedText(parts[0], Qt::ElideLeft, left.width()));
    painter->drawText(right, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                      plainMetrics.elidedText(parts[2], Qt::ElideRight, right.width()));
    painter->setFont(bold);
    painter->setPen(ink);
    painter->drawText(QRect(x, area.top(), width + 1, area.height()),
                      Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, found);
    painter->restore();
}

}  // namespace redwell::ui
