#include "widgets/matrix/spreadmodel.h"

#include "widgets/matrix/spreadtooltip.h"

#include <algorithm>

namespace isobar {

SpreadModel::SpreadModel(QObject *parent) : QAbstractTableModel(parent) { }

const SpreadRow *SpreadModel::row(int row) const
{
    return row >= 0 && row < int(m_rows.size()) ? &m_rows[std::size_t(row)].spread : nullptr;
}

int SpreadModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }

int SpreadModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : SpreadColumnCount; }

void SpreadModel::setMatrix(const MarketMatrixPtr &matrix)
{
    if (!matrix || matrix == m_context.matrix)
        return;
    const bool isOtherHorizon = !m_context.matrix || m_context.matrix->horizonHours != matrix->horizonHours;
    m_context.matrix = matrix;
    arrange(matrix->spreads);
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        m_rows[i].spread = matrix->spreads[i];
    renewTexts();
    if (isOtherHorizon)
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, SpreadColumnCount - 1);
}

/// Both are in the order of names: rows that are new or gone are few.
void SpreadModel::arrange(const std::vector<SpreadRow> &spreads)
{
    std::size_t at = 0;
    for (const SpreadRow &spread : spreads) {
        while (at < m_rows.size() && m_rows[at].spread.asset < spread.asset) {
            beginRemoveRows({}, int(at), int(at));
            m_rows.erase(m_rows.begin() + std::ptrdiff_t(at));
            endRemoveRows();
        }
        if (at == m_rows.size() || m_rows[at].spread.asset != spread.asset) {
            beginInsertRows({}, int(at), int(at));
            Row &row = *m_rows.insert(m_rows.begin() + std::ptrdiff_t(at), Row{spread, {}});
            for (int c = 0; c < SpreadColumnCount; ++c)
                row.texts[std::size_t(c)] = spreadText(spread, SpreadColumn(c), m_context);
            endInsertRows();
        }
        ++at;
    }
    if (at < m_rows.size()) {
        beginRemoveRows({}, int(at), int(m_rows.size()) - 1);
        m_rows.resize(at);
        endRemoveRows();
    }
}

void SpreadModel::renewTexts()
{
    for (int r = 0; r < int(m_rows.size()); ++r) {
        Row &row = m_rows[std::size_t(r)];
        int first = -1;
        for (int c = 0; c <= SpreadColumnCount; ++c) {
            bool isChanged = false;
            if (c < SpreadColumnCount) {
                QString text = spreadText(row.spread, SpreadColumn(c), m_context);
                isChanged = text != row.texts[std::size_t(c)];
                row.texts[std::size_t(c)].swap(text);
            }
            if (isChanged && first < 0)
                first = c;
            if (!isChanged && first >= 0)
                Q_EMIT dataChanged(index(r, std::exchange(first, -1)), index(r, c - 1));
        }
    }
}

QVariant SpreadModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[std::size_t(index.row())];
    const auto column = static_cast<SpreadColumn>(index.column());
    const QString &text = row.texts[std::size_t(index.column())];
    switch (role) {
    case Qt::DisplayRole:
        return text;
    case Qt::ToolTipRole:
        return spreadToolTip(row.spread, m_context);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            isTextColumn(column) ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignRight | Qt::AlignVCenter);
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1, %2: %3")
            .arg(row.texts[0], headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString(), text);
    case SpreadRawRole:
        if (isTextColumn(column))
            return text;
        if (const auto value = spreadValue(row.spread, column, m_context))
            return *value;
        return {};
    default:
        return {};
    }
}

QVariant SpreadModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= SpreadColumnCount)
        return {};
    const auto column = static_cast<SpreadColumn>(section);
    const double horizon = m_context.matrix ? m_context.matrix->horizonHours : MarketChoices().horizonHours;
    switch (role) {
    case Qt::DisplayRole:
        return spreadTitle(column, horizon);
    case Qt::ToolTipRole:
        return spreadHint(column, horizon);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            isTextColumn(column) ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignRight | Qt::AlignVCenter);
    default:
        return {};
    }
}

void SpreadModel::setRateUnit(RateUnit unit)
{
    if (std::exchange(m_context.unit, unit) != unit)
        renewTexts();
}

void SpreadModel::retranslate()
{
    renewTexts();
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, SpreadColumnCount - 1);
}

SpreadProxy::SpreadProxy(const SpreadModel &model, QObject *parent) : QSortFilterProxyModel(parent), m_model(model)
{
    setDynamicSortFilter(false);
}

void SpreadProxy::setText(const QString &text)
{
    m_text = text;
    invalidateFilter();
}

void SpreadProxy::setLeastOpenInterest(double usd)
{
    if (std::exchange(m_leastUsd, usd) != usd)
        invalidateFilter();
}

void SpreadProxy::setOnlyPaying(bool on)
{
    if (std::exchange(m_onlyPaying, on) != on)
        invalidateFilter();
}

bool SpreadProxy::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const bool ascending = sortOrder() == Qt::AscendingOrder;
    const QVariant a = left.data(SpreadRawRole), b = right.data(SpreadRawRole);
    // Qt turns the answer round for a descending order; what is absent has to come last in both.
    if (a.isValid() != b.isValid())
        return a.isValid() == ascending;
    if (!a.isValid())
        return false;
    if (a.typeId() == QMetaType::QString)
        return QString::localeAwareCompare(a.toString(), b.toString()) < 0;
    return a.toDouble() < b.toDouble();
}

bool SpreadProxy::filterAcceptsRow(int row, const QModelIndex &) const
{
    const SpreadRow *spread = m_model.row(row);
    if (!spread || (m_onlyPaying && !(spread->net > 0)))
        return false;
    if (spread->smallerOpenInterestUsd && *spread->smallerOpenInterestUsd < m_leastUsd)
        return false;
    if (m_text.isEmpty())
        return true;
    for (const SpreadColumn column : {SpreadColumn::Asset, SpreadColumn::Long, SpreadColumn::Short}) {
        if (m_model.index(row, int(column)).data().toString().contains(m_text, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

} // namespace isobar
