#include "widgets/matrix/matrixmodel.h"

#include "widgets/matrix/matrixtooltip.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace isobar {

namespace {

bool rowLooksDifferent(const MatrixRow &before, const MatrixRow &after, MatrixColumn column, RateUnit unit)
{
    switch (column) {
    case MatrixColumn::Asset:
        return before.isWatched != after.isWatched;
    case MatrixColumn::Aggregate:
        return !showsAlike(before.aggregate8h, after.aggregate8h, unit);
    case MatrixColumn::Spread:
        return !showsAlike(before.spread8h, after.spread8h, unit);
    default:
        return matrixRowText(before, column, unit) != matrixRowText(after, column, unit);
    }
}

} // namespace

MatrixModel::MatrixModel(QObject *parent) : QAbstractTableModel(parent) { }

const MatrixRow *MatrixModel::row(int row) const
{
    return row >= 0 && row < int(m_rows.size()) ? &m_matrix->rows[m_rows[std::size_t(row)]] : nullptr;
}

const MatrixVenue *MatrixModel::venue(int column) const
{
    const int at = column - MatrixFixedColumns;
    return at >= 0 && at < int(m_venues.size()) ? &m_matrix->venues[m_venues[std::size_t(at)]] : nullptr;
}

const MatrixCell *MatrixModel::cell(int row, int column) const
{
    const MatrixRow *of = this->row(row);
    return of && venue(column) ? m_matrix->cell(*of, m_venues[std::size_t(column - MatrixFixedColumns)]) : nullptr;
}

QString MatrixModel::asset(int row) const
{
    const MatrixRow *of = this->row(row);
    return of ? QString::fromStdString(of->asset) : QString();
}

int MatrixModel::rowOf(const QString &asset) const
{
    const std::string name = asset.toStdString();
    const auto found = std::find_if(
        m_rows.begin(), m_rows.end(), [&](std::uint32_t each) { return m_matrix->rows[each].asset == name; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

QString MatrixModel::orderKey(int column) const
{
    if (const MatrixVenue *of = venue(column))
        return QString::fromStdString(of->venue);
    return matrixOrderKey(static_cast<MatrixColumn>(column));
}

int MatrixModel::orderColumn() const
{
    if (m_order.by == QLatin1String("aggregate"))
        return int(MatrixColumn::Aggregate);
    for (int column = 0; column < columnCount(); ++column) {
        if (orderKey(column) == m_order.by)
            return column;
    }
    return -1;
}

int MatrixModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }

int MatrixModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : MatrixFixedColumns + int(m_venues.size());
}

QVariant MatrixModel::data(const QModelIndex &index, int role) const
{
    const MatrixRow *of = index.isValid() ? row(index.row()) : nullptr;
    if (!of)
        return {};
    const bool isVenue = index.column() >= MatrixFixedColumns;
    const auto text = [&] {
        return isVenue ? matrixCellText(cell(index.row(), index.column()), m_unit)
                       : matrixRowText(*of, static_cast<MatrixColumn>(index.column()), m_unit);
    };
    switch (role) {
    case Qt::DisplayRole:
        return text();
    case Qt::ToolTipRole:
        return isVenue
            ? matrixCellToolTip(*m_matrix, *of, *venue(index.column()), cell(index.row(), index.column()), m_unit)
            : matrixRowToolTip(*of, m_unit);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            index.column() == 0 ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignRight | Qt::AlignVCenter);
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1, %2: %3")
            .arg(QString::fromStdString(of->asset),
                headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString(), text());
    default:
        return {};
    }
}

QVariant MatrixModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const MatrixVenue *of = venue(section);
    switch (role) {
    case Qt::DisplayRole:
        return of ? QString::fromStdString(of->shortName) : matrixTitle(static_cast<MatrixColumn>(section));
    case Qt::ToolTipRole:
        return of ? matrixVenueToolTip(*of) : matrixColumnToolTip(static_cast<MatrixColumn>(section));
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(section == 0 ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignRight | Qt::AlignVCenter);
    default:
        return {};
    }
}

/// Same assets and venues at the same numbers.
bool MatrixModel::hasSameShape(const MarketMatrix &other) const
{
    const auto sameVenue = [](const MatrixVenue &a, const MatrixVenue &b) { return a.venue == b.venue; };
    const auto sameAsset = [](const MatrixRow &a, const MatrixRow &b) { return a.asset == b.asset; };
    return m_matrix
        && std::equal(
            m_matrix->venues.begin(), m_matrix->venues.end(), other.venues.begin(), other.venues.end(), sameVenue)
        && std::equal(m_matrix->rows.begin(), m_matrix->rows.end(), other.rows.begin(), other.rows.end(), sameAsset);
}

std::vector<std::uint32_t> MatrixModel::venuesByOpenInterest() const
{
    std::vector<std::uint32_t> venues(m_matrix->venues.size());
    std::iota(venues.begin(), venues.end(), 0U);
    std::stable_sort(venues.begin(), venues.end(), [this](std::uint32_t a, std::uint32_t b) {
        return m_matrix->venues[a].openInterestUsd > m_matrix->venues[b].openInterestUsd;
    });
    return venues;
}

