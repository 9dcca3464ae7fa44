#include "core/venues/blofin.h"

#include "core/venues/blofinparts.h"

#include <algorithm>

namespace isobar {

namespace {

constexpr std::size_t InstrumentsPerConnection = 300; // one new connection a second is allowed: better few
constexpr std::size_t ChannelsPerMessage = 60; // 4096 bytes allowed
constexpr TimeMs MarkEveryMs = 3'000;
constexpr TimeMs FundingRows = 100;
constexpr TimeMs BarRows = 1'440;

VenueProfile makeProfile()
{
    VenueProfile profile;
    VenueTraits &traits = profile.traits;
    traits.id = BlofinId;
    traits.name = "BloFin";
    traits.shortName = "BloFin";
    traits.operatorName = "BloFin";
    // 8, 4 and 1 hour exist and nothing names them: the settlements tell.
    traits.hasDefaultInterval = false;
    traits.liquidations = LiquidationFeed::None;
    traits.pastBars = true;
    traits.cadence = {{{60'000, false}, {MarkEveryMs, true}, {0, false}, {2'000, false}, {0, false}, {10'000, false}}};
    profile.restHost = "https://openapi.blofin.com";
    profile.wsHost = "wss://openapi.blofin.com";
    profile.rest = {300, MinuteMs, {}}; // 500 a minute and 1500 in five
    profile.keepAlive = {20'000, "ping", 10'000};
    return profile;
}

std::vector<std::string> messagesFor(std::span<const Instrument> instruments)
{
    std::vector<std::string> messages;
    std::size_t count = 0;
    for (const std::string_view channel : {"funding-rate", "tickers", "trades"}) {
        for (const Instrument &each : instruments) {
            if (count++ % ChannelsPerMessage == 0) {
                if (!messages.empty())
                    messages.back().append("]}");
                messages.push_back(R"({"op":"subscribe","args":[)");
            } else {
                messages.back().append(",");
            }
            messages.back().append(R"({"channel":")").append(channel);
            messages.back().append(R"(","instId":")").append(each.symbol).append("\"}");
        }
    }
    if (!messages.empty())
        messages.back().append("]}");
    return messages;
}

class Blofin final : public Venue {
public:
    const VenueProfile &profile() const override { return m_profile; }

    std::vector<RestRequest> catalogue() const override { return {{"/api/v1/market/instruments", {}, 1}}; }
    std::unique_ptr<ReferenceReader> referenceReader(InstrumentNames &names) const override
    {
        return makeBlofinReader(m_profile.traits, names);
    }

    std::vector<SocketPlan> subscribe(std::span<const Instrument> watched) const override
    {
        std::vector<SocketPlan> plans;
        for (std::size_t first = 0; first < watched.size(); first += InstrumentsPerConnection) {
            SocketPlan plan;
            plan.path = "/ws/public";
            plan.messages =
                messagesFor(watched.subspan(first, std::min(InstrumentsPerConnection, watched.size() - first)));
            plan.carries = {StreamType::Funding, StreamType::Volume, StreamType::Trade};
            plans.push_back(std::move(plan));
        }
        return plans;
    }

    /// Marks and indices of all contracts in one answer: of streams there are only bars.
    std::vector<Poll> polls(std::span<const Instrument> watched) const override
    {
        if (watched.empty())
            return {};
        return {{{"/api/v1/market/mark-price", {}, 1}, MarkEveryMs, {StreamType::Mark}}};
    }

    std::vector<Poll> bulk() const override
    {
        return {{{"/api/v1/market/funding-rate", {}, 1}, MinuteMs, {StreamType::Funding}},
            {{"/api/v1/market/mark-price", {}, 1}, 30'000, {StreamType::Mark}},
            {{"/api/v1/market/tickers", {}, 1}, 2 * MinuteMs, {StreamType::Volume}}};
    }

    std::vector<RestRequest> history(const Instrument &instrument, const HistoryRange &range) const override
    {
        const std::string which = "?instId=" + percentEncode(instrument.symbol);
        std::vector<RestRequest> out;
        if (range.kind == HistoryKind::Funding) {
            // The interval may have changed within the range: pages for the shortest.
            for (const TimeSpan &page : pagesBack(range.fromMs, range.toMs, FundingRows * HourMs))
                out.push_back({"/api/v1/market/funding-rate-history" + which + between(page, FundingRows), {}, 1});
        } else if (range.kind == HistoryKind::Candles) {
            const BarName &bar = barFor(blofinBars(), range.stepMs);
            const std::string path = "/api/v1/market/candles" + which + "&bar=" + std::string(bar.name);
            for (const TimeSpan &page : pagesBack(range.fromMs, range.toMs, BarRows * bar.lengthMs))
                out.push_back({path + between(page, BarRows), {}, 1});
        }
        return out;
    }

    std::unique_ptr<Decoder> decoder(ReferencePtr reference, InstrumentNames &names) const override
    {
        return makeBlofinDecoder(std::move(reference), names);
    }

private:
    /// `after` asks for older rows than its time, `before` for newer ones.
    static std::string between(const TimeSpan &page, TimeMs rows)
    {
        return "&after=" + std::to_string(page.toMs) + "&before=" + std::to_string(page.fromMs - 1)
            + "&limit=" + std::to_string(rows);
    }

    const VenueProfile m_profile = makeProfile();
};

} // namespace

std::shared_ptr<const Venue> makeBlofin() { return std::make_shared<Blofin>(); }

} // namespace isobar
