#include "core/venues/gate.h"

#include "core/venues/gateparts.h"

#include <algorithm>
#include <array>

namespace isobar {

namespace {

constexpr std::array<std::string_view, 3> Settlements{"usdt", "usd1", "btc"};
constexpr std::size_t ContractsPerMessage = 20; // one unknown contract fails its whole message
// UNCONFIRMED how many topics a connection may have; a refusal would show it. Others ask for all in one message.
constexpr std::size_t ContractsPerConnection = 100;
constexpr TimeMs MostBars = 2'000; // a call
constexpr TimeMs MostSettlements = 1'000;
// UNCONFIRMED: up to 2000 by one client, 100 by another. The smaller leaves no gap when the larger is cut.
constexpr TimeMs MostStatistics = 100;

VenueProfile makeProfile()
{
    VenueProfile profile;
    VenueTraits &traits = profile.traits;
    traits.id = GateId;
    traits.name = "Gate";
    traits.shortName = "Gate";
    traits.operatorName = "Gate";
    traits.liquidations = LiquidationFeed::All; // since August 2026
    traits.pastOpenInterest = traits.pastBars = true;
    // The ticker has the rate too, but neither the time of the settlement nor the interval.
    traits.cadence = {
        {{60'000, true}, {2'000, false}, {2'000, false}, {2'000, false}, {60'000, false}, {5'000, false}}};
    profile.restHost = "https://api.gateio.ws";
    profile.wsHost = "wss://fx-ws.gateio.ws";
    profile.headers = {{"X-Gate-Size-Decimal", "1"}}; // sizes with their decimals
    // UNCONFIRMED: other clients use 300 a second; this is far below, and a 429 holds us back all the same.
    profile.rest = {200, 10'000, {}};
    profile.keepAlive = {15'000, R"({"time":$SECONDS,"channel":"futures.ping"})", 10'000};
    return profile;
}

/// By the settlement of the list, else by the quote: "usdt", "usd1", "btc".
std::string_view settlementOf(const Instrument &instrument)
{
    if (instrument.kind == ContractKind::Inverse)
        return "btc";
    return instrument.symbol.ends_with("_USD1") ? "usd1" : "usdt";
}

std::vector<const Instrument *> settledIn(std::span<const Instrument> watched, std::string_view settlement)
{
    std::vector<const Instrument *> out;
    for (const Instrument &each : watched) {
        if (settlementOf(each) == settlement)
            out.push_back(&each);
    }
    return out;
}

std::vector<std::string> messagesFor(std::span<const Instrument *const> instruments)
{
    std::vector<std::string> messages;
    // What fills the table before the trades.
    for (const std::string_view channel : {"futures.tickers", "futures.public_liquidates", "futures.trades"}) {
        for (std::size_t first = 0; first < instruments.size(); first += ContractsPerMessage) {
            std::string &out = messages.emplace_back(R"({"time":)");
            out.append(SecondsPlace).append(R"(,"channel":")").append(channel);
            out.append(R"(","event":"subscribe","payload":[)");
            const std::size_t end = std::min(first + ContractsPerMessage, instruments.size());
            for (std::size_t i = first; i < end; ++i)
                out.append(i == first ? "\"" : ",\"").append(instruments[i]->symbol).append("\"");
            out.append("]}");
        }
    }
    return messages;
}

class Gate final : public Venue {
public:
    const VenueProfile &profile() const override { return m_profile; }

    std::vector<RestRequest> catalogue() const override
    {
        std::vector<RestRequest> out;
        for (const std::string_view settlement : Settlements)
            out.push_back({gatePath(settlement) + "/contracts", {}, 1});
        // The limits of inverse contracts are in coins: no tiers for them.
        for (const std::string_view settlement : {"usdt", "usd1"})
            out.push_back({gateTiersPath(settlement, 0), {}, 1});
        return out;
    }
    std::unique_ptr<ReferenceReader> referenceReader(InstrumentNames &names) const override
    {
        return makeGateReader(m_profile.traits, names);
    }

    std::vector<SocketPlan> subscribe(std::span<const Instrument> watched) const override
    {
        std::vector<SocketPlan> plans;
        for (const std::string_view settlement : Settlements) {
            const auto ours = settledIn(watched, settlement);
            for (std::size_t first = 0; first < ours.size(); first += ContractsPerConnection) {
                const std::size_t count = std::min(ContractsPerConnection, ours.size() - first);
                SocketPlan plan;
                plan.path = "/v4/ws/" + std::string(settlement);
                plan.messages = messagesFor(std::span<const Instrument *const>(ours).subspan(first, count));
                plan.carries = {StreamType::Mark, StreamType::OpenInterest, StreamType::Volume, StreamType::Liquidation,
                    StreamType::Trade};
                plans.push_back(std::move(plan));
            }
        }
        return plans;
    }

    /// One body tells rate, interval and next settlement of all contracts.
    std::vector<Poll> polls(std::span<const Instrument> watched) const override
    {
        std::vector<Poll> polls;
        for (const std::string_view settlement : Settlements) {
            if (!settledIn(watched, settlement).empty())
                polls.push_back({{gatePath(settlement) + "/contracts", {}, 1}, 60'000, {StreamType::Funding}});
        }
        return polls;
    }

    std::vector<Poll> bulk() const override
    {
        std::vector<Poll> polls;
        for (const std::string_view settlement : Settlements) {
            polls.push_back({{gatePath(settlement) + "/contracts", {}, 1}, MinuteMs,
                {StreamType::Funding, StreamType::Mark, StreamType::OpenInterest}});
            polls.push_back({{gatePath(settlement) + "/tickers", {}, 1}, 2 * MinuteMs, {StreamType::Volume}});
        }
        return polls;
    }

    std::vector<RestRequest> history(const Instrument &instrument, const HistoryRange &range) const override
    {
        const std::string path = gatePath(settlementOf(instrument));
        const std::string contract = "?contract=" + percentEncode(instrument.symbol);
        std::vector<RestRequest> out;
        switch (range.kind) {
        case HistoryKind::Funding:
            // The interval may have changed within the range: pages for the shortest.
            for (const TimeSpan &page : pagesBack(range.fromMs, range.toMs, MostSettlements * HourMs)) {
                out.push_back(
                    {path + "/funding_rate" + contract + between(page) + "&limit=" + std::to_string(MostSettlements),
                        {}, 1});
            }
            break;
        case HistoryKind::Candles: {
            const BarName &bar = barFor(gateBars(), range.stepMs);
            for (const TimeSpan &page : pagesBack(range.fromMs, range.toMs, MostBars * bar.lengthMs)) {
                // Here a limit excludes the two ends.
                out.push_back(
                    {path + "/candlesticks" + contract + "&interval=" + std::string(bar.name) + between(page), {}, 1});
            }
            break;
        }
        case HistoryKind::OpenInterest: {
            const BarName &bar = barFor(gateBars(), range.stepMs);
            for (const TimeSpan &page : pagesBack(range.fromMs, range.toMs, MostStatistics * bar.lengthMs)) {
                out.push_back({path + "/contract_stats" + contract + "&interval=" + std::string(bar.name) + "&from="
                        + std::to_string(page.fromMs / SecondMs) + "&limit=" + std::to_string(MostStatistics),
                    {}, 1});
            }
            break;
        }
        }
        return out;
    }

    std::unique_ptr<Decoder> decoder(ReferencePtr reference, InstrumentNames &names) const override
    {
        return makeGateDecoder(std::move(reference), names);
    }

private:
    /// In seconds, both ends included.
    static std::string between(const TimeSpan &page)
    {
        return "&from=" + std::to_string(page.fromMs / SecondMs) + "&to=" + std::to_string((page.toMs - 1) / SecondMs);
    }

    const VenueProfile m_profile = makeProfile();
};

} // namespace

std::shared_ptr<const Venue> makeGate() { return std::make_shared<Gate>(); }

} // namespace isobar
