// What leaves the local history. The rest of HistoryFile is in historyfile.cpp.
#include "core/storage/historyfile.h"
#include "core/storage/sqlvalue.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <algorithm>
#include <array>

namespace isobar {

namespace {

constexpr std::int64_t PagesAtATime = 2000;

/// A table of a series: how its rows of one contract are found, and the unit of their time.
struct SeriesTable {
    const char *name, *time, *more;
    TimeMs unitMs;
};
constexpr std::array Tables{
    SeriesTable{"bar", "minute", " AND minutes = 1", MinuteMs},
    SeriesTable{"bar", "minute", " AND minutes = 5", MinuteMs},
    SeriesTable{"open_interest", "minute", "", MinuteMs},
    SeriesTable{"funding", "minute", "", MinuteMs},
    SeriesTable{"settlement", "minute", "", MinuteMs},
    SeriesTable{"premium", "minute", "", MinuteMs},
    SeriesTable{"liquidation", "time_ms", "", 1},
};

} // namespace

std::optional<std::int64_t> HistoryFile::numberFrom(const QString &statement)
{
    QSqlQuery query(QSqlDatabase::database(m_connection, false));
    query.setForwardOnly(true);
    if (!query.exec(statement) || !query.next()) {
        note(query.lastError());
        return std::nullopt;
    }
    return wholeAt(query, 0);
}

std::optional<TimeMs> HistoryFile::oldestMs()
{
    std::optional<TimeMs> oldest;
    for (const SeriesTable &table : Tables) {
        // A look into the order of each contract: the least of the whole table would read all of it.
        const auto least =
            numberFrom(QStringLiteral("SELECT min(t) FROM (SELECT (SELECT min(%2) FROM %1 WHERE"
                                      " contract = number%3) AS t FROM contract)")
                           .arg(QLatin1String(table.name), QLatin1String(table.time), QLatin1String(table.more)));
        if (least)
            oldest = std::min(oldest.value_or(*least * table.unitMs), *least * table.unitMs);
    }
    return oldest;
}

bool HistoryFile::deleteBefore(TimeMs timeMs)
{
    for (const SeriesTable &table : Tables) {
        // contract IN (...) makes it a search in the order of the key, a contract at a time.
        const bool isDone =
            runText(QStringLiteral("DELETE FROM %1 WHERE contract IN (SELECT number FROM contract)%3"
                                   " AND %2 < %4")
                        .arg(QLatin1String(table.name), QLatin1String(table.time), QLatin1String(table.more))
                        .arg(timeMs / table.unitMs));
        if (!isDone)
            return false;
    }
    // Nothing is known any more of what was deleted.
    const std::int64_t minute = timeMs / MinuteMs;
    return runText(QStringLiteral("DELETE FROM reach WHERE to_minute <= %1").arg(minute))
        && runText(QStringLiteral("UPDATE OR REPLACE reach SET from_minute = %1 WHERE from_minute < %1").arg(minute))
        && runText(QStringLiteral("DELETE FROM moment WHERE time_ms < %1").arg(timeMs))
        && runText(QStringLiteral("DELETE FROM event WHERE time_ms < %1").arg(timeMs));
}

bool HistoryFile::forget(const HistoryLimits &limits, TimeMs marketMs, bool &hasMore)
{
    hasMore = false;
    const auto oldest = oldestMs();
    if (!oldest || (limits.keepDays <= 0 && limits.keepBytes <= 0))
        return true;
    const TimeMs hourOn = floorTo(*oldest, HourMs) + HourMs;
    const TimeMs notBefore = limits.keepDays > 0 ? marketMs - limits.keepDays * DayMs : *oldest;
    const auto used = numberFrom(QStringLiteral("SELECT (page_count - freelist_count) * page_size FROM"
                                                " pragma_page_count, pragma_freelist_count, pragma_page_size"));
    const bool isLarge = limits.keepBytes > 0 && used.value_or(0) > limits.keepBytes && hourOn < marketMs;
    if (hourOn > notBefore && !isLarge)
        return true;
    hasMore = true;
    if (!begin(false))
        return false;
    if (!deleteBefore(hourOn) || !shrink() || !commit()) {
        rollback();
        return false;
    }
    return true;
}

/// Gives free pages back to the disk.
bool HistoryFile::shrink()
{
    const auto free = numberFrom(QStringLiteral("PRAGMA freelist_count"));
    // QSqlQuery makes one step of this statement, which is one page.
    for (std::int64_t i = std::min(free.value_or(0), PagesAtATime); i > 0; --i) {
        if (!runText(QStringLiteral("PRAGMA incremental_vacuum")))
            return false;
    }
    return true;
}

} // namespace isobar
