#include "core/venues/aevo.h"

#include "core/venues/aevoparts.h"

#include <algorithm>

namespace isobar {

namespace {

constexpr std::size_t ChannelsPerMessage = 40; // of operations there is a limit, of subscriptions none
constexpr TimeMs HistoryRows = 50;
constexpr std::int64_t NsPerMs = 1'000'000;

VenueProfile makeProfile()
{
    VenueProfile profile;
    VenueTraits &traits = profile.traits;
    traits.id = AevoId;
    traits.name = "Aevo";
    traits.shortName = "Aevo";
    traits.operatorName = "Aevo";
    traits.defaultIntervalHours = 1;
    traits.liquidations = LiquidationFeed::None;
    traits.cadence = {{{3'000, false}, {3'000, false}, {60'000, true}, {60'000, true}, {0, false}, {10'000, false}}};
    profile.restHost = "https://api.aevo.xyz";
    profile.wsHost = "wss://ws.aevo.xyz";
    // UNCONFIRMED: the limit. A client keeps to 10 a second and path; half of that. A 429's X-RETRY-AFTER would settle
    // it.
    profile.rest = {300, MinuteMs, {}};
    profile.keepAlive = {30'000, R"({"op":"ping","id":1})", 10'000};
    profile.socketMessagesPerSecond = 2; // UNCONFIRMED: how many operations are allowed
    return profile;
}

class Aevo final : public Venue {
public:
    const VenueProfile &profile() const override { return m_profile; }

    std::vector<RestRequest> catalogue() const override { return {{"/markets?instrument_type=PERPETUAL", {}, 1}}; }
    std::unique_ptr<ReferenceReader> referenceReader(InstrumentNames &names) const override
    {
        return makeAevoReader(m_profile.traits, names);
    }

    std::vector<SocketPlan> subscribe(std::span<const Instrument> watched) const override
    {
        if (watched.empty())
            return {};
        std::vector<std::string> channels;
        // What fills the table first.
        for (const std::string_view kind : {"ticker-500ms:", "trades:"}) {
            for (const Instrument &each : watched)
                channels.push_back("\"" + std::string(kind) + each.symbol + "\"");
        }
        SocketPlan plan;
        plan.path = "/";
        plan.carries = {StreamType::Funding, StreamType::Mark, StreamType::Trade};
        for (std::size_t i = 0; i < channels.size(); ++i) {
            if (i % ChannelsPerMessage == 0)
                plan.messages.push_back(R"({"op":"subscribe","data":[)");
            else
                plan.messages.back().append(",");
            plan.messages.back().append(channels[i]);
            if (i + 1 == channels.size() || (i + 1) % ChannelsPerMessage == 0)
                plan.messages.back().append(R"(],"id":)" + std::to_string(plan.messages.size() + 1) + "}");
        }
        return {plan};
    }

    /// No stream tells open interest, turnover and what was settled.
    std::vector<Poll> polls(std::span<const Instrument> watched) const override
    {
        std::vector<Poll> polls;
        for (const Instrument &each : watched) {
            polls.push_back({{"/statistics?asset=" + percentEncode(each.base) + "&instrument_type=PERPETUAL", {}, 1},
                MinuteMs, {StreamType::OpenInterest, StreamType::Volume}});
        }
        for (const Instrument &each : watched)
            polls.push_back({{historyPath(each.symbol) + "&limit=1", {}, 1}, 5 * MinuteMs, {}});
        return polls;
    }

    /// Bars and past open interest are not published, only a line of mark prices.
    std::vector<RestRequest> history(const Instrument &instrument, const HistoryRange &range) const override
    {
        std::vector<RestRequest> out;
        if (range.kind != HistoryKind::Funding)
            return out;
        for (const TimeSpan &page : pagesBack(range.fromMs, range.toMs, HistoryRows * HourMs)) {
            out.push_back(
                {historyPath(instrument.symbol) + "&start_time=" + std::to_string(page.fromMs * NsPerMs) + "&end_time="
                        + std::to_string((page.toMs - 1) * NsPerMs) + "&limit=" + std::to_string(HistoryRows),
                    {}, 1});
        }
        return out;
    }

    std::unique_ptr<Decoder> decoder(ReferencePtr reference, InstrumentNames &names) const override
    {
        return makeAevoDecoder(std::move(reference), names);
    }

private:
    static std::string historyPath(std::string_view instrument)
    {
        return "/funding-history?instrument_name=" + percentEncode(instrument);
    }

    const VenueProfile m_profile = makeProfile();
};

} // namespace

std::shared_ptr<const Venue> makeAevo() { return std::make_shared<Aevo>(); }

} // namespace isobar
