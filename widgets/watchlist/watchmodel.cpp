#include "widgets/watchlist/watchmodel.h"

#include "widgets/style/formats.h"

#include <algorithm>

namespace isobar {

namespace {

std::optional<double> value(const WatchRow &row, WatchColumn column)
{
    switch (column) {
    case WatchColumn::Price:
        return row.mark;
    case WatchColumn::Change24h:
        return row.change24h;
    case WatchColumn::Rate:
        return row.rate8h;
    case WatchColumn::Apr:
        return row.apr;
    case WatchColumn::Realised7d:
        return row.realised7d;
    case WatchColumn::OiChange1h:
        return row.oiChange1h;
    case WatchColumn::OiChange4h:
        return row.oiChange4h;
    case WatchColumn::OiChange24h:
        return row.oiChange24h;
    case WatchColumn::OpenInterest:
        return row.openInterestUsd;
    case WatchColumn::Liquidated1h:
        return row.liquidated1hUsd;
    case WatchColumn::LiquidatedShare:
        if (row.openInterestUsd && *row.openInterestUsd > 0)
            return row.liquidated1hUsd / *row.openInterestUsd;
        return {};
    case WatchColumn::Squeeze:
        return row.squeeze ? std::optional<double>(row.squeeze->steps()) : std::nullopt;
    case WatchColumn::Asset:
    case WatchColumn::Venues:
    case WatchColumn::Count:
        break;
    }
    return {};
}

} // namespace

WatchModel::WatchModel(QObject *parent) : QAbstractTableModel(parent) { }

QString WatchModel::text(const WatchRow &row, WatchColumn column) const
{
    const auto raw = value(row, column);
    switch (column) {
    case WatchColumn::Asset:
        return QString::fromStdString(row.asset);
    case WatchColumn::Price:
        return formats::price(raw);
    case WatchColumn::Rate:
        return formats::rate8h(raw, m_unit == RateUnit::Apr ? RateUnit::Per8h : m_unit);
    case WatchColumn::Apr:
        return formats::rate8h(row.rate8h, RateUnit::Apr);
    case WatchColumn::Realised7d:
        return formats::change(raw, 3);
    case WatchColumn::Change24h:
    case WatchColumn::OiChange1h:
    case WatchColumn::OiChange4h:
    case WatchColumn::OiChange24h:
        return formats::change(raw);
    case WatchColumn::OpenInterest:
        return formats::usd(raw);
    case WatchColumn::Liquidated1h:
        return QStringLiteral("≥ ") + formats::usd(raw);
    case WatchColumn::LiquidatedShare:
        return formats::percent(raw, 3);
    case WatchColumn::Squeeze:
        if (!row.squeeze)
            return formats::Dash;
        return (row.squeeze->crowd == PositionSide::Long ? tr("%1/3 longs", "squeeze steps of the crowd")
                                                         : tr("%1/3 shorts", "squeeze steps of the crowd"))
            .arg(row.squeeze->steps());
    case WatchColumn::Venues:
        return QStringLiteral("%1/%2").arg(row.venuesValid).arg(row.venuesTotal);
    case WatchColumn::Count:
        break;
    }
    return {};
}

QString WatchModel::marketText(WatchColumn column) const
{
    switch (column) {
    case WatchColumn::Asset:
        return tr("MARKET");
    case WatchColumn::Rate:
        return tr("extreme %1/%2").arg(m_market.extreme).arg(m_market.assets);
    case WatchColumn::Apr:
        return tr("neg. %1/%2", "assets with negative funding").arg(m_market.negative).arg(m_market.assets);
    case WatchColumn::OpenInterest:
        return formats::usd(m_market.openInterestUsd);
    case WatchColumn::Liquidated1h:
        return QStringLiteral("≥ ") + formats::usd(m_market.liquidated1hUsd);
    case WatchColumn::LiquidatedShare:
        return m_market.openInterestUsd > 0 ? formats::percent(m_market.liquidated1hUsd / m_market.openInterestUsd, 3)
                                            : QString(formats::Dash);
    default:
        return {};
    }
}

void WatchModel::setSnapshot(const Snapshot &snapshot)
{
    m_market = snapshot.market;
    const bool sameAssets = m_rows.size() == snapshot.watch.size() + 1
        && std::equal(snapshot.watch.begin(), snapshot.watch.end(), m_rows.begin() + 1,
            [](const WatchRow &row, const Row &held) { return row.asset == held.watch.asset; });
    if (!sameAssets) {
        // The user changed the list: rare, and every row may be another.
        beginResetModel();
        m_rows.assign(snapshot.watch.empty() ? 0 : snapshot.watch.size() + 1, Row{});
        for (std::size_t i = 0; i < snapshot.watch.size(); ++i)
            m_rows[i + 1].watch = snapshot.watch[i];
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            for (int c = 0; c < WatchColumnCount; ++c)
                m_rows[i].texts[std::size_t(c)] =
                    i == 0 ? marketText(WatchColumn(c)) : text(m_rows[i].watch, WatchColumn(c));
        }
        endResetModel();
        return;
    }
    for (std::size_t i = 0; i < snapshot.watch.size(); ++i)
        m_rows[i + 1].watch = snapshot.watch[i];
    renew();
}

