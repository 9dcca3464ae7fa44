#include "core/venues/dydx.h"

#include "core/base/isotime.h"
#include "core/venues/dydxparts.h"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>

namespace isobar {

namespace {

// UNCONFIRMED: the cap on subscriptions of one channel and connection. 32 is what clients report; a live connection
// with 33 would settle it. More connections than needed do no harm.
constexpr std::size_t TradesPerConnection = 32;
constexpr TimeMs CandleRows = 1'000;
// UNCONFIRMED: the most rows of historicalFunding (up to 1000). 100 are given in any case.
constexpr TimeMs FundingRows = 100;

VenueProfile makeProfile()
{
    VenueProfile profile;
    VenueTraits &traits = profile.traits;
    traits.id = DydxId;
    traits.name = "dYdX";
    traits.shortName = "dYdX";
    traits.operatorName = "dYdX";
    traits.interestPer8h = 0; // a market's own is in the list (defaultFundingRate1H)
    traits.defaultIntervalHours = 1;
    traits.liquidations = LiquidationFeed::All;
    traits.pastOpenInterest = traits.pastBars = true;
    traits.cadence = {
        {{60'000, true}, {5'000, false}, {60'000, true}, {60'000, false}, {60'000, false}, {10'000, false}}};
    profile.restHost = "https://indexer.dydx.trade";
    profile.wsHost = "wss://indexer.dydx.trade";
    profile.rest = {100, 10'000, {}};
    // The server pings each 30 s by control frame and wants the pong within 10 s: the socket does that by itself.
    profile.socketMessagesPerSecond = 10; // 2 a second of the same channel and id
    return profile;
}

std::string subscription(std::string_view ticker)
{
    return R"({"type":"subscribe","channel":"v4_trades","id":)"
        + boost::json::serialize(boost::json::value(boost::json::string_view(ticker.data(), ticker.size()))) + "}";
}

class Dydx final : public Venue {
public:
    const VenueProfile &profile() const override { return m_profile; }

    std::vector<RestRequest> catalogue() const override { return {{"/v4/perpetualMarkets", {}, 1}}; }
    std::unique_ptr<ReferenceReader> referenceReader(InstrumentNames &names) const override
    {
        return makeDydxReader(m_profile.traits, names);
    }

    std::vector<SocketPlan> subscribe(std::span<const Instrument> watched) const override
    {
        std::vector<SocketPlan> plans;
        for (std::size_t first = 0; first < watched.size(); first += TradesPerConnection) {
            const auto part = watched.subspan(first, std::min(TradesPerConnection, watched.size() - first));
            SocketPlan plan;
            plan.path = "/v4/ws";
            plan.carries = {StreamType::Liquidation, StreamType::Trade};
            // One subscription covers all markets.
            if (first == 0) {
                plan.messages.push_back(R"({"type":"subscribe","channel":"v4_markets"})");
                plan.carries.insert(plan.carries.end(), {StreamType::Mark, StreamType::Volume});
            }
            for (const Instrument &each : part)
                plan.messages.push_back(subscription(each.symbol));
            plans.push_back(std::move(plan));
        }
        return plans;
    }

    /// The stream tells changes only, and a rate at its baseline changes for hours as little as the open interest of a
    /// quiet market. Nor does it tell the settled rate.
    std::vector<Poll> polls(std::span<const Instrument> watched) const override
    {
        std::vector<Poll> polls;
        if (!watched.empty())
            polls.push_back({catalogue().front(), MinuteMs, {StreamType::Funding, StreamType::OpenInterest}});
        for (const Instrument &each : watched)
            polls.push_back({{fundingPath(each.symbol) + "?limit=1", {}, 1}, 5 * MinuteMs, {}});
        return polls;
    }

    /// The list of markets has all of them.
    std::vector<Poll> bulk() const override
    {
        return {{{"/v4/perpetualMarkets", {}, 1}, 30'000,
            {StreamType::Funding, StreamType::Mark, StreamType::OpenInterest, StreamType::Volume}}};
    }

    std::vector<RestRequest> history(const Instrument &instrument, const HistoryRange &range) const override
    {
        std::vector<RestRequest> out;
        if (range.kind == HistoryKind::Funding) {
            for (const TimeSpan &page : pagesBack(range.fromMs, range.toMs, FundingRows * HourMs)) {
                out.push_back({fundingPath(instrument.symbol) + "?limit=" + std::to_string(FundingRows)
                        + "&effectiveBeforeOrAt=" + percentEncode(formatIsoTime(page.toMs - 1)),
                    {}, 1});
            }
            return out;
        }
        // Each candle also tells the open interest it started with.
        const BarName &bar = barFor(dydxBars(), range.stepMs);
        for (const TimeSpan &page : pagesBack(range.fromMs, range.toMs, CandleRows * bar.lengthMs)) {
            // UNCONFIRMED: fromISO as documented, or fromIso as a client writes it. Where the venue does not know the
            // name it sends its newest rows, which are right as well; an answer with old rows would settle it.
            out.push_back({"/v4/candles/perpetualMarkets/" + percentEncode(instrument.symbol)
                    + "?resolution=" + std::string(bar.name) + "&fromISO=" + percentEncode(formatIsoTime(page.fromMs))
                    + "&toISO=" + percentEncode(formatIsoTime(page.toMs)) + "&limit=" + std::to_string(CandleRows),
                {}, 1});
        }
        return out;
    }

    std::unique_ptr<Decoder> decoder(ReferencePtr reference, InstrumentNames &names) const override
    {
        return makeDydxDecoder(std::move(reference), names);
    }

private:
    static std::string fundingPath(std::string_view ticker) { return "/v4/historicalFunding/" + percentEncode(ticker); }

    const VenueProfile m_profile = makeProfile();
};

} // namespace

std::shared_ptr<const Venue> makeDydx() { return std::make_shared<Dydx>(); }

} // namespace isobar
