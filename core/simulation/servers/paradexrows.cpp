#include "core/simulation/servers/paradexrows.h"

#include "core/simulation/margin.h"
#include "core/simulation/servers/venuetext.h"

#include <algorithm>
#include <cmath>

namespace isobar::simulation {

namespace json = boost::json;

namespace {

constexpr double StrikeStep = 4000; ///< of the option
constexpr double LifetimeDays = 700; ///< total_volume: the day's turnover so many times

std::string price(const ContractSpec &spec, double value) { return steppedText(value, spec.tick); }
/// Marks are models' and finer than the tick.
std::string fine(double value) { return plainText(value, 11); }

struct Option {
    std::string symbol;
    double strike = 0, value = 0;
};

Option optionOf(const VenueView &view)
{
    const ContractState state = view.state(view.contracts().front());
    const double strike = std::floor(state.index / StrikeStep) * StrikeStep;
    return {view.spec(view.contracts().front()).base + "-USD-" + plainText(strike, 0) + "-C", strike,
        std::max(0.0, state.index - strike)};
}

} // namespace

ParadexRates::ParadexRates(const VenueView &view, int contract)
    : m_spec(view.spec(contract)), m_state(view.state(contract)), m_nowMs(view.market().nowMs()),
      m_points(view.market().settlements(contract, 0, m_nowMs))
{
    m_points.push_back({contract, m_nowMs, m_state.fundingRate});
}

ParadexFunding ParadexRates::at(TimeMs timeMs) const
{
    auto next = std::ranges::lower_bound(m_points, timeMs, {}, &Settlement::timeMs);
    if (next == m_points.end())
        --next;
    const Settlement &before = next == m_points.begin() ? *next : *std::prev(next);
    const double span = static_cast<double>(next->timeMs - before.timeMs);
    const double along = span > 0 ? std::clamp(static_cast<double>(timeMs - before.timeMs) / span, 0.0, 1.0) : 1;
    ParadexFunding funding;
    funding.market = m_spec.symbol;
    funding.rate = std::lerp(before.rate, next->rate, along);
    funding.periodHours = m_state.intervalHours;
    funding.rate8h = funding.rate * 8 / funding.periodHours;
    funding.premium = funding.rate * m_state.mark;
    double paid = 0;
    for (auto point = m_points.begin(); point != next; ++point)
        paid += point->rate;
    funding.index = (paid + along * funding.rate) * m_state.mark;
    funding.atMs = timeMs;
    return funding;
}

json::object paradexMarket(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const double initial = 1 / spec.maxLeverage;
    const json::object margin{{"imf_base", plainText(initial)}, {"imf_shift", "0"}, {"imf_factor", "0"},
        {"mmf_factor", plainText(marginTier(spec, 0).maintenanceRate / initial)}};
    return {{"symbol", spec.symbol}, {"base_currency", spec.base}, {"quote_currency", spec.quote},
        {"settlement_currency", spec.settle}, {"order_size_increment", plainText(spec.lot)},
        {"price_tick_size", plainText(spec.tick)}, {"min_notional", "10"}, {"open_at", 1698756879745}, {"expiry_at", 0},
        {"asset_kind", "PERP"}, {"market_kind", "cross"}, {"position_limit", "200000"}, {"price_bands_width", "0.05"},
        {"max_open_orders", 150}, {"max_funding_rate", plainText(spec.rateCap)}, {"delta1_cross_margin_params", margin},
        {"price_feed_id", "GVXRSBjFk6e6J3NbVPXohDJetcTjaeeuykUpbQF8UoMU"},
        {"oracle_ewma_factor", "0.20000046249626113"}, {"max_order_size", plainText(spec.lot * 1e6)},
        {"max_funding_rate_change", "0.0005"}, {"max_tob_spread", "0.2"},
        {"interest_rate", plainText(spec.interestPer8h)}, {"clamp_rate", "0.0005"}, {"funding_multiplier", 1},
        {"funding_period_hours", static_cast<int>(view.state(contract).intervalHours)}, {"tags", json::array()}};
}

json::object paradexOptionMarket(const VenueView &view)
{
    const Option option = optionOf(view);
    return {{"symbol", option.symbol}, {"base_currency", view.spec(view.contracts().front()).base},
        {"quote_currency", "USD"}, {"settlement_currency", "USDC"}, {"order_size_increment", "0.001"},
        {"price_tick_size", "0.01"}, {"min_notional", "100"}, {"open_at", 1736764200000}, {"expiry_at", 0},
        {"asset_kind", "PERP_OPTION"}, {"market_kind", "cross"}, {"position_limit", "10"}, {"max_funding_rate", "0.02"},
        {"option_type", "CALL"}, {"strike_price", plainText(option.strike, 0)}, {"funding_period_hours", 24},
        {"tags", json::array()}};
}

json::object paradexSummary(const VenueView &view, int contract)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    return {{"symbol", spec.symbol}, {"mark_price", fine(state.mark)}, {"last_traded_price", price(spec, state.last)},
        {"bid", price(spec, state.last)}, {"ask", price(spec, state.last + spec.tick)},
        {"volume_24h", plainText(state.turnover24hUsd, 12)},
        {"total_volume", plainText(state.turnover24hUsd * LifetimeDays, 12)}, {"created_at", view.market().nowMs()},
        {"underlying_price", fine(state.index)}, {"open_interest", plainText(state.openInterestBase, 8)},
        {"funding_rate", plainText(state.fundingRate, 14)},
        {"price_change_rate_24h", plainText(state.last / state.open24h - 1, 6)}};
}

json::object paradexOptionSummary(const VenueView &view)
{
    const Option option = optionOf(view);
    return {{"symbol", option.symbol}, {"mark_price", fine(option.value)}, {"last_traded_price", ""}, {"bid", ""},
        {"ask", ""}, {"volume_24h", "0"}, {"total_volume", "0"}, {"created_at", view.market().nowMs()},
        {"underlying_price", fine(view.state(view.contracts().front()).index)}, {"open_interest", "0"},
        {"funding_rate", ""}, {"price_change_rate_24h", ""}};
}

json::array paradexKline(const ContractSpec &spec, const Candle &candle)
{
    return {candle.openMs, stepped(candle.open, spec.tick), stepped(candle.high, spec.tick),
        stepped(candle.low, spec.tick), stepped(candle.close, spec.tick), stepped(candle.quote, 1e-6)};
}

json::object paradexFundingRow(const ParadexFunding &funding)
{
    return {{"market", funding.market}, {"funding_index", plainText(funding.index, 17)},
        {"funding_premium", plainText(funding.premium, 17)}, {"funding_rate", plainText(funding.rate, 14)},
        {"funding_rate_8h", plainText(funding.rate8h, 14)},
        {"funding_period_hours", static_cast<int>(funding.periodHours)}, {"created_at", funding.atMs}};
}

json::object paradexTrade(const ContractSpec &spec, const Fill &fill)
{
    const Print &print = fill.print;
    return {{"id", std::to_string(print.timeMs) + "201709" + fixedText(static_cast<double>(print.id), 0)},
        {"market", spec.symbol}, {"side", print.takerBuy ? "BUY" : "SELL"}, {"size", plainText(print.base, 8)},
        {"price", price(spec, print.price)}, {"created_at", print.timeMs},
        {"trade_type", fill.isLiquidation ? "LIQUIDATION" : "FILL"}};
}

} // namespace isobar::simulation
