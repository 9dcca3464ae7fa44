#include "core/feed/historyplan.h"

#include "core/market/healthcause.h"

namespace isobar {

namespace {

std::optional<TimeMs> timeIn(const Payload &payload, HistoryKind kind)
{
    if (const auto *settlement = std::get_if<Settlement>(&payload); settlement && kind == HistoryKind::Funding)
        return settlement->timeMs;
    if (const auto *interest = std::get_if<OpenInterest>(&payload); interest && kind == HistoryKind::OpenInterest)
        return interest->timeMs;
    if (const auto *candle = std::get_if<Candle>(&payload); candle && kind == HistoryKind::Candles)
        return candle->openMs;
    return std::nullopt;
}

HealthCause progressOf(HistoryKind kind)
{
    switch (kind) {
    case HistoryKind::Funding:
        return HealthCause::FundingHistory;
    case HistoryKind::OpenInterest:
        return HealthCause::OpenInterestHistory;
    case HistoryKind::Candles:
        return HealthCause::Candles;
    }
    return HealthCause::FundingHistory;
}

} // namespace

HistoryPlan::Task HistoryPlan::add(InstrumentId instrument, const HistoryRange &range, std::size_t pages)
{
    if (m_open.empty())
        m_counts.clear();
    if (pages == 0)
        return 0;
    ++m_counts[range.kind].all;
    m_open.emplace(++m_lastTask, Open{instrument, range, pages, {}});
    return m_lastTask;
}

std::optional<HistoryPlan::Result> HistoryPlan::pageCame(Task task, const std::vector<Decoded::Row> &rows)
{
    const auto found = m_open.find(task);
    if (found == m_open.end())
        return std::nullopt;
    Open &open = found->second;
    for (const Decoded::Row &row : rows) {
        const auto time = row.instrument == open.instrument ? timeIn(row.payload, open.range.kind) : std::nullopt;
        // Some venues tell all of their past whatever was asked for; what is known must not come again.
        const bool isTooOld = open.range.kind == HistoryKind::Funding && time && *time < open.range.fromMs;
        if (time && !isTooOld)
            open.rows.insert_or_assign(*time, row);
    }
    return closePage(found);
}

std::optional<HistoryPlan::Result> HistoryPlan::pageFailed(Task task)
{
    const auto found = m_open.find(task);
    if (found == m_open.end())
        return std::nullopt;
    found->second.isWhole = false;
    return closePage(found);
}

std::optional<HistoryPlan::Result> HistoryPlan::closePage(std::map<Task, Open>::iterator task)
{
    Open &open = task->second;
    if (--open.pagesLeft > 0)
        return std::nullopt;
    Result result{open.instrument, open.range, {}, open.isWhole};
    result.rows.reserve(open.rows.size());
    for (auto &[time, row] : open.rows)
        result.rows.push_back(std::move(row));
    ++m_counts[open.range.kind].done;
    m_open.erase(task);
    return result;
}

void HistoryPlan::clear()
{
    m_open.clear();
    m_counts.clear();
}

std::string HistoryPlan::progress() const
{
    if (m_open.empty())
        return {};
    const HistoryKind kind = m_open.begin()->second.range.kind;
    const Count count = m_counts.at(kind);
    return causeSentence(progressOf(kind), {std::to_string(count.done), std::to_string(count.all)});
}

} // namespace isobar
