#pragma once
#include "core/base/time.h"
#include "core/market/observation.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace isobar {

enum class EventType : std::uint8_t { FundingExtreme };
/// "FUNDING_EXTREME".
std::string_view eventTypeName(EventType type);
std::optional<EventType> eventTypeByName(std::string_view name);

/// P1 interrupts, P2 alerts, P3 is a notice, P4 a log line (MODEL 8.2).
enum class Priority : std::uint8_t { P1 = 1, P2, P3, P4 };
/// How many of the crowd take part (MODEL 1.5).
enum class Scope : std::uint8_t { None, Localised, Mixed, Systemic };
/// "none", "localised", "mixed", "systemic".
std::string_view scopeName(Scope scope);

/// Entered: first shown. Updated: the same id with grown numbers. Cleared: exit condition met.
enum class EventState : std::uint8_t { Entered, Updated, Cleared };
/// "active" (entered), "updated", "cleared".
std::string_view eventStateName(EventState state);

/// One venue's part in a funding event. Rates per 8 h as fractions; weight 0..1.
struct EventVenue {
    std::string venue; ///< venue id
    std::string name; ///< short name
    double rate8h = 0; ///< F_v, spot
    double smoothed8h = 0; ///< A_v
    double weight = 0;
    double baseline8h = 0; ///< B_v
    bool elevated = false;
    TimeMs ageMs = 0; ///< age of the rate at the event
    bool operator==(const EventVenue &) const = default;
};

/// Payload of FUNDING_EXTREME (MODEL 8.3). Rates are fractions per 8 h unless named otherwise.
struct FundingExtremePayload {
    double rate8h = 0, rate8hOi = 0, baseline8h = 0, ratio = 0, deviation = 0;
    std::optional<double> z;
    double apr = 0;
    bool baselineProvisional = false;
    int venuesElevated = 0, operatorsValid = 0; ///< operators
    double elevatedShare = 0, concentration = 0; ///< E and H of MODEL 1.5
    std::vector<std::string> hottest, drivers; ///< short venue names, first is foremost
    double costDay10x = 0, costDay10xPer10k = 0; ///< of margin; USD per 10 000 USD of margin
    std::optional<double> realisedCost24hPer10k, realisedCost7dPer10k, realisedCost30dPer10k; ///< USD, at 10x
    double spread8h = 0; ///< Δ of MODEL 1.5
    std::string leaveOneOutVenue; ///< whose absence moves F most
    std::optional<double> leaveOneOutRate8h; ///< F without it
    bool outlierDriven = false;
    std::vector<EventVenue> venues; ///< by weight, descending
    bool aftermath = false;
    double enterRatio = 2.0, exitRatio = 1.5; ///< thresholds in force
    bool operator==(const FundingExtremePayload &) const = default;
};

using EventPayload = std::variant<FundingExtremePayload>;

/// Something worth telling. The id is made of (type, asset, side, scope, market time of entry), so the same market
/// gives the same id.
struct Event {
    std::uint64_t id = 0;
    EventType type = EventType::FundingExtreme;
    Priority priority = Priority::P2;
    EventState state = EventState::Entered;
    std::string asset;
    PositionSide side = PositionSide::Long; ///< the side that pays: the crowd
    Scope scope = Scope::None;
    TimeMs timeMs = 0; ///< market time of this transition
    TimeMs enteredMs = 0; ///< market time of entry
    bool degraded = false; ///< confidence low or inputs stale: numbers are marked
    double coverage = 1; ///< 0..1
    int venuesValid = 0;
    bool heldAtStart = false; ///< held already when the program started: part of a digest, no pop-up
    int fired = 1; ///< how often this id has told of itself
    EventPayload payload;
    bool operator==(const Event &) const = default;
};

/// 16 lower-case hex digits.
std::string eventIdText(std::uint64_t id);

} // namespace isobar
