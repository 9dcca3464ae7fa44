#pragma once
#include "widgets/style/theme.h"

#include <QFont>
#include <QStyledItemDelegate>

namespace isobar {

class SpreadModel;
class SpreadProxy;

/// Paints the table of spreads: what is left is the brightest, venues have their colours, provisional rates a dot.
class SpreadDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    SpreadDelegate(const Theme &theme, const SpreadModel &model, const SpreadProxy &proxy, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    static constexpr int Padding = 6;

private:
    void renewFonts();
    QColor textColour(const QModelIndex &source, bool isSelected) const;

    const Theme &m_theme;
    const SpreadModel &m_model;
    const SpreadProxy &m_proxy;
    QFont m_font, m_strong;
};

} // namespace isobar
