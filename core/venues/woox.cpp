#include "core/venues/woox.h"

#include "core/venues/wooxparts.h"

#include <algorithm>
#include <array>

namespace isobar {

namespace {

constexpr std::size_t TopicsPerConnection = 100;
constexpr std::size_t TopicsPerMessage = 10; // 20 by the documents; with 11 the whole message was refused
constexpr TimeMs CandleRows = 1'000;
constexpr TimeMs FundingRows = 100;

VenueProfile makeProfile()
{
    VenueProfile profile;
    VenueTraits &traits = profile.traits;
    traits.id = WooxId;
    traits.name = "WOO X";
    traits.shortName = "WOO X";
    traits.operatorName = "WOO X";
    traits.hasDefaultInterval = false; // four hours or eight: the list tells
    // UNCONFIRMED that v3 has no stream of liquidations: none is documented. A topic in a later document would settle
    // it.
    traits.liquidations = LiquidationFeed::None;
    traits.pastBars = true;
    traits.cadence = {{{60'000, false}, {1'000, false}, {10'000, false}, {10'000, true}, {0, false}, {10'000, false}}};
    profile.restHost = "https://api.woox.io";
    profile.wsHost = "wss://wss.woox.io";
    profile.rest = {10, SecondMs, {}}; // each path by itself has that much
    // Silent sockets were cut after a minute. UNCONFIRMED: whether the venue looks at ts; a pong says no.
    profile.keepAlive = {20'000, R"({"cmd":"PING","ts":0})", 10'000};
    profile.socketMessagesPerSecond = 5;
    profile.connectionLifetimeMs = DayMs;
    return profile;
}

class Woox final : public Venue {
public:
    const VenueProfile &profile() const override { return m_profile; }

    std::vector<RestRequest> catalogue() const override { return {{"/v3/public/instruments", {}, 1}}; }
    std::unique_ptr<ReferenceReader> referenceReader(InstrumentNames &names) const override
    {
        return makeWooxReader(m_profile.traits, names);
    }

    std::vector<SocketPlan> subscribe(std::span<const Instrument> watched) const override
    {
        // What fills the table first.
        constexpr std::array<std::string_view, 5> Topics{
            "markprice@", "indexprice@", "estfundingrate@", "openinterest@", "trade@"};
        constexpr std::size_t InstrumentsPerConnection = TopicsPerConnection / Topics.size();
        std::vector<SocketPlan> plans;
        for (std::size_t first = 0; first < watched.size(); first += InstrumentsPerConnection) {
            const auto part = watched.subspan(first, std::min(InstrumentsPerConnection, watched.size() - first));
            std::vector<std::string> topics;
            for (const std::string_view topic : Topics) {
                // The index of a perpetual is that of the spot pair; under its own name it is refused in silence.
                for (const Instrument &each : part)
                    topics.push_back(std::string(topic)
                        + wooxSymbol(each.symbol, topic == "indexprice@" ? WooxSpot : WooxPerpetual));
            }
            SocketPlan plan;
            plan.path = "/v3/public";
            plan.messages = subscribeMessages(topics);
            plan.carries = {StreamType::Funding, StreamType::Mark, StreamType::OpenInterest, StreamType::Trade};
            plans.push_back(std::move(plan));
        }
        return plans;
    }

    /// UNCONFIRMED: the names of the ticker stream's members. Turnover is polled, of all contracts at a time; so are
    /// the intervals of funding, which no stream tells.
    std::vector<Poll> polls(std::span<const Instrument> watched) const override
    {
        if (watched.empty())
            return {};
        return {{{"/v3/public/futures", {}, 1}, 10'000, {StreamType::Volume}},
            {{"/v3/public/fundingRate", {}, 1}, MinuteMs, {}}};
    }

    std::vector<Poll> bulk() const override
    {
        return {{{"/v3/public/fundingRate", {}, 1}, MinuteMs, {StreamType::Funding}},
            {{"/v3/public/futures", {}, 1}, 30'000, {StreamType::Mark, StreamType::OpenInterest, StreamType::Volume}}};
    }

    std::vector<RestRequest> history(const Instrument &instrument, const HistoryRange &range) const override
    {
        std::vector<RestRequest> out;
        const std::string symbol = "?symbol=" + percentEncode(instrument.symbol);
        if (range.kind == HistoryKind::Funding) {
            // The interval may have changed within the range: pages for the shortest.
            for (const TimeSpan &page : pagesBack(range.fromMs, range.toMs, FundingRows * HourMs)) {
                out.push_back({"/v3/public/fundingRateHistory" + symbol + "&startTime=" + std::to_string(page.fromMs)
                        + "&endTime=" + std::to_string(page.toMs - 1) + "&page=1&size=" + std::to_string(FundingRows),
                    {}, 1});
            }
        } else if (range.kind == HistoryKind::Candles) {
            const BarName &bar = barFor(wooxBars(), range.stepMs);
            for (const TimeSpan &page : pagesBack(range.fromMs, range.toMs, CandleRows * bar.lengthMs)) {
                // `after` is exclusive. UNCONFIRMED that the rows right behind it come, not the newest; an answer for
                // an old time would settle it, and the newest are right as well.
                const TimeMs rows = (page.toMs - page.fromMs + bar.lengthMs - 1) / bar.lengthMs;
                out.push_back({"/v3/public/klineHistory" + symbol + "&type=" + std::string(bar.name)
                        + "&after=" + std::to_string(page.fromMs - 1) + "&limit=" + std::to_string(rows),
                    {}, 1});
            }
        }
        // Past open interest is not published.
        return out;
    }

    std::unique_ptr<Decoder> decoder(ReferencePtr reference, InstrumentNames &names) const override
    {
        return makeWooxDecoder(std::move(reference), names);
    }

private:
    static std::vector<std::string> subscribeMessages(const std::vector<std::string> &topics)
    {
        std::vector<std::string> messages;
        for (std::size_t i = 0; i < topics.size(); ++i) {
            if (i % TopicsPerMessage == 0)
                messages.push_back(
                    R"({"id":")" + std::to_string(messages.size() + 1) + R"(","cmd":"SUBSCRIBE","params":[)");
            else
                messages.back().append(",");
            messages.back().append("\"").append(topics[i]).append("\"");
            if (i + 1 == topics.size() || (i + 1) % TopicsPerMessage == 0)
                messages.back().append("]}");
        }
        return messages;
    }

    const VenueProfile m_profile = makeProfile();
};

} // namespace

std::shared_ptr<const Venue> makeWoox() { return std::make_shared<Woox>(); }

} // namespace isobar
