#pragma once
#include "widgets/matrix/spreadcolumns.h"

namespace isobar {

/// How the row was reckoned: the formulas of MODEL 1.10 with its numbers.
QString spreadToolTip(const SpreadRow &row, const SpreadContext &context);

} // namespace isobar
