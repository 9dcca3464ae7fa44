#include "core/storage/storagethread.h"

#include <algorithm>
#include <future>

namespace isobar {

StorageThread::StorageThread(std::chrono::milliseconds interval) : m_interval(interval), m_thread([this] { run(); }) { }

StorageThread::~StorageThread()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_work.notify_one();
    m_thread.join();
}

void StorageThread::add(StorageClient &client)
{
    const std::lock_guard lock(m_mutex);
    m_clients.push_back(&client);
}

void StorageThread::remove(StorageClient &client)
{
    std::unique_lock lock(m_mutex);
    if (std::find(m_clients.begin(), m_clients.end(), &client) == m_clients.end())
        return;
    m_leaving.push_back(&client);
    m_work.notify_one();
    m_removed.wait(lock, [&] { return std::find(m_clients.begin(), m_clients.end(), &client) == m_clients.end(); });
}

void StorageThread::wake()
{
    {
        const std::lock_guard lock(m_mutex);
        m_woken = true;
    }
    m_work.notify_one();
}

void StorageThread::post(std::function<void()> job)
{
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(std::move(job));
        m_woken = true;
    }
    m_work.notify_one();
}

void StorageThread::waitForJobs()
{
    std::promise<void> done;
    post([&done] { done.set_value(); });
    done.get_future().wait();
}

void StorageThread::run()
{
    std::unique_lock lock(m_mutex);
    for (bool last = false; !last;) {
        m_work.wait_for(lock, m_interval, [this] { return m_woken || m_stop || !m_leaving.empty(); });
        last = m_stop;
        m_woken = false;
        const std::vector<StorageClient *> round = m_clients;
        const std::vector<StorageClient *> leaving = std::move(m_leaving);
        m_leaving.clear();
        const std::vector<std::function<void()>> jobs = std::move(m_jobs);
        m_jobs.clear();
        // Clients are called without the lock: they take their own and may be slow. Only this thread drops clients,
        // so all of `round` live until the end of it.
        lock.unlock();
        for (StorageClient *client : round)
            client->writeOut();
        for (const auto &job : jobs)
            job();
        lock.lock();
        for (StorageClient *client : leaving)
            std::erase(m_clients, client);
        if (!leaving.empty())
            m_removed.notify_all();
    }
}

} // namespace isobar
