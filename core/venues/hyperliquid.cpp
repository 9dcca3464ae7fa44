#include "core/venues/hyperliquid.h"

#include "core/venues/hyperliquidparts.h"

#include <algorithm>
#include <array>
#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>

namespace isobar {

namespace {

constexpr std::size_t MostSubscriptions = 1'000; // per address of ours
constexpr double CallWeight = 20, AccountWeight = 2;

VenueProfile makeProfile()
{
    VenueProfile profile;
    VenueTraits &traits = profile.traits;
    traits.id = HyperliquidId;
    traits.name = "Hyperliquid";
    traits.shortName = "Hyperliquid";
    traits.operatorName = "Hyperliquid";
    traits.defaultIntervalHours = 1;
    traits.liquidations = LiquidationFeed::None;
    traits.pastBars = true;
    traits.cadence = {{{3'000, false}, {3'000, false}, {3'000, false}, {3'000, false}, {0, false}, {5'000, false}}};
    profile.restHost = "https://api.hyperliquid.xyz";
    profile.wsHost = "wss://api.hyperliquid.xyz";
    profile.rest = {1'200, MinuteMs, {}};
    profile.keepAlive = {30'000, R"({"method":"ping"})", 10'000};
    profile.socketMessagesPerSecond = 30; // 2000 a minute allowed
    return profile;
}

/// Coin names are case sensitive and go into JSON as they are.
std::string quoted(std::string_view text)
{
    return boost::json::serialize(boost::json::value(boost::json::string_view(text.data(), text.size())));
}

std::string subscription(std::string_view type, std::string_view coin)
{
    return R"({"method":"subscribe","subscription":{"type":")" + std::string(type) + R"(","coin":)" + quoted(coin)
        + "}}";
}

RestRequest info(std::string body, double weight = CallWeight) { return {"/info", std::move(body), weight}; }

class Hyperliquid final : public Venue {
public:
    const VenueProfile &profile() const override { return m_profile; }

    std::vector<RestRequest> catalogue() const override { return {info(R"({"type":"meta"})")}; }
    std::unique_ptr<ReferenceReader> referenceReader(InstrumentNames &names) const override
    {
        return makeHyperliquidReader(m_profile.traits, names);
    }

    std::vector<SocketPlan> subscribe(std::span<const Instrument> watched) const override
    {
        if (watched.empty())
            return {};
        SocketPlan plan;
        plan.path = "/ws";
        plan.carries = {
            StreamType::Funding, StreamType::Mark, StreamType::OpenInterest, StreamType::Volume, StreamType::Trade};
        for (const std::string_view type : {"activeAssetCtx", "trades"}) {
            for (const Instrument &each : watched) {
                if (plan.messages.size() < MostSubscriptions)
                    plan.messages.push_back(subscription(type, each.symbol));
            }
        }
        return {plan};
    }

    /// The stream does not tell the next settlement.
    std::vector<Poll> polls(std::span<const Instrument> watched) const override
    {
        if (watched.empty())
            return {};
        return {{info(R"({"type":"predictedFundings"})"), MinuteMs, {}}};
    }

    std::vector<Poll> bulk() const override
    {
        return {{info(R"({"type":"metaAndAssetCtxs"})"), 20'000,
            {StreamType::Funding, StreamType::Mark, StreamType::OpenInterest, StreamType::Volume}}};
    }

    std::optional<RestRequest> account(std::string_view address) const override
    {
        return info(R"({"type":"clearinghouseState","user":)" + quoted(address) + "}", AccountWeight);
    }

    std::vector<RestRequest> history(const Instrument &instrument, const HistoryRange &range) const override
    {
        std::vector<RestRequest> out;
        const std::string coin = R"("coin":)" + quoted(instrument.symbol);
        if (range.kind == HistoryKind::Funding) {
            // Ascending from the start, 500 rows an answer; a row more on each 20 costs.
            for (const TimeSpan &page : pagesBack(range.fromMs, range.toMs, 500 * HourMs)) {
                const double rows = static_cast<double>((page.toMs - page.fromMs) / HourMs);
                out.push_back(
                    info(R"({"type":"fundingHistory",)" + coin + "," + between(page) + "}", CallWeight + rows / 20));
            }
        } else if (range.kind == HistoryKind::Candles) {
            const BarName &bar = barFor(hyperliquidBars(), range.stepMs);
            for (const TimeSpan &page : pagesBack(range.fromMs, range.toMs, 5'000 * bar.lengthMs)) {
                const double rows = static_cast<double>((page.toMs - page.fromMs) / bar.lengthMs);
                out.push_back(info(R"({"type":"candleSnapshot","req":{)" + coin + R"(,"interval":")"
                        + std::string(bar.name) + "\"," + between(page) + "}}",
                    CallWeight + rows / 60));
            }
        }
        // Past open interest is not published.
        return out;
    }

    std::unique_ptr<Decoder> decoder(ReferencePtr reference, InstrumentNames &names) const override
    {
        return makeHyperliquidDecoder(std::move(reference), names);
    }

private:
    static std::string between(const TimeSpan &page)
    {
        return R"("startTime":)" + std::to_string(page.fromMs) + R"(,"endTime":)" + std::to_string(page.toMs - 1);
    }

    const VenueProfile m_profile = makeProfile();
};

} // namespace

std::shared_ptr<const Venue> makeHyperliquid() { return std::make_shared<Hyperliquid>(); }

} // namespace isobar
