#include "widgets/heatmap/exactmodel.h"

#include "widgets/heatmap/readoutwords.h"
#include "widgets/style/formats.h"

#include <algorithm>

namespace isobar {

namespace {

bool isSame(const ExactLevel &one, const ExactLevel &other)
{
    return one.venue == other.venue && one.account == other.account && one.side == other.side;
}

/// The largest of each side, in no order that matters.
std::vector<ExactLevel> largest(std::vector<ExactLevel> levels)
{
    std::stable_sort(levels.begin(), levels.end(),
        [](const ExactLevel &one, const ExactLevel &other) { return one.usd > other.usd; });
    std::array<int, 2> seen{};
    std::erase_if(levels, [&seen](const ExactLevel &each) {
        return ++seen[static_cast<std::size_t>(each.side)] > ExactModel::RowsASide;
    });
    return levels;
}

QVariant raw(const ExactLevel &level, ExactColumn column, double nowPrice)
{
    switch (column) {
    case ExactColumn::Side:
        return static_cast<int>(level.side);
    case ExactColumn::Price:
        return level.price;
    case ExactColumn::Distance:
        return nowPrice > 0 ? std::abs(level.price / nowPrice - 1) : 0;
    case ExactColumn::Size:
        return level.usd;
    case ExactColumn::Margin:
        return static_cast<int>(level.isCross);
    case ExactColumn::Told:
        return static_cast<qint64>(-level.toldMs);
    case ExactColumn::Venue:
        return QString::fromStdString(level.venue);
    case ExactColumn::Account:
        return QString::fromStdString(level.account);
    case ExactColumn::Count:
        break;
    }
    return {};
}

/// "0x1234…cdef".
QString shortAddress(const std::string &address)
{
    const QString text = QString::fromStdString(address);
    return text.size() > 14 ? text.left(6) + QChar(0x2026) + text.right(4) : text;
}

} // namespace

QString ExactModel::cell(const ExactLevel &level, ExactColumn column) const
{
    switch (column) {
    case ExactColumn::Side:
        return heatmap::ReadoutWords::sideName(level.side);
    case ExactColumn::Price:
        return formats::levelPrice(level.price);
    case ExactColumn::Distance:
        return formats::change(m_nowPrice > 0 ? std::optional(level.price / m_nowPrice - 1) : std::nullopt);
    case ExactColumn::Size:
        return formats::usd(level.usd);
    case ExactColumn::Margin:
        return level.isCross ? tr("cross") : tr("isolated");
    case ExactColumn::Told: {
        const QString age = formats::age(std::max<TimeMs>(0, m_nowMs - level.toldMs));
        return level.isStale ? tr("%1, stale", "age").arg(age) : age;
    }
    case ExactColumn::Venue:
        return QString::fromStdString(level.venue);
    case ExactColumn::Account:
        return shortAddress(level.account);
    case ExactColumn::Count:
        break;
    }
    return {};
}

ExactModel::Row ExactModel::makeRow(const ExactLevel &level) const
{
    Row row{level, {}};
    for (int c = 0; c < ExactColumnCount; ++c)
        row.texts[static_cast<std::size_t>(c)] = cell(level, static_cast<ExactColumn>(c));
    return row;
}

void ExactModel::renew(int row, const ExactLevel &level)
{
    Row &held = m_rows[static_cast<std::size_t>(row)];
    Row fresh = makeRow(level);
    int first = -1, last = -1;
    for (int c = 0; c < ExactColumnCount; ++c) {
        if (fresh.texts[static_cast<std::size_t>(c)] == held.texts[static_cast<std::size_t>(c)])
            continue;
        first = first < 0 ? c : first;
        last = c;
    }
    held = std::move(fresh);
    if (first >= 0)
        Q_EMIT dataChanged(index(row, first), index(row, last));
}

void ExactModel::setLevels(const ExactLevelsPtr &exact, double nowPrice, TimeMs nowMs)
{
    m_nowPrice = nowPrice;
    m_nowMs = nowMs;
    const std::vector<ExactLevel> wanted = exact ? largest(exact->levels) : std::vector<ExactLevel>();
    for (int row = static_cast<int>(m_rows.size()) - 1; row >= 0; --row) {
        const ExactLevel &held = m_rows[static_cast<std::size_t>(row)].level;
        if (std::any_of(wanted.begin(), wanted.end(), [&](const ExactLevel &each) { return isSame(each, held); }))
            continue;
        beginRemoveRows({}, row, row);
        m_rows.erase(m_rows.begin() + row);
        endRemoveRows();
    }
    for (const ExactLevel &level : wanted) {
        const auto found =
            std::find_if(m_rows.begin(), m_rows.end(), [&](const Row &row) { return isSame(row.level, level); });
        if (found != m_rows.end()) {
            renew(static_cast<int>(found - m_rows.begin()), level);
            continue;
        }
        const int end = static_cast<int>(m_rows.size());
        beginInsertRows({}, end, end);
        m_rows.push_back(makeRow(level));
        endInsertRows();
    }
}

void ExactModel::retranslate()
{
    for (int row = 0; row < static_cast<int>(m_rows.size()); ++row)
        renew(row, ExactLevel(m_rows[static_cast<std::size_t>(row)].level));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ExactColumnCount - 1);
}

const ExactLevel *ExactModel::levelAt(int row) const
{
    return row >= 0 && row < static_cast<int>(m_rows.size()) ? &m_rows[static_cast<std::size_t>(row)].level : nullptr;
}

int ExactModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ExactModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ExactColumnCount; }

QVariant ExactModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<ExactColumn>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return row.texts[static_cast<std::size_t>(index.column())];
    case Qt::TextAlignmentRole: {
        const bool isText = column == ExactColumn::Side || column == ExactColumn::Margin || column == ExactColumn::Venue
            || column == ExactColumn::Account;
        return QVariant::fromValue((isText ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    }
    case Qt::ToolTipRole:
        if (row.level.isStale)
            return tr("A cross account: its level moves with every other position, and this was told more than ten "
                      "minutes ago.");
        return QString::fromStdString(row.level.account);
    case ExactRawRole:
        return raw(row.level, column, m_nowPrice);
    default:
        return {};
    }
}

QVariant ExactModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const auto column = static_cast<ExactColumn>(section);
    if (role == Qt::TextAlignmentRole) {
        const bool isText = column == ExactColumn::Side || column == ExactColumn::Margin || column == ExactColumn::Venue
            || column == ExactColumn::Account;
        return QVariant::fromValue((isText ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    }
    if (role == Qt::ToolTipRole && column == ExactColumn::Price)
        return tr("As the venue publishes it: exact, not modelled");
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case ExactColumn::Side:
        return tr("Side");
    case ExactColumn::Price:
        return tr("Liquidated at");
    case ExactColumn::Distance:
        return tr("Distance");
    case ExactColumn::Size:
        return tr("Position");
    case ExactColumn::Margin:
        return tr("Margin");
    case ExactColumn::Told:
        return tr("Told", "age of what the venue told");
    case ExactColumn::Venue:
        return tr("Venue");
    case ExactColumn::Account:
        return tr("Address");
    case ExactColumn::Count:
        break;
    }
    return {};
}

} // namespace isobar
