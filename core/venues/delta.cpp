#include "core/venues/delta.h"

#include "core/venues/deltaparts.h"

#include <algorithm>
#include <array>

namespace isobar {

namespace {

constexpr TimeMs RowsPerPage = 2'000;
constexpr double CandleWeight = 3;
constexpr std::size_t SymbolsPerConnection = 100; // the limit of the order books; none is known for these channels

VenueProfile makeProfile()
{
    VenueProfile profile;
    VenueTraits &traits = profile.traits;
    traits.id = DeltaId;
    traits.name = "Delta Exchange";
    traits.shortName = "Delta";
    traits.operatorName = "Delta";
    traits.liquidations = LiquidationFeed::None;
    // UNCONFIRMED: the unit of past open interest (candles of "OI:BTCUSDT"): contracts, coins or dollars. It is not
    // asked for, since a wrong one would look like a fall or rise by a factor; a candle beside a ticker would settle
    // it.
    traits.pastBars = true;
    traits.cadence = {{{60'000, false}, {2'000, false}, {5'000, false}, {5'000, false}, {0, false}, {5'000, false}}};
    profile.restHost = "https://api.delta.exchange";
    profile.wsHost = "wss://public-socket.delta.exchange";
    profile.rest = {10'000, 5 * MinuteMs, {}};
    // Beside the heartbeat that is asked for when the socket opens.
    profile.keepAlive = {25'000, R"({"type":"ping"})", 10'000};
    profile.socketMessagesPerSecond = 5;
    return profile;
}

std::string channel(std::string_view name, std::span<const Instrument> instruments, std::string_view prefix = {})
{
    std::string out = R"({"name":")" + std::string(name) + R"(","symbols":[)";
    for (std::size_t i = 0; i < instruments.size(); ++i) {
        out.append(i > 0 ? "," : "").append("\"");
        out.append(prefix).append(instruments[i].symbol).append("\"");
    }
    return out + "]}";
}

class Delta final : public Venue {
public:
    const VenueProfile &profile() const override { return m_profile; }

    std::vector<RestRequest> catalogue() const override { return {{deltaListPath({}), {}, 3}}; }
    std::unique_ptr<ReferenceReader> referenceReader(InstrumentNames &names) const override
    {
        return std::make_unique<DeltaReader>(m_profile.traits, names);
    }

    std::vector<SocketPlan> subscribe(std::span<const Instrument> watched) const override
    {
        std::vector<SocketPlan> plans;
        for (std::size_t first = 0; first < watched.size(); first += SymbolsPerConnection) {
            const auto part = watched.subspan(first, std::min(SymbolsPerConnection, watched.size() - first));
            SocketPlan plan;
            plan.path = "/";
            plan.messages = {R"({"type":"enable_heartbeat"})",
                R"({"type":"subscribe","payload":{"channels":[)" + channel("ticker", part) + ","
                    + channel("funding_rate", part) + "," + channel("mark_price", part, "MARK:") + ","
                    + channel("trades", part) + "]}}"};
            plan.carries = {
                StreamType::Funding, StreamType::Mark, StreamType::OpenInterest, StreamType::Volume, StreamType::Trade};
            plans.push_back(std::move(plan));
        }
        return plans;
    }

    /// The streams carry all that a poll could; the ticker has the index too.
    std::vector<Poll> polls(std::span<const Instrument>) const override { return {}; }

    std::vector<Poll> bulk() const override
    {
        return {{{"/v2/tickers?contract_types=perpetual_futures", {}, 3}, 30'000,
            {StreamType::Funding, StreamType::Mark, StreamType::OpenInterest, StreamType::Volume}}};
    }

    std::vector<RestRequest> history(const Instrument &instrument, const HistoryRange &range) const override
    {
        if (range.kind == HistoryKind::OpenInterest)
            return {};
        const bool isFunding = range.kind == HistoryKind::Funding;
        // Settlements are seen in bars of an hour, whatever the interval is.
        const BarName &bar = barFor(deltaBars(), isFunding ? HourMs : range.stepMs);
        const std::string path = "/v2/history/candles?symbol="
            + percentEncode(std::string(isFunding ? DeltaFundingPrefix : std::string_view()) + instrument.symbol)
            + "&resolution=" + std::string(bar.name);
        std::vector<RestRequest> out;
        for (const TimeSpan &page : pagesBack(range.fromMs, range.toMs, RowsPerPage * bar.lengthMs)) {
            out.push_back({path + "&start=" + std::to_string(page.fromMs / SecondMs)
                    + "&end=" + std::to_string((page.toMs - 1) / SecondMs),
                {}, CandleWeight});
        }
        return out;
    }

    std::unique_ptr<Decoder> decoder(ReferencePtr reference, InstrumentNames &names) const override
    {
        return makeDeltaDecoder(std::move(reference), names);
    }

private:
    const VenueProfile m_profile = makeProfile();
};

} // namespace

std::span<const BarName> deltaBars()
{
    static constexpr std::array<BarName, 11> Bars{{{MinuteMs, "1m"}, {3 * MinuteMs, "3m"}, {5 * MinuteMs, "5m"},
        {15 * MinuteMs, "15m"}, {30 * MinuteMs, "30m"}, {HourMs, "1h"}, {2 * HourMs, "2h"}, {4 * HourMs, "4h"},
        {6 * HourMs, "6h"}, {DayMs, "1d"}, {7 * DayMs, "1w"}}};
    return Bars;
}

std::string deltaListPath(std::string_view after)
{
    std::string path = "/v2/products?contract_types=perpetual_futures";
    if (!after.empty())
        path += "&after=" + percentEncode(after);
    return path;
}

std::shared_ptr<const Venue> makeDelta() { return std::make_shared<Delta>(); }

} // namespace isobar
