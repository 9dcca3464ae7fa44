#include "core/venues/mexc.h"

#include "core/venues/mexcparts.h"

#include <algorithm>
#include <array>

namespace isobar {

namespace {

constexpr std::size_t ContractsPerConnection = 100; // 150 were seen to work
constexpr TimeMs MostBars = 2'000; // a call
// UNCONFIRMED: some documents say 1000. Were it less than a call asks for, rows would be missing.
constexpr TimeMs MostSettlements = 100;

VenueProfile makeProfile()
{
    VenueProfile profile;
    VenueTraits &traits = profile.traits;
    traits.id = MexcId;
    traits.name = "MEXC";
    traits.shortName = "MEXC";
    traits.operatorName = "MEXC";
    traits.liquidations = LiquidationFeed::None; // there is no such method, and trades carry no flag
    traits.pastBars = true;
    traits.cadence = {{{30'000, true}, {3'000, false}, {3'000, false}, {3'000, false}, {0, false}, {5'000, false}}};
    profile.restHost = "https://api.mexc.com";
    profile.wsHost = "wss://contract.mexc.com"; // the socket did not move with REST
    profile.rest = {20, 2'000, {}}; // weights below are in 1/20 of 2 s
    profile.keepAlive = {15'000, R"({"method":"ping"})", 10'000};
    profile.socketMessagesPerSecond = 15; // 20 allowed
    return profile;
}

class Mexc final : public Venue {
public:
    const VenueProfile &profile() const override { return m_profile; }

    std::vector<RestRequest> catalogue() const override
    {
        return {{std::string(MexcListPath), {}, 2}, {std::string(MexcFundingPath), {}, 1}};
    }
    std::unique_ptr<ReferenceReader> referenceReader(InstrumentNames &names) const override
    {
        return makeMexcReader(m_profile.traits, names);
    }

    std::vector<SocketPlan> subscribe(std::span<const Instrument> watched) const override
    {
        std::vector<SocketPlan> plans;
        for (std::size_t first = 0; first < watched.size(); first += ContractsPerConnection) {
            const auto part = watched.subspan(first, std::min(ContractsPerConnection, watched.size() - first));
            SocketPlan plan;
            plan.path = "/edge";
            plan.carries = {StreamType::Mark, StreamType::OpenInterest, StreamType::Volume, StreamType::Trade};
            // One contract a message. Never "gzip":true; tickers of all first: they fill the table.
            for (const std::string_view method : {"sub.ticker", "sub.deal"}) {
                for (const Instrument &each : part) {
                    plan.messages.push_back(
                        R"({"method":")" + std::string(method) + R"(","param":{"symbol":")" + each.symbol + R"("}})");
                }
            }
            plans.push_back(std::move(plan));
        }
        return plans;
    }

    /// One body for all contracts; the stream of the rate has neither interval nor prices.
    std::vector<Poll> polls(std::span<const Instrument> watched) const override
    {
        if (watched.empty())
            return {};
        return {{{std::string(MexcFundingPath), {}, 1}, 30'000, {StreamType::Funding}}};
    }

    std::vector<Poll> bulk() const override
    {
        return {{{std::string(MexcFundingPath), {}, 1}, 30'000, {StreamType::Funding, StreamType::Mark}},
            {{"/api/v1/contract/ticker", {}, 1}, 2 * MinuteMs, {StreamType::OpenInterest, StreamType::Volume}}};
    }

    std::vector<RestRequest> history(const Instrument &instrument, const HistoryRange &range) const override
    {
        const std::string symbol = percentEncode(instrument.symbol);
        std::vector<RestRequest> out;
        switch (range.kind) {
        case HistoryKind::Funding: {
            // By pages back from now, whatever the interval was: as many as the shortest needs.
            const TimeMs now = std::max(range.toMs, range.nowMs.value_or(range.toMs));
            const std::size_t pages = pagesBack(range.fromMs, now, MostSettlements * HourMs).size();
            for (std::size_t page = 1; page <= pages && range.fromMs < range.toMs; ++page) {
                out.push_back({std::string(MexcFundingPath) + "/history?symbol=" + symbol
                        + "&page_num=" + std::to_string(page) + "&page_size=" + std::to_string(MostSettlements),
                    {}, 1});
            }
            break;
        }
        case HistoryKind::Candles: {
            const BarName &bar = barFor(mexcBars(), range.stepMs);
            for (const TimeSpan &page : pagesBack(range.fromMs, range.toMs, MostBars * bar.lengthMs)) {
                out.push_back({"/api/v1/contract/kline/" + symbol + "?interval=" + std::string(bar.name) + "&start="
                        + std::to_string(page.fromMs / SecondMs) + "&end=" + std::to_string((page.toMs - 1) / SecondMs),
                    {}, 1});
            }
            break;
        }
        case HistoryKind::OpenInterest:
            break;
        }
        return out;
    }

    std::unique_ptr<Decoder> decoder(ReferencePtr reference, InstrumentNames &names) const override
    {
        return makeMexcDecoder(std::move(reference), names);
    }

private:
    const VenueProfile m_profile = makeProfile();
};

} // namespace

std::shared_ptr<const Venue> makeMexc() { return std::make_shared<Mexc>(); }

} // namespace isobar
