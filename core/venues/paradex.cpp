#include "core/venues/paradex.h"

#include "core/venues/paradexparts.h"

#include <algorithm>
#include <array>

namespace isobar {

namespace {

// UNCONFIRMED: how many subscriptions a connection may have. Sixty are modest; a refusal would settle it. 20 new
// connections a second are allowed.
constexpr std::size_t InstrumentsPerConnection = 20;
constexpr TimeMs CandleRows = 100; // UNCONFIRMED how many more are given
constexpr TimeMs SampleEveryMs = 8 * HourMs; // of past funding
constexpr TimeMs SampleWithinMs = 10 * MinuteMs; // samples are seconds to minutes apart

VenueProfile makeProfile()
{
    VenueProfile profile;
    VenueTraits &traits = profile.traits;
    traits.id = ParadexId;
    traits.name = "Paradex";
    traits.shortName = "Paradex";
    traits.operatorName = "Paradex";
    traits.liquidations = LiquidationFeed::All;
    traits.pastBars = true;
    traits.cadence = {
        {{5'000, false}, {3'000, false}, {3'000, false}, {3'000, false}, {60'000, false}, {10'000, false}}};
    profile.restHost = "https://api.prod.paradex.trade";
    profile.wsHost = "wss://ws.api.prod.paradex.trade";
    profile.rest = {1'500, MinuteMs, {}};
    // The server pings each 55 s by control frame and wants the pong within 5 s: the socket does that by itself.
    profile.socketMessagesPerSecond = 10;
    return profile;
}

class Paradex final : public Venue {
public:
    const VenueProfile &profile() const override { return m_profile; }

    std::vector<RestRequest> catalogue() const override { return {{"/v1/markets", {}, 1}}; }
    std::unique_ptr<ReferenceReader> referenceReader(InstrumentNames &names) const override
    {
        return makeParadexReader(m_profile.traits, names);
    }

    std::vector<SocketPlan> subscribe(std::span<const Instrument> watched) const override
    {
        // Market by market: the channels of all markets carry the options as well.
        constexpr std::array<std::string_view, 3> Channels{"markets_summary.", "funding_data.", "trades."};
        std::vector<SocketPlan> plans;
        for (std::size_t first = 0; first < watched.size(); first += InstrumentsPerConnection) {
            const auto part = watched.subspan(first, std::min(InstrumentsPerConnection, watched.size() - first));
            SocketPlan plan;
            plan.path = "/v1?sbeSchemaId=1&sbeSchemaVersion=1";
            plan.carries = {StreamType::Funding, StreamType::Mark, StreamType::OpenInterest, StreamType::Volume,
                StreamType::Liquidation, StreamType::Trade};
            // One channel a request. What fills the table first.
            for (const std::string_view channel : Channels) {
                for (const Instrument &each : part) {
                    plan.messages.push_back(R"({"jsonrpc":"2.0","method":"subscribe","params":{"channel":")"
                        + std::string(channel) + each.symbol + R"("},"id":)" + std::to_string(plan.messages.size() + 1)
                        + "}");
                }
            }
            plans.push_back(std::move(plan));
        }
        return plans;
    }

    /// The streams carry all that a poll could.
    std::vector<Poll> polls(std::span<const Instrument>) const override { return {}; }

    std::vector<Poll> bulk() const override
    {
        return {{{"/v1/markets/summary?market=ALL", {}, 1}, MinuteMs,
            {StreamType::Funding, StreamType::Mark, StreamType::OpenInterest, StreamType::Volume}}};
    }

    std::vector<RestRequest> history(const Instrument &instrument, const HistoryRange &range) const override
    {
        std::vector<RestRequest> out;
        const std::string market = percentEncode(instrument.symbol);
        if (range.kind == HistoryKind::Funding) {
            // The rate as it was every eight hours of the clock, so that two asks of one time tell the same sample.
            // UNCONFIRMED whether an answer begins with its newest row; one row of a short time is right either way.
            for (TimeMs at = floorTo(range.toMs, SampleEveryMs); at > range.fromMs; at -= SampleEveryMs) {
                out.push_back(
                    {"/v1/funding/data?market=" + market + between({at - SampleWithinMs, at}) + "&page_size=1", {}, 1});
            }
        } else if (range.kind == HistoryKind::Candles) {
            const BarName &bar = barFor(paradexBars(), range.stepMs);
            for (const TimeSpan &page : pagesBack(range.fromMs, range.toMs, CandleRows * bar.lengthMs)) {
                out.push_back(
                    {"/v1/markets/klines?symbol=" + market + "&resolution=" + std::string(bar.name) + between(page), {},
                        1});
            }
        }
        // UNCONFIRMED: how far back markets/summary?start&end tells open interest. It is not asked.
        return out;
    }

    std::unique_ptr<Decoder> decoder(ReferencePtr reference, InstrumentNames &names) const override
    {
        return makeParadexDecoder(std::move(reference), names);
    }

private:
    static std::string between(const TimeSpan &page)
    {
        return "&start_at=" + std::to_string(page.fromMs) + "&end_at=" + std::to_string(page.toMs - 1);
    }

    const VenueProfile m_profile = makeProfile();
};

} // namespace

std::shared_ptr<const Venue> makeParadex() { return std::make_shared<Paradex>(); }

} // namespace isobar
