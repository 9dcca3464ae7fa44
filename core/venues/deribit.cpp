#include "core/venues/deribit.h"

#include "core/venues/deribitparts.h"

#include <algorithm>

namespace isobar {

namespace {

// One subscribe takes up to 500 channels by hearsay, a connection 200 by another: the smaller one is right in both
// cases. A refusal above it would settle it.
constexpr std::size_t ChannelsPerConnection = 200;
constexpr std::size_t ChannelsPerMessage = 50;
constexpr std::size_t InstrumentsPerConnection = ChannelsPerConnection / 2;

VenueProfile makeProfile()
{
    VenueProfile profile;
    VenueTraits &traits = profile.traits;
    traits.id = DeribitId;
    traits.name = "Deribit";
    traits.shortName = "Deribit";
    traits.operatorName = "Deribit";
    traits.interestPer8h = 0; // the premium alone, damped around nothing
    traits.liquidations = LiquidationFeed::All;
    traits.pastBars = true;
    traits.cadence = {
        {{1'000, false}, {1'000, false}, {1'000, false}, {1'000, false}, {60'000, false}, {5'000, false}}};
    profile.restHost = "https://www.deribit.com";
    profile.wsHost = "wss://www.deribit.com";
    // 20 requests a second by the credits of an address; a quarter stays free for what the sockets send.
    profile.rest = {75, 5'000, {}};
    // Beside the heartbeat that is asked for when the socket opens, and whose tests the decoder answers.
    profile.keepAlive = {30'000, R"({"jsonrpc":"2.0","id":0,"method":"public/test","params":{}})", 10'000};
    profile.socketMessagesPerSecond = 3; // a subscription costs 3000 of the 10 000 credits a second
    return profile;
}

std::string call(std::size_t id, std::string_view method, std::string_view params)
{
    return R"({"jsonrpc":"2.0","id":)" + std::to_string(id) + R"(,"method":")" + std::string(method) + R"(","params":)"
        + std::string(params) + "}";
}

std::vector<std::string> messagesFor(std::span<const Instrument> instruments)
{
    std::vector<std::string> channels;
    // Tickers of all first: they fill the table. "raw" would need a login.
    for (const std::string_view channel : {"ticker.", "trades."}) {
        for (const Instrument &each : instruments)
            channels.push_back("\"" + std::string(channel) + each.symbol + ".100ms\"");
    }
    std::vector<std::string> messages{call(1, "public/set_heartbeat", R"({"interval":30})")};
    for (std::size_t first = 0; first < channels.size(); first += ChannelsPerMessage) {
        std::string list;
        for (std::size_t i = first; i < std::min(first + ChannelsPerMessage, channels.size()); ++i)
            list.append(i > first ? "," : "").append(channels[i]);
        messages.push_back(call(messages.size() + 1, "public/subscribe", R"({"channels":[)" + list + "]}"));
    }
    return messages;
}

class Deribit final : public Venue {
public:
    const VenueProfile &profile() const override { return m_profile; }

    std::vector<RestRequest> catalogue() const override
    {
        return {{"/api/v2/public/get_instruments?currency=any&kind=future&expired=false", {}, 1}};
    }
    std::unique_ptr<ReferenceReader> referenceReader(InstrumentNames &names) const override
    {
        return makeDeribitReader(m_profile.traits, names);
    }

    std::vector<SocketPlan> subscribe(std::span<const Instrument> watched) const override
    {
        std::vector<SocketPlan> plans;
        for (std::size_t first = 0; first < watched.size(); first += InstrumentsPerConnection) {
            const auto part = watched.subspan(first, std::min(InstrumentsPerConnection, watched.size() - first));
            SocketPlan plan;
            plan.path = "/ws/api/v2";
            plan.messages = messagesFor(part);
            plan.carries = {StreamType::Funding, StreamType::Mark, StreamType::OpenInterest, StreamType::Volume,
                StreamType::Liquidation, StreamType::Trade};
            plans.push_back(std::move(plan));
        }
        return plans;
    }

    /// The ticker stream carries all that a poll could.
    std::vector<Poll> polls(std::span<const Instrument>) const override { return {}; }

    std::vector<Poll> bulk() const override
    {
        std::vector<Poll> polls;
        for (const std::string_view currency : {"BTC", "ETH", "USDC", "USDT"}) {
            polls.push_back(
                {{"/api/v2/public/get_book_summary_by_currency?currency=" + std::string(currency) + "&kind=future", {},
                     1},
                    MinuteMs, {StreamType::Funding, StreamType::Mark, StreamType::OpenInterest, StreamType::Volume}});
        }
        return polls;
    }

    std::vector<RestRequest> history(const Instrument &instrument, const HistoryRange &range) const override
    {
        const std::string name = "?instrument_name=" + percentEncode(instrument.symbol);
        std::vector<RestRequest> out;
        if (range.kind == HistoryKind::Funding) {
            for (const TimeSpan &page : pagesBack(range.fromMs, range.toMs, 744 * HourMs))
                out.push_back({"/api/v2/public/get_funding_rate_history" + name + between(page), {}, 1});
        } else if (range.kind == HistoryKind::Candles) {
            const BarName &bar = barFor(deribitBars(), range.stepMs);
            for (const TimeSpan &page : pagesBack(range.fromMs, range.toMs, 5'000 * bar.lengthMs)) {
                out.push_back({"/api/v2/public/get_tradingview_chart_data" + name + between(page)
                        + "&resolution=" + std::string(bar.name),
                    {}, 1});
            }
        }
        // Past open interest is not published.
        return out;
    }

    std::unique_ptr<Decoder> decoder(ReferencePtr reference, InstrumentNames &names) const override
    {
        return makeDeribitDecoder(std::move(reference), names);
    }

private:
    static std::string between(const TimeSpan &page)
    {
        return "&start_timestamp=" + std::to_string(page.fromMs) + "&end_timestamp=" + std::to_string(page.toMs - 1);
    }

    const VenueProfile m_profile = makeProfile();
};

} // namespace

bool isDeribitPerpetual(std::string_view name) { return name.ends_with("-PERPETUAL"); }

bool isDeribitInverse(std::string_view name) { return name.find('_') == std::string_view::npos; }

std::shared_ptr<const Venue> makeDeribit() { return std::make_shared<Deribit>(); }

} // namespace isobar
