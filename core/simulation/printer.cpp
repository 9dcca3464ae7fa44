#include "core/simulation/printer.h"

#include <algorithm>
#include <cmath>

#include "core/simulation/steps.h"

namespace isobar::simulation {

namespace {
constexpr double OwnShare = 0.85; // of the turnover; the agents' opening and closing is the rest
constexpr double OwedSeconds = 20;
constexpr double DaySeconds = 86400;
} // namespace

Printer::Printer(const Listing &listing) : m_turnoverUsd(listing.turnoverUsd), m_tick(listing.spec.tick) { }

std::int64_t Printer::takeVolume(const Step &step, const Book &book, Random &random)
{
    constexpr double Busiest = 15; // hour of the day, UTC
    const double hour = static_cast<double>(step.fromMs % DayMs) / HourMs;
    const double daily = 1 + 0.35 * std::cos((hour - Busiest) * std::numbers::pi / 12);
    const double noise = std::exp((step.seconds() > 1 ? 0.25 : 0.9) * random.normal());
    const double unitUsd = book.usdOf(1'000'000, step.mark) / 1e6;
    const double own = OwnShare * m_turnoverUsd / DaySeconds * step.seconds() * step.activity * daily * noise / unitUsd;
    const double released = m_owed * (1 - std::exp(-step.seconds() / OwedSeconds));
    m_owed -= released;
    m_carry += own + released;
    const double whole = std::floor(m_carry);
    m_carry -= whole;
    return static_cast<std::int64_t>(whole);
}

double Printer::takerBuyShare(const Step &step) const
{
    const double move = std::log(step.mark / m_last) / std::sqrt(step.seconds()) * 3000;
    return std::clamp(0.5 + 0.12 * step.crowd + 0.2 * std::tanh(move), 0.1, 0.9);
}

std::vector<Print> Printer::prints(
    const Step &step, const Book &book, std::vector<Print> forced, CandleStore &candles, Random &random)
{
    std::vector<Print> result = std::move(forced);
    std::int64_t left = takeVolume(step, book, random);
    if (left > 0) {
        const double buyShare = takerBuyShare(step);
        const auto count = static_cast<std::int64_t>(
            1 + random.below(static_cast<std::size_t>(std::min<std::int64_t>(left, m_turnoverUsd > 1e9 ? 5 : 3))));
        for (std::int64_t i = 1; i <= count; ++i) {
            // The last one takes what is left and trades at the mark.
            const double part = i == count ? 1 : random.uniform(0.2, 1.2) / static_cast<double>(count - i + 1);
            const auto units =
                std::clamp<std::int64_t>(std::llround(part * static_cast<double>(left)), 1, left - (count - i));
            left -= units;
            const double along = static_cast<double>(i) / static_cast<double>(count);
            Print print;
            print.timeMs = step.fromMs + static_cast<TimeMs>(along * static_cast<double>(step.toMs - step.fromMs - 1));
            print.takerBuy = random.chance(buyShare);
            const double half = print.takerBuy ? 0.5 * m_tick : -0.5 * m_tick;
            print.price = roundToStep(std::lerp(m_last, step.mark, along) + half, m_tick);
            print.base = book.baseOf(units, print.price);
            result.push_back(print);
        }
    }
    std::stable_sort(result.begin(), result.end(), [](const Print &a, const Print &b) { return a.timeMs < b.timeMs; });
    for (const Print &print : result) {
        const double bought = print.takerBuy ? print.base : 0;
        candles.merge({print.timeMs, print.price, print.price, print.price, print.price, print.base, bought,
                          print.price * print.base},
            true);
        m_last = print.price;
    }
    candles.advance(step.fromMs, m_last, true);
    return result;
}

void Printer::bar(const Step &step, const Book &book, const std::vector<Print> &forced, CandleStore &candles,
    bool withMinutes, Random &random)
{
    const double close = roundToStep(step.mark, m_tick);
    Candle bar{step.fromMs, m_last, std::max({m_last, close, roundToStep(step.high, m_tick)}),
        std::min({m_last, close, roundToStep(step.low, m_tick)}), close, 0, 0, 0};
    const double share = takerBuyShare(step);
    bar.base = book.baseOf(takeVolume(step, book, random), close);
    bar.takerBuyBase = bar.base * share;
    for (const Print &print : forced) {
        bar.base += print.base;
        bar.takerBuyBase += print.takerBuy ? print.base : 0;
        bar.high = std::max(bar.high, print.price);
        bar.low = std::min(bar.low, print.price);
    }
    bar.quote = bar.base * (bar.open + bar.high + bar.low + bar.close) / 4;
    candles.merge(bar, withMinutes);
    m_last = close;
}

} // namespace isobar::simulation
