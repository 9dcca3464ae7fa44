#include "core/venues/backpack.h"

#include "core/venues/backpackparts.h"

#include <algorithm>
#include <array>

namespace isobar {

namespace {

// UNCONFIRMED: how many streams a connection may have. 91 were accepted; more than 22 contracts open another one.
constexpr std::size_t InstrumentsPerConnection = 22;
constexpr std::size_t StreamsPerMessage = 40;
constexpr TimeMs CandleRows = 500; // UNCONFIRMED how many are given
constexpr TimeMs MostFundingRows = 10'000;

VenueProfile makeProfile()
{
    VenueProfile profile;
    VenueTraits &traits = profile.traits;
    traits.id = BackpackId;
    traits.name = "Backpack";
    traits.shortName = "Backpack";
    traits.operatorName = "Backpack";
    traits.defaultIntervalHours = 1;
    traits.hasDefaultInterval = false; // was eight hours once, is one now: the list tells
    // UNCONFIRMED: that every liquidation is sent. Counted as a part; a comparison with the fall of open interest
    // would settle it.
    traits.liquidations = LiquidationFeed::Throttled;
    traits.pastBars = true;
    traits.cadence = {
        {{2'000, false}, {2'000, false}, {60'000, false}, {2'000, false}, {60'000, false}, {10'000, false}}};
    profile.restHost = "https://api.backpack.exchange";
    profile.wsHost = "wss://ws.backpack.exchange";
    profile.rest = {1'200, MinuteMs, {}}; // 2000 by the venue, 20 a second by clients
    // The server pings each 60 s by control frame and wants the pong within 120 s: the socket does that by itself.
    return profile;
}

class Backpack final : public Venue {
public:
    const VenueProfile &profile() const override { return m_profile; }

    std::vector<RestRequest> catalogue() const override { return {{"/api/v1/markets?marketType=PERP", {}, 1}}; }
    std::unique_ptr<ReferenceReader> referenceReader(InstrumentNames &names) const override
    {
        return makeBackpackReader(m_profile.traits, names);
    }

    std::vector<SocketPlan> subscribe(std::span<const Instrument> watched) const override
    {
        std::vector<SocketPlan> plans;
        for (std::size_t first = 0; first < watched.size(); first += InstrumentsPerConnection) {
            const auto part = watched.subspan(first, std::min(InstrumentsPerConnection, watched.size() - first));
            SocketPlan plan;
            plan.path = "/";
            plan.messages = messagesFor(part, first == 0);
            plan.carries = {
                StreamType::Funding, StreamType::Mark, StreamType::OpenInterest, StreamType::Volume, StreamType::Trade};
            // One stream has the liquidations of all markets.
            if (first == 0)
                plan.carries.push_back(StreamType::Liquidation);
            plans.push_back(std::move(plan));
        }
        return plans;
    }

    /// The streams carry all that a poll could.
    std::vector<Poll> polls(std::span<const Instrument>) const override { return {}; }

    std::vector<Poll> bulk() const override
    {
        return {{{"/api/v1/markPrices", {}, 1}, 30'000, {StreamType::Funding, StreamType::Mark}},
            {{"/api/v1/openInterest", {}, 1}, MinuteMs, {StreamType::OpenInterest}},
            {{"/api/v1/tickers", {}, 1}, 2 * MinuteMs, {StreamType::Volume}}};
    }

    std::vector<RestRequest> history(const Instrument &instrument, const HistoryRange &range) const override
    {
        std::vector<RestRequest> out;
        const std::string symbol = "?symbol=" + percentEncode(instrument.symbol);
        if (range.kind == HistoryKind::Funding) {
            // There is no time to ask for: the newest rows, of an hour at the shortest, the running one included.
            const TimeMs hours = (std::max(range.nowMs.value_or(0), range.toMs) - range.fromMs) / HourMs + 2;
            out.push_back({"/api/v1/fundingRates" + symbol
                    + "&limit=" + std::to_string(std::clamp<TimeMs>(hours, 1, MostFundingRows)),
                {}, 1});
        } else if (range.kind == HistoryKind::Candles) {
            const BarName &bar = barFor(backpackBars(), range.stepMs);
            for (const TimeSpan &page : pagesBack(range.fromMs, range.toMs, CandleRows * bar.lengthMs)) {
                out.push_back({"/api/v1/klines" + symbol + "&interval=" + std::string(bar.name)
                        + "&startTime=" + std::to_string(page.fromMs / SecondMs)
                        + "&endTime=" + std::to_string((page.toMs - 1) / SecondMs),
                    {}, 1});
            }
        }
        // Past open interest is not published.
        return out;
    }

    std::unique_ptr<Decoder> decoder(ReferencePtr reference, InstrumentNames &names) const override
    {
        return makeBackpackDecoder(std::move(reference), names);
    }

private:
    static std::vector<std::string> messagesFor(std::span<const Instrument> instruments, bool withLiquidations)
    {
        // Unknown streams are passed over in silence; nothing is acknowledged.
        std::vector<std::string> streams;
        for (const std::string_view kind : {"markPrice.", "openInterest.", "ticker.", "trade."}) {
            for (const Instrument &each : instruments)
                streams.push_back(std::string(kind) + each.symbol);
            if (withLiquidations && kind == "ticker.")
                streams.emplace_back("liquidation");
        }
        std::vector<std::string> messages;
        for (std::size_t i = 0; i < streams.size(); ++i) {
            if (i % StreamsPerMessage == 0)
                messages.push_back(R"({"method":"SUBSCRIBE","params":[)");
            else
                messages.back().append(",");
            messages.back().append("\"").append(streams[i]).append("\"");
            if (i + 1 == streams.size() || (i + 1) % StreamsPerMessage == 0)
                messages.back().append("]}");
        }
        return messages;
    }

    const VenueProfile m_profile = makeProfile();
};

} // namespace

std::shared_ptr<const Venue> makeBackpack() { return std::make_shared<Backpack>(); }

} // namespace isobar
