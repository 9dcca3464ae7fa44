#pragma once
#include "widgets/funding/fundingrow.h"

#include <QString>

namespace isobar {

/// The full values behind a cell, with where they come from.
QString fundingToolTip(const FundingRow &row, FundingColumn column, const FundingContext &context);

} // namespace isobar
