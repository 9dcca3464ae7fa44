#include "core/storage/journal.h"

#include "core/storage/archive.h"

#include <limits>

namespace isobar {

namespace {

constexpr std::string_view Content = "journal";

// First byte of a record. An instrument's definition stands before the first item that names it.
constexpr std::uint8_t DefinitionRecord = 0;
constexpr std::uint8_t ItemRecord = 1;

struct TimeOf {
    std::optional<TimeMs> operator()(const Beat &beat) const { return beat.transportMs; }
    std::optional<TimeMs> operator()(const Observation &observation) const { return observation.transportMs; }
    std::optional<TimeMs> operator()(const ReferencePtr &) const { return std::nullopt; }
    std::optional<TimeMs> operator()(const std::shared_ptr<const VenueHealth> &) const { return std::nullopt; }
    std::optional<TimeMs> operator()(const PastPtr &) const { return std::nullopt; }
    std::optional<TimeMs> operator()(const std::shared_ptr<const EngineOrders> &orders) const
    {
        return orders->transportMs;
    }
    std::optional<TimeMs> operator()(const std::shared_ptr<const BulkQuotes> &quotes) const
    {
        return quotes->transportMs;
    }
    std::optional<TimeMs> operator()(const AccountPositionsPtr &account) const { return account->transportMs; }
    std::optional<TimeMs> operator()(const CheckpointPtr &) const { return std::nullopt; }
};

} // namespace

std::optional<TimeMs> transportMsOf(const StreamItem &item) { return std::visit(TimeOf(), item); }

Result<std::unique_ptr<JournalWriter>> JournalWriter::create(
    const std::string &path, FileHeader header, StorageThread &thread, BlockQueue::Tell tell, BlockQueueLimits limits)
{
    header.content = Content;
    Result<BlockWriter> writer = BlockWriter::create(path, header);
    if (!writer)
        return Error{writer.error()};
    return std::unique_ptr<JournalWriter>(
        new JournalWriter(path, std::move(*writer), header.createdMs, thread, std::move(tell), limits));
}

Result<std::unique_ptr<JournalWriter>> JournalWriter::onDevice(std::unique_ptr<QIODevice> device, std::string name,
    FileHeader header, StorageThread &thread, BlockQueue::Tell tell, BlockQueueLimits limits)
{
    header.content = Content;
    Result<BlockWriter> writer = BlockWriter::onDevice(std::move(device), header);
    if (!writer)
        return Error{writer.error()};
    return std::unique_ptr<JournalWriter>(
        new JournalWriter(std::move(name), std::move(*writer), header.createdMs, thread, std::move(tell), limits));
}

void JournalWriter::define(InstrumentId id, const InstrumentNames &names)
{
    if (id.value < m_defined.size() && m_defined[id.value])
        return;
    const InstrumentKey &key = names.key(id);
    m_definition.clear();
    ByteWriter out(m_definition);
    out.byte(DefinitionRecord);
    out.number(id.value);
    out.text(key.venue);
    out.text(key.symbol);
    if (!m_queue.add(m_timeMs, m_definition))
        return;
    if (m_defined.size() <= id.value)
        m_defined.resize(id.value + 1);
    m_defined[id.value] = true;
}

void JournalWriter::append(std::span<const StreamItem> items, const InstrumentNames &names)
{
    // Definitions may be among what was lost: from here on each is given again.
    if (const std::uint64_t lost = m_queue.lostRecords(); lost != m_lostSeen) {
        m_lostSeen = lost;
        m_defined.clear();
    }
    const WriteArchive::Number number = [&](InstrumentId id) {
        define(id, names);
        return std::uint64_t(id.value);
    };
    for (std::size_t i = 0; m_timeMs == 0 && i < items.size(); ++i) // reference data may come first
        m_timeMs = transportMsOf(items[i]).value_or(0);
    for (const StreamItem &item : items) {
        m_timeMs = transportMsOf(item).value_or(m_timeMs);
        m_scratch.clear();
        ByteWriter out(m_scratch);
        out.byte(ItemRecord);
        out.number(++m_sequence);
        WriteArchive(m_scratch, number)(item);
        m_queue.add(m_timeMs, m_scratch);
    }
}

Result<JournalReader> JournalReader::open(const std::string &path, InstrumentNames &names)
{
    Result<BlockReader> blocks = BlockReader::open(path, Content);
    if (!blocks)
        return Error{blocks.error()};
    return JournalReader(std::move(*blocks), names);
}

Result<JournalReader> JournalReader::onDevice(std::unique_ptr<QIODevice> device, InstrumentNames &names)
{
    Result<BlockReader> blocks = BlockReader::onDevice(std::move(device), Content);
    if (!blocks)
        return Error{blocks.error()};
    return JournalReader(std::move(*blocks), names);
}

/// None for a definition, and for a record that is not understood (which is counted).
std::optional<StreamItem> JournalReader::decode(std::string_view record)
{
    ByteReader head(record);
    const std::uint8_t kind = head.byte();
    const std::uint64_t number = head.number(); // the instrument's or the item's
    const std::string_view rest = record.substr(record.size() - head.remaining());
    if (head.ok() && kind == DefinitionRecord) {
        const std::string_view venue = head.text();
        const std::string_view symbol = head.text();
        if (head.ok() && head.atEnd()) {
            m_instruments.insert_or_assign(number, m_names->intern(venue, symbol));
            return std::nullopt;
        }
    } else if (head.ok() && kind == ItemRecord) {
        const ReadArchive::Identify identify = [this](std::uint64_t each) -> std::optional<InstrumentId> {
            const auto found = m_instruments.find(each);
            return found != m_instruments.end() ? std::optional(found->second) : std::nullopt;
        };
        ReadArchive archive(rest, *m_names, identify);
        StreamItem item;
        archive(item);
        if (archive.ok() && archive.atEnd()) {
            m_gap = m_gap || number != m_sequence + 1;
            m_sequence = number;
            return item;
        }
    }
    m_blocks.countUnreadable();
    return std::nullopt;
}

std::optional<StreamItem> JournalReader::next()
{
    for (;;) {
        while (m_cursor) {
            const std::optional<std::string_view> record = m_cursor->next();
            if (!record) {
                m_cursor.reset();
                break;
            }
            if (std::optional<StreamItem> item = decode(*record))
                return item;
        }
        std::optional<Block> block = m_blocks.next();
        if (!block)
            return std::nullopt;
        m_block = std::make_unique<Block>(std::move(*block));
        m_cursor.emplace(*m_block);
    }
}

void JournalReader::rewind()
{
    m_blocks.seek(std::numeric_limits<TimeMs>::min());
    m_cursor.reset();
    m_instruments.clear();
    m_sequence = 0;
    m_gap = false;
}

} // namespace isobar
