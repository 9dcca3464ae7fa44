#pragma once
#include "core/settings/settings.h"
#include "core/snapshot/snapshot.h"
#include "widgets/style/theme.h"

#include <QVector>
#include <QWidget>

namespace isobar {

/// One chip for each watched asset, up to twelve: asset and price, 24 h change and funding coloured by who pays. What
/// room remains tells of the market as a whole.
class WatchStrip final : public QWidget {
    Q_OBJECT
public:
    static constexpr int MaxChips = 12;

    explicit WatchStrip(const Theme &theme, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    /// Place of a chip; empty beyond the last.
    QRect chipRect(int index) const;
    int chipCount() const;
    /// Width that the texts of a chip need.
    int neededWidth(int index) const;
    QString marketText() const;

public Q_SLOTS:
    void showSnapshot(const SnapshotPtr &snapshot);
    void setAsset(const QString &asset);
    void setSettings(const Settings &settings);

Q_SIGNALS:
    void assetChosen(const QString &asset);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Chip {
        QString asset, price, change, rate;
        Token changeColour = Token::Label, rateColour = Token::Value;
        bool operator==(const Chip &) const = default;
    };
    void renew();
    int chipAt(const QPoint &position) const;
    void paintChip(QPainter &painter, int index) const;
    void hover(int index);

    const Theme &m_theme;
    SnapshotPtr m_snapshot;
    QVector<Chip> m_chips;
    QString m_asset = QStringLiteral("BTC"), m_market;
    RateUnit m_unit = RateUnit::Per8h;
    int m_hovered = -1;
};

} // namespace isobar
