#pragma once
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace isobar {

/// Why a feed is not live. Told as an English sentence, which is also what recordings, journals and events keep; the
/// window finds the sentence again and says it in the user's language.
enum class HealthCause : std::uint8_t {
    BlockedRegion, ///< why
    TooManyRequests, ///< HTTP status, seconds
    Rest, ///< what went wrong
    ContractsUnreadable,
    Contracts, ///< what went wrong
    ReadingContracts,
    ReadingPaused,
    FirstData, ///< stream
    NoFrameBecause, ///< stream, seconds, why
    NoFrame, ///< stream, seconds
    MuteStream, ///< stream
    QuietLiquidations, ///< asset, minutes, number of venues
    NoKeepAlive,
    Connecting,
    HandshakeTimeout, ///< seconds
    HandshakeRefused, ///< HTTP status
    HandshakeLost,
    MessageTooLarge, ///< KiB
    NoWebSocketMessage,
    ClosedBecause, ///< the venue's words
    Closed,
    AnswerTooLarge, ///< KiB
    NoAnswer,
    NothingRecorded, ///< seconds
    FundingHistory, ///< pages read, of how many
    OpenInterestHistory, ///< likewise
    Candles, ///< likewise
};
inline constexpr std::size_t HealthCauseCount = 27;

/// The sentence with "%1", "%2" where its arguments go.
std::string_view causePattern(HealthCause cause);
std::string causeSentence(HealthCause cause, std::initializer_list<std::string_view> arguments = {});

struct FoundCause {
    HealthCause cause;
    std::vector<std::string> arguments;
    bool operator==(const FoundCause &) const = default;
};
/// What a sentence says; nothing where it is not one of ours (a library's words).
std::optional<FoundCause> findCause(std::string_view sentence);

} // namespace isobar