void WatchModel::renew()
{
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        for (int c = 0; c < WatchColumnCount; ++c) {
            const auto column = static_cast<WatchColumn>(c);
            QString fresh = i == 0 ? marketText(column) : text(m_rows[i].watch, column);
            QString &held = m_rows[i].texts[std::size_t(c)];
            if (fresh == held)
                continue;
            held = fresh;
            Q_EMIT dataChanged(index(int(i), c), index(int(i), c));
        }
    }
}

void WatchModel::setRateUnit(RateUnit unit)
{
    m_unit = unit;
    retranslate();
}

void WatchModel::retranslate()
{
    renew();
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, WatchColumnCount - 1);
}

QString WatchModel::assetAt(int row) const
{
    return row > 0 && row < int(m_rows.size()) ? QString::fromStdString(m_rows[std::size_t(row)].watch.asset)
                                               : QString();
}

bool WatchModel::isStale(int row) const
{
    return row > 0 && row < int(m_rows.size()) && m_rows[std::size_t(row)].watch.stale;
}

int WatchModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }

int WatchModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : WatchColumnCount; }

QVariant WatchModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return row.texts[std::size_t(index.column())];
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            index.column() == 0 ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignRight | Qt::AlignVCenter);
    case WatchRawRole: {
        const auto raw = index.row() == 0 ? std::nullopt : value(row.watch, WatchColumn(index.column()));
        return raw ? QVariant(*raw) : QVariant();
    }
    case Qt::ToolTipRole:
        if (index.row() > 0 && index.column() == int(WatchColumn::OpenInterest))
            return formats::usdExact(row.watch.openInterestUsd);
        if (index.row() > 0 && index.column() == int(WatchColumn::Liquidated1h))
            return tr("Observed in the last hour: at least %1").arg(formats::usdExact(row.watch.liquidated1hUsd));
        if (index.row() > 0 && index.column() == int(WatchColumn::Squeeze))
            return tr("Conditions of a structural squeeze that stand: extreme funding, high open interest, a loaded "
                      "cluster in the crowd's way out. The squeeze monitor has the numbers.");
        return {};
    default:
        return {};
    }
}

QVariant WatchModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(section == 0 ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<WatchColumn>(section)) {
    case WatchColumn::Asset:
        return tr("Asset");
    case WatchColumn::Price:
        return tr("Price");
    case WatchColumn::Change24h:
        return tr("24h");
    case WatchColumn::Rate:
        return formats::rateUnitName(m_unit == RateUnit::Raw || m_unit == RateUnit::Apr ? RateUnit::Per8h : m_unit);
    case WatchColumn::Apr:
        return tr("APR");
    case WatchColumn::Realised7d:
        return tr("Paid 7d");
    case WatchColumn::OiChange1h:
        return tr("OI 1h");
    case WatchColumn::OiChange4h:
        return tr("OI 4h");
    case WatchColumn::OiChange24h:
        return tr("OI 24h");
    case WatchColumn::OpenInterest:
        return tr("OI");
    case WatchColumn::Liquidated1h:
        return tr("Liq. 1h");
    case WatchColumn::LiquidatedShare:
        return tr("of OI", "liquidations as a share of the open interest");
    case WatchColumn::Squeeze:
        return tr("Squeeze", "column: steps of the squeeze monitor");
    case WatchColumn::Venues:
        return tr("Venues");
    case WatchColumn::Count:
        break;
    }
    return {};
}

} // namespace isobar
