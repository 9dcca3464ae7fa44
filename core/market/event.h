#pragma once
#include "core/base/time.h"
#include "core/market/eventpayloads.h"
#include "core/market/observation.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace isobar {

enum class EventType : std::uint8_t {
    FundingExtreme,
    FundingFlip,
    FundingDivergence,
    FundingCapped,
    IntervalChanged,
    CapChanged,
    Listed,
    Delisted,
    OiExtreme,
    ClusterArmed,
    LiquidationBurst,
    LiquidationCascade,
    LargeLiquidation,
    SqueezeForming,
    StructuralSqueeze,
    VenueDislocation,
    FeedLost,
    Blind,
    UserRule
};
inline constexpr std::size_t EventTypeCount = 19;
/// "FUNDING_EXTREME".
std::string_view eventTypeName(EventType type);
std::optional<EventType> eventTypeByName(std::string_view name);
/// It happens and is over: told once, never as active or cleared.
bool isMomentary(EventType type);

/// P1 interrupts, P2 alerts, P3 is a notice, P4 a log line (MODEL 8.2).
enum class Priority : std::uint8_t { P1 = 1, P2, P3, P4 };
/// "none", "localised", "mixed", "systemic".
std::string_view scopeName(Scope scope);
std::optional<Scope> scopeByName(std::string_view name);
/// "long", "short".
std::string_view sideName(PositionSide side);
PositionSide otherSide(PositionSide side);

/// Entered: first shown. Updated: the same id with grown numbers. Cleared: exit condition met.
enum class EventState : std::uint8_t { Entered, Updated, Cleared };
/// "active" (entered), "updated", "cleared".
std::string_view eventStateName(EventState state);

/// A new type does not compile until each room has decided about it.
using EventPayload =
    std::variant<FundingExtremePayload, FundingFlipPayload, FundingDivergencePayload, FundingCappedPayload,
        TermsChangedPayload, ListingPayload, OpenInterestPayload, ClusterArmedPayload, LiquidationWavePayload,
        LargeLiquidationPayload, SqueezePayload, DislocationPayload, FeedLostPayload, BlindPayload, UserRulePayload>;
/// The payload of that type, empty.
EventPayload emptyPayload(EventType type);

/// How an event is brought to the user (MODEL 8.2), for the list has them all.
enum class Telling : std::uint8_t {
    List, ///< the list only: P3 and P4
    Popup, ///< by itself
    Folded, ///< into one pop-up with others, see Delivery::fold
    Digest ///< over the budget: in the next hourly digest
};
/// "list", "popup", "folded", "digest".
std::string_view tellingName(Telling telling);
std::optional<Telling> tellingByName(std::string_view name);

struct Delivery {
    Priority priority = Priority::P4; ///< as it is delivered: P3 for an asset that is neither watched nor held
    Telling telling = Telling::List;
    std::uint64_t fold = 0; ///< id of the pop-up that it is folded into; 0: none
    int folded = 0; ///< how many events that pop-up stands for
    std::vector<std::uint64_t> taken = {}; ///< events whose own pop-ups go with it
    bool operator==(const Delivery &) const = default;
};

/// Something worth telling. The id is made of (type, asset, side, scope, market time of entry) and the subject where
/// there is one, so the same market gives the same id.
struct Event {
    std::uint64_t id = 0;
    EventType type = EventType::FundingExtreme;
    Priority priority = Priority::P2;
    EventState state = EventState::Entered;
    std::string asset;
    /// The crowd, or the side that died; absent: the event has no side.
    std::optional<PositionSide> side;
    std::string subject; ///< what of the asset it is about: a venue, contract, cluster or rule; empty: all of it
    Scope scope = Scope::None;
    TimeMs timeMs = 0; ///< market time of this transition
    TimeMs enteredMs = 0; ///< market time of entry
    bool degraded = false; ///< confidence low or inputs stale: numbers are marked
    double coverage = 1; ///< 0..1
    int venuesValid = 0;
    bool heldAtStart = false; ///< held already when the program started: part of a digest, no pop-up
    bool isLowerBound = false; ///< "≥": the feeds tell only a part
    int fired = 1; ///< how often this id has told of itself
    Delivery delivery;
    EventPayload payload;
    bool operator==(const Event &) const = default;
};

/// 16 lower-case hex digits.
std::string eventIdText(std::uint64_t id);
std::optional<std::uint64_t> eventIdOf(std::string_view text);

} // namespace isobar
