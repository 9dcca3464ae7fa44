#pragma once
#include "core/analytics/levels/jobrunner.h"

#include <QThreadPool>

namespace isobar {

/// Threads of low priority for folds of the past and fits, beside the engine's own. Outlives the engine that it serves;
/// waits for what runs when it goes.
class JobPool {
public:
    JobPool();
    JobRunner runner();

private:
    QThreadPool m_pool;
};

} // namespace isobar
