#pragma once
#include "core/venues/venue.h"
#include "core/wire/ratelimiter.h"

#include <deque>
#include <functional>
#include <optional>
#include <vector>

namespace isobar {

/// What a REST request is for; the order is that of urgency.
enum class RequestUse : std::uint8_t { Probe, Catalogue, Poll, History, Account };

/// Limits of a RequestQueue.
struct RequestLimits {
    int maxInFlight = 6;
    int historyInFlight = 2;
    double historyShare = 0.5; ///< history fills at most this part of the venue's limit, so that polls never starve
    double accountShare = 0.5; ///< accounts are asked only while no more than this part is used
    int attempts = 3; ///< of one request, but polls and accounts
    TimeMs retryMs = 1'000; ///< before the second attempt; doubles
};

/// A request that goes out now, or waits.
struct QueuedRequest {
    RestRequest request;
    RequestUse use = RequestUse::Probe;
    std::uint64_t ticket = 0; ///< the asker's own number; of a poll: which one
    int rank = 0; ///< of history: a lower one goes first; equal ones in the order of asking
    int attempt = 1;
    TimeMs notBeforeMs = 0;
};

/// Which REST request goes out next. Pure: transport time is an argument.
class RequestQueue {
public:
    explicit RequestQueue(RequestLimits limits = {}) : m_limits(limits) { }

    void ask(RestRequest request, RequestUse use, std::uint64_t ticket = 0, int rank = 0);
    /// Gives what waits of history another rank, by its ticket: the user looks at something else.
    void rankHistory(const std::function<int(std::uint64_t ticket)> &rankOf);
    /// The part of the venue's limit that history may fill.
    void setHistoryShare(double share) { m_limits.historyShare = share; }
    /// Drops what waits for that use; answers to what is under way still come.
    void drop(RequestUse use);
    /// Replaces the polls. New ones are asked at once and then spread over their interval; the others keep their time.
    void setPolls(std::vector<Poll> polls, TimeMs nowMs);

    /// Makes all polls due: the venue is back.
    void hurryPolls(TimeMs nowMs);

    /// The next request that may go out, most urgent first; the caller sends it and tells `limiter`.
    std::optional<QueuedRequest> next(const RateLimiter &limiter, TimeMs nowMs);
    /// It was answered.
    void succeeded(const QueuedRequest &request, TimeMs nowMs);
    /// It failed. True: it will be tried again (polls always are).
    bool failed(const QueuedRequest &request, TimeMs nowMs);
    /// It was not answered because the venue asked for silence: it goes back to the front and counts no attempt.
    void putBack(const QueuedRequest &request, TimeMs nowMs);

    std::size_t waiting(RequestUse use) const;

private:
    struct PollState {
        Poll poll;
        std::uint64_t ticket = 0;
        TimeMs dueMs = 0;
        TimeMs firstGapMs = 0; // to the second call: spreads the polls
        bool isOpen = false;
        int failures = 0;
    };
    PollState *pollOf(std::uint64_t ticket);
    PollState *duePoll(TimeMs nowMs);
    std::optional<QueuedRequest> takeWaiting(RequestUse use, TimeMs nowMs);
    std::optional<QueuedRequest> takeWithin(RequestUse use, double share, const RateLimiter &limiter, TimeMs nowMs);
    void closed(const QueuedRequest &request);

    RequestLimits m_limits;
    std::deque<QueuedRequest> m_waiting;
    std::vector<PollState> m_polls;
    std::uint64_t m_lastPollTicket = 0;
    int m_inFlight = 0;
    int m_historyInFlight = 0;
};

} // namespace isobar
