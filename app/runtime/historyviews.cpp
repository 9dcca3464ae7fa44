#include "app/runtime/historyviews.h"

#include "core/analytics/fundinghistory.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace isobar {

namespace {

constexpr TimeMs FiveMs = 5 * MinuteMs;
constexpr TimeMs CarryMs = HourMs; // some venues tell the past by the hour; a longer silence is a gap
constexpr double Unknown = std::numeric_limits<double>::quiet_NaN();

TimeMs stepOf(int days)
{
    return days <= 1 ? FiveMs : days <= 7 ? 30 * MinuteMs : days <= 30 ? 2 * HourMs : 6 * HourMs;
}

using Steps = std::map<TimeMs, double>; // by the begin of the step

/// One contract's open interest in USD at the prices of the time.
Result<Steps> openInterestOf(const HistoryReader &reader, const StoredContract &contract, const HistoryView &view)
{
    const HistorySpan span{view.fromMs, view.toMs};
    std::map<TimeMs, std::pair<TimeMs, double>> closes; // the newest of each step
    for (const TimeMs length : {FiveMs, MinuteMs}) {
        const auto done = reader.closesEvery(view.stepMs, contract, length, span, [&](TimeMs openMs, double close) {
            auto &newest = closes[floorTo(openMs, view.stepMs)];
            newest = std::max(newest, {openMs + length, close});
        });
        if (!done)
            return Error{done.error()};
    }
    Steps steps;
    const auto done = reader.openInterestEvery(view.stepMs, contract, span, [&](TimeMs timeMs, const OpenInterest &oi) {
        const TimeMs step = floorTo(timeMs, view.stepMs);
        const auto close = closes.find(step);
        if (oi.notionalUsd)
            steps[step] = *oi.notionalUsd;
        else if (oi.baseQuantity && close != closes.end())
            steps[step] = *oi.baseQuantity * close->second.second;
    });
    if (!done)
        return Error{done.error()};
    // A value stands for the steps after it for a while, so that the sum of a venue does not dip.
    for (auto each = steps.begin(); each != steps.end(); ++each) {
        const auto next = std::next(each);
        const TimeMs end = std::min(next == steps.end() ? view.toMs : next->first, each->first + CarryMs);
        for (TimeMs step = each->first + view.stepMs; step < end; step += view.stepMs)
            each = steps.insert_or_assign(step, each->second).first;
    }
    return steps;
}

/// Points of known steps; where the next one is missing, an unknown value says that the line ends.
Series seriesOf(const Steps &steps, TimeMs stepMs, TimeMs toMs)
{
    auto points = std::make_shared<std::vector<Point>>();
    for (auto each = steps.begin(); each != steps.end(); ++each) {
        points->push_back({each->first, each->second});
        const auto next = std::next(each);
        const TimeMs end = each->first + stepMs;
        if (next == steps.end() ? end < toMs - stepMs : next->first > end)
            points->push_back({end, Unknown});
    }
    return points;
}

/// Settled rates of a contract on the 8 h scale, and their sum.
Result<void> readFunding(
    const HistoryReader &reader, const StoredContract &contract, const std::string &venue, HistoryView &view)
{
    // One interval more at the front: the first rate of the range holds from before it.
    std::vector<FundingPayment> payments;
    const auto done = reader.settlements(contract, {view.fromMs - DayMs, view.toMs}, [&](const Settlement &each) {
        payments.push_back({each.timeMs, each.rate, false});
    });
    if (!done || payments.empty())
        return done;
    auto rates = std::make_shared<std::vector<Point>>(), sums = std::make_shared<std::vector<Point>>();
    double sum = 0;
    sums->push_back({view.fromMs, 0});
    for (const SettledRate &each : settledRates(payments, contract.instrument.intervalHours.value_or(8))) {
        rates->push_back({each.timeMs, each.rate8h});
        if (each.timeMs < view.fromMs)
            continue;
        sum += each.paid();
        sums->push_back({each.timeMs, sum});
    }
    view.funding8h[venue] = std::move(rates);
    view.cumulative[venue] = std::move(sums);
    return {};
}

Result<void> readPremium(
    const HistoryReader &reader, const StoredContract &contract, const std::string &venue, HistoryView &view)
{
    Steps steps;
    const auto done = reader.premiumsEvery(view.stepMs, contract, {view.fromMs, view.toMs},
        [&](TimeMs timeMs, double premium) { steps[floorTo(timeMs, view.stepMs)] = premium; });
    if (done && !steps.empty())
        view.premium[venue] = seriesOf(steps, view.stepMs, view.toMs);
    return done;
}

} // namespace

Result<HistoryViewPtr> readHistoryView(const HistoryReader &reader, const std::string &asset, int days, TimeMs toMs)
{
    auto view = std::make_shared<HistoryView>();
    view->asset = asset;
    view->stepMs = stepOf(days);
    view->toMs = toMs;
    view->fromMs = toMs - days * DayMs;
    const auto contracts = reader.contracts(asset);
    if (!contracts)
        return Error{contracts.error()};
    struct Venue {
        Steps openInterest;
        const StoredContract *main = nullptr;
        double mainUsd = -1;
    };
    std::map<std::string, Venue> venues;
    for (const StoredContract &contract : *contracts) {
        const auto steps = openInterestOf(reader, contract, *view);
        if (!steps)
            return Error{steps.error()};
        Venue &venue = venues[contract.instrument.venue];
        for (const auto &[step, usd] : *steps)
            venue.openInterest[step] += usd;
        const double last = steps->empty() ? 0 : steps->rbegin()->second;
        if (last > venue.mainUsd) {
            venue.main = &contract;
            venue.mainUsd = last;
        }
    }
    for (const auto &[id, venue] : venues) {
        if (!venue.openInterest.empty())
            view->openInterestUsd[id] = seriesOf(venue.openInterest, view->stepMs, toMs);
        Result<void> done = readFunding(reader, *venue.main, id, *view);
        if (done)
            done = readPremium(reader, *venue.main, id, *view);
        if (!done)
            return Error{done.error()};
    }
    return HistoryViewPtr(std::move(view));
}

} // namespace isobar
