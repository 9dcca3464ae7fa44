#include "widgets/tape/tapemodel.h"

#include "widgets/style/formats.h"
#include "widgets/tape/tapewords.h"

#include <algorithm>
#include <tuple>

namespace isobar {

namespace {

bool isNewer(const LiquidationPrint &a, const LiquidationPrint &b)
{
    return std::tie(a.timeMs, a.serial) > std::tie(b.timeMs, b.serial);
}

QString venueNameOf(const AssetSnapshot &asset, const std::string &id)
{
    const auto found =
        std::find_if(asset.venues.begin(), asset.venues.end(), [&](const VenueRow &row) { return row.venue == id; });
    return QString::fromStdString(found == asset.venues.end() ? id : found->shortName);
}

} // namespace

int TapeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_prints.size());
}

int TapeModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : TapeColumnCount; }

const LiquidationPrint *TapeModel::print(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return nullptr;
    return &m_prints[static_cast<std::size_t>(index.row())];
}

std::string TapeModel::venueId(const LiquidationPrint &print) const
{
    return print.venue < m_venues.size() ? m_venues[print.venue] : std::string();
}

QString TapeModel::venueName(const LiquidationPrint &print) const
{
    return print.venue < m_venueNames.size() ? m_venueNames[print.venue] : QString(formats::Dash);
}

QString TapeModel::text(const LiquidationPrint &print, TapeColumn column) const
{
    switch (column) {
    case TapeColumn::Time:
        return TapeWords::time(print.timeMs, m_marketMs, m_zone);
    case TapeColumn::Venue:
        return venueName(print);
    case TapeColumn::Side:
        return TapeWords::side(print.side);
    case TapeColumn::Price:
        return formats::price(print.price);
    case TapeColumn::Coins:
        return formats::coins(print.coins());
    case TapeColumn::Usd:
        return formats::usd(print.usd);
    }
    return {};
}

QString TapeModel::sentence(const LiquidationPrint &print) const
{
    return tr("%1 %2: %3, %4 at %5 (%6 %7)", "time, venue, side liquidated, USD, price, coins, asset")
        .arg(formats::clockTime(print.timeMs, m_zone), venueName(print), TapeWords::side(print.side),
            formats::usdExact(print.usd), formats::price(print.price), formats::coins(print.coins()), m_asset);
}

QVariant TapeModel::data(const QModelIndex &index, int role) const
{
    const LiquidationPrint *print = this->print(index);
    if (!print || !checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto column = static_cast<TapeColumn>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(*print, column);
    case Qt::ToolTipRole:
        return sentence(*print);
    case Qt::AccessibleTextRole:
        return column == TapeColumn::Time ? sentence(*print) : text(*print, column);
    case Qt::TextAlignmentRole: {
        const bool isNumber = column >= TapeColumn::Price;
        return QVariant::fromValue(Qt::Alignment((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    }
    default:
        return {};
    }
}

QVariant TapeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool isNumber =
            section == static_cast<int>(TapeColumn::Price) || section == static_cast<int>(TapeColumn::Coins);
        return QVariant::fromValue(Qt::Alignment((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<TapeColumn>(section)) {
    case TapeColumn::Time:
        return m_zone == TimeZoneChoice::Utc ? tr("Time UTC") : tr("Time");
    case TapeColumn::Venue:
        return tr("Venue");
    case TapeColumn::Side:
        return tr("Position", "column: whether a long or a short position was liquidated");
    case TapeColumn::Price:
        return tr("Price");
    case TapeColumn::Coins:
        return tr("Coins");
    case TapeColumn::Usd:
        return tr("USD");
    }
    return {};
}

std::vector<LiquidationPrint> TapeModel::wanted(const LiquidationLog &log) const
{
    std::vector<LiquidationPrint> prints;
    for (auto chunk = log.chunks.rbegin(); chunk != log.chunks.rend(); ++chunk) {
        for (auto print = (*chunk)->rbegin(); print != (*chunk)->rend(); ++print) {
            if (!m_filter.passes(*print))
                continue;
            prints.push_back(*print);
            if (prints.size() == Limit)
                return prints;
        }
    }
    return prints;
}

void TapeModel::show(const AssetSnapshot &asset)
{
    const QString name = QString::fromStdString(asset.asset);
    if (name != m_asset)
        clear();
    m_asset = name;
    m_marketMs = asset.marketMs;
    if (!asset.liquidations)
        return;
    const LiquidationLog &log = asset.liquidations->log;
    m_venues = log.venues;
    m_venueNames.clear();
    for (const std::string &venue : m_venues)
        m_venueNames.push_back(venueNameOf(asset, venue));
    take(wanted(log));
}

/// Walks both lists, newest first, and tells what came and went by runs.
void TapeModel::take(const std::vector<LiquidationPrint> &wanted)
{
    std::size_t at = 0, next = 0;
    while (at < m_prints.size() || next < wanted.size()) {
        std::size_t end = at;
        while (end < m_prints.size() && (next == wanted.size() || isNewer(m_prints[end], wanted[next])))
            ++end;
        if (end > at) {
            beginRemoveRows({}, static_cast<int>(at), static_cast<int>(end) - 1);
            m_prints.erase(m_prints.begin() + static_cast<std::ptrdiff_t>(at),
                m_prints.begin() + static_cast<std::ptrdiff_t>(end));
            endRemoveRows();
        }
        std::size_t last = next;
        while (last < wanted.size() && (at == m_prints.size() || isNewer(wanted[last], m_prints[at])))
            ++last;
        if (last > next) {
            beginInsertRows({}, static_cast<int>(at), static_cast<int>(at + last - next) - 1);
            m_prints.insert(m_prints.begin() + static_cast<std::ptrdiff_t>(at),
                wanted.begin() + static_cast<std::ptrdiff_t>(next), wanted.begin() + static_cast<std::ptrdiff_t>(last));
            endInsertRows();
            at += last - next;
            next = last;
        }
        while (at < m_prints.size() && next < wanted.size() && m_prints[at] == wanted[next]) {
            ++at;
            ++next;
        }
    }
}

void TapeModel::clear()
{
    if (m_prints.empty())
        return;
    beginRemoveRows({}, 0, rowCount() - 1);
    m_prints.clear();
    endRemoveRows();
}

void TapeModel::setFilter(const TapeFilter &filter) { m_filter = filter; }

void TapeModel::setTimeZone(TimeZoneChoice zone)
{
    if (zone == m_zone)
        return;
    m_zone = zone;
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, 0);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0));
}

void TapeModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, TapeColumnCount - 1);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, TapeColumnCount - 1));
}

int TapeModel::newerThanShown(const LiquidationLog &log) const
{
    int newer = 0;
    for (auto chunk = log.chunks.rbegin(); chunk != log.chunks.rend(); ++chunk) {
        for (auto print = (*chunk)->rbegin(); print != (*chunk)->rend(); ++print) {
            if (!m_prints.empty() && !isNewer(*print, m_prints.front()))
                return newer;
            newer += m_filter.passes(*print);
        }
    }
    return newer;
}

int TapeModel::count(const LiquidationLog &log)
{
    std::size_t count = 0;
    for (const LiquidationChunk &chunk : log.chunks)
        count += chunk->size();
    return static_cast<int>(count);
}

} // namespace isobar
