#include "widgets/matrix/sortheader.h"

#include <QPainter>
#include <QStyleOptionHeader>

namespace isobar {

SortHeader::SortHeader(const Theme &theme, QWidget *parent) : QHeaderView(Qt::Horizontal, parent), m_theme(theme)
{
    setHighlightSections(false);
    setSectionsClickable(true);
    setSortIndicatorShown(true);
    setMinimumSectionSize(24);
}

void SortHeader::initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const
{
    QHeaderView::initStyleOptionForIndex(option, logicalIndex);
    option->sortIndicator = QStyleOptionHeader::None;
}

void SortHeader::paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const
{
    painter->save();
    QHeaderView::paintSection(painter, rect, logicalIndex);
    painter->restore();
    if (logicalIndex != sortIndicatorSection())
        return;
    const bool isDown = sortIndicatorOrder() == Qt::DescendingOrder;
    const double x = rect.center().x() + 0.5, top = rect.top() + 1, height = 3.5, half = 4;
    const QPolygonF arrow = isDown ? QPolygonF{{x - half, top}, {x + half, top}, {x, top + height}}
                                   : QPolygonF{{x - half, top + height}, {x + half, top + height}, {x, top}};
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(m_theme.colour(Token::Accent));
    painter->drawPolygon(arrow);
    painter->restore();
}

} // namespace isobar
