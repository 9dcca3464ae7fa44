#include "core/venues/phemex.h"

#include "core/venues/phemexparts.h"

#include <algorithm>

namespace isobar {

namespace {

constexpr std::size_t TradesPerConnection = 45; // with two tickers below 50; the 102nd subscription is refused
constexpr TimeMs FundingEveryMs = MinuteMs;
constexpr TimeMs FundingRows = 100; // UNCONFIRMED: what the lowest account says
constexpr TimeMs BarRows = 500; // 1000 are accepted as a limit elsewhere
constexpr double PublicWeight = 4; // /public, /contract-biz and /api-data allow 300 a minute

VenueProfile makeProfile()
{
    VenueProfile profile;
    VenueTraits &traits = profile.traits;
    traits.id = PhemexId;
    traits.name = "Phemex";
    traits.shortName = "Phemex";
    traits.operatorName = "Phemex";
    traits.liquidations = LiquidationFeed::None;
    traits.pastBars = true;
    traits.cadence = {{{60'000, false}, {3'000, false}, {3'000, false}, {3'000, false}, {0, false}, {10'000, false}}};
    profile.restHost = "https://api.phemex.com";
    profile.wsHost = "wss://ws.phemex.com";
    profile.rest = {5'000, 300'000, {}};
    profile.keepAlive = {5'000, R"({"id":0,"method":"server.ping","params":[]})", 10'000};
    profile.socketMessagesPerSecond = 10; // 20 allowed
    return profile;
}

void subscribeTo(SocketPlan &plan, std::string_view topic, const std::string &parameter)
{
    std::string &out = plan.messages.emplace_back(R"({"id":)" + std::to_string(plan.messages.size() + 1));
    out.append(R"(,"method":")").append(topic).append(R"(.subscribe","params":[)");
    if (!parameter.empty())
        out.append("\"").append(parameter).append("\"");
    out.append("]}");
}

class Phemex final : public Venue {
public:
    const VenueProfile &profile() const override { return m_profile; }

    std::vector<RestRequest> catalogue() const override
    {
        return {{"/public/products", {}, PublicWeight}, {std::string(PhemexFundingPath), {}, PublicWeight}};
    }
    std::unique_ptr<ReferenceReader> referenceReader(InstrumentNames &names) const override
    {
        return makePhemexReader(m_profile.traits, names);
    }

    std::vector<SocketPlan> subscribe(std::span<const Instrument> watched) const override
    {
        std::vector<SocketPlan> plans;
        const auto isInverse = [](const Instrument &each) { return each.kind == ContractKind::Inverse; };
        for (std::size_t first = 0; first < watched.size(); first += TradesPerConnection) {
            SocketPlan plan;
            plan.path = "/";
            plan.carries = {StreamType::Trade};
            if (first == 0) { // one subscription has the tickers of all contracts
                plan.carries = {StreamType::Funding, StreamType::Mark, StreamType::OpenInterest, StreamType::Volume,
                    StreamType::Trade};
                if (!std::all_of(watched.begin(), watched.end(), isInverse))
                    subscribeTo(plan, "perp_market24h_pack_p", {});
                if (std::any_of(watched.begin(), watched.end(), isInverse))
                    subscribeTo(plan, "market24h", {});
            }
            // A second symbol in one message is ignored.
            for (const Instrument &each : watched.subspan(first, std::min(TradesPerConnection, watched.size() - first)))
                subscribeTo(plan, isInverse(each) ? "trade" : "trade_p", each.symbol);
            plans.push_back(std::move(plan));
        }
        return plans;
    }

    /// The streams do not tell the interval and the next settlement.
    std::vector<Poll> polls(std::span<const Instrument> watched) const override
    {
        if (watched.empty())
            return {};
        return {{{std::string(PhemexFundingPath), {}, PublicWeight}, FundingEveryMs, {}}};
    }

    std::vector<Poll> bulk() const override
    {
        const std::vector<StreamType> all{
            StreamType::Funding, StreamType::Mark, StreamType::OpenInterest, StreamType::Volume};
        return {{{std::string(PhemexFundingPath), {}, PublicWeight}, FundingEveryMs, {StreamType::Funding}},
            {{"/md/v3/ticker/24hr/all", {}, PublicWeight}, MinuteMs, all},
            {{"/md/ticker/24hr/all", {}, PublicWeight}, MinuteMs, all}};
    }

    std::vector<RestRequest> history(const Instrument &instrument, const HistoryRange &range) const override
    {
        const bool isInverse = instrument.kind == ContractKind::Inverse;
        std::vector<RestRequest> out;
        if (range.kind == HistoryKind::Funding) {
            // ".BTCUSDTFR8H", whatever the interval is. UNCONFIRMED for COIN-M beside BTCUSD (".BTCFR8H"): the
            // fundingRate8hSymbol of cETHUSD would settle it.
            std::string name = instrument.symbol;
            if (isInverse && name.ends_with("USD"))
                name.resize(name.size() - 3);
            for (const TimeSpan &page : pagesBack(range.fromMs, range.toMs, FundingRows * HourMs)) {
                out.push_back({"/api-data/public/data/funding-rate-history?symbol=" + percentEncode("." + name + "FR8H")
                        + "&start=" + std::to_string(page.fromMs) + "&end=" + std::to_string(page.toMs - 1)
                        + "&limit=" + std::to_string(FundingRows),
                    {}, PublicWeight});
            }
        } else if (range.kind == HistoryKind::Candles && !isInverse) {
            // UNCONFIRMED whether bars of COIN-M are scaled as its tickers are: they are not asked for. One answer
            // beside a ticker would settle it.
            const BarName &bar = barFor(phemexBars(), range.stepMs);
            for (const TimeSpan &page : pagesBack(range.fromMs, range.toMs, BarRows * bar.lengthMs)) {
                out.push_back({"/exchange/public/md/v2/kline/list?symbol=" + percentEncode(instrument.symbol)
                        + "&resolution=" + std::string(bar.name) + "&from=" + std::to_string(page.fromMs / SecondMs)
                        + "&to=" + std::to_string((page.toMs - 1) / SecondMs),
                    {}, PublicWeight});
            }
        }
        return out;
    }

    std::unique_ptr<Decoder> decoder(ReferencePtr reference, InstrumentNames &names) const override
    {
        return makePhemexDecoder(std::move(reference), names);
    }

private:
    const VenueProfile m_profile = makeProfile();
};

} // namespace

std::shared_ptr<const Venue> makePhemex() { return std::make_shared<Phemex>(); }

} // namespace isobar
