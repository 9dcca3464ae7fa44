#pragma once
#include "core/base/result.h"
#include "core/base/time.h"

#include <array>
#include <string_view>
#include <vector>

namespace isobar {

/// One bar of historical data. NaN: the file does not say.
struct HistoryBar {
    TimeMs openMs = 0;
    double open = 0, high = 0, low = 0, close = 0; ///< quote per coin
    double volumeCoins = 0, takerBuyCoins = 0;
    double openInterestCoins = 0; ///< at its end
    std::array<double, 2> liquidatedUsd{}; ///< by side of the position
    double funding8h = 0; ///< at its end, fraction per 8 h
};

/// Bars of one asset that follow each other, all of one length; some may be missing.
struct HistoryFile {
    TimeMs stepMs = 0;
    std::vector<HistoryBar> bars;
    bool hasLiquidations = false;
};

/// Reads a CSV with a header (t_ms,open,high,low,close, and what there is of volume_btc or volume_base, taker_buy_base,
/// oi_close_usd or oi_close_base, liq_long_usd / liq_short_usd or liq_long_base / liq_short_base, funding_8h). Other
/// columns are passed over. Fails with the line on a number that is none, a price that is not positive, or times that
/// do not ascend.
Result<HistoryFile> readHistoryCsv(std::string_view text);

} // namespace isobar
