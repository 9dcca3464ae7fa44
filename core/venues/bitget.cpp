#include "core/venues/bitget.h"

#include "core/venues/bitgetparts.h"

#include <algorithm>
#include <array>

namespace isobar {

namespace {

constexpr std::array Products{BitgetProduct::Usdt, BitgetProduct::Usdc, BitgetProduct::Coin};
constexpr std::size_t ChannelsPerMessage = 10;
// The documents recommend at most 50 channels: a ticker and trades of each, and a liquidation topic a product line.
constexpr std::size_t SymbolsPerConnection = 23;
constexpr TimeMs RecentAgo = 29 * DayMs; // of /candles, which holds bars up to five minutes for a month
constexpr TimeMs RecentRows = 1'000, OldRows = 200, FundingRows = 100;

VenueProfile makeProfile()
{
    VenueProfile profile;
    VenueTraits &traits = profile.traits;
    traits.id = BitgetId;
    traits.name = "Bitget";
    traits.shortName = "Bitget";
    traits.operatorName = "Bitget";
    traits.liquidations = LiquidationFeed::Throttled; // the largest long and short of a symbol and second
    traits.pastBars = true;
    traits.cadence = {
        {{2'000, false}, {2'000, false}, {2'000, false}, {2'000, false}, {60'000, false}, {5'000, false}}};
    profile.restHost = "https://api.bitget.com";
    profile.wsHost = "wss://ws.bitget.com";
    profile.rest = {20, 1'000, {}};
    profile.keepAlive = {30'000, "ping", 10'000};
    profile.socketMessagesPerSecond = 8; // 10 allowed, pings count
    profile.connectionLifetimeMs = DayMs;
    return profile;
}

std::string lower(std::string_view text)
{
    std::string out(text);
    for (char &c : out) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

void addChannel(
    std::vector<std::string> &channels, BitgetProduct product, std::string_view topic, std::string_view symbol)
{
    std::string &out = channels.emplace_back(R"({"instType":")");
    out.append(lower(bitgetProductName(product))).append(R"(","topic":")").append(topic).append("\"");
    if (!symbol.empty())
        out.append(R"(,"symbol":")").append(symbol).append("\"");
    out.append("}");
}

std::vector<std::string> subscribeMessages(const std::vector<std::string> &channels)
{
    std::vector<std::string> messages;
    for (std::size_t i = 0; i < channels.size(); ++i) {
        if (i % ChannelsPerMessage == 0)
            messages.push_back(R"({"op":"subscribe","args":[)");
        else
            messages.back().append(",");
        messages.back().append(channels[i]);
        if (i + 1 == channels.size() || (i + 1) % ChannelsPerMessage == 0)
            messages.back().append("]}");
    }
    return messages;
}

class Bitget final : public Venue {
public:
    const VenueProfile &profile() const override { return m_profile; }

    std::vector<RestRequest> catalogue() const override
    {
        std::vector<RestRequest> out;
        for (const BitgetProduct product : Products)
            out.push_back({"/api/v3/market/instruments?category=" + std::string(bitgetProductName(product)), {}, 1});
        return out;
    }
    std::unique_ptr<ReferenceReader> referenceReader(InstrumentNames &names) const override
    {
        return makeBitgetReader(m_profile.traits, names);
    }

    std::vector<SocketPlan> subscribe(std::span<const Instrument> watched) const override
    {
        std::vector<SocketPlan> plans;
        for (std::size_t first = 0; first < watched.size(); first += SymbolsPerConnection) {
            const auto part = watched.subspan(first, std::min(SymbolsPerConnection, watched.size() - first));
            std::vector<std::string> channels;
            for (const Instrument &each : part)
                addChannel(channels, bitgetProductOf(each), "ticker", each.symbol);
            // One subscription covers the liquidations of a product line.
            if (first == 0) {
                for (const BitgetProduct product : Products) {
                    if (std::any_of(watched.begin(), watched.end(),
                            [&](const Instrument &each) { return bitgetProductOf(each) == product; }))
                        addChannel(channels, product, "liquidation", {});
                }
            }
            for (const Instrument &each : part)
                addChannel(channels, bitgetProductOf(each), "publicTrade", each.symbol);
            SocketPlan plan;
            plan.path = "/v3/ws/public";
            plan.messages = subscribeMessages(channels);
            plan.carries = {
                StreamType::Funding, StreamType::Mark, StreamType::OpenInterest, StreamType::Volume, StreamType::Trade};
            if (first == 0)
                plan.carries.push_back(StreamType::Liquidation);
            plans.push_back(std::move(plan));
        }
        return plans;
    }

    /// The ticker stream carries all that a poll could.
    std::vector<Poll> polls(std::span<const Instrument>) const override { return {}; }

    std::vector<Poll> bulk() const override
    {
        std::vector<Poll> polls;
        for (const BitgetProduct product : Products) {
            polls.push_back({{"/api/v3/market/tickers?category=" + std::string(bitgetProductName(product)), {}, 1},
                30'000, {StreamType::Funding, StreamType::Mark, StreamType::OpenInterest, StreamType::Volume}});
        }
        return polls;
    }

    std::vector<RestRequest> history(const Instrument &instrument, const HistoryRange &range) const override
    {
        const std::string which = "?symbol=" + percentEncode(instrument.symbol)
            + "&productType=" + std::string(bitgetProductName(bitgetProductOf(instrument)));
        std::vector<RestRequest> out;
        switch (range.kind) {
        case HistoryKind::Funding: {
            // By pages back from now, whatever the interval was: as many as the shortest needs.
            const TimeMs now = std::max(range.toMs, range.nowMs.value_or(range.toMs));
            const std::size_t pages = pagesBack(range.fromMs, now, FundingRows * HourMs).size();
            for (std::size_t page = 1; page <= pages && range.fromMs < range.toMs; ++page) {
                out.push_back({"/api/v2/mix/market/history-fund-rate" + which
                        + "&pageSize=" + std::to_string(FundingRows) + "&pageNo=" + std::to_string(page),
                    {}, 1});
            }
            break;
        }
        case HistoryKind::Candles: {
            const BarName &bar = barFor(bitgetBars(), range.stepMs);
            const std::string what = which + "&granularity=" + std::string(bar.name);
            TimeMs border = range.toMs; // from there on the call with the longer pages
            if (range.nowMs)
                border = std::clamp(*range.nowMs - RecentAgo, range.fromMs, range.toMs);
            for (const TimeSpan &page : pagesBack(border, range.toMs, RecentRows * bar.lengthMs))
                out.push_back({"/api/v2/mix/market/candles" + what + between(page, RecentRows), {}, 1});
            for (const TimeSpan &page : pagesBack(range.fromMs, border, OldRows * bar.lengthMs))
                out.push_back({"/api/v2/mix/market/history-candles" + what + between(page, OldRows), {}, 1});
            break;
        }
        case HistoryKind::OpenInterest:
            break;
        }
        return out;
    }

    std::unique_ptr<Decoder> decoder(ReferencePtr reference, InstrumentNames &names) const override
    {
        return makeBitgetDecoder(std::move(reference), names);
    }

private:
    static std::string between(const TimeSpan &page, TimeMs rows)
    {
        return "&startTime=" + std::to_string(page.fromMs) + "&endTime=" + std::to_string(page.toMs - 1)
            + "&limit=" + std::to_string(rows);
    }

    const VenueProfile m_profile = makeProfile();
};

} // namespace

BitgetProduct bitgetProductByName(std::string_view name)
{
    const std::string plain = lower(name);
    if (plain == "usdt-futures")
        return BitgetProduct::Usdt;
    if (plain == "usdc-futures")
        return BitgetProduct::Usdc;
    return plain == "coin-futures" ? BitgetProduct::Coin : BitgetProduct::Other;
}

std::string_view bitgetProductName(BitgetProduct product)
{
    switch (product) {
    case BitgetProduct::Usdt:
        return "USDT-FUTURES";
    case BitgetProduct::Usdc:
        return "USDC-FUTURES";
    case BitgetProduct::Coin:
        return "COIN-FUTURES";
    case BitgetProduct::Other:
        break;
    }
    return {};
}

BitgetProduct bitgetProductOf(const Instrument &instrument)
{
    if (instrument.kind == ContractKind::Inverse)
        return BitgetProduct::Coin;
    return instrument.settle == "USDC" ? BitgetProduct::Usdc : BitgetProduct::Usdt;
}

std::shared_ptr<const Venue> makeBitget() { return std::make_shared<Bitget>(); }

} // namespace isobar
