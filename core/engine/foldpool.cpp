#include "core/engine/foldpool.h"

#include <QThread>

#include <algorithm>

namespace isobar {

FoldPool::FoldPool()
{
    m_pool.setMaxThreadCount(std::max(1, QThread::idealThreadCount() - 1));
    m_pool.setThreadPriority(QThread::LowPriority);
}

FoldRunner FoldPool::runner()
{
    return [this](std::function<FoldRun()> job) {
        auto task = std::make_shared<std::packaged_task<FoldRun()>>(std::move(job));
        std::future<FoldRun> result = task->get_future();
        m_pool.start([task] { (*task)(); });
        return result;
    };
}

} // namespace isobar
