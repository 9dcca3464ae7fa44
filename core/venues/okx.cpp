#include "core/venues/okx.h"

#include "core/venues/okxparts.h"

#include <algorithm>
#include <array>

namespace isobar {

namespace {

constexpr std::size_t InstrumentsPerConnection = 100;
constexpr std::size_t ChannelsPerMessage = 200; // about 13 KB; 64 KB allowed
constexpr TimeMs HistoryRows = 100;
constexpr TimeMs RecentRows = 300; // of /market/candles, which holds the newest RecentBars
constexpr TimeMs RecentBars = 1'440;

VenueProfile makeProfile()
{
    VenueProfile profile;
    VenueTraits &traits = profile.traits;
    traits.id = OkxId;
    traits.name = "OKX";
    traits.shortName = "OKX";
    traits.operatorName = "OKX";
    traits.liquidations = LiquidationFeed::Throttled; // one order an instrument and second
    traits.pastOpenInterest = traits.pastBars = true;
    traits.cadence = {
        {{60'000, false}, {1'000, false}, {3'000, false}, {1'000, false}, {60'000, false}, {5'000, false}}};
    profile.restHost = "https://www.okx.com";
    profile.wsHost = "wss://ws.okx.com:8443";
    profile.rest = {40, 2'000, {}}; // weights below are in 1/40 of 2 s
    profile.keepAlive = {20'000, "ping", 10'000};
    profile.socketMessagesPerSecond = 3;
    return profile;
}

void addChannel(
    std::vector<std::string> &channels, std::string_view channel, std::string_view name, std::string_view id)
{
    std::string &out = channels.emplace_back(R"({"channel":")");
    out.append(channel).append("\",\"").append(name).append("\":\"").append(id).append("\"}");
}

std::vector<std::string> channelsOf(std::span<const Instrument> instruments, bool withLiquidations)
{
    std::vector<std::string> indices, channels;
    for (const Instrument &each : instruments)
        indices.emplace_back(okxIndexOf(each.symbol));
    std::sort(indices.begin(), indices.end());
    indices.erase(std::unique(indices.begin(), indices.end()), indices.end());
    // The index before the marks it is attached to; what fills the table before the trades.
    for (const std::string &each : indices)
        addChannel(channels, "index-tickers", "instId", each);
    for (const std::string_view channel : {"funding-rate", "mark-price", "open-interest", "tickers", "trades"}) {
        for (const Instrument &each : instruments)
            addChannel(channels, channel, "instId", each.symbol);
        if (withLiquidations && channel == "tickers")
            addChannel(channels, "liquidation-orders", "instType", "SWAP");
    }
    return channels;
}

std::vector<std::string> subscribeMessages(const std::vector<std::string> &channels)
{
    std::vector<std::string> messages;
    for (std::size_t i = 0; i < channels.size(); ++i) {
        if (i % ChannelsPerMessage == 0)
            messages.push_back(R"({"op":"subscribe","args":[)");
        else
            messages.back().append(",");
        messages.back().append(channels[i]);
        if (i + 1 == channels.size() || (i + 1) % ChannelsPerMessage == 0)
            messages.back().append("]}");
    }
    return messages;
}

class Okx final : public Venue {
public:
    const VenueProfile &profile() const override { return m_profile; }

    std::vector<RestRequest> catalogue() const override
    {
        return {{"/api/v5/public/instruments?instType=SWAP", {}, 2}};
    }
    std::unique_ptr<ReferenceReader> referenceReader(InstrumentNames &names) const override
    {
        return makeOkxReader(m_profile.traits, names);
    }

    std::vector<SocketPlan> subscribe(std::span<const Instrument> watched) const override
    {
        std::vector<SocketPlan> plans;
        for (std::size_t first = 0; first < watched.size(); first += InstrumentsPerConnection) {
            const auto part = watched.subspan(first, std::min(InstrumentsPerConnection, watched.size() - first));
            SocketPlan plan;
            plan.path = "/ws/v5/public";
            plan.messages = subscribeMessages(channelsOf(part, first == 0));
            plan.carries = {
                StreamType::Funding, StreamType::Mark, StreamType::OpenInterest, StreamType::Volume, StreamType::Trade};
            // One subscription covers the liquidations of all instruments.
            if (first == 0)
                plan.carries.push_back(StreamType::Liquidation);
            plans.push_back(std::move(plan));
        }
        return plans;
    }

    /// Every kind has a stream that starts with its newest value.
    std::vector<Poll> polls(std::span<const Instrument>) const override { return {}; }

    /// UNCONFIRMED: instId=ANY for the funding of all. Were it refused, all but the rates would still be there; one
    /// answer settles it.
    std::vector<Poll> bulk() const override
    {
        return {{{"/api/v5/public/funding-rate?instId=ANY", {}, 4}, MinuteMs, {StreamType::Funding}},
            {{"/api/v5/public/mark-price?instType=SWAP", {}, 4}, 30'000, {StreamType::Mark}},
            {{"/api/v5/public/open-interest?instType=SWAP", {}, 2}, MinuteMs, {StreamType::OpenInterest}},
            {{"/api/v5/market/tickers?instType=SWAP", {}, 2}, 2 * MinuteMs, {StreamType::Volume}}};
    }

    std::vector<RestRequest> history(const Instrument &instrument, const HistoryRange &range) const override
    {
        const std::string id = "?instId=" + percentEncode(instrument.symbol);
        std::vector<RestRequest> out;
        switch (range.kind) {
        case HistoryKind::Funding:
            // The interval may have changed within the range: pages for the shortest.
            for (const TimeSpan &page : pagesBack(range.fromMs, range.toMs, HistoryRows * HourMs))
                out.push_back({"/api/v5/public/funding-rate-history" + id + between(page), {}, 4});
            break;
        case HistoryKind::Candles: {
            const BarName &bar = barFor(okxBars(), range.stepMs);
            const std::string what = id + "&bar=" + std::string(bar.name);
            TimeMs border = range.toMs; // from there on the cheap call; a bar less, since time goes on
            if (range.nowMs)
                border = std::clamp(*range.nowMs - (RecentBars - 1) * bar.lengthMs, range.fromMs, range.toMs);
            for (const TimeSpan &page : pagesBack(border, range.toMs, RecentRows * bar.lengthMs))
                out.push_back({"/api/v5/market/candles" + what + between(page, RecentRows), {}, 1});
            for (const TimeSpan &page : pagesBack(range.fromMs, border, HistoryRows * bar.lengthMs))
                out.push_back({"/api/v5/market/history-candles" + what + between(page), {}, 2});
            break;
        }
        case HistoryKind::OpenInterest: {
            constexpr std::array<BarName, 6> Periods{{{5 * MinuteMs, "5m"}, {15 * MinuteMs, "15m"},
                {30 * MinuteMs, "30m"}, {HourMs, "1H"}, {4 * HourMs, "4H"}, {DayMs, "1Dutc"}}};
            const BarName &bar = barFor(Periods, range.stepMs);
            for (const TimeSpan &page : pagesBack(range.fromMs, range.toMs, HistoryRows * bar.lengthMs)) {
                out.push_back({"/api/v5/rubik/stat/contracts/open-interest-history" + id
                        + "&period=" + std::string(bar.name) + "&begin=" + std::to_string(page.fromMs)
                        + "&end=" + std::to_string(page.toMs - 1) + "&limit=100",
                    {}, 4});
            }
            break;
        }
        }
        return out;
    }

    std::unique_ptr<Decoder> decoder(ReferencePtr reference, InstrumentNames &names) const override
    {
        return makeOkxDecoder(std::move(reference), names);
    }

private:
    /// `after` asks for older rows than its time, `before` for newer ones.
    static std::string between(const TimeSpan &page, TimeMs rows = HistoryRows)
    {
        return "&after=" + std::to_string(page.toMs) + "&before=" + std::to_string(page.fromMs - 1)
            + "&limit=" + std::to_string(rows);
    }

    const VenueProfile m_profile = makeProfile();
};

} // namespace

std::shared_ptr<const Venue> makeOkx() { return std::make_shared<Okx>(); }

} // namespace isobar
