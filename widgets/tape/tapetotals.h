#pragma once
#include "core/settings/settings.h"
#include "core/snapshot/snapshot.h"
#include "widgets/style/theme.h"

#include <QWidget>

namespace isobar {

/// The totals of the tape on one line: for 1 h, 4 h and 24 h longs at the left and shorts at the right of the window's
/// name, with opposed bars below; then the coverage, and since when it is heard while a window is not full.
class TapeTotals : public QWidget {
    Q_OBJECT
public:
    explicit TapeTotals(const Theme &theme, QWidget *parent = nullptr);

    /// `view` absent: nothing is known yet.
    void present(std::shared_ptr<const LiquidationView> view, TimeMs marketMs, TimeZoneChoice zone);
    void retranslate();

    QSize sizeHint() const override; ///< on one line
    QSize minimumSizeHint() const override; ///< with the coverage on a line below
    bool isNarrow() const; ///< the coverage stands below
    /// The place of a window's block, 0..2, and of its two bars, which meet in the middle.
    QRect blockOf(int window) const;
    QRectF barOf(int window, PositionSide side) const;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void renew();
    int blockWidth(bool withArrows) const;
    int lineHeight() const;
    int coverageWidth() const;
    QRect coveragePlace() const;
    void paintBlock(QPainter &painter, int window) const;
    void paintNumber(QPainter &painter, const QRect &place, PositionSide side, double usd) const;
    void paintCoverage(QPainter &painter) const;

    const Theme &m_theme;
    std::shared_ptr<const LiquidationView> m_view;
    TimeMs m_marketMs = 0;
    TimeZoneChoice m_zone = TimeZoneChoice::Utc;
    QString m_coverage, m_since;
};

} // namespace isobar
