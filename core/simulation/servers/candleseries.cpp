#include "core/simulation/servers/candleseries.h"

#include "core/base/numbers.h"

#include <algorithm>

namespace isobar::simulation {

namespace {

constexpr TimeMs FirstMonday = 4 * DayMs; ///< 1970-01-05

/// The interval that the market builds and that adds up to `size`.
TimeMs builtStep(const BarSize &size)
{
    if (size.originMs != 0)
        return std::min(size.stepMs, HourMs);
    const TimeMs five = 5 * MinuteMs;
    return size.stepMs % five == 0 || five % size.stepMs == 0 ? size.stepMs : MinuteMs;
}

void append(Candle &bar, const Candle &next)
{
    bar.high = std::max(bar.high, next.high);
    bar.low = std::min(bar.low, next.low);
    bar.close = next.close;
    bar.base += next.base;
    bar.takerBuyBase += next.takerBuyBase;
    bar.quote += next.quote;
}

} // namespace

std::optional<BarSize> barSize(std::string_view word)
{
    static constexpr std::string_view known[] = {
        "1m", "3m", "5m", "15m", "30m", "1h", "2h", "4h", "6h", "8h", "12h", "1d", "3d", "1w"};
    if (std::ranges::find(known, word) == std::end(known))
        return std::nullopt;
    const auto count = parseInteger(word.substr(0, word.size() - 1));
    switch (word.back()) {
    case 'm':
        return BarSize{*count * MinuteMs};
    case 'h':
        return BarSize{*count * HourMs};
    case 'd':
        return BarSize{*count * DayMs};
    default:
        return BarSize{*count * 7 * DayMs, FirstMonday};
    }
}

std::vector<Candle> candleSeries(const Market &market, int contract, const BarSize &size, const Span &span, bool oldest)
{
    const TimeMs first = size.openOf(span.fromMs + size.stepMs - 1); // a bar belongs to the span when it opens in it
    const TimeMs end = size.openOf(span.toMs) + size.stepMs;
    std::vector<Candle> bars;
    for (const Candle &part : market.candles(contract, builtStep(size), first, end)) {
        const TimeMs open = size.openOf(part.openMs);
        if (!bars.empty() && bars.back().openMs == open) {
            append(bars.back(), part);
        } else {
            bars.push_back(part);
            bars.back().openMs = open;
        }
    }
    const auto limit = static_cast<std::ptrdiff_t>(span.limit);
    if (std::ssize(bars) > limit)
        oldest ? bars.erase(bars.begin() + limit, bars.end()) : bars.erase(bars.begin(), bars.end() - limit);
    return bars;
}

} // namespace isobar::simulation
