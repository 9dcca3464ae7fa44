#include "widgets/funding/fundingproxy.h"

#include "widgets/funding/fundingmodel.h"

namespace isobar {

FundingProxy::FundingProxy(QObject *parent) : QSortFilterProxyModel(parent)
{
    setSortRole(FundingRawRole);
    setDynamicSortFilter(true);
}

void FundingProxy::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    invalidateFilter();
}

void FundingProxy::setValidOnly(bool on)
{
    if (on == m_validOnly)
        return;
    m_validOnly = on;
    invalidateFilter();
}

bool FundingProxy::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const bool ascending = sortOrder() == Qt::AscendingOrder;
    const auto isAggregate = [](const QModelIndex &index) {
        return index.data(FundingKindRole).toInt() == int(FundingRowKind::Aggregate);
    };
    // Qt turns the answer round for a descending order; what must stay last has to be turned round first.
    if (isAggregate(left) != isAggregate(right))
        return isAggregate(right) == ascending;
    const QVariant a = left.data(FundingRawRole);
    const QVariant b = right.data(FundingRawRole);
    if (a.isValid() != b.isValid())
        return a.isValid() == ascending;
    if (!a.isValid())
        return false;
    if (a.typeId() == QMetaType::QString)
        return QString::localeAwareCompare(a.toString(), b.toString()) < 0;
    return a.toDouble() < b.toDouble();
}

bool FundingProxy::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    if (index.data(FundingKindRole).toInt() == int(FundingRowKind::Aggregate))
        return true;
    if (m_validOnly && !index.data(FundingValidRole).toBool())
        return false;
    if (m_text.isEmpty())
        return true;
    const auto matches = [this](const QModelIndex &each) {
        return each.data(FundingFilterRole).toString().contains(m_text, Qt::CaseInsensitive);
    };
    if (matches(index) || (parent.isValid() && matches(parent)))
        return true;
    for (int child = 0; child < sourceModel()->rowCount(index); ++child) {
        if (matches(sourceModel()->index(child, 0, index)))
            return true;
    }
    return false;
}

} // namespace isobar
