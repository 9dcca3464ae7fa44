#include "core/engine/jobpool.h"

#include <QThread>

#include <algorithm>

namespace isobar {

JobPool::JobPool()
{
    m_pool.setMaxThreadCount(std::max(1, QThread::idealThreadCount() - 1));
    m_pool.setThreadPriority(QThread::LowPriority);
}

JobRunner JobPool::runner()
{
    return [this](std::function<void()> job) { m_pool.start(std::move(job)); };
}

} // namespace isobar
