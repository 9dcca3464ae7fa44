#pragma once
#include "core/snapshot/snapshot.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

namespace isobar::samples {

inline constexpr TimeMs MatrixStart = 1'772'150'400'000; // 2026-02-27 00:00 UTC

/// `assets` x `venues` with rates of plain arithmetic; the first asset is the largest and on all venues, smaller ones
/// are missing on some. `turn` moves every rate.
inline std::shared_ptr<MarketMatrix> matrixOf(int assets, int venues, int turn = 0)
{
    static const std::vector<std::string> Names{"Binance", "OKX", "Bybit", "Hyperliquid", "Bitget", "Gate", "MEXC",
        "Aster", "Binance coin", "KuCoin", "HTX", "BingX", "BitMart", "Phemex", "BloFin", "dYdX", "Lighter", "Paradex",
        "Aevo", "Backpack", "WOO X", "Deribit", "Kraken", "Bitfinex", "Crypto.com", "Delta"};
    static const std::vector<std::string> Coins{
        "BTC", "ETH", "SOL", "XRP", "DOGE", "PEPE", "HYPE", "ADA", "LINK", "AVAX"};
    auto made = std::make_shared<MarketMatrix>();
    made->transportMs = made->marketMs = MatrixStart + turn * SecondMs;
    made->horizonHours = 72;
    for (int v = 0; v < venues; ++v) {
        const std::string &name = Names[std::size_t(v) % Names.size()];
        made->venues.push_back({"v" + std::to_string(100 + v), name, name, HealthState::Live, 1e11 / (v + 1)});
    }
    for (int a = 0; a < assets; ++a) {
        MatrixRow row;
        row.asset = a < int(Coins.size()) ? Coins[std::size_t(a)] : "COIN" + std::to_string(a);
        row.isWatched = a < 3;
        row.openInterestUsd = 2e10 / (a + 1.0);
        row.turnoverUsd = 3e10 / (a + 2.0);
        row.mark = 65'000.0 / (a + 1);
        row.firstCell = std::uint32_t(made->cells.size());
        double low = 1, high = -1, sum = 0;
        for (int v = 0; v < venues; ++v) {
            if (a > 0 && (a * 7 + v * 13) % 11 < 3)
                continue;
            MatrixCell &cell = made->cells.emplace_back();
            cell.venue = std::uint32_t(v);
            const double wave = std::sin(a * 1.7 + v * 0.9 + turn * 0.05);
            cell.rate8h = 0.0001 + 0.0009 * wave * wave * wave + 0.000001 * ((turn * 7 + a + v) % 9);
            cell.smoothed8h = cell.rate8h;
            cell.mark = row.mark;
            cell.premium = *cell.rate8h;
            cell.openInterestUsd = *row.openInterestUsd / (v + 2);
            cell.turnoverUsd = *row.turnoverUsd / (v + 2);
            cell.intervalHours = v % 4 == 3 ? 1 : 8;
            cell.nextFundingMs = MatrixStart + HourMs;
            cell.fundingSeenMs = cell.markSeenMs = made->transportMs - 7 * SecondMs;
            cell.contracts = 1;
            cell.isStale = (a + v) % 23 == 5;
            if ((a * 3 + v) % 29 == 7)
                cell.excluded = Exclusion::Implausible;
            if ((a * 5 + v) % 31 == 3) {
                cell.rate8h.reset();
                cell.smoothed8h.reset();
                cell.excluded = Exclusion::NoData;
            }
            cell.isCapped = (a + 2 * v) % 37 == 4;
            if (!cell.isUsable())
                continue;
            ++row.venues;
            sum += *cell.rate8h;
            low = std::min(low, *cell.rate8h);
            high = std::max(high, *cell.rate8h);
        }
        row.cellCount = std::uint32_t(made->cells.size()) - row.firstCell;
        if (row.venues > 0)
            row.aggregate8h = sum / row.venues;
        if (row.venues > 1)
            row.spread8h = high - low;
        made->rows.push_back(row);
    }
    std::sort(
        made->rows.begin(), made->rows.end(), [](const MatrixRow &a, const MatrixRow &b) { return a.asset < b.asset; });
    for (const MatrixRow &row : made->rows) {
        const MatrixCell *low = nullptr, *high = nullptr;
        for (const MatrixCell &cell : made->cellsOf(row)) {
            if (!cell.isUsable())
                continue;
            low = !low || *cell.rate8h < *low->rate8h ? &cell : low;
            high = !high || *cell.rate8h > *high->rate8h ? &cell : high;
        }
        if (!low || low == high)
            continue;
        SpreadRow &spread = made->spreads.emplace_back();
        spread.asset = row.asset;
        spread.isWatched = row.isWatched;
        spread.longVenue = low->venue;
        spread.shortVenue = high->venue;
        spread.longRate8h = *low->rate8h;
        spread.shortRate8h = *high->rate8h;
        spread.longFee = spread.shortFee = 0.0005;
        spread.perDay = 3 * (*high->rate8h - *low->rate8h);
        spread.fees = 0.002;
        spread.basis = *low->premium - *high->premium;
        spread.basisFrom = BasisSource::Premiums;
        spread.net = spread.perDay * 3 - spread.fees - spread.basis;
        spread.breakEvenHours = 24 * std::max(0.0, spread.fees + spread.basis) / spread.perDay;
        spread.smallerOpenInterestUsd = std::min(*low->openInterestUsd, *high->openInterestUsd);
        spread.longMark = spread.shortMark = row.mark;
        if (spread.net > 0)
            spread.sinceMs = MatrixStart - HourMs;
    }
    return made;
}

inline SnapshotPtr matrixSnapshot(const MarketMatrixPtr &matrix)
{
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->transportMs = matrix->transportMs;
    snapshot->marketMs = matrix->marketMs;
    snapshot->matrix = matrix;
    return snapshot;
}

} // namespace isobar::samples
