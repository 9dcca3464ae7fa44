#pragma once
#include "core/market/observation.h"
#include "widgets/style/theme.h"

#include <QStyledItemDelegate>

namespace isobar {

class TapeModel;

/// Paints a liquidation: its size by weight and size of the type, a bar and, from 1 M, a tinted row; its side by a
/// word, an arrow in the direction in which it pushed the price, and its colour.
class TapeDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    TapeDelegate(const Theme &theme, const TapeModel &model, QObject *parent = nullptr);

    static constexpr int Padding = 6;
    /// Room of the number in the cell of the size; its bar begins behind it.
    int numberWidth() const;
    /// Where the bar of a size stands in its cell.
    QRectF barOf(const QRect &cell, double usd) const;
    int arrowWidth() const { return m_digit + 4; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    struct Cell;
    void renewFonts();
    QColor background(const Cell &cell) const;
    void paintSide(QPainter &painter, const Cell &cell) const;
    void paintSize(QPainter &painter, const Cell &cell) const;

    const Theme &m_theme;
    const TapeModel &m_model;
    QFont m_font, m_strong, m_huge;
    int m_digit = 0;
};

Token liquidationToken(PositionSide side);
/// An arrow that does not rest on a font: down for a dead long, whose position was sold, up for a dead short.
void paintSideArrow(QPainter &painter, const QRectF &rect, PositionSide side, const QColor &colour);

} // namespace isobar
