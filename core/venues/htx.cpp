#include "core/venues/htx.h"

#include "core/venues/htxparts.h"

#include <algorithm>
#include <array>

namespace isobar {

namespace {

constexpr std::size_t InstrumentsPerConnection = 200; // no limit is documented
constexpr TimeMs OpenInterestEveryMs = 10'000;
constexpr TimeMs FundingRows = 100;
constexpr TimeMs BarRows = 2'000;
constexpr TimeMs OpenInterestRows = 200; // UNCONFIRMED: what the lowest account says

VenueProfile makeProfile()
{
    VenueProfile profile;
    VenueTraits &traits = profile.traits;
    traits.id = HtxId;
    traits.name = "HTX";
    traits.shortName = "HTX";
    traits.operatorName = "HTX";
    // UNCONFIRMED that all are printed: no throttle is documented, and too few is the safe belief. A crash with more
    // than one a second of one contract would settle it.
    traits.liquidations = LiquidationFeed::Throttled;
    traits.pastOpenInterest = traits.pastBars = true;
    traits.cadence = {{{60'000, false}, {3'000, false}, {OpenInterestEveryMs, true}, {OpenInterestEveryMs, true},
        {60'000, false}, {5'000, false}}};
    profile.restHost = "https://api.hbdm.com";
    profile.wsHost = "wss://api.hbdm.com";
    profile.rest = {240, 3'000, {}};
    // The venue pings every 5 s and is answered; nothing is sent by ourselves.
    // UNCONFIRMED whether the 40 a second allowed are those of a connection or of an address: of the latter the up to
    // five connections have a share each. A refusal at 40 over two connections would settle it.
    profile.socketMessagesPerSecond = 8;
    profile.binaryFrames = BinaryFrames::Gzip;
    return profile;
}

using Instruments = std::span<const Instrument *const>;

std::string numbered(std::size_t number) { return std::to_string(number + 1); }

SocketPlan trades(Instruments instruments, bool isInverse)
{
    SocketPlan plan;
    plan.path = isInverse ? "/swap-ws" : "/linear-swap-ws";
    plan.carries = {StreamType::Trade};
    for (const Instrument *each : instruments) {
        plan.messages.push_back(R"({"sub":"market.)" + each->symbol + R"(.trade.detail","id":")"
            + numbered(plan.messages.size()) + R"("})");
    }
    return plan;
}

SocketPlan notifications(Instruments instruments, bool isInverse)
{
    SocketPlan plan;
    plan.path = isInverse ? "/swap-notification" : "/linear-swap-notification";
    plan.carries = {StreamType::Funding, StreamType::Liquidation};
    // By contract: "public.*.topic" would bring hundreds that nobody watches, and must not be mixed with these.
    for (const std::string_view topic : {".funding_rate", ".liquidation_orders"}) {
        for (const Instrument *each : instruments) {
            plan.messages.push_back(R"({"op":"sub","cid":")" + numbered(plan.messages.size()) + R"(","topic":"public.)"
                + each->symbol + std::string(topic) + R"("})");
        }
    }
    return plan;
}

SocketPlan prices(Instruments instruments)
{
    SocketPlan plan;
    plan.path = "/ws_index";
    plan.carries = {StreamType::Mark};
    for (const std::string_view channel : {".mark_price.1min", ".basis.1min.close"}) {
        for (const Instrument *each : instruments) {
            plan.messages.push_back(R"({"sub":"market.)" + each->symbol + std::string(channel) + R"(","id":")"
                + numbered(plan.messages.size()) + R"("})");
        }
    }
    return plan;
}

class Htx final : public Venue {
public:
    const VenueProfile &profile() const override { return m_profile; }

    std::vector<RestRequest> catalogue() const override
    {
        return {{"/linear-swap-api/v1/swap_contract_info?business_type=swap", {}, 1},
            {"/swap-api/v1/swap_contract_info", {}, 1}, {"/linear-swap-api/v1/swap_query_elements", {}, 1}};
    }
    std::unique_ptr<ReferenceReader> referenceReader(InstrumentNames &names) const override
    {
        return makeHtxReader(m_profile.traits, names);
    }

    std::vector<SocketPlan> subscribe(std::span<const Instrument> watched) const override
    {
        std::vector<SocketPlan> plans;
        const auto addParts = [&](const std::vector<const Instrument *> &all, auto makePlan) {
            for (std::size_t first = 0; first < all.size(); first += InstrumentsPerConnection) {
                const std::size_t count = std::min(InstrumentsPerConnection, all.size() - first);
                plans.push_back(makePlan(Instruments(all).subspan(first, count)));
            }
        };
        std::vector<const Instrument *> linear, inverse, all;
        for (const Instrument &each : watched) {
            (each.kind == ContractKind::Inverse ? inverse : linear).push_back(&each);
            all.push_back(&each);
        }
        addParts(linear, [](Instruments part) { return notifications(part, false); });
        addParts(inverse, [](Instruments part) { return notifications(part, true); });
        addParts(all, [](Instruments part) { return prices(part); });
        addParts(linear, [](Instruments part) { return trades(part, false); });
        addParts(inverse, [](Instruments part) { return trades(part, true); });
        return plans;
    }

