#include "app/cli/commands/watchjson.h"

#include "core/market/jsontext.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <cstdio>
#include <vector>

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

std::string millions(const std::optional<double> &usd) { return cell(usd && *usd < 1e7 ? "%.2f" : "%.0f", usd, 1e-6); }

/// In characters, not bytes: the dash of a missing value is three bytes long.
std::size_t lengthOf(const std::string &text)
{
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// Columns as wide as their widest cell: the longest symbols of all venues leave the numbers one below the other, and
/// the table fits a terminal of 80.
std::string aligned(const std::vector<std::array<std::string, 8>> &lines)
{
    std::array<std::size_t, 8> widths{};
    for (const auto &cells : lines) {
        for (std::size_t i = 0; i < cells.size(); ++i)
            widths[i] = std::max(widths[i], lengthOf(cells[i]));
    }
    std::string text;
    for (const auto &cells : lines) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const std::string room(widths[i] - lengthOf(cells[i]), ' ');
            text += i < 2 ? cells[i] + room : room + cells[i];
            text += i + 1 < cells.size() ? "  " : "\n";
        }
    }
    return text;
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
    std::vector<std::array<std::string, 8>> lines{
        {"venue", "contract", "h", "rate %", "8h %", "mark", "OI M$", "weight"}};
    for (const VenueRow &venue : asset.venues) {
        for (const ContractRow &row : venue.contracts) {
            const std::string_view reason = exclusionName(row.excluded);
            lines.push_back({venue.shortName, row.shownSymbol(), cell("%g", row.intervalHours),
                cell("%+.6f", row.rate, 100), cell("%+.4f", row.spot8h, 100), cell("%.6g", row.mark),
                millions(row.openInterestUsd), reason.empty() ? cell("%.1f%%", row.weight, 100) : std::string(reason)});
        }
    }
    const AggregateView &a = asset.aggregate;
    lines.push_back({"aggregate", asset.asset, "8", cell("%+.6f", a.rate8h, 100), cell("%+.4f", a.rate8h, 100),
        cell("%.6g", asset.mark), millions(asset.openInterestUsd), cell("%.0f%%", a.coverage, 100)});
    return aligned(lines);
}

} // namespace isobar
