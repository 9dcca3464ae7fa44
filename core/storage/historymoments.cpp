// The moments of pictures in the local history: written and read whole. The rest is in historyfile.cpp and
// historyreader.cpp.
#include "core/storage/historyfile.h"
#include "core/storage/historyreader.h"
#include "core/storage/sqlvalue.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <zstd.h>

namespace isobar {

namespace {

constexpr int Level = 3;
constexpr unsigned long long MostBytes = 1ULL << 30; // more is damage

QByteArray packed(const std::string &bytes)
{
    QByteArray out(static_cast<qsizetype>(ZSTD_compressBound(bytes.size())), Qt::Uninitialized);
    const std::size_t size =
        ZSTD_compress(out.data(), static_cast<std::size_t>(out.size()), bytes.data(), bytes.size(), Level);
    out.truncate(ZSTD_isError(size) ? 0 : static_cast<qsizetype>(size));
    return out;
}

std::string unpacked(const QByteArray &bytes)
{
    const auto given = static_cast<std::size_t>(bytes.size());
    const unsigned long long size = ZSTD_getFrameContentSize(bytes.constData(), given);
    if (size > MostBytes) // unknown and error are larger still
        return {};
    std::string out(static_cast<std::size_t>(size), '\0');
    return ZSTD_decompress(out.data(), out.size(), bytes.constData(), given) == out.size() ? out : std::string();
}

} // namespace

bool HistoryFile::put(const StoredMoment &moment)
{
    QSqlQuery query(QSqlDatabase::database(m_connection, false));
    query.prepare(QStringLiteral("INSERT OR REPLACE INTO moment VALUES (?, ?, ?, ?)"));
    bindAll(query, moment.asset, moment.timeMs, moment.origin, packed(moment.bytes));
    return run(query);
}

std::string HistoryReader::moment(const std::string &asset, TimeMs timeMs, const std::string &origin) const
{
    std::string bytes;
    const Result<void> done = each(
        "SELECT bytes FROM moment WHERE asset = @a AND time_ms = @b AND origin = @c",
        [&](const QSqlQuery &row) { bytes = unpacked(row.value(0).toByteArray()); }, asset, timeMs, origin);
    return done ? bytes : std::string();
}

} // namespace isobar
