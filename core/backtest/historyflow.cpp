#include "core/backtest/historyflow.h"

#include <cmath>
#include <limits>

namespace isobar {

namespace {

constexpr double RotationShare = 0.05; // of the volume opens anew (MODEL 3.2)
constexpr double RotationPerHour = 0.01; // of the open interest, where no volume was ever known
constexpr double RatioHours = 168; // half-life of the mean turnover that stands in for a volume that ceases
constexpr TimeMs SettlementMs = 8 * HourMs;

/// The part of the open interest that rotates in an hour: from the volume, and where that is missing from what it was
/// until then, so that the scale of what is opened does not jump when a file's volume ends.
class Rotation {
public:
    explicit Rotation(double hours) : m_hours(hours) { }

    double opensUsd(const HistoryBar &bar)
    {
        const double openInterestUsd = bar.openInterestCoins * bar.close;
        if (std::isnan(bar.volumeCoins))
            return (m_weight > 0 ? m_sum / m_weight : RotationPerHour) * m_hours * openInterestUsd;
        const double opened = RotationShare * bar.volumeCoins * bar.close;
        if (openInterestUsd > 0) {
            const double left = std::exp2(-m_hours / RatioHours);
            m_sum = left * m_sum + opened / openInterestUsd / m_hours;
            m_weight = left * m_weight + 1;
        }
        return opened;
    }

private:
    double m_hours, m_sum = 0, m_weight = 0;
};

LevelFlow flowOf(const HistoryBar &bar, double coinsBefore, TimeMs stepMs, Rotation &rotation)
{
    LevelFlow flow;
    flow.hasPrice = true;
    flow.high = flow.oiHigh = bar.high;
    flow.low = flow.oiLow = bar.low;
    flow.close = bar.close;
    if (const double opened = rotation.opensUsd(bar); !std::isnan(opened))
        flow.openedVolumeUsd = {opened, opened};
    const double grown = bar.openInterestCoins - coinsBefore;
    if (grown > 0)
        flow.openedOiUsd = {grown * bar.close, grown * bar.close};
    else if (grown < 0 && coinsBefore > 0)
        flow.closingFactor = std::max(0.0, bar.openInterestCoins / coinsBefore);
    if ((bar.openMs + stepMs) % SettlementMs == 0 && !std::isnan(bar.funding8h))
        flow.settledRate = bar.funding8h;
    return flow;
}

LevelBar barOf(const HistoryBar &from, double coinsBefore, TimeMs stepMs, Rotation &rotation)
{
    LevelBar bar;
    bar.hasPrice = true;
    bar.open = from.open;
    bar.high = from.high;
    bar.low = from.low;
    bar.close = from.close;
    bar.openInterestCoins = from.openInterestCoins;
    bar.volumeCoins = std::isnan(from.volumeCoins) ? 0 : from.volumeCoins;
    bar.deltaCoins = 2 * from.takerBuyCoins - from.volumeCoins;
    bar.flows = {flowOf(from, coinsBefore, stepMs, rotation)};
    const double tradedUsd = bar.flows[0].openedVolumeUsd[0] / RotationShare; // or what stands in for it
    const double boughtUsd = std::isnan(from.takerBuyCoins) ? tradedUsd / 2 : from.takerBuyCoins * from.close;
    bar.takerUsd = {boughtUsd, tradedUsd - boughtUsd};
    return bar;
}

} // namespace

HistoryFlow historyFlow(const HistoryFile &file)
{
    HistoryFlow flow;
    Rotation rotation(static_cast<double>(file.stepMs) / HourMs);
    double coinsBefore = std::numeric_limits<double>::quiet_NaN();
    TimeMs nextMs = file.bars.front().openMs;
    for (std::size_t i = 0; i < file.bars.size(); ++i) {
        const HistoryBar &from = file.bars[i];
        for (; nextMs + file.stepMs <= from.openMs; nextMs += file.stepMs) {
            LevelBar gap;
            gap.openMs = nextMs;
            gap.lengthMs = file.stepMs;
            gap.openInterestCoins = gap.deltaCoins = std::numeric_limits<double>::quiet_NaN();
            gap.flows.resize(1);
            flow.bars.push_back(gap);
            flow.source.push_back(-1);
        }
        LevelBar bar = barOf(from, coinsBefore, file.stepMs, rotation);
        bar.openMs = from.openMs;
        bar.lengthMs = file.stepMs;
        flow.bars.push_back(bar);
        flow.source.push_back(static_cast<int>(i));
        if (!std::isnan(from.openInterestCoins))
            coinsBefore = from.openInterestCoins;
        nextMs = from.openMs + file.stepMs;
    }
    return flow;
}

} // namespace isobar
