#include "core/simulation/servers/activefaults.h"

#include "core/simulation/market.h"

namespace isobar::simulation {

namespace {

constexpr unsigned AllStreams =
    FundingStream | MarkStream | OpenInterestStream | VolumeStream | LiquidationStream | TradeStream | OtherStream;

void add(ActiveFaults &active, const Fault &fault)
{
    const unsigned bits = fault.stream.empty() ? AllStreams : streamBit(fault.stream).value_or(0);
    switch (fault.kind) {
    case FaultKind::Drop:
        active.drop = true;
        break;
    case FaultKind::Mute:
        active.muted |= bits;
        break;
    case FaultKind::Garble:
        active.garbled |= bits;
        active.garbleRest = active.garbleRest || fault.stream.empty();
        break;
    case FaultKind::Refuse:
        active.refuse = true;
        break;
    case FaultKind::Http429:
        active.tooMany = true;
        break;
    case FaultKind::Http503:
        active.unavailable = true;
        break;
    case FaultKind::Slow:
        active.slow = true;
        break;
    case FaultKind::Flood:
        active.floodPerSecond += fault.framesPerSecond;
        break;
    }
}

} // namespace

std::optional<unsigned> streamBit(std::string_view name)
{
    if (name == "funding")
        return FundingStream;
    if (name == "mark")
        return MarkStream;
    if (name == "open_interest")
        return OpenInterestStream;
    if (name == "volume")
        return VolumeStream;
    if (name == "liquidation")
        return LiquidationStream;
    if (name == "trade")
        return TradeStream;
    return std::nullopt;
}

ActiveFaults faultsAt(const Market &market, std::string_view venue)
{
    ActiveFaults active;
    for (const Fault &fault : market.activeFaults(market.nowMs()))
        if (fault.venue == "*" || fault.venue == venue)
            add(active, fault);
    return active;
}

std::string garble(std::string_view text, unsigned turn)
{
    std::string damaged(text);
    const std::size_t digit = damaged.find_first_of("0123456789", damaged.size() / 3);
    switch (turn % 3) {
    case 0:
        damaged.resize(damaged.size() / 2);
        break;
    case 1:
        if (digit != std::string::npos) {
            damaged[digit] = 'x';
            break;
        }
        [[fallthrough]];
    default:
        damaged.erase(damaged.size() / 3, std::max<std::size_t>(damaged.size() / 8, 1));
        damaged += "\"}";
    }
    return damaged;
}

} // namespace isobar::simulation
