#pragma once
#include "core/trackrecord/recordkeeper.h"

#include <cmath>

namespace isobar::test {

inline constexpr TimeMs LedgerStart = 1'790'000'000'000 / DayMs * DayMs;

/// A minute of a price that goes straight from one to another.
inline LevelBar minuteBar(TimeMs openMs, double from, double to)
{
    LevelBar bar;
    bar.openMs = openMs;
    bar.lengthMs = MinuteMs;
    bar.hasPrice = true;
    bar.open = from;
    bar.close = to;
    bar.high = std::max(from, to);
    bar.low = std::min(from, to);
    bar.openInterestCoins = 90'000;
    LevelFlow flow;
    flow.hasPrice = true;
    flow.high = bar.high;
    flow.low = bar.low;
    flow.close = bar.close;
    flow.openedVolumeUsd = {1e6, 1e6};
    bar.flows = {flow};
    bar.takerUsd = {12e6, 8e6};
    return bar;
}

/// Drives a keeper minute by minute; what stands in `facts` goes into each step.
class LedgerDrive {
public:
    LedgerDrive()
    {
        facts.asset = "BTC";
        facts.closed = {0.024 / std::sqrt(24.0), 0.0049, true};
        model.load.kernel.layers = {{0.02, 24, FlowSource::Volume, 1, 1}};
    }
    /// One minute to a price; clusters are known two minutes later than bars are closed.
    void minute(double price)
    {
        const LevelBar bar = minuteBar(timeMs, m_price > 0 ? m_price : price, price);
        timeMs += MinuteMs;
        m_price = price;
        facts.bars = {&bar, 1};
        facts.minuteMs = timeMs + 2 * MinuteMs;
        facts.writtenMs = facts.minuteMs + 1000;
        facts.price = price;
        for (RecordLine &line : keeper.step(facts, model))
            lines.push_back(std::move(line));
        facts.events = {};
    }
    void hours(double count, double price)
    {
        for (int i = 0; i < static_cast<int>(count * 60); ++i)
            minute(price);
    }
    template <class Line> std::vector<Line> of() const
    {
        std::vector<Line> found;
        for (const RecordLine &line : lines) {
            if (const auto *each = std::get_if<Line>(&line))
                found.push_back(*each);
        }
        return found;
    }

    RecordKeeper keeper;
    RecordFacts facts;
    RecordModel model;
    TimeMs timeMs = LedgerStart;
    std::vector<RecordLine> lines;

private:
    double m_price = 0;
};

} // namespace isobar::test
