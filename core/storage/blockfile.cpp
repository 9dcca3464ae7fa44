#include "core/storage/blockfile.h"

#include "core/storage/bytes.h"

#include <QFile>
#include <QFileInfo>
#include <algorithm>
#include <boost/json.hpp>
#include <zlib.h>
#include <zstd.h>

namespace isobar {

namespace json = boost::json;

namespace {

constexpr std::string_view FileMagic = "ISOBARBF";
constexpr std::string_view BlockMagic = "IBLK";
constexpr std::uint32_t FormatVersion = 3;
constexpr std::uint32_t OldestJournal = 2; // frames are read from version 1 on: they hold no values of ours
constexpr qint64 FilePrefixSize = 8 + 3 * 4;
constexpr qint64 BlockHeaderSize = 4 + 3 * 4 + 3 * 8 + 2 * 4;
constexpr std::uint32_t MaxHeaderSize = 1 << 20;
constexpr std::uint32_t MaxRawSize = 256U << 20; // a damaged size must not make us ask for all memory
constexpr int CompressionLevel = 3;

std::uint32_t crcOf(std::string_view bytes)
{
    return static_cast<std::uint32_t>(crc32_z(0, reinterpret_cast<const Bytef *>(bytes.data()), bytes.size()));
}

std::string headerToJson(const FileHeader &header)
{
    json::object out;
    out["content"] = header.content;
    out["origin"] = header.origin;
    out["created_ms"] = header.createdMs;
    out["clock"] = {
        {"wall_ms", header.clock.wallMs}, {"market_ms", header.clock.marketMs}, {"speed", header.clock.speed}};
    out["venues"] = json::value_from(header.venues);
    out["watched"] = json::value_from(header.watched);
    out["excluded"] = json::value_from(header.excluded);
    return json::serialize(out);
}

std::optional<FileHeader> headerFromJson(const std::string &text)
{
    try {
        const json::value root = json::parse(text);
        FileHeader header;
        header.content = root.at("content").as_string().c_str();
        header.origin = root.at("origin").as_string().c_str();
        header.createdMs = root.at("created_ms").to_number<TimeMs>();
        const json::value &clock = root.at("clock");
        header.clock.wallMs = clock.at("wall_ms").to_number<TimeMs>();
        header.clock.marketMs = clock.at("market_ms").to_number<TimeMs>();
        header.clock.speed = clock.at("speed").to_number<double>();
        header.venues = json::value_to<std::vector<std::string>>(root.at("venues"));
        header.watched = json::value_to<std::vector<std::string>>(root.at("watched"));
        header.excluded = json::value_to<std::vector<std::string>>(root.at("excluded"));
        return header;
    } catch (const std::exception &) {
        return std::nullopt;
    }
}

void putBlockHeader(std::string &out, const BlockInfo &info)
{
    const std::size_t start = out.size();
    out.append(BlockMagic);
    ByteWriter bytes(out);
    bytes.fixed32(info.compressedSize);
    bytes.fixed32(info.rawSize);
    bytes.fixed32(info.records);
    bytes.fixed64(static_cast<std::uint64_t>(info.firstMs));
    bytes.fixed64(static_cast<std::uint64_t>(info.lastMs));
    bytes.fixed64(info.lostBefore);
    bytes.fixed32(info.payloadCrc);
    bytes.fixed32(crcOf(std::string_view(out).substr(start)));
}

std::optional<BlockInfo> blockHeaderOf(std::string_view bytes, qint64 offset)
{
    if (static_cast<qint64>(bytes.size()) < BlockHeaderSize || !bytes.starts_with(BlockMagic))
        return std::nullopt;
    const std::string_view checked = bytes.substr(0, BlockHeaderSize - 4);
    ByteReader in(bytes.substr(BlockMagic.size()));
    BlockInfo info;
    info.offset = offset;
    info.compressedSize = in.fixed32();
    info.rawSize = in.fixed32();
    info.records = in.fixed32();
    info.firstMs = static_cast<TimeMs>(in.fixed64());
    info.lastMs = static_cast<TimeMs>(in.fixed64());
    info.lostBefore = in.fixed64();
    info.payloadCrc = in.fixed32();
    if (in.fixed32() != crcOf(checked) || info.rawSize > MaxRawSize || info.compressedSize > MaxRawSize)
        return std::nullopt;
    return info;
}

std::string counted(std::uint64_t n, const char *one, const char *many)
{
    return std::to_string(n) + " " + (n == 1 ? one : many);
}

} // namespace

void Block::add(TimeMs timeMs, std::string_view record)
{
    firstMs = records == 0 ? timeMs : std::min(firstMs, timeMs);
    lastMs = records == 0 ? timeMs : std::max(lastMs, timeMs);
    ByteWriter(raw).text(record);
    ++records;
}

Result<BlockWriter> BlockWriter::create(const std::string &path, const FileHeader &header)
{
    const QString name = QString::fromStdString(path);
    const QFileInfo present(name);
    if (present.isFile() && present.size() > 0)
        return Error{path + " exists already; choose another name or remove it first"};
    auto file = std::make_unique<QFile>(name);
    if (!file->open(QIODevice::ReadWrite | QIODevice::Unbuffered))
        return Error{"cannot write " + path + ": " + file->errorString().toStdString()};
    return onDevice(std::move(file), header);
}

Result<BlockWriter> BlockWriter::onDevice(std::unique_ptr<QIODevice> device, const FileHeader &header)
{
    const std::string text = headerToJson(header);
    std::string head(FileMagic);
    ByteWriter bytes(head);
    bytes.fixed32(FormatVersion);
    bytes.fixed32(static_cast<std::uint32_t>(text.size()));
    bytes.fixed32(crcOf(text));
    head.append(text);
    BlockWriter writer(std::move(device));
    if (const Result<void> done = writer.put(head); !done)
        return Error{done.error()};
    return writer;
}

Result<void> BlockWriter::put(std::string_view bytes)
{
    const auto size = static_cast<qint64>(bytes.size());
    if (m_device->write(bytes.data(), size) == size) {
        m_end += size;
        return {};
    }
    const std::string why = m_device->errorString().toStdString();
    // What got through of it would hide the blocks that follow; the reader would find them, but call it damage.
    if (auto *file = qobject_cast<QFile *>(m_device.get()); file && !file->isSequential()) {
        file->resize(m_end);
        file->seek(m_end);
    }
    return Error{why};
}

Result<void> BlockWriter::write(const Block &block)
{
    if (block.raw.size() > MaxRawSize)
        return Error{"block too large"};
    m_buffer.clear();
    std::string payload(ZSTD_compressBound(block.raw.size()), '\0');
    const std::size_t size =
        ZSTD_compress(payload.data(), payload.size(), block.raw.data(), block.raw.size(), CompressionLevel);
    if (ZSTD_isError(size) != 0)
        return Error{std::string("cannot compress: ") + ZSTD_getErrorName(size)};
    payload.resize(size);
    BlockInfo info;
    info.compressedSize = static_cast<std::uint32_t>(size);
    info.rawSize = static_cast<std::uint32_t>(block.raw.size());
    info.records = block.records;
    info.firstMs = block.firstMs;
    info.lastMs = block.lastMs;
    info.lostBefore = block.lostBefore;
    info.payloadCrc = crcOf(payload);
    putBlockHeader(m_buffer, info);
    m_buffer.append(payload);
    return put(m_buffer);
}

std::string ReadReport::text() const
{
    std::string out;
    const auto say = [&out](const std::string &part) { out += (out.empty() ? "" : "; ") + part; };
    if (damagedBlocks > 0 || skippedBytes > 0) {
        say(counted(damagedBlocks, "damaged block", "damaged blocks") + " and "
            + counted(skippedBytes, "stray byte", "stray bytes") + " skipped");
    }
    if (lostRecords > 0)
        say(counted(lostRecords, "record", "records") + " could not be stored when this was written");
    if (unreadableRecords > 0)
        say(counted(unreadableRecords, "record", "records") + " not understood");
    if (tornTail) {
        say("ends in mid-block (writing was interrupted, or the end is damaged): "
            + counted(static_cast<std::uint64_t>(tailBytes), "byte", "bytes") + " not read");
    }
    return out;
}

Result<BlockReader> BlockReader::open(const std::string &path, std::string_view content)
{
    auto file = std::make_unique<QFile>(QString::fromStdString(path));
    if (!file->open(QIODevice::ReadOnly))
        return Error{"cannot read " + path + ": " + file->errorString().toStdString()};
    Result<BlockReader> reader = onDevice(std::move(file), content);
    if (!reader)
        return Error{path + ": " + reader.error()};
    return reader;
}

Result<BlockReader> BlockReader::onDevice(std::unique_ptr<QIODevice> device, std::string_view content)
{
    BlockReader reader(std::move(device));
    if (const Result<void> done = reader.readFileHeader(content); !done)
        return Error{done.error()};
    return reader;
}

Result<void> BlockReader::readFileHeader(std::string_view content)
{
    const std::string prefix = bytesAt(0, FilePrefixSize);
    if (!std::string_view(prefix).starts_with(FileMagic))
        return Error{"not a recording or journal of Isobar"};
    ByteReader in(std::string_view(prefix).substr(FileMagic.size()));
    const std::uint32_t version = in.fixed32();
    const std::uint32_t size = in.fixed32();
    const std::uint32_t crc = in.fixed32();
    if (in.ok() && version > FormatVersion)
        return Error{"written by a newer version of Isobar (format " + std::to_string(version) + ")"};
    const std::string text = size <= MaxHeaderSize ? bytesAt(FilePrefixSize, size) : std::string();
    const std::optional<FileHeader> header =
        in.ok() && text.size() == size && crcOf(text) == crc ? headerFromJson(text) : std::nullopt;
    if (!header)
        return Error{"its header is damaged"};
    if (!content.empty() && header->content != content)
        return Error{"holds " + header->content + ", not " + std::string(content)};
    if (header->content == "journal" && version < OldestJournal)
        return Error{"a journal of an older version of Isobar (format " + std::to_string(version)
            + "), which this one cannot replay"};
    m_header = *header;
    m_firstBlock = m_position = FilePrefixSize + size;
    return {};
}

std::string BlockReader::bytesAt(qint64 offset, qint64 size) const
{
    std::string bytes(static_cast<std::size_t>(size), '\0');
    const qint64 got = offset <= m_device->size() && m_device->seek(offset) ? m_device->read(bytes.data(), size) : 0;
    bytes.resize(static_cast<std::size_t>(std::max<qint64>(got, 0)));
    return bytes;
}

std::optional<BlockInfo> BlockReader::infoAt(qint64 offset) const
{
    return blockHeaderOf(bytesAt(offset, BlockHeaderSize), offset);
}

std::optional<qint64> BlockReader::findMagic(qint64 from) const
{
    constexpr qint64 Window = 1 << 16;
    const qint64 size = m_device->size();
    for (qint64 at = from; at < size; at += Window) {
        // windows overlap by a magic's length less one, so that none hides on the seam
        const std::string bytes = bytesAt(at, Window + static_cast<qint64>(BlockMagic.size()) - 1);
        if (const std::size_t found = bytes.find(BlockMagic); found != std::string::npos)
            return at + static_cast<qint64>(found);
    }
    return std::nullopt;
}

/// The next header that is whole, from `position` on; `position` moves behind its payload. Bytes passed over and a
/// tail that ends too early go into `report`.
std::optional<BlockInfo> BlockReader::nextInfo(qint64 &position, ReadReport &report)
{
    const qint64 size = m_device->size();
    const qint64 start = position;
    for (qint64 at = start; at < size;) {
        if (const std::optional<BlockInfo> info = infoAt(at)) {
            const qint64 end = at + BlockHeaderSize + info->compressedSize;
            if (end <= size) {
                report.skippedBytes += static_cast<std::uint64_t>(at - start);
                position = end;
                return info;
            }
        }
        const std::optional<qint64> found = findMagic(at + 1);
        if (!found)
            break;
        at = *found;
    }
    position = size;
    report.tornTail = start < size;
    report.tailBytes = size - start;
    return std::nullopt;
}

std::optional<Block> BlockReader::next()
{
    while (const std::optional<BlockInfo> info = nextInfo(m_position, m_report)) {
        m_report.lostRecords += info->lostBefore;
        const std::string payload = bytesAt(info->offset + BlockHeaderSize, info->compressedSize);
        Block block{std::string(info->rawSize, '\0'), info->records, info->firstMs, info->lastMs, info->lostBefore};
        if (crcOf(payload) == info->payloadCrc
            && ZSTD_decompress(block.raw.data(), block.raw.size(), payload.data(), payload.size()) == info->rawSize)
            return block;
        ++m_report.damagedBlocks;
    }
    return std::nullopt;
}

const std::vector<BlockInfo> &BlockReader::index()
{
    if (!m_index) {
        m_index.emplace();
        ReadReport ignored;
        qint64 position = m_firstBlock;
        while (const std::optional<BlockInfo> info = nextInfo(position, ignored))
            m_index->push_back(*info);
    }
    return *m_index;
}

std::optional<std::pair<TimeMs, TimeMs>> BlockReader::span()
{
    std::optional<std::pair<TimeMs, TimeMs>> out;
    for (const BlockInfo &info : index()) {
        if (!out)
            out.emplace(info.firstMs, info.lastMs);
        out->first = std::min(out->first, info.firstMs);
        out->second = std::max(out->second, info.lastMs);
    }
    return out;
}

void BlockReader::seek(TimeMs timeMs)
{
    const auto &blocks = index();
    const auto found =
        std::find_if(blocks.begin(), blocks.end(), [&](const BlockInfo &info) { return info.lastMs >= timeMs; });
    m_position = found != blocks.end() ? found->offset : m_device->size();
    m_report = {};
}

std::optional<std::string_view> RecordCursor::next()
{
    if (m_rest.empty())
        return std::nullopt;
    ByteReader in(m_rest);
    const std::string_view record = in.text();
    if (!in.ok()) {
        m_rest = {};
        return std::nullopt;
    }
    m_rest = m_rest.substr(m_rest.size() - in.remaining());
    return record;
}

} // namespace isobar
