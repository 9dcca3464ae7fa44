#pragma once
#include "widgets/funding/fundingflash.h"
#include "widgets/funding/fundingmodel.h"
#include "widgets/style/theme.h"

#include <QFont>
#include <QFontMetrics>
#include <QSortFilterProxyModel>
#include <QStyledItemDelegate>

namespace isobar {

/// Where the in-cell bar of a rate lies, in the cell's coordinates (pure; tests probe it). The scale is that of the
/// gauge: asinh, so that the neutral print and an extreme are both seen; the zero line is in the middle.
QRectF rateBar(const QRectF &cell, double rate8h);

/// Paints every cell of the funding table; the model only says what is true.
class FundingDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    FundingDelegate(const Theme &theme, const FundingModel &model, const QSortFilterProxyModel &proxy,
        const FundingFlash &flash, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    static constexpr int Padding = 4;

private:
    struct Cell;
    void renewFonts();
    QColor background(const Cell &cell) const;
    QColor textColour(const Cell &cell) const;
    QColor countdownColour(const Cell &cell) const;
    void paintGround(QPainter &painter, const Cell &cell) const;
    void paintRateBar(QPainter &painter, const Cell &cell) const;
    void paintFlash(QPainter &painter, const Cell &cell, const QModelIndex &source) const;
    void paintInterval(QPainter &painter, const Cell &cell) const;
    void paintSparkline(QPainter &painter, const Cell &cell) const;
    void paintText(QPainter &painter, const Cell &cell) const;
    QColor healthColour(HealthState state) const;

    const Theme &m_theme;
    const FundingModel &m_model;
    const QSortFilterProxyModel &m_proxy;
    const FundingFlash &m_flash;
    QFont m_font, m_strong, m_badge;
    int m_digit = 8;
};

} // namespace isobar
