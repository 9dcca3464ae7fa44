#include "app/cli/commands/watchjson.h"

#include "core/market/jsontext.h"

#include <array>
#include <boost/json.hpp>
#include <cstdio>

namespace isobar {

namespace json = boost::json;

namespace {

json::value number(const std::optional<double> &value) { return value ? json::value(*value) : json::value(nullptr); }

std::string_view regimeName(Regime regime)
{
    constexpr std::array<std::string_view, 6> Names{"unknown", "neutral", "calm", "warm", "extreme", "capped"};
    return Names[static_cast<std::size_t>(regime)];
}

json::object aggregateJson(const AggregateView &aggregate)
{
    return {{"rate_8h", number(aggregate.rate8h)}, {"rate_8h_oi", number(aggregate.rate8hOi)},
        {"baseline_8h", number(aggregate.baseline8h)}, {"ratio", number(aggregate.ratio)},
        {"regime", regimeName(aggregate.regime)}, {"scope", scopeName(aggregate.scope)},
        {"coverage", aggregate.coverage}, {"apr", number(aggregate.apr)}, {"venues_valid", aggregate.venuesValid},
        {"venues_total", aggregate.venuesTotal}, {"baseline_provisional", aggregate.baselineProvisional}};
}

json::object contractJson(const VenueRow &venue, const ContractRow &row)
{
    const std::string_view reason = exclusionName(row.excluded);
    return {{"venue", venue.venue}, {"symbol", row.symbol}, {"rate", number(row.rate)},
        {"interval_hours", number(row.intervalHours)}, {"rate_8h", number(row.spot8h)},
        {"smoothed_8h", number(row.smoothed8h)},
        {"next_funding_ms", row.nextFundingMs ? json::value(*row.nextFundingMs) : json::value(nullptr)},
        {"mark_price", number(row.mark)}, {"index_price", number(row.index)},
        {"open_interest_base", number(row.openInterestBase)}, {"open_interest_usd", number(row.openInterestUsd)},
        {"turnover_usd", number(row.turnoverUsd)}, {"weight", number(row.weight)}, {"health", healthName(row.health)},
        {"health_reason", row.healthReason.empty() ? json::value(nullptr) : json::value(row.healthReason)},
        {"excluded", reason.empty() ? json::value(nullptr) : json::value(reason)}};
}

std::string cell(const char *format, const std::optional<double> &value, double factor = 1)
{
    if (!value)
        return "—";
    std::array<char, 48> text{};
    std::snprintf(text.data(), text.size(), format, *value * factor);
    return text.data();
}

/// Pads by characters, not bytes: the dash of a missing value is three bytes long.
std::string padded(const std::string &text, std::size_t width)
{
    std::size_t length = 0;
    for (const char c : text)
        length += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return length >= width ? text : std::string(width - length, ' ') + text;
}

} // namespace

std::string watchJson(const AssetSnapshot &asset)
{
    json::array venues;
    for (const VenueRow &venue : asset.venues) {
        for (const ContractRow &row : venue.contracts)
            venues.emplace_back(contractJson(venue, row));
    }
    json::object document;
    document["asset"] = asset.asset;
    document["time_ms"] = asset.marketMs;
    document["aggregate"] = aggregateJson(asset.aggregate);
    document["venues"] = std::move(venues);
    return jsonText(document);
}

std::string watchTable(const AssetSnapshot &asset)
{
    const auto line = [](const std::array<std::string, 8> &cells) {
        constexpr std::array<std::size_t, 8> Widths{11, 14, 4, 11, 10, 12, 9, 8};
        std::string text;
        for (std::size_t i = 0; i < cells.size(); ++i)
            text += (i < 2 ? cells[i] + std::string(Widths[i] > cells[i].size() ? Widths[i] - cells[i].size() : 0, ' ')
                           : padded(cells[i], Widths[i]))
                + (i + 1 < cells.size() ? "  " : "");
        return text + "\n";
    };
    std::string out = line({"venue", "contract", "h", "rate %", "8h %", "mark", "OI M$", "weight"});
    for (const VenueRow &venue : asset.venues) {
        for (const ContractRow &row : venue.contracts) {
            const std::string_view reason = exclusionName(row.excluded);
            out += line({venue.shortName, row.symbol, cell("%g", row.intervalHours), cell("%+.6f", row.rate, 100),
                cell("%+.4f", row.spot8h, 100), cell("%.6g", row.mark), cell("%.1f", row.openInterestUsd, 1e-6),
                reason.empty() ? cell("%.1f%%", row.weight, 100) : std::string(reason)});
        }
    }
    const AggregateView &a = asset.aggregate;
    out += line({"aggregate", asset.asset, "8", cell("%+.6f", a.rate8h, 100), cell("%+.4f", a.rate8h, 100),
        cell("%.6g", asset.mark), cell("%.1f", asset.openInterestUsd, 1e-6), cell("%.0f%%", a.coverage, 100)});
    return out;
}

} // namespace isobar
