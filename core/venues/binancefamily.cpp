#include "core/venues/binancefamily.h"

#include <algorithm>
#include <array>

namespace isobar {

namespace {

constexpr std::size_t StreamsPerConnection = 200;
constexpr std::size_t StreamsPerMessage = 50;
constexpr TimeMs MostBars = 1'000; // a call
// These have limits of their own: 1000 calls in five minutes, and 500; counted as if they had a part of the common one.
constexpr double StatisticsWeight = 12;
constexpr double FundingWeight = 24;
constexpr double AllPremiumsWeight = 10, AllTickersWeight = 40;
constexpr double OpenInterestShare = 0.5; // of the weight of a minute; history and catalogue have the rest

std::string lower(std::string_view text)
{
    std::string out(text);
    for (char &c : out) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

std::string subscribeMessage(std::span<const std::string> streams, std::size_t id)
{
    std::string out = R"({"method":"SUBSCRIBE","params":[)";
    for (const std::string &each : streams)
        out.append(&each == streams.data() ? "\"" : ",\"").append(each).append("\"");
    return out.append("],\"id\":").append(std::to_string(id)).append("}");
}

/// BTCUSD of BTCUSD_PERP.
std::string pairOf(const Instrument &instrument) { return instrument.symbol.substr(0, instrument.symbol.find('_')); }

class BinanceFamily final : public Venue {
public:
    explicit BinanceFamily(BinanceDialect dialect) : m_dialect(std::move(dialect)) { }

    const VenueProfile &profile() const override { return m_dialect.profile; }

    std::vector<RestRequest> catalogue() const override
    {
        return {{m_dialect.api + "/exchangeInfo", {}, 1}, {m_dialect.api + "/fundingInfo", {}, 1}};
    }
    std::unique_ptr<ReferenceReader> referenceReader(InstrumentNames &names) const override
    {
        return makeBinanceReader(m_dialect, names);
    }

    std::vector<SocketPlan> subscribe(std::span<const Instrument> watched) const override
    {
        std::vector<std::string_view> kinds{"@markPrice@1s", "@ticker", "@forceOrder", "@aggTrade"};
        constexpr std::string_view IndexKind = "@indexPrice@1s";
        if (m_dialect.hasIndexByPair)
            kinds.insert(kinds.begin(), IndexKind);
        const std::size_t symbolsPerConnection = StreamsPerConnection / kinds.size();
        std::vector<SocketPlan> plans;
        for (std::size_t first = 0; first < watched.size(); first += symbolsPerConnection) {
            const auto part = watched.subspan(first, std::min(symbolsPerConnection, watched.size() - first));
            std::vector<std::string> streams;
            // Kind by kind: the table fills before the trades begin.
            for (const std::string_view kind : kinds) {
                for (const Instrument &each : part)
                    streams.push_back(lower(kind == IndexKind ? pairOf(each) : each.symbol).append(kind));
            }
            SocketPlan plan;
            plan.path = m_dialect.socket;
            plan.carries = {
                StreamType::Funding, StreamType::Mark, StreamType::Volume, StreamType::Liquidation, StreamType::Trade};
            for (std::size_t at = 0; at < streams.size(); at += StreamsPerMessage) {
                const std::size_t count = std::min(StreamsPerMessage, streams.size() - at);
                plan.messages.push_back(
                    subscribeMessage(std::span(streams).subspan(at, count), plan.messages.size() + 1));
            }
            plans.push_back(std::move(plan));
        }
        return plans;
    }

    std::vector<Poll> polls(std::span<const Instrument> watched) const override
    {
        // One symbol a call; with many symbols slower, so that the weight of a minute is kept.
        const double perMinute = profile().rest.weight * OpenInterestShare;
        const auto needed = static_cast<TimeMs>(static_cast<double>(watched.size()) * MinuteMs / perMinute);
        std::vector<Poll> polls;
        for (const Instrument &each : watched) {
            polls.push_back({{m_dialect.api + "/openInterest?symbol=" + percentEncode(each.symbol), {}, 1},
                std::max(m_dialect.openInterestEveryMs, needed), {StreamType::OpenInterest}});
        }
        return polls;
    }

    /// Open interest is told for one symbol a call only.
    std::vector<Poll> bulk() const override
    {
        return {
            {{m_dialect.api + "/premiumIndex", {}, AllPremiumsWeight}, 20'000, {StreamType::Funding, StreamType::Mark}},
            {{m_dialect.api + "/ticker/24hr", {}, AllTickersWeight}, 2 * MinuteMs, {StreamType::Volume}}};
    }

    std::vector<RestRequest> history(const Instrument &instrument, const HistoryRange &range) const override
    {
        const std::string symbol = "?symbol=" + percentEncode(instrument.symbol);
        switch (range.kind) {
        case HistoryKind::Funding:
            // 1000 rows, of an hour at the shortest.
            return pages(m_dialect.api + "/fundingRate" + symbol, range, HourMs, 1'000, FundingWeight);
        case HistoryKind::Candles: {
            const BarName &bar = barFor(binanceBars(), range.stepMs);
            const TimeMs longest = m_dialect.longestBarsMs ? m_dialect.longestBarsMs : MostBars * bar.lengthMs;
            return pages(m_dialect.api + "/klines" + symbol + "&interval=" + std::string(bar.name), range, bar.lengthMs,
                std::clamp<TimeMs>(longest / bar.lengthMs, 1, MostBars), {});
        }
        case HistoryKind::OpenInterest: {
            if (!profile().traits.pastOpenInterest)
                return {};
            constexpr std::array<BarName, 9> Periods{
                {{5 * MinuteMs, "5m"}, {15 * MinuteMs, "15m"}, {30 * MinuteMs, "30m"}, {HourMs, "1h"},
                    {2 * HourMs, "2h"}, {4 * HourMs, "4h"}, {6 * HourMs, "6h"}, {12 * HourMs, "12h"}, {DayMs, "1d"}}};
            const BarName &bar = barFor(Periods, range.stepMs);
            const std::string which = m_dialect.kind == ContractKind::Inverse
                ? "?pair=" + percentEncode(pairOf(instrument)) + "&contractType=PERPETUAL"
                : symbol;
            return pages("/futures/data/openInterestHist" + which + "&period=" + std::string(bar.name), range,
                bar.lengthMs, 500, StatisticsWeight);
        }
        }
        return {};
    }

    std::unique_ptr<Decoder> decoder(ReferencePtr reference, InstrumentNames &names) const override
    {
        return makeBinanceDecoder(m_dialect, std::move(reference), names);
    }

private:
    /// Without a weight: that of klines, which grows with the limit asked for.
    static std::vector<RestRequest> pages(
        const std::string &path, const HistoryRange &range, TimeMs rowMs, TimeMs rows, std::optional<double> weight)
    {
        std::vector<RestRequest> out;
        for (const TimeSpan &page : pagesBack(range.fromMs, range.toMs, rowMs * rows)) {
            const TimeMs limit = std::min(rows, (page.toMs - page.fromMs + rowMs - 1) / rowMs);
            out.push_back({path + "&startTime=" + std::to_string(page.fromMs)
                    + "&endTime=" + std::to_string(page.toMs - 1) + "&limit=" + std::to_string(limit),
                {},
                weight            ? *weight
                    : limit < 100 ? 1.0
                    : limit < 500 ? 2.0
                                  : 5.0});
        }
        return out;
    }

    const BinanceDialect m_dialect;
};

} // namespace

std::shared_ptr<const Venue> makeBinanceFamily(BinanceDialect dialect)
{
    return std::make_shared<BinanceFamily>(std::move(dialect));
}

} // namespace isobar
