#include "core/backtest/historycsv.h"

#include "core/base/numbers.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <string>

namespace isobar {

namespace {

constexpr double Unknown = std::numeric_limits<double>::quiet_NaN();

std::string_view takeLine(std::string_view &text)
{
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    return line;
}

std::vector<std::string_view> fieldsOf(std::string_view line)
{
    std::vector<std::string_view> fields;
    for (;;) {
        const std::size_t comma = line.find(',');
        fields.push_back(line.substr(0, comma));
        if (comma == std::string_view::npos)
            return fields;
        line.remove_prefix(comma + 1);
    }
}

/// The numbers of a line by the names of the header.
class Row {
public:
    explicit Row(std::string_view header)
    {
        for (const std::string_view name : fieldsOf(header))
            m_columns.emplace(name, m_columns.size());
    }
    bool has(std::string_view column) const { return m_columns.contains(column); }
    std::size_t columns() const { return m_columns.size(); }

    /// False when one of the fields is neither empty nor a number.
    bool set(std::string_view line)
    {
        m_values.clear();
        for (const std::string_view field : fieldsOf(line)) {
            const std::optional<double> number = parseNumber(field);
            if (!number && !field.empty())
                return false;
            m_values.push_back(number.value_or(Unknown));
        }
        return m_values.size() == m_columns.size();
    }
    double operator[](std::string_view column) const
    {
        const auto found = m_columns.find(column);
        return found == m_columns.end() ? Unknown : m_values[found->second];
    }

private:
    std::map<std::string_view, std::size_t> m_columns;
    std::vector<double> m_values;
};

double firstKnown(double a, double b) { return std::isnan(a) ? b : a; }

HistoryBar barOf(const Row &row)
{
    HistoryBar bar;
    bar.openMs = static_cast<TimeMs>(row["t_ms"]);
    bar.open = row["open"];
    bar.high = row["high"];
    bar.low = row["low"];
    bar.close = row["close"];
    bar.volumeCoins = firstKnown(row["volume_base"], row["volume_btc"]);
    bar.takerBuyCoins = row["taker_buy_base"];
    bar.openInterestCoins = firstKnown(row["oi_close_base"], row["oi_close_usd"] / bar.close);
    bar.liquidatedUsd = {firstKnown(row["liq_long_usd"], row["liq_long_base"] * bar.close),
        firstKnown(row["liq_short_usd"], row["liq_short_base"] * bar.close)};
    bar.funding8h = row["funding_8h"];
    return bar;
}

/// The shortest step: bars may be missing.
TimeMs stepOf(const std::vector<HistoryBar> &bars)
{
    TimeMs step = std::numeric_limits<TimeMs>::max();
    for (std::size_t i = 1; i < bars.size(); ++i)
        step = std::min(step, bars[i].openMs - bars[i - 1].openMs);
    return step;
}

} // namespace

Result<HistoryFile> readHistoryCsv(std::string_view text)
{
    Row row(takeLine(text));
    for (const std::string_view column : {"t_ms", "open", "high", "low", "close"}) {
        if (!row.has(column))
            return Error{"the column '" + std::string(column) + "' is missing"};
    }
    HistoryFile file;
    for (int line = 2; !text.empty(); ++line) {
        const std::string_view content = takeLine(text);
        if (content.empty())
            continue;
        const auto wrong = [line](const char *what) { return Error{"line " + std::to_string(line) + ": " + what}; };
        if (!row.set(content))
            return wrong("a field is no number, or there are more or fewer than columns");
        const HistoryBar bar = barOf(row);
        const double least = std::min(bar.open, bar.close), most = std::max(bar.open, bar.close);
        if (!(bar.low > 0 && bar.low <= least && bar.high >= most))
            return wrong("the prices do not make a bar");
        if (std::isnan(row["t_ms"]) || (!file.bars.empty() && bar.openMs <= file.bars.back().openMs))
            return wrong("its time does not come after the one before");
        file.hasLiquidations |= !std::isnan(bar.liquidatedUsd[0]) && !std::isnan(bar.liquidatedUsd[1]);
        file.bars.push_back(bar);
    }
    if (file.bars.size() < 2)
        return Error{"there are fewer than two bars"};
    file.stepMs = stepOf(file.bars);
    return file;
}

} // namespace isobar
