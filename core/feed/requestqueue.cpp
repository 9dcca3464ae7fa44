#include "core/feed/requestqueue.h"

#include <algorithm>

namespace isobar {

void RequestQueue::ask(RestRequest request, RequestUse use, std::uint64_t ticket, int rank)
{
    m_waiting.push_back({std::move(request), use, ticket, rank, 1, 0});
}

void RequestQueue::rankHistory(const std::function<int(std::uint64_t)> &rankOf)
{
    for (QueuedRequest &each : m_waiting) {
        if (each.use == RequestUse::History)
            each.rank = rankOf(each.ticket);
    }
}

void RequestQueue::drop(RequestUse use)
{
    std::erase_if(m_waiting, [use](const QueuedRequest &each) { return each.use == use; });
}

void RequestQueue::setPolls(std::vector<Poll> polls, TimeMs nowMs)
{
    std::vector<PollState> states;
    for (std::size_t i = 0; i < polls.size(); ++i) {
        const auto known = std::find_if(m_polls.begin(), m_polls.end(), [&](const PollState &state) {
            return state.poll.request == polls[i].request && state.poll.everyMs == polls[i].everyMs;
        });
        if (known != m_polls.end()) {
            states.push_back(*known);
            states.back().poll = polls[i];
            continue;
        }
        PollState state{std::move(polls[i]), ++m_lastPollTicket, nowMs, 0, false, 0};
        state.firstGapMs = state.poll.everyMs * static_cast<TimeMs>(i + 1) / static_cast<TimeMs>(polls.size());
        states.push_back(std::move(state));
    }
    m_polls = std::move(states);
}

void RequestQueue::hurryPolls(TimeMs nowMs)
{
    for (PollState &state : m_polls)
        state.dueMs = std::min(state.dueMs, nowMs);
}

RequestQueue::PollState *RequestQueue::pollOf(std::uint64_t ticket)
{
    const auto found = std::find_if(
        m_polls.begin(), m_polls.end(), [ticket](const PollState &state) { return state.ticket == ticket; });
    return found == m_polls.end() ? nullptr : &*found;
}

RequestQueue::PollState *RequestQueue::duePoll(TimeMs nowMs)
{
    PollState *first = nullptr;
    for (PollState &state : m_polls) {
        if (!state.isOpen && state.dueMs <= nowMs && (!first || state.dueMs < first->dueMs))
            first = &state;
    }
    return first;
}

std::optional<QueuedRequest> RequestQueue::takeWaiting(RequestUse use, TimeMs nowMs)
{
    auto found = m_waiting.end();
    for (auto each = m_waiting.begin(); each != m_waiting.end(); ++each) {
        if (each->use == use && each->notBeforeMs <= nowMs && (found == m_waiting.end() || each->rank < found->rank))
            found = each;
    }
    if (found == m_waiting.end())
        return std::nullopt;
    QueuedRequest request = std::move(*found);
    m_waiting.erase(found);
    return request;
}

std::optional<QueuedRequest> RequestQueue::next(const RateLimiter &limiter, TimeMs nowMs)
{
    if (m_inFlight >= m_limits.maxInFlight)
        return std::nullopt;
    for (const RequestUse use : {RequestUse::Probe, RequestUse::Catalogue}) {
        auto request = takeWaiting(use, nowMs);
        if (!request)
            continue;
        if (limiter.waitMs(request->request.weight, nowMs) > 0) {
            m_waiting.push_front(std::move(*request));
            return std::nullopt; // what is less urgent must not eat what this one waits for
        }
        ++m_inFlight;
        return request;
    }
    if (PollState *poll = duePoll(nowMs)) {
        if (limiter.waitMs(poll->poll.request.weight, nowMs) > 0)
            return std::nullopt;
        poll->isOpen = true;
        ++m_inFlight;
        return QueuedRequest{poll->poll.request, RequestUse::Poll, poll->ticket, 0, 1, 0};
    }
    if (m_historyInFlight < m_limits.historyInFlight) {
        if (auto request = takeWithin(RequestUse::History, m_limits.historyShare, limiter, nowMs)) {
            ++m_historyInFlight;
            return request;
        }
    }
    return takeWithin(RequestUse::Account, m_limits.accountShare, limiter, nowMs);
}

/// One that fits within a share of the limit.
std::optional<QueuedRequest> RequestQueue::takeWithin(
    RequestUse use, double share, const RateLimiter &limiter, TimeMs nowMs)
{
    auto request = takeWaiting(use, nowMs);
    if (!request)
        return std::nullopt;
    if (limiter.waitMs(request->request.weight, nowMs, share) > 0) {
        m_waiting.push_front(std::move(*request));
        return std::nullopt;
    }
    ++m_inFlight;
    return request;
}

void RequestQueue::closed(const QueuedRequest &request)
{
    --m_inFlight;
    if (request.use == RequestUse::History)
        --m_historyInFlight;
}

void RequestQueue::succeeded(const QueuedRequest &request, TimeMs nowMs)
{
    closed(request);
    PollState *poll = request.use == RequestUse::Poll ? pollOf(request.ticket) : nullptr;
    if (!poll)
        return;
    poll->isOpen = false;
    poll->failures = 0;
    const TimeMs gap = poll->firstGapMs > 0 ? poll->firstGapMs : poll->poll.everyMs;
    poll->firstGapMs = 0;
    poll->dueMs = std::max(poll->dueMs + gap, nowMs + gap / 2); // a late one does not come twice in a row
}

bool RequestQueue::failed(const QueuedRequest &request, TimeMs nowMs)
{
    closed(request);
    if (request.use == RequestUse::Poll) {
        if (PollState *poll = pollOf(request.ticket)) {
            poll->isOpen = false;
            poll->failures = std::min(poll->failures + 1, 10);
            // A slow poll is repeated early, a fast one less often while it fails.
            const TimeMs backoff = m_limits.retryMs << poll->failures;
            poll->dueMs = nowMs + std::min(backoff, std::max<TimeMs>(poll->poll.everyMs, MinuteMs));
        }
        return true;
    }
    if (request.use == RequestUse::Probe || request.use == RequestUse::Account || request.attempt >= m_limits.attempts)
        return false;
    QueuedRequest again = request;
    again.notBeforeMs = nowMs + (m_limits.retryMs << (request.attempt - 1));
    ++again.attempt;
    m_waiting.push_back(std::move(again));
    return true;
}

void RequestQueue::putBack(const QueuedRequest &request, TimeMs nowMs)
{
    closed(request);
    if (request.use == RequestUse::Poll) {
        if (PollState *poll = pollOf(request.ticket)) {
            poll->isOpen = false;
            poll->dueMs = nowMs;
        }
    } else if (request.use != RequestUse::Probe) {
        m_waiting.push_front(request);
    }
}

std::size_t RequestQueue::waiting(RequestUse use) const
{
    return static_cast<std::size_t>(std::count_if(
        m_waiting.begin(), m_waiting.end(), [use](const QueuedRequest &each) { return each.use == use; }));
}

} // namespace isobar