    std::vector<Poll> polls(std::span<const Instrument> watched) const override
    {
        std::vector<Poll> polls;
        const std::vector<StreamType> carries{StreamType::OpenInterest, StreamType::Volume};
        for (const ContractKind kind : {ContractKind::Linear, ContractKind::Inverse}) {
            const auto isOfKind = [kind](const Instrument &each) { return each.kind == kind; };
            if (std::any_of(watched.begin(), watched.end(), isOfKind))
                polls.push_back({{api(kind) + "/v1/swap_open_interest", {}, 1}, OpenInterestEveryMs, carries});
        }
        return polls;
    }

    /// No call tells the marks of all.
    std::vector<Poll> bulk() const override
    {
        std::vector<Poll> polls;
        for (const ContractKind kind : {ContractKind::Linear, ContractKind::Inverse}) {
            polls.push_back({{api(kind) + "/v1/swap_batch_funding_rate", {}, 1}, MinuteMs, {StreamType::Funding}});
            polls.push_back({{api(kind) + "/v1/swap_open_interest", {}, 1}, MinuteMs,
                {StreamType::OpenInterest, StreamType::Volume}});
            polls.push_back({{api(kind) + "/v1/swap_index", {}, 1}, MinuteMs, {StreamType::Mark}});
        }
        return polls;
    }

    std::vector<RestRequest> history(const Instrument &instrument, const HistoryRange &range) const override
    {
        const std::string which = "?contract_code=" + percentEncode(instrument.symbol);
        // What has no times is counted back from now.
        const TimeMs backMs = std::max(range.nowMs.value_or(range.toMs), range.toMs) - range.fromMs;
        std::vector<RestRequest> out;
        switch (range.kind) {
        case HistoryKind::Funding:
            // The interval may have changed within the range: pages for the shortest.
            for (TimeMs page = 0; page * FundingRows * HourMs < backMs && page < MostPages; ++page) {
                out.push_back({api(instrument.kind) + "/v1/swap_historical_funding_rate" + which
                        + "&page_index=" + std::to_string(page + 1) + "&page_size=" + std::to_string(FundingRows),
                    {}, 1});
            }
            break;
        case HistoryKind::Candles: {
            const BarName &bar = barFor(htxBars(), range.stepMs);
            const bool isInverse = instrument.kind == ContractKind::Inverse;
            const std::string path =
                std::string(isInverse ? "/swap-ex" : "/linear-swap-ex") + "/market/history/kline" + which;
            for (const TimeSpan &page : pagesBack(range.fromMs, range.toMs, BarRows * bar.lengthMs)) {
                out.push_back({path + "&period=" + std::string(bar.name) + "&from="
                        + std::to_string(page.fromMs / SecondMs) + "&to=" + std::to_string((page.toMs - 1) / SecondMs),
                    {}, 1});
            }
            break;
        }
        case HistoryKind::OpenInterest:
            addOpenInterest(out, instrument.kind, which, backMs);
            break;
        }
        return out;
    }

    std::unique_ptr<Decoder> decoder(ReferencePtr reference, InstrumentNames &names) const override
    {
        return makeHtxDecoder(std::move(reference), names);
    }

private:
    static constexpr TimeMs MostPages = 100;

    static std::string api(ContractKind kind)
    {
        return kind == ContractKind::Inverse ? "/swap-api" : "/linear-swap-api";
    }

    /// Only the newest rows of each period can be had, and none is shorter than an hour: hours, and what lies before
    /// them in four or twelve hours.
    static void addOpenInterest(
        std::vector<RestRequest> &out, ContractKind kind, const std::string &which, TimeMs backMs)
    {
        constexpr std::array<BarName, 4> Periods{
            {{HourMs, "60min"}, {4 * HourMs, "4hour"}, {12 * HourMs, "12hour"}, {DayMs, "1day"}}};
        for (const BarName &period : Periods) {
            const TimeMs rows = std::min(OpenInterestRows, backMs / period.lengthMs + 1);
            out.push_back({api(kind) + "/v1/swap_his_open_interest" + which
                    + (kind == ContractKind::Inverse ? "" : "&contract_type=swap")
                    + "&period=" + std::string(period.name) + "&amount_type=2&size=" + std::to_string(rows),
                {}, 1});
            if (rows * period.lengthMs >= backMs)
                break;
        }
    }

    const VenueProfile m_profile = makeProfile();
};

} // namespace

std::shared_ptr<const Venue> makeHtx() { return std::make_shared<Htx>(); }

} // namespace isobar
