#include "core/venues/bybit.h"

#include "core/venues/bybitparts.h"

#include <algorithm>
#include <array>

namespace isobar {

namespace {

constexpr std::size_t TopicsPerMessage = 10; // one bad topic fails its whole message
constexpr std::size_t SymbolsPerConnection = 200;

VenueProfile makeProfile()
{
    VenueProfile profile;
    VenueTraits &traits = profile.traits;
    traits.id = BybitId;
    traits.name = "Bybit";
    traits.shortName = "Bybit";
    traits.operatorName = "Bybit";
    traits.pastOpenInterest = traits.pastBars = true;
    traits.liquidations = LiquidationFeed::All;
    // The ticker is sent ten times a second, but a member only when it changed.
    traits.cadence = {
        {{60'000, false}, {1'000, false}, {10'000, false}, {2'000, false}, {60'000, false}, {5'000, false}}};
    profile.restHost = "https://api.bybit.com";
    profile.wsHost = "wss://stream.bybit.com";
    profile.rest = {300, 5'000, {}};
    profile.keepAlive = {20'000, R"({"op":"ping"})", 10'000};
    profile.socketMessagesPerSecond = 20;
    return profile;
}

std::vector<std::string> messagesFor(std::span<const Instrument *const> instruments)
{
    std::vector<std::string> messages;
    std::size_t count = 0;
    // Tickers of all first: they fill the table.
    for (const std::string_view topic : {"tickers.", "allLiquidation.", "publicTrade."}) {
        for (const Instrument *each : instruments) {
            if (count++ % TopicsPerMessage == 0)
                messages.push_back(
                    R"({"req_id":")" + std::to_string(messages.size() + 1) + R"(","op":"subscribe","args":[)");
            else
                messages.back().append(",");
            messages.back().append("\"").append(topic).append(each->symbol).append("\"");
            if (count % TopicsPerMessage == 0)
                messages.back().append("]}");
        }
    }
    if (count % TopicsPerMessage != 0)
        messages.back().append("]}");
    return messages;
}

void addPlans(std::vector<SocketPlan> &plans, std::span<const Instrument> watched, ContractKind kind)
{
    std::vector<const Instrument *> ours;
    for (const Instrument &each : watched) {
        if (each.kind == kind)
            ours.push_back(&each);
    }
    for (std::size_t first = 0; first < ours.size(); first += SymbolsPerConnection) {
        const std::size_t count = std::min(SymbolsPerConnection, ours.size() - first);
        SocketPlan plan;
        plan.path = kind == ContractKind::Linear ? "/v5/public/linear" : "/v5/public/inverse";
        plan.messages = messagesFor(std::span<const Instrument *const>(ours).subspan(first, count));
        plan.carries = {StreamType::Funding, StreamType::Mark, StreamType::OpenInterest, StreamType::Volume,
            StreamType::Liquidation, StreamType::Trade};
        plans.push_back(std::move(plan));
    }
}

class Bybit final : public Venue {
public:
    const VenueProfile &profile() const override { return m_profile; }

    std::vector<RestRequest> catalogue() const override
    {
        return {{bybitListPath("linear", {}), {}, 1}, {bybitListPath("inverse", {}), {}, 1}};
    }
    std::unique_ptr<ReferenceReader> referenceReader(InstrumentNames &names) const override
    {
        return makeBybitReader(m_profile.traits, names);
    }

    std::vector<SocketPlan> subscribe(std::span<const Instrument> watched) const override
    {
        std::vector<SocketPlan> plans;
        addPlans(plans, watched, ContractKind::Linear);
        addPlans(plans, watched, ContractKind::Inverse);
        return plans;
    }

    /// The ticker stream carries all that a poll could.
    std::vector<Poll> polls(std::span<const Instrument>) const override { return {}; }

    std::vector<Poll> bulk() const override
    {
        const std::vector<StreamType> all{
            StreamType::Funding, StreamType::Mark, StreamType::OpenInterest, StreamType::Volume};
        return {{{"/v5/market/tickers?category=linear", {}, 1}, 20'000, all},
            {{"/v5/market/tickers?category=inverse", {}, 1}, MinuteMs, all}};
    }

    std::vector<RestRequest> history(const Instrument &instrument, const HistoryRange &range) const override
    {
        const std::string which = std::string("?category=")
            + (instrument.kind == ContractKind::Inverse ? "inverse" : "linear")
            + "&symbol=" + percentEncode(instrument.symbol);
        switch (range.kind) {
        case HistoryKind::Funding:
            // The interval may have changed within the range: pages for the shortest.
            return pages("/v5/market/funding/history" + which, range, HourMs, 200, "startTime", "endTime");
        case HistoryKind::Candles: {
            const BarName &bar = barFor(bybitBars(), range.stepMs);
            return pages("/v5/market/kline" + which + "&interval=" + std::string(bar.name), range, bar.lengthMs, 1'000,
                "start", "end");
        }
        case HistoryKind::OpenInterest: {
            constexpr std::array<BarName, 6> Periods{{{5 * MinuteMs, "5min"}, {15 * MinuteMs, "15min"},
                {30 * MinuteMs, "30min"}, {HourMs, "1h"}, {4 * HourMs, "4h"}, {DayMs, "1d"}}};
            const BarName &bar = barFor(Periods, range.stepMs);
            return pages("/v5/market/open-interest" + which + "&intervalTime=" + std::string(bar.name), range,
                bar.lengthMs, 200, "startTime", "endTime");
        }
        }
        return {};
    }

    std::unique_ptr<Decoder> decoder(ReferencePtr reference, InstrumentNames &names) const override
    {
        return makeBybitDecoder(std::move(reference), names);
    }

private:
    // Always both ends: a lone start is ignored by one of these calls and an error of another.
    static std::vector<RestRequest> pages(const std::string &path, const HistoryRange &range, TimeMs rowMs, TimeMs rows,
        std::string_view from, std::string_view to)
    {
        std::vector<RestRequest> out;
        for (const TimeSpan &page : pagesBack(range.fromMs, range.toMs, rowMs * rows)) {
            std::string full = path;
            full.append("&").append(from).append("=").append(std::to_string(page.fromMs));
            full.append("&").append(to).append("=").append(std::to_string(page.toMs - 1));
            full.append("&limit=").append(std::to_string(rows));
            out.push_back({std::move(full), {}, 1});
        }
        return out;
    }

    const VenueProfile m_profile = makeProfile();
};

} // namespace

std::shared_ptr<const Venue> makeBybit() { return std::make_shared<Bybit>(); }

} // namespace isobar
