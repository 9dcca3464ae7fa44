#include "core/venues/kucoin.h"

#include "core/venues/kucoinparts.h"

#include <algorithm>
#include <array>

namespace isobar {

namespace {

constexpr std::size_t InstrumentsPerConnection = 250; // two topics each and one for all; 600 allowed
constexpr TimeMs VolumeEveryMs = MinuteMs;
constexpr TimeMs FundingRows = 100; // UNCONFIRMED how many a call gives: what the lowest account says
constexpr TimeMs BarRows = 200; // UNCONFIRMED: 500 by newer accounts; a call for a longer range settles it
constexpr TimeMs OpenInterestRows = 200;

VenueProfile makeProfile()
{
    VenueProfile profile;
    VenueTraits &traits = profile.traits;
    traits.id = KucoinId;
    traits.name = "KuCoin Futures";
    traits.shortName = "KuCoin";
    traits.operatorName = "KuCoin";
    traits.liquidations = LiquidationFeed::None;
    traits.pastOpenInterest = traits.pastBars = true;
    traits.cadence = {
        {{60'000, false}, {1'000, false}, {1'000, false}, {VolumeEveryMs, true}, {0, false}, {5'000, false}}};
    profile.restHost = "https://api-futures.kucoin.com";
    profile.wsHost = "wss://x-push-futures.kucoin.com";
    profile.rest = {2'000, 30'000, {}};
    profile.keepAlive = {15'000, R"({"id":"1","type":"ping"})", 10'000};
    profile.socketMessagesPerSecond = 20; // 300 in 10 s allowed
    profile.binaryFrames = BinaryFrames::Text;
    profile.venueSpeaksFirst = true;
    return profile;
}

std::vector<std::string> messagesFor(std::span<const Instrument> instruments)
{
    std::vector<std::string> messages;
    const auto subscribe = [&](const std::string &what) {
        messages.push_back(
            R"({"id":")" + std::to_string(messages.size() + 1) + R"(","action":"SUBSCRIBE","channel":)" + what + "}");
    };
    // The funding of all contracts is one frame a minute, 86 KB.
    subscribe(R"("funding-fee-all-symbols")");
    for (const Instrument &each : instruments)
        subscribe(R"("mark-price","symbol":")" + each.symbol + "\"");
    for (const Instrument &each : instruments)
        subscribe(R"("trade","tradeType":"FUTURES","symbol":")" + each.symbol + "\"");
    return messages;
}

class Kucoin final : public Venue {
public:
    const VenueProfile &profile() const override { return m_profile; }

    std::vector<RestRequest> catalogue() const override { return {{std::string(KucoinListPath), {}, 3}}; }
    std::unique_ptr<ReferenceReader> referenceReader(InstrumentNames &names) const override
    {
        return makeKucoinReader(m_profile.traits, names);
    }

    std::vector<SocketPlan> subscribe(std::span<const Instrument> watched) const override
    {
        std::vector<SocketPlan> plans;
        for (std::size_t first = 0; first < watched.size(); first += InstrumentsPerConnection) {
            SocketPlan plan;
            plan.path = "/";
            plan.messages =
                messagesFor(watched.subspan(first, std::min(InstrumentsPerConnection, watched.size() - first)));
            plan.carries = {StreamType::Funding, StreamType::Mark, StreamType::OpenInterest, StreamType::Trade};
            plans.push_back(std::move(plan));
        }
        return plans;
    }

    /// Turnover has no stream. The list tells the other figures too, funding up to a minute late after a settlement.
    std::vector<Poll> polls(std::span<const Instrument> watched) const override
    {
        if (watched.empty())
            return {};
        return {{catalogue().front(), VolumeEveryMs, {StreamType::Volume}}};
    }

    std::vector<Poll> bulk() const override
    {
        return {{catalogue().front(), VolumeEveryMs,
            {StreamType::Funding, StreamType::Mark, StreamType::OpenInterest, StreamType::Volume}}};
    }

    std::vector<RestRequest> history(const Instrument &instrument, const HistoryRange &range) const override
    {
        const std::string which = "?symbol=" + percentEncode(instrument.symbol);
        std::vector<RestRequest> out;
        switch (range.kind) {
        case HistoryKind::Funding:
            // The interval may have changed within the range: pages for the shortest.
            for (const TimeSpan &page : pagesBack(range.fromMs, range.toMs, FundingRows * HourMs))
                out.push_back({"/api/v1/contract/funding-rates" + which + between(page, "from", "to"), {}, 5});
            break;
        case HistoryKind::Candles: {
            const BarName &bar = barFor(kucoinBars(), range.stepMs);
            const std::string path = "/api/v1/kline/query" + which + "&granularity=" + std::string(bar.name);
            for (const TimeSpan &page : pagesBack(range.fromMs, range.toMs, BarRows * bar.lengthMs))
                out.push_back({path + between(page, "from", "to"), {}, 3});
            break;
        }
        case HistoryKind::OpenInterest: {
            constexpr std::array<BarName, 6> Periods{{{5 * MinuteMs, "5min"}, {15 * MinuteMs, "15min"},
                {30 * MinuteMs, "30min"}, {HourMs, "1hour"}, {4 * HourMs, "4hour"}, {DayMs, "1day"}}};
            const BarName &bar = barFor(Periods, range.stepMs);
            const std::string path =
                "/api/ua/v1/market/open-interest" + which + "&interval=" + std::string(bar.name) + "&pageSize=200";
            for (const TimeSpan &page : pagesBack(range.fromMs, range.toMs, OpenInterestRows * bar.lengthMs))
                out.push_back({path + between(page, "startAt", "endAt"), {}, 5, "https://api.kucoin.com"});
            break;
        }
        }
        return out;
    }

    std::unique_ptr<Decoder> decoder(ReferencePtr reference, InstrumentNames &names) const override
    {
        return makeKucoinDecoder(std::move(reference), names);
    }

private:
    static std::string between(const TimeSpan &page, std::string_view from, std::string_view to)
    {
        std::string out = "&";
        out.append(from).append("=").append(std::to_string(page.fromMs)).append("&").append(to).append("=");
        return out.append(std::to_string(page.toMs - 1));
    }

    const VenueProfile m_profile = makeProfile();
};

} // namespace

std::shared_ptr<const Venue> makeKucoin() { return std::make_shared<Kucoin>(); }

} // namespace isobar
