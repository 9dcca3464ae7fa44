#include "core/venues/kraken.h"

#include "core/venues/krakenparts.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace isobar {

namespace {

constexpr std::size_t ProductsPerMessage = 50;
constexpr std::size_t ProductsPerConnection = 200;
constexpr TimeMs BarsPerPage = 2'000;
// UNCONFIRMED: how many rows an answer of the analytics has at most (it says `more` when there are others). Small pages
// lose nothing; an answer with `more` would settle it.
constexpr TimeMs PeriodsPerPage = 500;

VenueProfile makeProfile()
{
    VenueProfile profile;
    VenueTraits &traits = profile.traits;
    traits.id = KrakenId;
    traits.name = "Kraken Futures";
    traits.shortName = "Kraken";
    traits.operatorName = "Kraken";
    traits.defaultIntervalHours = 1;
    traits.liquidations = LiquidationFeed::All;
    traits.pastOpenInterest = traits.pastBars = true;
    traits.cadence = {
        {{1'000, false}, {1'000, false}, {1'000, false}, {1'000, false}, {60'000, false}, {5'000, false}}};
    profile.restHost = "https://futures.kraken.com";
    profile.wsHost = "wss://futures.kraken.com";
    // UNCONFIRMED: public calls have no published weight. A call in 0.6 s is what clients keep to; a 429 would settle
    // it.
    profile.rest = {50, 30'000, {}};
    // A WebSocket ping at least once a minute; the feed heartbeat proves meanwhile that the venue is there.
    profile.keepAlive = {30'000, {}, 10'000, true};
    profile.socketMessagesPerSecond = 20; // 100 requests a second allowed
    return profile;
}

std::vector<std::string> messagesFor(std::span<const Instrument> instruments)
{
    std::vector<std::string> messages{R"({"event":"subscribe","feed":"heartbeat"})"};
    // Tickers of all first: they fill the table.
    for (const std::string_view feed : {"ticker", "trade"}) {
        for (std::size_t i = 0; i < instruments.size(); ++i) {
            if (i % ProductsPerMessage == 0)
                messages.push_back(R"({"event":"subscribe","feed":")" + std::string(feed) + R"(","product_ids":[)");
            else
                messages.back().append(",");
            messages.back().append("\"").append(instruments[i].symbol).append("\"");
            if (i + 1 == instruments.size() || (i + 1) % ProductsPerMessage == 0)
                messages.back().append("]}");
        }
    }
    return messages;
}

class Kraken final : public Venue {
public:
    const VenueProfile &profile() const override { return m_profile; }

    std::vector<RestRequest> catalogue() const override { return {{"/derivatives/api/v3/instruments", {}, 1}}; }
    std::unique_ptr<ReferenceReader> referenceReader(InstrumentNames &names) const override
    {
        return makeKrakenReader(m_profile.traits, names);
    }

    std::vector<SocketPlan> subscribe(std::span<const Instrument> watched) const override
    {
        std::vector<SocketPlan> plans;
        for (std::size_t first = 0; first < watched.size(); first += ProductsPerConnection) {
            const auto part = watched.subspan(first, std::min(ProductsPerConnection, watched.size() - first));
            SocketPlan plan;
            plan.path = "/ws/v1";
            plan.messages = messagesFor(part);
            plan.carries = {StreamType::Funding, StreamType::Mark, StreamType::OpenInterest, StreamType::Volume,
                StreamType::Liquidation, StreamType::Trade};
            plans.push_back(std::move(plan));
        }
        return plans;
    }

    /// The ticker feed carries all that a poll could, and the relative rate only it has.
    std::vector<Poll> polls(std::span<const Instrument>) const override { return {}; }

    std::vector<Poll> bulk() const override
    {
        return {{{"/derivatives/api/v3/tickers", {}, 1}, 30'000,
            {StreamType::Funding, StreamType::Mark, StreamType::OpenInterest, StreamType::Volume}}};
    }

    std::vector<RestRequest> history(const Instrument &instrument, const HistoryRange &range) const override
    {
        const std::string symbol = percentEncode(instrument.symbol);
        std::vector<RestRequest> out;
        switch (range.kind) {
        case HistoryKind::Funding: // always all of it
            if (range.fromMs < range.toMs)
                out.push_back({"/derivatives/api/v3/historicalfundingrates?symbol=" + symbol, {}, 1});
            break;
        case HistoryKind::Candles: {
            const BarName &bar = barFor(krakenBars(), range.stepMs);
            const std::string path = "/api/charts/v1/trade/" + symbol + "/" + std::string(bar.name);
            for (const TimeSpan &page : pagesBack(range.fromMs, range.toMs, BarsPerPage * bar.lengthMs))
                out.push_back({path + "?from=" + seconds(page.fromMs) + "&to=" + seconds(page.toMs - 1), {}, 1});
            break;
        }
        case HistoryKind::OpenInterest: {
            const BarName &bar = barFor(krakenPeriods(), range.stepMs);
            const std::string path = "/api/charts/v1/analytics/" + symbol + "/open-interest?since=";
            for (const TimeSpan &page : pagesBack(range.fromMs, range.toMs, PeriodsPerPage * bar.lengthMs)) {
                out.push_back({path + seconds(page.fromMs) + "&interval=" + std::string(bar.name)
                        + "&to=" + seconds(page.toMs - 1),
                    {}, 1});
            }
            break;
        }
        }
        return out;
    }

    std::unique_ptr<Decoder> decoder(ReferencePtr reference, InstrumentNames &names) const override
    {
        return makeKrakenDecoder(std::move(reference), names);
    }

private:
    static std::string seconds(TimeMs time) { return std::to_string(time / SecondMs); }

    const VenueProfile m_profile = makeProfile();
};

} // namespace

std::span<const BarName> krakenBars()
{
    static constexpr std::array<BarName, 9> Bars{
        {{MinuteMs, "1m"}, {5 * MinuteMs, "5m"}, {15 * MinuteMs, "15m"}, {30 * MinuteMs, "30m"}, {HourMs, "1h"},
            {4 * HourMs, "4h"}, {12 * HourMs, "12h"}, {DayMs, "1d"}, {7 * DayMs, "1w"}}};
    return Bars;
}

std::span<const BarName> krakenPeriods()
{
    static constexpr std::array<BarName, 9> Periods{
        {{MinuteMs, "60"}, {5 * MinuteMs, "300"}, {15 * MinuteMs, "900"}, {30 * MinuteMs, "1800"}, {HourMs, "3600"},
            {4 * HourMs, "14400"}, {12 * HourMs, "43200"}, {DayMs, "86400"}, {7 * DayMs, "604800"}}};
    return Periods;
}

std::string krakenSymbol(std::string_view name)
{
    std::string out(name);
    const auto isUpper = [](unsigned char c) { return std::isupper(c) != 0; };
    if (std::none_of(out.begin(), out.end(), isUpper))
        std::transform(
            out.begin(), out.end(), out.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return out;
}

bool isKrakenPerpetual(std::string_view symbol) { return symbol.starts_with("PF_") || symbol.starts_with("PI_"); }

bool isKrakenInverse(std::string_view symbol) { return symbol.starts_with("PI_"); }

std::shared_ptr<const Venue> makeKraken() { return std::make_shared<Kraken>(); }

} // namespace isobar
