#include "core/storage/checkpointfile.h"

#include "core/storage/bytes.h"

#include <QFile>
#include <QSaveFile>
#include <zlib.h>
#include <zstd.h>

namespace isobar {

namespace {

constexpr std::string_view Magic = "ISOBARCP";
constexpr std::size_t HeadSize = 8 + 4 + 8 + 4 + 4; // magic, version, raw size, checksums of payload and head
constexpr std::uint64_t MaxRawSize = 1ULL << 30; // a damaged size must not make us ask for all memory
constexpr int CompressionLevel = 1;

std::uint32_t crcOf(std::string_view bytes)
{
    return static_cast<std::uint32_t>(crc32_z(0, reinterpret_cast<const Bytef *>(bytes.data()), bytes.size()));
}

std::string headOf(std::uint64_t rawSize, std::string_view payload)
{
    std::string head(Magic);
    ByteWriter out(head);
    out.fixed32(CheckpointVersion);
    out.fixed64(rawSize);
    out.fixed32(crcOf(payload));
    out.fixed32(crcOf(head));
    return head;
}

/// Beside the file; an older one that was set aside is replaced.
std::string setAside(const std::string &path, const char *why)
{
    const QString from = QString::fromStdString(path), to = from + QLatin1Char('.') + QLatin1String(why);
    QFile::remove(to);
    return QFile::rename(from, to) ? to.toStdString() : path;
}

CheckpointContent damaged(const std::string &path)
{
    return {std::nullopt, CheckpointFate::Damaged, setAside(path, "damaged")};
}

} // namespace

Result<void> writeCheckpoint(const std::string &path, std::string_view bytes)
{
    std::string payload(ZSTD_compressBound(bytes.size()), '\0');
    const std::size_t size =
        ZSTD_compress(payload.data(), payload.size(), bytes.data(), bytes.size(), CompressionLevel);
    if (ZSTD_isError(size))
        return Error{std::string("cannot compress the levels: ") + ZSTD_getErrorName(size)};
    payload.resize(size);
    const std::string head = headOf(bytes.size(), payload);
    QSaveFile file(QString::fromStdString(path));
    const bool isWritten = file.open(QIODevice::WriteOnly)
        && file.write(head.data(), static_cast<qint64>(head.size())) == static_cast<qint64>(head.size())
        && file.write(payload.data(), static_cast<qint64>(payload.size())) == static_cast<qint64>(payload.size());
    if (isWritten && file.commit())
        return {};
    return Error{"cannot write " + path + ": " + file.errorString().toStdString()};
}

CheckpointContent readCheckpoint(const std::string &path)
{
    QFile file(QString::fromStdString(path));
    if (!file.exists())
        return {};
    if (!file.open(QIODevice::ReadOnly))
        return {std::nullopt, CheckpointFate::Unreadable, file.errorString().toStdString()};
    const std::string content = file.readAll().toStdString();
    file.close();
    if (content.size() < HeadSize || !content.starts_with(Magic))
        return damaged(path);
    const std::string_view head = std::string_view(content).substr(0, HeadSize);
    const std::string_view payload = std::string_view(content).substr(HeadSize);
    ByteReader in(head.substr(Magic.size()));
    const std::uint32_t version = in.fixed32();
    const std::uint64_t rawSize = in.fixed64();
    const std::uint32_t payloadCrc = in.fixed32();
    if (in.fixed32() != crcOf(head.substr(0, HeadSize - 4)))
        return damaged(path);
    if (version > CheckpointVersion)
        return {std::nullopt, CheckpointFate::Newer, setAside(path, "newer")};
    if (version < CheckpointVersion)
        return {};
    if (payloadCrc != crcOf(payload) || rawSize > MaxRawSize)
        return damaged(path);
    std::string bytes(static_cast<std::size_t>(rawSize), '\0');
    const std::size_t size = ZSTD_decompress(bytes.data(), bytes.size(), payload.data(), payload.size());
    if (ZSTD_isError(size) || size != bytes.size())
        return damaged(path);
    return {std::move(bytes), CheckpointFate::Fine, {}};
}

} // namespace isobar
