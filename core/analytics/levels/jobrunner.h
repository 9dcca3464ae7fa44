#pragma once
#include <functional>
#include <future>
#include <memory>
#include <utility>

namespace isobar {

/// Runs a job somewhere, at once or in a pool.
using JobRunner = std::function<void(std::function<void()>)>;

/// On the caller's thread, at once: for tests and replays.
inline JobRunner runAtOnce()
{
    return [](const std::function<void()> &job) { job(); };
}

/// Gives a job to the runner; the future holds what it gave.
template <class Job> auto startJob(const JobRunner &runner, Job job)
{
    auto task = std::make_shared<std::packaged_task<std::invoke_result_t<Job>()>>(std::move(job));
    auto result = task->get_future();
    runner([task] { (*task)(); });
    return result;
}

} // namespace isobar
