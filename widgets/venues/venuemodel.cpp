#include "widgets/venues/venuemodel.h"

#include "widgets/style/formats.h"
#include "widgets/style/healthtoken.h"
#include "widgets/style/healthwords.h"

#include <algorithm>

namespace isobar {

namespace {

QString dash() { return QString(formats::Dash); }

QString milliseconds(std::optional<double> value, bool withSign)
{
    if (!value)
        return dash();
    const QString text = QString::number(*value, 'f', 0);
    return (withSign && *value > 0 ? QStringLiteral("+") : QString()) + text + QStringLiteral(" ms");
}

/// Where one has to look stands first, what is switched off last. A stale moment moves nothing.
int placeOf(HealthState state)
{
    switch (state) {
    case HealthState::Mute:
    case HealthState::Limited:
    case HealthState::Blocked:
    case HealthState::Down:
        return 0;
    case HealthState::Live:
    case HealthState::Starting:
    case HealthState::Stale:
        return 1;
    case HealthState::Off:
        return 2;
    }
    return 1;
}

/// Zero of a counter is good news and stays quiet.
Token countColour(std::uint64_t count, Token loud) { return count == 0 ? Token::Unit : loud; }

QString perSecond(double value) { return QString::number(value, 'f', value < 10 ? 1 : 0); }

} // namespace

VenueModel::VenueModel(const Theme &theme, QObject *parent) : QAbstractItemModel(parent), m_theme(theme) { }

std::optional<TimeMs> VenueModel::lastFrame(const VenueHealth &health)
{
    std::optional<TimeMs> last;
    for (const StreamHealth &stream : health.streams) {
        if (stream.lastFrameMs && (!last || *stream.lastFrameMs > *last))
            last = stream.lastFrameMs;
    }
    return last;
}

VenueModel::Line VenueModel::venueLine(const VenueHealthRow &row) const
{
    const VenueHealth &health = row.health;
    const std::optional<TimeMs> last = lastFrame(health);
    double rate = 0;
    for (const StreamHealth &stream : health.streams)
        rate += stream.perSecond;
    QString reason = HealthWords::cause(health.reason);
    if (reason.isEmpty())
        reason = HealthWords::cause(health.historyProgress);
    const bool hasNews = !reason.isEmpty();
    if (!hasNews)
        reason = HealthWords::published(health, row.liquidations);
    Line line;
    line[Name] = {QString::fromStdString(row.name), Token::Value};
    line[State] = {HealthWords::state(health.state), healthToken(health.state)};
    line[LastMessage] = {last ? formats::age(m_nowMs - *last) : dash(), Token::Value};
    line[Rate] = {perSecond(rate), Token::Value};
    line[Reconnects] = {QString::number(health.reconnects), countColour(health.reconnects, Token::Value)};
    line[Errors] = {QString::number(health.decodeErrors), countColour(health.decodeErrors, Token::HealthStale)};
    line[Duplicates] = {QString::number(health.droppedDuplicates), countColour(health.droppedDuplicates, Token::Value)};
    const bool isOffBeat = health.clockOffsetMs && std::abs(*health.clockOffsetMs) > 1000;
    line[ClockOffset] = {milliseconds(health.clockOffsetMs, true), isOffBeat ? Token::HealthStale : Token::Value};
    line[RoundTrip] = {milliseconds(health.roundTripMs, false), Token::Value};
    const double used = health.restBudgetUsed;
    line[RestBudget] = {formats::percent(used, 0),
        used >= 0.95       ? Token::HealthDown
            : used >= 0.75 ? Token::HealthStale
                           : Token::Value};
    line[Notes] = {reason, hasNews ? Token::Label : Token::Unit};
    return line;
}

VenueModel::Line VenueModel::streamLine(const VenueHealth &health, StreamType type) const
{
    const StreamHealth &stream = health.of(type);
    Line line;
    line[Name] = {HealthWords::stream(type), Token::Label};
    line[State] = {HealthWords::state(stream.state), healthToken(stream.state)};
    line[LastMessage] = {stream.lastFrameMs ? formats::age(m_nowMs - *stream.lastFrameMs) : dash(), Token::Label};
    line[Rate] = {perSecond(stream.perSecond), Token::Label};
    if (stream.state != HealthState::Live && stream.state != HealthState::Off)
        line[Notes] = {tr("%1 for %2", "state, duration")
                           .arg(HealthWords::state(stream.state), formats::age(m_nowMs - stream.sinceMs)),
            Token::Label};
    return line;
}

VenueModel::Item VenueModel::read(const VenueHealthRow &row) const
{
    Item item{row, venueLine(row), {}, {}};
    for (std::size_t i = 0; i < StreamTypeCount; ++i) {
        const auto type = static_cast<StreamType>(i);
        if (!isPublished(row.health, type))
            continue;
        item.streams.push_back(type);
        item.streamLines.push_back(streamLine(row.health, type));
    }
    return item;
}

void VenueModel::announce(const Line &before, const Line &after, int row, const QModelIndex &parent)
{
    for (int column = 0; column < ColumnCount; ++column) {
        const auto at = static_cast<std::size_t>(column);
        if (before[at] != after[at])
            Q_EMIT dataChanged(index(row, column, parent), index(row, column, parent));
    }
}

void VenueModel::show(const Snapshot &snapshot)
{
    m_nowMs = snapshot.transportMs;
    std::vector<Item> items;
    for (const VenueHealthRow &row : snapshot.venues)
        items.push_back(read(row));
    std::stable_sort(items.begin(), items.end(),
        [](const Item &a, const Item &b) { return placeOf(a.row.health.state) < placeOf(b.row.health.state); });
    const bool isSameShape =
        std::equal(items.begin(), items.end(), m_items.begin(), m_items.end(), [](const Item &a, const Item &b) {
            return a.row.health.venue == b.row.health.venue && a.streams == b.streams;
        });
    if (!isSameShape) {
        beginResetModel();
        m_items = std::move(items);
        endResetModel();
        return;
    }
    std::swap(m_items, items);
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        const int row = static_cast<int>(i);
        announce(items[i].line, m_items[i].line, row, {});
        for (std::size_t j = 0; j < m_items[i].streamLines.size(); ++j)
            announce(items[i].streamLines[j], m_items[i].streamLines[j], static_cast<int>(j), index(row, 0));
    }
}

