#include "core/venues/cryptocom.h"

#include "core/venues/cryptocomparts.h"

#include <algorithm>
#include <array>

namespace isobar {

namespace {

constexpr std::array<std::string_view, 5> Channels{"ticker.", "funding.", "estimatedfunding.", "mark.", "trade."};
constexpr std::size_t ChannelsPerConnection = 400;
constexpr std::size_t ChannelsPerMessage = 100;
constexpr std::size_t InstrumentsPerConnection = ChannelsPerConnection / (Channels.size() + 1); // and the index
constexpr TimeMs BarsPerPage = 300;
// UNCONFIRMED: how many settled rates an answer has at most. 25 is what it gives unasked, so a page is a day of them; a
// longer answer would settle it.
constexpr TimeMs RatesPerPage = 24;
constexpr std::string_view PerpetualTail = "-PERP", IndexTail = "-INDEX";

VenueProfile makeProfile()
{
    VenueProfile profile;
    VenueTraits &traits = profile.traits;
    traits.id = CryptocomId;
    traits.name = "Crypto.com";
    traits.shortName = "Crypto.com";
    traits.operatorName = "Crypto.com";
    traits.defaultIntervalHours = 1;
    traits.liquidations = LiquidationFeed::None;
    traits.pastBars = true;
    // Rates are pushed once a minute.
    traits.cadence = {{{60'000, false}, {1'000, false}, {5'000, false}, {5'000, false}, {0, false}, {5'000, false}}};
    profile.restHost = "https://api.crypto.com";
    profile.wsHost = "wss://stream.crypto.com";
    profile.rest = {50, 1'000, {}}; // 100 a second and method
    // The venue's own heartbeats are answered by the decoder; ours only shows that the line is dead.
    profile.keepAlive = {20'000, {}, 20'000, true};
    // 100 messages a calendar second: one begun late in a second has no room for the first message.
    profile.socketMessagesPerSecond = 10;
    profile.subscribeAfterMs = 1'000;
    return profile;
}

std::vector<std::string> messagesFor(std::span<const Instrument> instruments)
{
    std::vector<std::string> channels;
    // What fills the table before the trades.
    for (const std::string_view channel : Channels) {
        for (const Instrument &each : instruments)
            channels.push_back(std::string(channel) + each.symbol);
        for (const Instrument &each : instruments) {
            const std::string index = channel == "mark." ? cryptocomIndexOf(each.symbol) : std::string();
            if (!index.empty())
                channels.push_back("index." + index);
        }
    }
    std::vector<std::string> messages;
    for (std::size_t i = 0; i < channels.size(); ++i) {
        // UNCONFIRMED: whether public subscriptions need the nonce of the samples, a time. None is sent, since a wrong
        // one is refused where it counts; a refusal would settle it.
        if (i % ChannelsPerMessage == 0) {
            messages.push_back(
                R"({"id":)" + std::to_string(messages.size() + 1) + R"(,"method":"subscribe","params":{"channels":[)");
        } else {
            messages.back().append(",");
        }
        messages.back().append("\"").append(channels[i]).append("\"");
        if (i + 1 == channels.size() || (i + 1) % ChannelsPerMessage == 0)
            messages.back().append("]}}");
    }
    return messages;
}

class Cryptocom final : public Venue {
public:
    const VenueProfile &profile() const override { return m_profile; }

    /// UNCONFIRMED: the limit of this call; a weight of four is more than its pace elsewhere.
    std::vector<RestRequest> catalogue() const override { return {{"/exchange/v1/public/get-instruments", {}, 4}}; }
    std::unique_ptr<ReferenceReader> referenceReader(InstrumentNames &names) const override
    {
        return makeCryptocomReader(m_profile.traits, names);
    }

    std::vector<SocketPlan> subscribe(std::span<const Instrument> watched) const override
    {
        std::vector<SocketPlan> plans;
        for (std::size_t first = 0; first < watched.size(); first += InstrumentsPerConnection) {
            const auto part = watched.subspan(first, std::min(InstrumentsPerConnection, watched.size() - first));
            SocketPlan plan;
            plan.path = "/exchange/v1/market";
            plan.messages = messagesFor(part);
            plan.carries = {
                StreamType::Funding, StreamType::Mark, StreamType::OpenInterest, StreamType::Volume, StreamType::Trade};
            plans.push_back(std::move(plan));
        }
        return plans;
    }

    /// Every kind has a stream that starts with its newest value.
    std::vector<Poll> polls(std::span<const Instrument>) const override { return {}; }

    /// Rates of all at once are not published.
    std::vector<Poll> bulk() const override
    {
        return {
            {{"/exchange/v1/public/get-tickers", {}, 1}, 2 * MinuteMs, {StreamType::OpenInterest, StreamType::Volume}}};
    }

    std::vector<RestRequest> history(const Instrument &instrument, const HistoryRange &range) const override
    {
        const std::string name = "?instrument_name=" + percentEncode(instrument.symbol);
        std::vector<RestRequest> out;
        if (range.kind == HistoryKind::Funding) {
            for (const TimeSpan &page : pagesBack(range.fromMs, range.toMs, RatesPerPage * HourMs)) {
                out.push_back({"/exchange/v1/public/get-valuations" + name + "&valuation_type=funding_hist"
                        + between(page, RatesPerPage + 1),
                    {}, 1});
            }
        } else if (range.kind == HistoryKind::Candles) {
            const BarName &bar = barFor(cryptocomBars(), range.stepMs);
            for (const TimeSpan &page : pagesBack(range.fromMs, range.toMs, BarsPerPage * bar.lengthMs)) {
                out.push_back({"/exchange/v1/public/get-candlestick" + name + "&timeframe=" + std::string(bar.name)
                        + between(page, BarsPerPage),
                    {}, 1});
            }
        }
        // Past open interest is not published.
        return out;
    }

    std::unique_ptr<Decoder> decoder(ReferencePtr reference, InstrumentNames &names) const override
    {
        return makeCryptocomDecoder(std::move(reference), names);
    }

private:
    static std::string between(const TimeSpan &page, TimeMs rows)
    {
        return "&count=" + std::to_string(rows) + "&start_ts=" + std::to_string(page.fromMs)
            + "&end_ts=" + std::to_string(page.toMs - 1);
    }

    const VenueProfile m_profile = makeProfile();
};

std::string withTail(std::string_view name, std::string_view tail, std::string_view other)
{
    if (!name.ends_with(tail))
        return {};
    return std::string(name.substr(0, name.size() - tail.size())).append(other);
}

} // namespace

std::span<const BarName> cryptocomBars()
{
    static constexpr std::array<BarName, 7> Bars{{{MinuteMs, "1m"}, {5 * MinuteMs, "5m"}, {15 * MinuteMs, "15m"},
        {30 * MinuteMs, "30m"}, {HourMs, "1h"}, {4 * HourMs, "4h"}, {DayMs, "1D"}}};
    return Bars;
}

bool isCryptocomPerpetual(std::string_view symbol) { return symbol.ends_with(PerpetualTail); }

std::string cryptocomIndexOf(std::string_view symbol) { return withTail(symbol, PerpetualTail, IndexTail); }

std::string cryptocomPerpetualOf(std::string_view index) { return withTail(index, IndexTail, PerpetualTail); }

std::shared_ptr<const Venue> makeCryptocom() { return std::make_shared<Cryptocom>(); }

} // namespace isobar
