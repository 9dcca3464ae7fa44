#pragma once
#include "core/venues/venue.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace isobar {

/// What history was asked for, and what has come of it. The pages of one contract and kind are collected and handed on
/// together, oldest first. Pure.
class HistoryPlan {
public:
    /// Number of a task: a contract and a kind.
    using Task = std::uint64_t;

    Task add(InstrumentId instrument, HistoryKind kind, std::size_t pages);
    /// A page of the task came, or failed for good (no rows). When it was the last one: all rows of the task, oldest
    /// first, each time once. Rows of other contracts and kinds are left out.
    std::optional<std::vector<Decoded::Row>> pageCame(Task task, const std::vector<Decoded::Row> &rows);
    void clear();

    bool isDone() const { return m_open.empty(); }
    /// "funding history 3/8" of the kind that was asked for first and is not complete; empty when all is.
    std::string progress() const;

private:
    struct Open {
        InstrumentId instrument;
        HistoryKind kind = HistoryKind::Funding;
        std::size_t pagesLeft = 0;
        std::map<TimeMs, Decoded::Row> rows;
    };
    struct Count {
        std::size_t done = 0, all = 0;
    };
    std::map<Task, Open> m_open;
    std::map<HistoryKind, Count> m_counts;
    Task m_lastTask = 0;
};

} // namespace isobar
