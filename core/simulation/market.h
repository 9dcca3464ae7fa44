#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/time.h"
#include "core/simulation/fault.h"
#include "core/simulation/marketdata.h"
#include "core/simulation/scenario.h"
#include "core/simulation/script.h"

namespace isobar::simulation {

struct Truth;

struct MarketConfig {
    Scenario scenario = Scenario::Tour;
    std::uint64_t seed = 1;
    TimeMs startMs = 0; ///< market time at which the plot begins; any time
    int historyDays = 30; ///< built before it
    std::vector<std::string> venues; ///< ids; empty: all
    int assets = 0; ///< as for assetProfiles()
};

/// One market of agents with leveraged positions on every venue. Single-threaded, deterministic from (config, script)
/// and independent of how advanceTo() is chunked; it never asks for the time.
class Market {
public:
    /// Builds the history (older than 6 h in 5-minute steps, then minutes, the last quarter of an hour in seconds).
    explicit Market(MarketConfig config);
    ~Market();
    Market(const Market &) = delete;
    Market &operator=(const Market &) = delete;

    /// Adds script lines, counted from startMs; those that are due take effect at once. Lines for a venue or asset
    /// that is not listed do nothing.
    void overrule(const Script &script);
    /// Steps of 1 s of market time up to `marketMs` (nothing if that is past).
    void advanceTo(TimeMs marketMs);
    /// The whole second up to which the market has gone.
    TimeMs nowMs() const;
    TimeMs startMs() const;

    /// Index in this list = `contract` everywhere else, listed or not.
    const std::vector<ContractSpec> &contracts() const;
    ContractState state(int contract) const;
    /// In its venue's catalogue now; the plot may take a contract out.
    bool isListed(int contract) const;

    /// What happened after a cursor; at least the last 15 minutes are kept. Each list in order of time. Cursor 0: all
    /// that is kept.
    struct Feed {
        std::vector<Print> prints;
        std::vector<Liquidation> liquidations;
        std::vector<Settlement> settlements;
        std::uint64_t cursor = 0;
    };
    Feed since(std::uint64_t cursor) const;
    /// The cursor of the present: since(cursor()) is empty.
    std::uint64_t cursor() const;

    /// Bars with openMs in [fromMs, toMs), oldest first, the last one possibly running. `intervalMs` a multiple of a
    /// minute that divides or is a multiple of 5 minutes. 30 d are kept; minutes older than a day are interpolated
    /// within their 5-minute bar (same sums, same extremes).
    std::vector<Candle> candles(int contract, TimeMs intervalMs, TimeMs fromMs, TimeMs toMs) const;
    /// Values at multiples of `intervalMs` (itself a multiple of 5 minutes) in [fromMs, toMs), oldest first.
    std::vector<OpenInterestPoint> openInterestHistory(
        int contract, TimeMs intervalMs, TimeMs fromMs, TimeMs toMs) const;
    /// Settlements with timeMs in [fromMs, toMs), oldest first.
    std::vector<Settlement> settlements(int contract, TimeMs fromMs, TimeMs toMs) const;

    /// Faults of plot and script with absolute market times; those of the plot for its present loop.
    std::vector<Fault> faults() const;
    std::vector<Fault> activeFaults(TimeMs nowMs) const;

    /// Every agent's position: for tests only, no server sends it. See truth.h.
    const Truth &truth() const;

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace isobar::simulation
