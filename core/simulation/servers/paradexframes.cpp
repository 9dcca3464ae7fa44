#include "core/simulation/servers/paradexframes.h"

#include "core/simulation/servers/venuetext.h"

#include <cmath>
#include <limits>

namespace isobar::simulation {

namespace {

enum Template : std::uint16_t { TradeEvent = 1, BboEvent = 2, SummaryEvent = 4, FundingEvent = 5, HeartbeatEvent = 40 };
constexpr std::uint16_t Schema = 1;
constexpr int NullableOfSummary = 13; ///< volatilities, greeks, future rate, fair price
constexpr double LifetimeDays = 700;

/// Collects the block of a frame; the header needs its length.
class Block {
public:
    void word(std::int64_t value) { append(static_cast<std::uint64_t>(value), 8); }
    void byte(std::uint8_t value) { append(value, 1); }
    void shortWord(std::int16_t value) { append(static_cast<std::uint16_t>(value), 2); }
    void decimal(double value, double unit = 1e8) { word(std::llround(value * unit)); }
    void none() { word(std::numeric_limits<std::int64_t>::min()); }
    void time(TimeMs timeMs) { word(timeMs * 1000); }

    std::string frame(Template id, int version, std::string_view text) const
    {
        Block head;
        head.append(m_bytes.size(), 2);
        head.append(id, 2);
        head.append(Schema, 2);
        head.append(static_cast<std::uint64_t>(version), 2);
        std::string bytes = head.m_bytes + m_bytes;
        if (!text.empty())
            bytes.append(1, static_cast<char>(text.size())).append(text);
        return bytes;
    }

private:
    void append(std::uint64_t value, int count)
    {
        for (int i = 0; i < count; ++i)
            m_bytes.push_back(static_cast<char>(static_cast<unsigned char>(value >> (8 * i))));
    }
    std::string m_bytes;
};

} // namespace

std::string paradexTradeFrame(const ContractSpec &spec, const Fill &fill, std::int64_t sequence, int version)
{
    const Print &print = fill.print;
    Block block;
    block.time(print.timeMs);
    block.word(sequence);
    block.word(static_cast<std::int64_t>(print.id)); // not the id of REST
    block.byte(print.takerBuy ? 1 : 2);
    block.decimal(stepped(print.price, spec.tick));
    block.decimal(print.base);
    block.time(print.timeMs);
    block.byte(fill.isLiquidation ? 2 : 1);
    return block.frame(TradeEvent, version, spec.symbol);
}

std::string paradexSummaryFrame(const VenueView &view, int contract, std::int64_t sequence, int version)
{
    const ContractSpec &spec = view.spec(contract);
    const ContractState state = view.state(contract);
    Block block;
    block.time(view.market().nowMs());
    block.word(sequence);
    for (const double value :
        {state.mark, state.index, stepped(state.last, spec.tick), state.turnover24hUsd, state.openInterestBase,
            state.fundingRate, stepped(state.last, spec.tick), stepped(state.last + spec.tick, spec.tick),
            state.turnover24hUsd * LifetimeDays, state.last / state.open24h - 1})
        block.decimal(value);
    for (int i = 0; i < NullableOfSummary; ++i)
        block.none();
    block.decimal(spec.lot * 1000);
    block.decimal(spec.lot * 1000);
    if (version >= 1) {
        block.none(); // forward rate
        block.none(); // risk-free rate
        block.decimal(state.fundingRate, 1e12);
    }
    return block.frame(SummaryEvent, version, spec.symbol);
}

std::string paradexFundingFrame(const ParadexFunding &funding, std::int64_t sequence, int version)
{
    Block block;
    block.time(funding.atMs);
    block.word(sequence);
    block.decimal(funding.rate);
    block.decimal(funding.index);
    block.time(funding.atMs);
    block.decimal(funding.premium);
    block.decimal(funding.rate8h);
    block.shortWord(static_cast<std::int16_t>(funding.periodHours));
    if (version >= 1)
        block.none(); // impact premium
    return block.frame(FundingEvent, version, funding.market);
}

std::string paradexBboFrame(const VenueView &view, int contract, std::int64_t sequence, int version)
{
    const ContractSpec &spec = view.spec(contract);
    const double last = view.state(contract).last;
    Block block;
    block.time(view.market().nowMs());
    block.word(sequence);
    for (const double value : {last, spec.lot * 1000, last + spec.tick, spec.lot * 1000})
        block.decimal(value);
    return block.frame(BboEvent, version, spec.symbol);
}

std::string paradexHeartbeatFrame(TimeMs nowMs, std::int64_t sequence, int version)
{
    Block block;
    block.time(nowMs);
    block.word(sequence);
    return block.frame(HeartbeatEvent, version, {});
}

} // namespace isobar::simulation
