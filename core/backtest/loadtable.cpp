#include "core/backtest/loadtable.h"

#include "core/backtest/scores.h"

namespace isobar {

LoadTable LoadTable::picked(const std::vector<std::size_t> &rows) const
{
    const auto pick = [&rows](const std::vector<double> &from) {
        std::vector<double> to;
        to.reserve(rows.size());
        for (const std::size_t row : rows)
            to.push_back(from[row]);
        return to;
    };
    LoadTable table(0);
    table.given.clear();
    table.printed = pick(printed);
    for (const auto &each : given)
        table.given.push_back(pick(each));
    for (const auto &each : expected)
        table.expected.push_back(pick(each));
    return table;
}

std::vector<double> LoadTable::partialRhos() const
{
    const RankResiduals residuals(given);
    const std::vector<double> came = residuals.of(printed);
    std::vector<double> rhos;
    for (const auto &each : expected)
        rhos.push_back(RankResiduals::correlation(residuals.of(each), came));
    return rhos;
}

} // namespace isobar
