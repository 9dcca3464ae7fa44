#pragma once
#include "widgets/style/theme.h"

#include <QStyledItemDelegate>

namespace isobar {

class SqueezeModel;

/// Paints the steps: a filled mark for an ingredient that stands (a square where its cluster is armed), an empty one
/// for what is missing, and its number beside it.
class SqueezeDelegate final : public QStyledItemDelegate {
public:
    static constexpr int Padding = 6;

    SqueezeDelegate(const Theme &theme, const SqueezeModel &model, QObject *parent);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    int markWidth() const; ///< of a mark with the space to its number

private:
    Token colourOf(const QModelIndex &index) const;

    const Theme &m_theme;
    const SqueezeModel &m_model;
};

} // namespace isobar
