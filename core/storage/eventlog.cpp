#include "core/storage/eventlog.h"

#include "core/market/eventjson.h"
#include "core/storage/filesync.h"

#include <QFile>
#include <boost/json.hpp>

namespace isobar {

EventLog::EventLog(const std::string &path, StorageThread &thread, Acknowledge acknowledge)
    : m_path(path), m_thread(thread), m_acknowledge(std::move(acknowledge))
{
    m_thread.add(*this);
}

EventLog::~EventLog() { close(); }

void EventLog::close() { m_thread.remove(*this); }

void EventLog::append(std::uint64_t ticket, const Event &event)
{
    Entry entry{ticket, eventToJson(event) + "\n"};
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back(std::move(entry));
    }
    m_thread.wake();
}

Result<void> EventLog::openFile()
{
    auto file = std::make_unique<QFile>(QString::fromStdString(m_path));
    if (!file->open(QIODevice::ReadWrite | QIODevice::Unbuffered))
        return Error{"cannot write " + m_path + ": " + file->errorString().toStdString()};
    // A line that a crash cut off stays a line of its own.
    char last = '\n';
    if (const qint64 size = file->isSequential() ? 0 : file->size(); size > 0) {
        if (file->seek(size - 1))
            file->getChar(&last);
        file->seek(size);
    }
    if (last != '\n' && !file->putChar('\n'))
        return Error{"cannot write " + m_path + ": " + file->errorString().toStdString()};
    m_file = std::move(file);
    return {};
}

Result<void> EventLog::store(std::string_view lines)
{
    if (!m_file) {
        if (const Result<void> opened = openFile(); !opened)
            return opened;
    }
    const qint64 end = m_file->pos();
    const auto size = static_cast<qint64>(lines.size());
    if (m_file->write(lines.data(), size) == size && syncToDisk(*m_file))
        return {};
    const std::string why =
        m_file->error() == QFileDevice::NoError ? "the disk did not confirm it" : m_file->errorString().toStdString();
    m_file->resize(end); // not half a line before the next try
    m_file.reset(); // opened anew with the next event: the disk may be another by then
    return Error{"cannot write " + m_path + ": " + why};
}

void EventLog::writeOut()
{
    std::vector<Entry> batch;
    {
        const std::lock_guard lock(m_mutex);
        batch.swap(m_waiting);
    }
    if (batch.empty())
        return;
    std::string lines;
    for (const Entry &entry : batch)
        lines += entry.line;
    const Result<void> stored = store(lines);
    if (!m_acknowledge)
        return;
    for (const Entry &entry : batch)
        m_acknowledge(entry.ticket, stored ? std::string() : stored.error());
}

Result<EventLogContent> readEventLog(const std::string &path)
{
    QFile file(QString::fromStdString(path));
    if (!file.exists())
        return EventLogContent();
    if (!file.open(QIODevice::ReadOnly))
        return Error{"cannot read " + path + ": " + file.errorString().toStdString()};
    EventLogContent content;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine();
        const bool whole = line.endsWith('\n');
        const std::string text = line.left(line.size() - (whole ? 1 : 0)).toStdString();
        boost::system::error_code error;
        const boost::json::value value = boost::json::parse(text, error);
        if (!whole)
            content.tornTail = true;
        else if (error || !value.is_object())
            ++content.damagedLines;
        else
            content.lines.push_back(text);
    }
    return content;
}

} // namespace isobar
