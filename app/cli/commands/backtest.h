#pragma once
#include <QStringList>

namespace isobar {

/// `isobar-cli backtest`: how well the model did on historical bars, beside other methods (MODEL 11).
int runBacktest(const QStringList &arguments);

} // namespace isobar
