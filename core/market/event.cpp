#include "core/market/event.h"

#include <array>

namespace isobar {

namespace {

constexpr std::array<std::string_view, EventTypeCount> TypeNames{"FUNDING_EXTREME", "FUNDING_FLIP",
    "FUNDING_DIVERGENCE", "FUNDING_CAPPED", "INTERVAL_CHANGED", "CAP_CHANGED", "LISTED", "DELISTED", "OI_EXTREME",
    "LIQUIDATION_CLUSTER_ARMED", "LIQUIDATION_BURST", "LIQUIDATION_CASCADE", "LARGE_LIQUIDATION", "SQUEEZE_FORMING",
    "STRUCTURAL_SQUEEZE", "VENUE_DISLOCATION", "FEED_LOST", "BLIND", "USER_RULE"};
constexpr std::array<std::string_view, 4> ScopeNames{"none", "localised", "mixed", "systemic"};
constexpr std::array<std::string_view, 4> TellingNames{"list", "popup", "folded", "digest"};

template <class Value, std::size_t N>
std::optional<Value> valueOf(const std::array<std::string_view, N> &names, std::string_view name)
{
    for (std::size_t i = 0; i < N; ++i) {
        if (names[i] == name)
            return static_cast<Value>(i);
    }
    return std::nullopt;
}

} // namespace

std::string_view eventTypeName(EventType type) { return TypeNames[static_cast<std::size_t>(type)]; }

std::optional<EventType> eventTypeByName(std::string_view name) { return valueOf<EventType>(TypeNames, name); }

bool isMomentary(EventType type)
{
    switch (type) {
    case EventType::IntervalChanged:
    case EventType::CapChanged:
    case EventType::Listed:
    case EventType::Delisted:
    case EventType::LargeLiquidation:
        return true;
    default:
        return false;
    }
}

EventPayload emptyPayload(EventType type)
{
    switch (type) {
    case EventType::FundingExtreme:
        return FundingExtremePayload();
    case EventType::FundingFlip:
        return FundingFlipPayload();
    case EventType::FundingDivergence:
        return FundingDivergencePayload();
    case EventType::FundingCapped:
        return FundingCappedPayload();
    case EventType::IntervalChanged:
    case EventType::CapChanged:
        return TermsChangedPayload();
    case EventType::Listed:
    case EventType::Delisted:
        return ListingPayload();
    case EventType::OiExtreme:
        return OpenInterestPayload();
    case EventType::ClusterArmed:
        return ClusterArmedPayload();
    case EventType::LiquidationBurst:
    case EventType::LiquidationCascade:
        return LiquidationWavePayload();
    case EventType::LargeLiquidation:
        return LargeLiquidationPayload();
    case EventType::SqueezeForming:
    case EventType::StructuralSqueeze:
        return SqueezePayload();
    case EventType::VenueDislocation:
        return DislocationPayload();
    case EventType::FeedLost:
        return FeedLostPayload();
    case EventType::Blind:
        return BlindPayload();
    case EventType::UserRule:
        return UserRulePayload();
    }
    return {};
}

std::string_view scopeName(Scope scope) { return ScopeNames[static_cast<std::size_t>(scope)]; }

std::optional<Scope> scopeByName(std::string_view name) { return valueOf<Scope>(ScopeNames, name); }

std::string_view sideName(PositionSide side) { return side == PositionSide::Long ? "long" : "short"; }

PositionSide otherSide(PositionSide side)
{
    return side == PositionSide::Long ? PositionSide::Short : PositionSide::Long;
}

std::string_view tellingName(Telling telling) { return TellingNames[static_cast<std::size_t>(telling)]; }

std::optional<Telling> tellingByName(std::string_view name) { return valueOf<Telling>(TellingNames, name); }

std::string_view eventStateName(EventState state)
{
    constexpr std::array<std::string_view, 3> Names{"active", "updated", "cleared"};
    return Names[static_cast<std::size_t>(state)];
}

std::string eventIdText(std::uint64_t id)
{
    std::string text(16, '0');
    for (int i = 15; i >= 0; --i, id >>= 4)
        text[static_cast<std::size_t>(i)] = "0123456789abcdef"[id & 15];
    return text;
}

std::optional<std::uint64_t> eventIdOf(std::string_view text)
{
    if (text.size() != 16)
        return std::nullopt;
    std::uint64_t id = 0;
    for (const char digit : text) {
        const auto value = std::string_view("0123456789abcdef").find(digit);
        if (value == std::string_view::npos)
            return std::nullopt;
        id = id << 4 | value;
    }
    return id;
}

} // namespace isobar
