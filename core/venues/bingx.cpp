#include "core/venues/bingx.h"

#include "core/venues/bingxparts.h"

#include <algorithm>

namespace isobar {

namespace {

constexpr std::size_t InstrumentsPerConnection = 60; // three topics each; 200 allowed
constexpr TimeMs FundingEveryMs = 10'000;
constexpr TimeMs OpenInterestEveryMs = 15'000; // a call a contract; 500 in 10 s allowed
constexpr TimeMs FundingRows = 1'000;
constexpr TimeMs BarRows = 1'440;

VenueProfile makeProfile()
{
    VenueProfile profile;
    VenueTraits &traits = profile.traits;
    traits.id = BingxId;
    traits.name = "BingX";
    traits.shortName = "BingX";
    traits.operatorName = "BingX";
    traits.liquidations = LiquidationFeed::None;
    traits.pastBars = true;
    traits.cadence = {{{FundingEveryMs, true}, {1'000, false}, {OpenInterestEveryMs, true}, {1'000, false}, {0, false},
        {5'000, false}}};
    profile.restHost = "https://open-api.bingx.com";
    profile.wsHost = "wss://open-api-swap.bingx.com";
    profile.rest = {500, 10'000, {}};
    // The venue pings every 5 s and is answered; nothing is sent by ourselves.
    profile.socketMessagesPerSecond = 8; // below 10
    profile.binaryFrames = BinaryFrames::Gzip;
    return profile;
}

/// Coin-M calls want the time of sending.
RestRequest coinCall(std::string path) { return {std::move(path), {}, 1, {}, "timestamp"}; }

using Instruments = std::span<const Instrument *const>;

SocketPlan planFor(Instruments instruments, bool isInverse)
{
    SocketPlan plan;
    plan.path = isInverse ? "/market" : "/swap-market";
    if (isInverse)
        plan.host = "wss://open-api-cswap-ws.bingx.com";
    plan.carries = {StreamType::Mark, StreamType::Trade};
    std::vector<std::string_view> topics{"@markPrice", "@trade"};
    if (!isInverse) { // the units of a coin-M turnover are not known
        plan.carries.push_back(StreamType::Volume);
        topics.push_back("@ticker");
    }
    for (const std::string_view topic : topics) {
        for (const Instrument *each : instruments) {
            plan.messages.push_back(R"({"id":")" + std::to_string(plan.messages.size() + 1)
                + R"(","reqType":"sub","dataType":")" + each->symbol + std::string(topic) + R"("})");
        }
    }
    return plan;
}

class Bingx final : public Venue {
public:
    const VenueProfile &profile() const override { return m_profile; }

    std::vector<RestRequest> catalogue() const override
    {
        return {{"/openApi/swap/v2/quote/contracts", {}, 1}, coinCall("/openApi/cswap/v1/market/contracts")};
    }
    std::unique_ptr<ReferenceReader> referenceReader(InstrumentNames &names) const override
    {
        return makeBingxReader(m_profile.traits, names);
    }

    std::vector<SocketPlan> subscribe(std::span<const Instrument> watched) const override
    {
        std::vector<SocketPlan> plans;
        for (const ContractKind kind : {ContractKind::Linear, ContractKind::Inverse}) {
            std::vector<const Instrument *> ours;
            for (const Instrument &each : watched) {
                if (each.kind == kind)
                    ours.push_back(&each);
            }
            for (std::size_t first = 0; first < ours.size(); first += InstrumentsPerConnection) {
                const std::size_t count = std::min(InstrumentsPerConnection, ours.size() - first);
                plans.push_back(planFor(Instruments(ours).subspan(first, count), kind == ContractKind::Inverse));
            }
        }
        return plans;
    }

    std::vector<Poll> polls(std::span<const Instrument> watched) const override
    {
        std::vector<Poll> polls;
        const auto isInverse = [](const Instrument &each) { return each.kind == ContractKind::Inverse; };
        const std::vector<StreamType> funding{StreamType::Funding}, openInterest{StreamType::OpenInterest};
        // One answer for all contracts.
        if (!std::all_of(watched.begin(), watched.end(), isInverse))
            polls.push_back({{"/openApi/swap/v2/quote/premiumIndex", {}, 1}, FundingEveryMs, funding});
        if (std::any_of(watched.begin(), watched.end(), isInverse))
            polls.push_back({coinCall("/openApi/cswap/v1/market/premiumIndex"), FundingEveryMs, funding});
        for (const Instrument &each : watched) {
            const std::string which = "?symbol=" + percentEncode(each.symbol);
            RestRequest request = isInverse(each) ? coinCall("/openApi/cswap/v1/market/openInterest" + which)
                                                  : RestRequest{"/openApi/swap/v2/quote/openInterest" + which, {}, 1};
            polls.push_back({std::move(request), OpenInterestEveryMs, openInterest});
        }
        return polls;
    }

    /// Open interest is told for one symbol a call only.
    std::vector<Poll> bulk() const override
    {
        const std::vector<StreamType> prices{StreamType::Funding, StreamType::Mark};
        return {{{"/openApi/swap/v2/quote/premiumIndex", {}, 1}, 30'000, prices},
            {coinCall("/openApi/cswap/v1/market/premiumIndex"), 30'000, prices},
            {{"/openApi/swap/v2/quote/ticker", {}, 1}, 2 * MinuteMs, {StreamType::Volume}}};
    }

    /// Open interest has no past, and of coin-M contracts no history is documented.
    std::vector<RestRequest> history(const Instrument &instrument, const HistoryRange &range) const override
    {
        std::vector<RestRequest> out;
        if (instrument.kind == ContractKind::Inverse)
            return out;
        const std::string which = "?symbol=" + percentEncode(instrument.symbol);
        if (range.kind == HistoryKind::Funding) {
            // The interval may have changed within the range: pages for the shortest.
            for (const TimeSpan &page : pagesBack(range.fromMs, range.toMs, FundingRows * HourMs))
                out.push_back({"/openApi/swap/v2/quote/fundingRate" + which + between(page, FundingRows), {}, 1});
        } else if (range.kind == HistoryKind::Candles) {
            const BarName &bar = barFor(bingxBars(), range.stepMs);
            const std::string path = "/openApi/swap/v3/quote/klines" + which + "&interval=" + std::string(bar.name);
            for (const TimeSpan &page : pagesBack(range.fromMs, range.toMs, BarRows * bar.lengthMs))
                out.push_back({path + between(page, BarRows), {}, 1});
        }
        return out;
    }

    std::unique_ptr<Decoder> decoder(ReferencePtr reference, InstrumentNames &names) const override
    {
        return makeBingxDecoder(std::move(reference), names);
    }

private:
    static std::string between(const TimeSpan &page, TimeMs rows)
    {
        return "&startTime=" + std::to_string(page.fromMs) + "&endTime=" + std::to_string(page.toMs - 1)
            + "&limit=" + std::to_string(rows);
    }

    const VenueProfile m_profile = makeProfile();
};

} // namespace

std::shared_ptr<const Venue> makeBingx() { return std::make_shared<Bingx>(); }

} // namespace isobar
