#include "core/market/healthcause.h"

#include <array>

namespace isobar {

namespace {

// In the order of HealthCause. A pattern that others could be taken for comes after them.
constexpr std::array<std::string_view, HealthCauseCount> Patterns{"blocked in your region (%1)",
    "too many requests (HTTP %1): silent for %2 s", "REST: %1", "the list of contracts could not be read; asking again",
    "list of contracts: %1", "reading the list of contracts", "reading is paused: the program is behind",
    "%1: waiting for the first data", "%1: no frame for %2 s (%3)", "%1: no frame for %2 s",
    "%1: mute, connecting anew", "liquidation: none of %1 for %2 min while %3 other venues print them",
    "no answer to the keep-alive: connecting anew", "connecting anew", "no answer to the handshake within %1 s",
    "handshake refused with HTTP %1", "connection lost during the handshake",
    "a message above %1 KiB: connection closed", "bytes that are no WebSocket message: connection closed",
    "connection closed by the venue: %1", "connection closed by the venue", "answer above %1 KiB", "no answer in time",
    "nothing recorded for %1 s", "funding history %1/%2", "open-interest history %1/%2", "candles %1/%2"};

std::optional<std::vector<std::string>> match(std::string_view pattern, std::string_view sentence)
{
    std::vector<std::string> arguments;
    while (true) {
        const std::size_t mark = pattern.find('%');
        const std::string_view before = pattern.substr(0, mark);
        if (!sentence.starts_with(before))
            return std::nullopt;
        sentence.remove_prefix(before.size());
        if (mark == std::string_view::npos)
            return sentence.empty() ? std::optional(arguments) : std::nullopt;
        pattern.remove_prefix(mark + 2);
        const std::string_view after = pattern.substr(0, pattern.find('%'));
        // The last piece stands at the end; an argument may hold its words as well.
        const bool isLast = after.size() == pattern.size();
        const std::size_t end = after.empty() ? sentence.size() : isLast ? sentence.rfind(after) : sentence.find(after);
        if (end == std::string_view::npos || end == 0)
            return std::nullopt;
        arguments.emplace_back(sentence.substr(0, end));
        sentence.remove_prefix(end);
    }
}

} // namespace

std::string_view causePattern(HealthCause cause) { return Patterns[static_cast<std::size_t>(cause)]; }

std::string causeSentence(HealthCause cause, std::initializer_list<std::string_view> arguments)
{
    std::string sentence;
    std::string_view pattern = causePattern(cause);
    for (const std::string_view argument : arguments) {
        const std::size_t mark = pattern.find('%');
        sentence.append(pattern.substr(0, mark)).append(argument);
        pattern.remove_prefix(mark + 2);
    }
    return sentence.append(pattern);
}

std::optional<FoundCause> findCause(std::string_view sentence)
{
    for (std::size_t i = 0; i < HealthCauseCount; ++i) {
        if (auto arguments = match(Patterns[i], sentence))
            return FoundCause{static_cast<HealthCause>(i), *std::move(arguments)};
    }
    return std::nullopt;
}

} // namespace isobar
