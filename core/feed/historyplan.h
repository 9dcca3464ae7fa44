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

    /// All of a task.
    struct Result {
        InstrumentId instrument;
        HistoryRange range;
        std::vector<Decoded::Row> rows; ///< oldest first, each time once; none of other contracts and kinds
        bool isWhole = true; ///< no page failed
    };

    Task add(InstrumentId instrument, const HistoryRange &range, std::size_t pages);
    /// A page of the task came. The result when it was the last one.
    std::optional<Result> pageCame(Task task, const std::vector<Decoded::Row> &rows);
    /// A page failed for good. The result when it was the last one.
    std::optional<Result> pageFailed(Task task);
    void clear();

    bool isDone() const { return m_open.empty(); }
    /// "funding history 3/8" of the kind that was asked for first and is not complete; empty when all is.
    std::string progress() const;

private:
    struct Open {
        InstrumentId instrument;
        HistoryRange range;
        std::size_t pagesLeft = 0;
        std::map<TimeMs, Decoded::Row> rows;
        bool isWhole = true;
    };
    std::optional<Result> closePage(std::map<Task, Open>::iterator task);
    struct Count {
        std::size_t done = 0, all = 0;
    };
    std::map<Task, Open> m_open;
    std::map<HistoryKind, Count> m_counts;
    Task m_lastTask = 0;
};

} // namespace isobar
