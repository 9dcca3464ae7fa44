#pragma once
#include "core/analytics/levels/foldjob.h"

#include <QThreadPool>

namespace isobar {

/// Threads of low priority for the folds of the past, beside the engine's own. Outlives the engine that it serves;
/// waits for what runs when it goes.
class FoldPool {
public:
    FoldPool();
    FoldRunner runner();

private:
    QThreadPool m_pool;
};

} // namespace isobar
