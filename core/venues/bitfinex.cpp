#include "core/venues/bitfinex.h"

#include "core/venues/bitfinexparts.h"

#include <algorithm>
#include <array>

namespace isobar {

namespace {

constexpr std::size_t ChannelsPerConnection = 25;
constexpr std::size_t InstrumentsPerConnection = (ChannelsPerConnection - 1) / 2; // one is for all liquidations
constexpr TimeMs BarsPerPage = 10'000;
// Of the status history, a row a minute and at most 5000 an answer. Pages overlap, so that a settlement between two
// rows of different pages is seen.
constexpr TimeMs StatusPageMs = 4'500 * MinuteMs;
constexpr TimeMs StatusOverlapMs = 15 * MinuteMs;
constexpr TimeMs VolumeEveryMs = 30 * SecondMs;

VenueProfile makeProfile()
{
    VenueProfile profile;
    VenueTraits &traits = profile.traits;
    traits.id = BitfinexId;
    traits.name = "Bitfinex";
    traits.shortName = "Bitfinex";
    traits.operatorName = "Bitfinex";
    // UNCONFIRMED: no interest component; within the dead band the rate is exactly 0 in samples. A formula of the venue
    // would settle it.
    traits.interestPer8h = 0;
    traits.liquidations = LiquidationFeed::All;
    traits.pastOpenInterest = traits.pastBars = true;
    traits.cadence = {
        {{1'000, false}, {1'000, false}, {1'000, false}, {VolumeEveryMs, true}, {60'000, false}, {5'000, false}}};
    profile.restHost = "https://api-pub.bitfinex.com";
    profile.wsHost = "wss://api-pub.bitfinex.com";
    // Calls are counted apart: status 90 a minute, candles 30 (weight 3 here); 90 for tickers is UNCONFIRMED.
    profile.rest = {90, MinuteMs, {}};
    profile.keepAlive = {30'000, R"({"event":"ping","cid":1})", 10'000};
    profile.socketMessagesPerSecond = 5;
    return profile;
}

std::string subscription(std::string_view channel, std::string_view name, std::string_view value)
{
    return R"({"event":"subscribe","channel":")" + std::string(channel) + "\",\"" + std::string(name) + "\":\""
        + std::string(value) + "\"}";
}

class Bitfinex final : public Venue {
public:
    const VenueProfile &profile() const override { return m_profile; }

    std::vector<RestRequest> catalogue() const override { return {{"/v2/conf/pub:info:pair:futures", {}, 1}}; }
    std::unique_ptr<ReferenceReader> referenceReader(InstrumentNames &names) const override
    {
        return makeBitfinexReader(m_profile.traits, names);
    }

    std::vector<SocketPlan> subscribe(std::span<const Instrument> watched) const override
    {
        std::vector<SocketPlan> plans;
        for (std::size_t first = 0; first < watched.size(); first += InstrumentsPerConnection) {
            const auto part = watched.subspan(first, std::min(InstrumentsPerConnection, watched.size() - first));
            SocketPlan plan;
            plan.path = "/ws/2";
            plan.carries = {StreamType::Funding, StreamType::Mark, StreamType::OpenInterest, StreamType::Trade};
            plan.messages.push_back(R"({"event":"conf","flags":98304})"); // sequence and time behind each frame
            for (const Instrument &each : part)
                plan.messages.push_back(subscription("status", "key", "deriv:" + each.symbol));
            if (first == 0) {
                plan.messages.push_back(subscription("status", "key", "liq:global"));
                plan.carries.push_back(StreamType::Liquidation);
            }
            for (const Instrument &each : part)
                plan.messages.push_back(subscription("trades", "symbol", each.symbol));
            plans.push_back(std::move(plan));
        }
        return plans;
    }

    /// The turnover: a channel for each contract would take a third of the scarce channels.
    std::vector<Poll> polls(std::span<const Instrument> watched) const override
    {
        if (watched.empty())
            return {};
        std::string list;
        for (const Instrument &each : watched)
            list.append(list.empty() ? "" : ",").append(percentEncode(each.symbol));
        return {{{"/v2/tickers?symbols=" + list, {}, 1}, VolumeEveryMs, {StreamType::Volume}}};
    }

    std::vector<Poll> bulk() const override
    {
        return {{{"/v2/status/deriv?keys=ALL", {}, 1}, 30'000,
                    {StreamType::Funding, StreamType::Mark, StreamType::OpenInterest}},
            {{"/v2/tickers?symbols=ALL", {}, 1}, 2 * MinuteMs, {StreamType::Volume}}};
    }

    std::vector<RestRequest> history(const Instrument &instrument, const HistoryRange &range) const override
    {
        std::vector<RestRequest> out;
        if (range.kind == HistoryKind::Candles) {
            const BarName &bar = barFor(bitfinexBars(), range.stepMs);
            const std::string path = "/v2/candles/trade:" + std::string(bar.name) + ":" + instrument.symbol + "/hist";
            for (const TimeSpan &page : pagesBack(range.fromMs, range.toMs, BarsPerPage * bar.lengthMs))
                out.push_back({path + between(page.fromMs, page.toMs) + "&limit=10000", {}, 3});
            return out;
        }
        // Settled funding and open interest are both read from the past of the status.
        const std::string path = "/v2/status/deriv/" + instrument.symbol + "/hist";
        for (const TimeSpan &page : pagesBack(range.fromMs, range.toMs, StatusPageMs))
            out.push_back({path + between(page.fromMs - StatusOverlapMs, page.toMs) + "&limit=5000", {}, 1});
        return out;
    }

    std::unique_ptr<Decoder> decoder(ReferencePtr reference, InstrumentNames &names) const override
    {
        return makeBitfinexDecoder(std::move(reference), names);
    }

private:
    static std::string between(TimeMs fromMs, TimeMs toMs)
    {
        return "?start=" + std::to_string(std::max<TimeMs>(fromMs, 0)) + "&end=" + std::to_string(toMs - 1);
    }

    const VenueProfile m_profile = makeProfile();
};

} // namespace

std::span<const BarName> bitfinexBars()
{
    static constexpr std::array<BarName, 9> Bars{
        {{MinuteMs, "1m"}, {5 * MinuteMs, "5m"}, {15 * MinuteMs, "15m"}, {30 * MinuteMs, "30m"}, {HourMs, "1h"},
            {3 * HourMs, "3h"}, {6 * HourMs, "6h"}, {12 * HourMs, "12h"}, {DayMs, "1D"}}};
    return Bars;
}

BitfinexPair bitfinexPair(std::string_view symbol)
{
    const std::size_t colon = symbol.find("F0:");
    const bool isPerpetual = symbol.starts_with('t') && symbol.ends_with("F0") && colon != std::string_view::npos
        && colon > 1 && symbol.size() > colon + 5;
    if (!isPerpetual || symbol.starts_with("tTEST"))
        return {};
    const std::string_view quote = symbol.substr(colon + 3, symbol.size() - colon - 5);
    return {symbol.substr(1, colon - 1), quote == "UST" ? "USDT" : quote};
}

std::shared_ptr<const Venue> makeBitfinex() { return std::make_shared<Bitfinex>(); }

} // namespace isobar
