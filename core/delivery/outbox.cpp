#include "core/delivery/outbox.h"

#include "core/market/jsontext.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <boost/json.hpp>

#include <algorithm>

namespace isobar {

namespace json = boost::json;

namespace {

json::object lineOf(const OutboxEntry &entry)
{
    const WebhookMessage &message = entry.message;
    return {{"target", entry.target}, {"queued_ms", entry.queuedMs}, {"title", message.title}, {"body", message.body},
        {"event", message.eventJson}, {"asset", message.asset}, {"priority", static_cast<int>(message.priority)},
        {"time_ms", message.timeMs}};
}

std::optional<OutboxEntry> entryOf(const QByteArray &line)
{
    boost::system::error_code error;
    const json::value value = json::parse({line.constData(), static_cast<std::size_t>(line.size())}, error);
    if (error || !value.is_object())
        return std::nullopt;
    OutboxEntry entry;
    WebhookMessage &message = entry.message;
    const json::object &in = value.as_object();
    const auto text = [&in](const char *name, std::string &to) {
        const json::value *found = in.if_contains(name);
        if (found && found->is_string())
            to = std::string(found->as_string());
    };
    const auto number = [&in](const char *name) {
        const json::value *found = in.if_contains(name);
        return found && found->is_int64() ? found->as_int64() : 0;
    };
    text("target", entry.target);
    text("title", message.title);
    text("body", message.body);
    text("event", message.eventJson);
    text("asset", message.asset);
    entry.queuedMs = number("queued_ms");
    message.timeMs = number("time_ms");
    message.priority = static_cast<Priority>(std::clamp<std::int64_t>(number("priority"), 1, 4));
    return entry.target.empty() || message.title.empty() ? std::nullopt : std::optional(entry);
}

} // namespace

Outbox::Outbox(QString path, std::size_t most) : m_path(std::move(path)), m_most(most) { read(); }

void Outbox::read()
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return;
    while (!file.atEnd()) {
        if (auto entry = entryOf(file.readLine().trimmed())) {
            entry->serial = ++m_serial;
            m_entries.push_back(*std::move(entry));
        }
    }
    while (m_entries.size() > m_most)
        drop(m_entries.begin());
}

void Outbox::write()
{
    m_trouble.clear();
    if (m_entries.empty()) {
        if (QFile::exists(m_path) && !QFile::remove(m_path))
            m_trouble = "cannot remove " + m_path.toStdString();
        return;
    }
    QDir().mkpath(QFileInfo(m_path).absolutePath());
    QSaveFile file(m_path);
    bool isFine = file.open(QIODevice::WriteOnly);
    if (isFine)
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    for (const OutboxEntry &entry : m_entries) {
        const std::string line = jsonText(lineOf(entry)) + "\n";
        isFine = isFine && file.write(line.data(), static_cast<qint64>(line.size())) > 0;
    }
    if (!isFine || !file.commit()) // commit waits for the disk
        m_trouble = "cannot write " + m_path.toStdString() + ": " + file.errorString().toStdString();
}

void Outbox::drop(std::deque<OutboxEntry>::iterator entry)
{
    ++m_dropped[entry->target];
    m_entries.erase(entry);
}

void Outbox::put(const std::string &target, const WebhookMessage &message, TimeMs nowMs)
{
    m_entries.push_back({++m_serial, target, message, nowMs});
    while (m_entries.size() > m_most)
        drop(m_entries.begin());
    write();
}

void Outbox::remove(std::uint64_t serial)
{
    if (std::erase_if(m_entries, [serial](const OutboxEntry &each) { return each.serial == serial; }) > 0)
        write();
}

void Outbox::removeTarget(const std::string &target)
{
    if (std::erase_if(m_entries, [&](const OutboxEntry &each) { return each.target == target; }) > 0)
        write();
}

bool Outbox::forgetOld(TimeMs nowMs)
{
    const std::size_t before = m_entries.size();
    while (!m_entries.empty() && m_entries.front().queuedMs < nowMs - MostAgeMs)
        drop(m_entries.begin());
    if (m_entries.size() != before)
        write();
    return m_entries.size() != before;
}

void Outbox::giveUp(std::uint64_t serial)
{
    const auto found = std::find_if(
        m_entries.begin(), m_entries.end(), [serial](const OutboxEntry &each) { return each.serial == serial; });
    if (found == m_entries.end())
        return;
    drop(found);
    write();
}

const OutboxEntry *Outbox::first(const std::string &target) const
{
    const auto found = std::find_if(
        m_entries.begin(), m_entries.end(), [&](const OutboxEntry &each) { return each.target == target; });
    return found == m_entries.end() ? nullptr : &*found;
}

int Outbox::waiting(const std::string &target) const
{
    return static_cast<int>(std::count_if(
        m_entries.begin(), m_entries.end(), [&](const OutboxEntry &each) { return each.target == target; }));
}

std::uint64_t Outbox::dropped(const std::string &target) const
{
    const auto found = m_dropped.find(target);
    return found == m_dropped.end() ? 0 : found->second;
}

} // namespace isobar