void MatrixModel::setMatrix(const MarketMatrixPtr &matrix)
{
    if (!matrix || matrix == m_matrix)
        return;
    if (!hasSameShape(*matrix)) {
        beginResetModel();
        m_matrix = matrix;
        m_venues = venuesByOpenInterest();
        m_rows = sortedRows();
        m_orderedMs = matrix->transportMs;
        endResetModel();
        return;
    }
    const MarketMatrixPtr before = std::exchange(m_matrix, matrix);
    tellChanges(*before);
    if (matrix->transportMs - m_orderedMs >= ReorderEveryMs)
        reorder();
}

void MatrixModel::tellChanges(const MarketMatrix &before)
{
    const int columns = columnCount();
    for (int r = 0; r < int(m_rows.size()); ++r) {
        const MatrixRow &older = before.rows[m_rows[std::size_t(r)]];
        const MatrixRow &newer = *row(r);
        int first = -1;
        for (int c = 0; c < columns; ++c) {
            bool isChanged = false;
            if (c < MatrixFixedColumns) {
                isChanged = rowLooksDifferent(older, newer, static_cast<MatrixColumn>(c), m_unit);
            } else {
                const std::uint32_t at = m_venues[std::size_t(c - MatrixFixedColumns)];
                isChanged = looksDifferent(before.cell(older, at), m_matrix->cell(newer, at), m_unit);
            }
            if (isChanged && first < 0)
                first = c;
            if (!isChanged && first >= 0)
                tellRun(r, std::exchange(first, -1), c);
        }
        if (first >= 0)
            tellRun(r, first, columns);
    }
}

void MatrixModel::tellRun(int row, int first, int end) { Q_EMIT dataChanged(index(row, first), index(row, end - 1)); }

std::optional<double> MatrixModel::sortValue(const MatrixRow &row) const
{
    if (m_order.by == QLatin1String("extreme"))
        return row.aggregate8h ? std::optional(std::abs(*row.aggregate8h)) : std::nullopt;
    if (m_order.by == QLatin1String("aggregate"))
        return row.aggregate8h;
    if (m_order.by == QLatin1String("spread"))
        return row.spread8h;
    if (m_order.by == QLatin1String("openInterest"))
        return row.openInterestUsd;
    if (m_order.by == QLatin1String("turnover"))
        return row.turnoverUsd;
    for (const std::uint32_t at : m_venues) {
        if (m_order.by == QLatin1String(m_matrix->venues[at].venue.data())) {
            const MatrixCell *found = m_matrix->cell(row, at);
            return found ? found->rate8h : std::nullopt;
        }
    }
    return std::nullopt;
}

/// What has no value comes last, whatever the order; equal ones by name.
MatrixModel::Rows MatrixModel::sortedRows() const
{
    Rows rows;
    std::vector<std::optional<double>> values(m_matrix->rows.size());
    const bool byName = m_order.by == QLatin1String("asset");
    for (std::uint32_t i = 0; i < m_matrix->rows.size(); ++i) {
        const MatrixRow &each = m_matrix->rows[i];
        if (!m_filter.isEmpty() && !QString::fromStdString(each.asset).contains(m_filter, Qt::CaseInsensitive))
            continue;
        rows.push_back(i);
        if (!byName)
            values[i] = sortValue(each);
    }
    if (byName && m_order.ascending)
        std::reverse(rows.begin(), rows.end());
    std::stable_sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
        const auto &x = values[a], &y = values[b];
        if (!x || !y)
            return x && !y;
        return m_order.ascending ? *x < *y : *x > *y;
    });
    return rows;
}

void MatrixModel::reorder()
{
    if (!m_matrix)
        return;
    m_orderedMs = m_matrix->transportMs;
    Rows rows = sortedRows();
    if (rows == m_rows)
        return;
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    std::vector<int> places(m_matrix->rows.size(), -1);
    for (std::size_t i = 0; i < rows.size(); ++i)
        places[rows[i]] = static_cast<int>(i);
    const QModelIndexList held = persistentIndexList();
    QModelIndexList moved;
    for (const QModelIndex &each : held) {
        const int place = places[m_rows[std::size_t(each.row())]];
        moved << (place < 0 ? QModelIndex() : createIndex(place, each.column()));
    }
    m_rows = std::move(rows);
    changePersistentIndexList(held, moved);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void MatrixModel::setRateUnit(RateUnit unit)
{
    if (std::exchange(m_unit, unit) != unit && !m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void MatrixModel::setOrder(const MatrixOrder &order)
{
    if (std::exchange(m_order, order) != order && m_matrix)
        reorder();
}

void MatrixModel::setFilter(const QString &text)
{
    if (std::exchange(m_filter, text) == text || !m_matrix)
        return;
    beginResetModel(); // other rows: nothing that was chosen has to stay where it was
    m_rows = sortedRows();
    endResetModel();
}

void MatrixModel::retranslate() { Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1); }

} // namespace isobar
