#include "core/venues/lighter.h"

#include "core/venues/lighterparts.h"

#include <algorithm>

namespace isobar {

namespace {

constexpr std::size_t TradesPerConnection = 499; // of 500 subscriptions, one is for the statistics of all
constexpr TimeMs CandleRows = 500;
// UNCONFIRMED: the most rows of fundings, 750 or 100 by different clients. 100 are given in any case; an answer with
// more would settle it.
constexpr TimeMs FundingRows = 100;

VenueProfile makeProfile()
{
    VenueProfile profile;
    VenueTraits &traits = profile.traits;
    traits.id = LighterId;
    traits.name = "Lighter";
    traits.shortName = "Lighter";
    traits.operatorName = "Lighter";
    traits.defaultIntervalHours = 1;
    traits.liquidations = LiquidationFeed::All;
    traits.pastBars = true;
    traits.cadence = {
        {{3'000, false}, {3'000, false}, {3'000, false}, {3'000, false}, {60'000, false}, {5'000, false}}};
    profile.restHost = "https://mainnet.zklighter.elliot.ai";
    profile.wsHost = "wss://mainnet.zklighter.elliot.ai";
    profile.rest = {60, MinuteMs, {}};
    profile.keepAlive = {30'000, R"({"type":"ping"})", 10'000};
    profile.socketMessagesPerSecond = 3; // 200 a minute allowed, pings count
    return profile;
}

class Lighter final : public Venue {
public:
    const VenueProfile &profile() const override { return m_profile; }

    std::vector<RestRequest> catalogue() const override { return {{"/api/v1/orderBookDetails", {}, 1}}; }
    std::unique_ptr<ReferenceReader> referenceReader(InstrumentNames &names) const override
    {
        return makeLighterReader(m_profile.traits, names);
    }

    std::vector<SocketPlan> subscribe(std::span<const Instrument> watched) const override
    {
        std::vector<SocketPlan> plans;
        for (std::size_t first = 0; first < watched.size(); first += TradesPerConnection) {
            const auto part = watched.subspan(first, std::min(TradesPerConnection, watched.size() - first));
            SocketPlan plan;
            plan.path = "/stream?readonly=true"; // serves restricted regions too
            plan.carries = {StreamType::Liquidation, StreamType::Trade};
            // One subscription covers the statistics of all markets.
            if (first == 0) {
                plan.messages.push_back(R"({"type":"subscribe","channel":"market_stats/all"})");
                plan.carries.insert(plan.carries.end(),
                    {StreamType::Funding, StreamType::Mark, StreamType::OpenInterest, StreamType::Volume});
            }
            for (const Instrument &each : part)
                plan.messages.push_back(R"({"type":"subscribe","channel":"trade/)" + each.symbol + R"("})");
            plans.push_back(std::move(plan));
        }
        return plans;
    }

    /// The streams carry all that a poll could, and the budget is small.
    std::vector<Poll> polls(std::span<const Instrument>) const override { return {}; }

    /// UNCONFIRMED whether any call has the marks of all; open interest is reckoned with what is known.
    std::vector<Poll> bulk() const override
    {
        return {{{"/api/v1/funding-rates", {}, 1}, MinuteMs, {StreamType::Funding}},
            {{"/api/v1/orderBookDetails", {}, 1}, 2 * MinuteMs, {StreamType::OpenInterest, StreamType::Volume}}};
    }

    std::vector<RestRequest> history(const Instrument &instrument, const HistoryRange &range) const override
    {
        std::vector<RestRequest> out;
        const std::string market = "?market_id=" + percentEncode(instrument.symbol);
        if (range.kind == HistoryKind::Funding) {
            // In seconds, as the answer is.
            for (const TimeSpan &page : pagesBack(range.fromMs, range.toMs, FundingRows * HourMs)) {
                out.push_back({"/api/v1/fundings" + market + "&resolution=1h"
                        + between(page.fromMs / SecondMs, (page.toMs - 1) / SecondMs, FundingRows),
                    {}, 1});
            }
        } else if (range.kind == HistoryKind::Candles) {
            const BarName &bar = barFor(lighterBars(), range.stepMs);
            for (const TimeSpan &page : pagesBack(range.fromMs, range.toMs, CandleRows * bar.lengthMs)) {
                out.push_back({"/api/v1/candles" + market + "&resolution=" + std::string(bar.name)
                        + between(page.fromMs, page.toMs - 1, CandleRows),
                    {}, 1});
            }
        }
        // Past open interest is not published.
        return out;
    }

    std::unique_ptr<Decoder> decoder(ReferencePtr reference, InstrumentNames &names) const override
    {
        return makeLighterDecoder(std::move(reference), names);
    }

private:
    static std::string between(TimeMs from, TimeMs to, TimeMs rows)
    {
        return "&start_timestamp=" + std::to_string(from) + "&end_timestamp=" + std::to_string(to)
            + "&count_back=" + std::to_string(rows);
    }

    const VenueProfile m_profile = makeProfile();
};

} // namespace

std::shared_ptr<const Venue> makeLighter() { return std::make_shared<Lighter>(); }

} // namespace isobar
