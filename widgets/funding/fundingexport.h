#pragma once
#include "widgets/funding/fundingmodel.h"

#include <QList>
#include <QString>

namespace isobar {

/// Rows as tab-separated text as they are shown, with a heading line; dashes become empty. For the clipboard.
QString fundingTsv(const FundingModel &model, const QModelIndexList &rows, const QList<FundingColumn> &columns);

/// Rows as CSV (RFC 4180) with full precision: fractions, USD, Unix ms; absent values are empty. A column "row" says
/// venue, contract or aggregate.
QString fundingCsv(const FundingModel &model, const QModelIndexList &rows, const QList<FundingColumn> &columns);

} // namespace isobar
