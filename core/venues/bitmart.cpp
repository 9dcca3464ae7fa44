#include "core/venues/bitmart.h"

#include "core/venues/bitmartparts.h"

#include <algorithm>

namespace isobar {

namespace {

constexpr std::size_t InstrumentsPerConnection = 30; // three topics each; 100 are known to work
constexpr std::size_t TopicsPerMessage = 30; // 2000 bytes close the connection
constexpr TimeMs OpenInterestEveryMs = 30'000;
constexpr TimeMs BarRows = 500;

VenueProfile makeProfile()
{
    VenueProfile profile;
    VenueTraits &traits = profile.traits;
    traits.id = BitmartId;
    traits.name = "BitMart Futures";
    traits.shortName = "BitMart";
    traits.operatorName = "BitMart";
    traits.liquidations = LiquidationFeed::None;
    traits.pastBars = true;
    traits.cadence = {
        {{60'000, false}, {4'000, false}, {OpenInterestEveryMs, true}, {4'000, false}, {0, false}, {10'000, false}}};
    profile.restHost = "https://api-cloud-v2.bitmart.com";
    profile.wsHost = "wss://openapi-ws-v2.bitmart.com";
    profile.rest = {12, 2'000, {}};
    profile.keepAlive = {15'000, R"({"action":"ping"})", 10'000};
    return profile;
}

std::vector<std::string> messagesFor(std::span<const Instrument> instruments)
{
    std::vector<std::string> messages;
    std::size_t count = 0;
    for (const std::string_view topic : {"futures/fundingRate:", "futures/ticker:", "futures/trade:"}) {
        for (const Instrument &each : instruments) {
            if (count++ % TopicsPerMessage == 0) {
                if (!messages.empty())
                    messages.back().append("]}");
                messages.push_back(R"({"action":"subscribe","args":[)");
            } else {
                messages.back().append(",");
            }
            messages.back().append("\"").append(topic).append(each.symbol).append("\"");
        }
    }
    if (!messages.empty())
        messages.back().append("]}");
    return messages;
}

class Bitmart final : public Venue {
public:
    const VenueProfile &profile() const override { return m_profile; }

    std::vector<RestRequest> catalogue() const override
    {
        return {{std::string(BitmartListPath), {}, 1}, {"/contract/public/leverage-bracket", {}, 1}};
    }
    std::unique_ptr<ReferenceReader> referenceReader(InstrumentNames &names) const override
    {
        return makeBitmartReader(m_profile.traits, names);
    }

    std::vector<SocketPlan> subscribe(std::span<const Instrument> watched) const override
    {
        std::vector<SocketPlan> plans;
        for (std::size_t first = 0; first < watched.size(); first += InstrumentsPerConnection) {
            SocketPlan plan;
            plan.path = "/api?protocol=1.1";
            plan.messages =
                messagesFor(watched.subspan(first, std::min(InstrumentsPerConnection, watched.size() - first)));
            plan.carries = {StreamType::Funding, StreamType::Mark, StreamType::Volume, StreamType::Trade};
            plans.push_back(std::move(plan));
        }
        return plans;
    }

    /// The call for the open interest of one contract allows one a second; the list has that of all.
    std::vector<Poll> polls(std::span<const Instrument> watched) const override
    {
        if (watched.empty())
            return {};
        return {{{std::string(BitmartListPath), {}, 1}, OpenInterestEveryMs, {StreamType::OpenInterest}}};
    }

    /// There is no mark price in it, only the index.
    std::vector<Poll> bulk() const override
    {
        return {{{std::string(BitmartListPath), {}, 1}, OpenInterestEveryMs,
            {StreamType::Funding, StreamType::Mark, StreamType::OpenInterest, StreamType::Volume}}};
    }

    std::vector<RestRequest> history(const Instrument &instrument, const HistoryRange &range) const override
    {
        const std::string which = "?symbol=" + percentEncode(instrument.symbol);
        std::vector<RestRequest> out;
        if (range.kind == HistoryKind::Funding) {
            // The newest hundred, and there is no way to ask for older ones.
            out.push_back({"/contract/public/funding-rate-history" + which + "&limit=100", {}, 1});
        } else if (range.kind == HistoryKind::Candles) {
            const BarName &bar = barFor(bitmartBars(), range.stepMs);
            for (const TimeSpan &page : pagesBack(range.fromMs, range.toMs, BarRows * bar.lengthMs)) {
                out.push_back({"/contract/public/kline" + which + "&step=" + std::string(bar.name)
                        + "&start_time=" + std::to_string(page.fromMs / SecondMs)
                        + "&end_time=" + std::to_string((page.toMs - 1) / SecondMs),
                    {}, 1});
            }
        }
        return out;
    }

    std::unique_ptr<Decoder> decoder(ReferencePtr reference, InstrumentNames &names) const override
    {
        return makeBitmartDecoder(std::move(reference), names);
    }

private:
    const VenueProfile m_profile = makeProfile();
};

} // namespace

std::shared_ptr<const Venue> makeBitmart() { return std::make_shared<Bitmart>(); }

} // namespace isobar