void VenueModel::retranslate()
{
    beginResetModel();
    for (Item &item : m_items)
        item = read(item.row);
    endResetModel();
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

const VenueHealthRow *VenueModel::venue(const QModelIndex &index) const
{
    if (!index.isValid())
        return nullptr;
    const QModelIndex top = index.parent().isValid() ? index.parent() : index;
    return &m_items[static_cast<std::size_t>(top.row())].row;
}

// Internal id: 0 for a venue, else the venue's row plus one.
QModelIndex VenueModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : quintptr{0});
}

QModelIndex VenueModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == 0)
        return {};
    return createIndex(static_cast<int>(child.internalId()) - 1, 0, quintptr{0});
}

int VenueModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_items.size());
    if (parent.internalId() != 0 || parent.column() != 0)
        return 0;
    return static_cast<int>(m_items[static_cast<std::size_t>(parent.row())].streams.size());
}

int VenueModel::columnCount(const QModelIndex &) const { return ColumnCount; }

QString VenueModel::toolTip(const Item &item, int column) const
{
    const VenueHealth &health = item.row.health;
    switch (column) {
    case Errors:
        return health.lastError.empty() ? tr("no decode error")
                                        : tr("last: %1").arg(QString::fromStdString(health.lastError));
    case ClockOffset:
        return tr("the venue's clock less ours");
    case RoundTrip:
        return tr("of the last REST call");
    case RestBudget:
        return tr("used share of the venue's REST limit");
    case Rate:
        return tr("observations a second; %1 frames, %2 MB in all")
            .arg(health.frames)
            .arg(static_cast<double>(health.bytes) / 1e6, 0, 'f', 1);
    case State:
    case Notes:
        return item.line[Notes].text;
    default:
        return {};
    }
}

QVariant VenueModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const bool isStream = index.internalId() != 0;
    const Item &item = m_items[isStream ? index.internalId() - 1 : static_cast<std::size_t>(index.row())];
    const Line &line = isStream ? item.streamLines[static_cast<std::size_t>(index.row())] : item.line;
    const Cell &cell = line[static_cast<std::size_t>(index.column())];
    switch (role) {
    case Qt::DisplayRole:
        return cell.text;
    case Qt::ForegroundRole:
        return m_theme.colour(cell.colour);
    case Qt::FontRole: {
        QFont font = m_theme.numberFont();
        font.setBold(!isStream && index.column() == Name);
        return font;
    }
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            (index.column() >= LastMessage && index.column() < Notes ? Qt::AlignRight : Qt::AlignLeft)
            | Qt::AlignVCenter);
    case Qt::ToolTipRole:
        return isStream ? QVariant(cell.text) : QVariant(toolTip(item, index.column()));
    case VenueRole:
        return QString::fromStdString(item.row.health.venue);
    case HealthRole:
        return static_cast<int>(isStream ? item.row.health.of(item.streams[static_cast<std::size_t>(index.row())]).state
                                         : item.row.health.state);
    default:
        return {};
    }
}

QVariant VenueModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            (section >= LastMessage && section < Notes ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QStringList names{tr("Venue"), tr("State"), tr("Age"), tr("Per s"), tr("Reconn."), tr("Errors"), tr("Dupl."),
        tr("Clock"), tr("Trip"), tr("REST"), tr("Notes")};
    return names.value(section);
}

} // namespace isobar
