#include "core/trackrecord/touchledger.h"

#include <algorithm>
#include <cmath>

namespace isobar {

void TouchLedger::remember(const TouchLine &line) { m_open.push_back({line, {}}); }

void TouchLedger::remember(const TouchOutcome &outcome)
{
    for (Open &open : m_open) {
        for (std::size_t h = 0; h < Horizons.size(); ++h)
            open.isDone[h] |= open.line.timeMs == outcome.ofMs && Horizons[h] == outcome.horizonHours;
    }
}

void TouchLedger::step(const LineWriter &writer, const PricePath &path)
{
    judge(writer, path);
    const Volatility &volatility = writer.facts().closed;
    if (!m_marks.pass(path.endMs()) || !volatility.isWarm || path.close() <= 0)
        return;
    TouchLine line;
    line.timeMs = path.endMs();
    line.price = path.close();
    line.sigma4h = volatility.over(4);
    line.sigma24h = volatility.over(24);
    for (const double distance : Distances) {
        line.distances.push_back(distance);
        line.within4h.push_back(touchProbability(distance, line.sigma4h));
        line.within24h.push_back(touchProbability(distance, line.sigma24h));
    }
    m_open.push_back({line, {}});
    writer.write(line.timeMs, std::move(line));
}

void TouchLedger::judge(const LineWriter &writer, const PricePath &path)
{
    for (Open &open : m_open) {
        for (std::size_t h = 0; h < Horizons.size(); ++h) {
            const TimeMs fromMs = open.line.timeMs, toMs = fromMs + Horizons[h] * HourMs;
            if (open.isDone[h] || path.endMs() < toMs)
                continue;
            open.isDone[h] = true;
            const PricePath::Extremes extremes = path.between(fromMs, toMs);
            TouchOutcome outcome;
            outcome.ofMs = fromMs;
            outcome.horizonHours = Horizons[h];
            outcome.isWhole = extremes.knownShare >= WholeShare;
            for (const double distance : open.line.distances) {
                const bool isKnown = extremes.low > 0;
                outcome.below.push_back(isKnown && std::log(open.line.price / extremes.low) >= distance);
                outcome.above.push_back(isKnown && std::log(extremes.high / open.line.price) >= distance);
            }
            writer.write(toMs, std::move(outcome));
        }
    }
    std::erase_if(m_open, [](const Open &open) { return open.isDone[0] && open.isDone[1]; });
}

} // namespace isobar
