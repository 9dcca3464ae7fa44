#pragma once
#include "widgets/style/theme.h"

#include <QStyledItemDelegate>

namespace isobar {

/// Paints the cells of the positions in their tokens' colours; the calculator's row on another ground.
class PositionDelegate final : public QStyledItemDelegate {
public:
    static constexpr int Padding = 6;

    PositionDelegate(const Theme &theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) { }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const Theme &m_theme;
};

} // namespace isobar
