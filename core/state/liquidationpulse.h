#pragma once
#include "core/market/instrument.h"
#include "core/state/liquidationlog.h"

#include <array>
#include <cstdint>
#include <deque>
#include <optional>

namespace isobar {

/// What was liquidated within one second of market time on one contract and side.
struct LiquidationCell {
    TimeMs secondMs = 0; ///< start of the second, as the venue says
    InstrumentId instrument;
    PositionSide side = PositionSide::Long; ///< of the positions that died
    double usd = 0, coins = 0;
    int prints = 0;
    double largestUsd = 0, largestPrice = 0; ///< of the largest print
    std::uint64_t serial = 0; ///< of its last print: grows with every print of the asset
};

/// The liquidations of one asset in the last minutes, second by second, for rules that look at a minute; and how large
/// single prints usually are. A pure function of the stream.
class LiquidationPulse {
public:
    /// `marketMs` of receipt: a venue's clock that runs ahead does not count.
    void add(TimeMs marketMs, InstrumentId instrument, const LiquidationPrint &print);
    /// One of before the start: it counts among the usual sizes, and is no news.
    void addPast(const LiquidationPrint &print);
    /// A beat: forgets what no rule can ask for any more, which is three minutes before the beat before.
    void advance(TimeMs marketMs);

    /// In the order of their first print.
    const std::deque<LiquidationCell> &cells() const { return m_cells; }
    /// Market time of the beat before the last one: what came after it is new to the rules.
    TimeMs beforeMs() const { return m_beforeMs; }
    /// All that was ever added live, USD by side: differences of two moments tell what came between.
    const LiquidationSums &total() const { return m_total; }
    std::uint64_t serial() const { return m_serial; }
    /// Size in USD that the share `q` of the prints of the last 30 d does not exceed, to a tenth; absent while fewer
    /// than `LeastPrints` are known.
    std::optional<double> printQuantile(double q) const;
    static constexpr std::uint64_t LeastPrints = 1000;

private:
    static constexpr int Buckets = 320, BucketsAnOctave = 8;
    struct Day {
        TimeMs dayMs = 0;
        std::array<std::uint32_t, Buckets> counts{};
    };
    static int bucketOf(double usd);
    void countSize(TimeMs dayMs, double usd);

    std::deque<LiquidationCell> m_cells;
    std::deque<Day> m_days;
    LiquidationSums m_total;
    TimeMs m_nowMs = 0, m_beforeMs = 0;
    std::uint64_t m_serial = 0;
};

} // namespace isobar
