#include "core/simulation/contractmarket.h"

#include <algorithm>
#include <cmath>

#include "core/base/hash.h"

namespace isobar::simulation {

namespace {

constexpr double ClosingShare = 0.7; // of a liquidated position, met by closing agents of the other side
constexpr double DepthShareOfTurnover = 0.022, DentShare = 0.3;
constexpr TimeMs OpenInterestEveryMs = 5 * MinuteMs;
constexpr TimeMs KeptMs = 31 * DayMs;

std::uint64_t seedOf(const ContractSpec &spec, std::uint64_t seed)
{
    return StableHash().add(spec.venue).add(spec.symbol).add(static_cast<std::int64_t>(seed)).value();
}

template <class Point> void dropOlder(std::deque<Point> &points, TimeMs oldestMs)
{
    while (!points.empty() && points.front().timeMs < oldestMs)
        points.pop_front();
}

} // namespace

ContractMarket::ContractMarket(int contract, Listing listing, std::uint64_t seed)
    : m_contract(contract), m_listing(std::move(listing)), m_random(seedOf(m_listing.spec, seed)),
      m_premium(m_listing, m_random), m_traders(m_listing), m_printer(m_listing), m_candles(m_listing.spec.tick),
      m_intervalHours(m_listing.spec.intervalHours), m_scriptedHours(m_intervalHours), m_usualHours(m_intervalHours),
      m_usualCap(m_listing.spec.rateCap)
{
}

void ContractMarket::begin(Book &book, const IndexStep &index, TimeMs nowMs)
{
    m_latentIndex = index.close * m_listing.spec.scale;
    updateMark();
    m_printer.setLast(m_mark);
    m_traders.populate(book, m_mark, nowMs, m_random);
}

void ContractMarket::updateMark()
{
    const double ratio = (1 + m_premium.value()) * (1 + m_markApart);
    if (m_overrides.markPrice) {
        m_mark = *m_overrides.markPrice;
        m_index = m_overrides.indexPrice.value_or(m_mark / ratio);
    } else {
        m_index = m_overrides.indexPrice.value_or(m_latentIndex);
        m_mark = m_index * ratio;
    }
}

ContractMarket::Path ContractMarket::moveMark(const StepFrame &frame, const IndexStep &index)
{
    Path path{m_mark, m_mark, m_mark, m_mark};
    m_premium.step(frame.seconds(), frame.mood, m_meter, m_intervalHours, m_random);
    m_latentIndex = index.close * m_listing.spec.scale;
    updateMark();
    path.to = m_mark;
    path.high = std::max(path.from, path.to);
    path.low = std::min(path.from, path.to);
    if (!m_overrides.markPrice && !m_overrides.indexPrice) {
        path.high = std::max(path.high, m_mark * index.high / index.close);
        path.low = std::min(path.low, m_mark * index.low / index.close);
    }
    m_meter.add(m_mark / m_index - 1, frame.seconds());
    return path;
}

double ContractMarket::step(Book &book, const StepFrame &frame, const IndexStep &index, StepOutput &out)
{
    const Path path = moveMark(frame, index);
    Mood mood = frame.mood;
    if (m_overrides.openInterestBase)
        mood.openInterest = 1; // of what the script set
    m_printer.owe(m_traders.step(book, frame.seconds(), mood, index.activity, m_mark, frame.toMs, m_random));
    const double netUsd = liquidateTouched(book, frame, path, out);
    steer(book, mood, frame.toMs);
    trade(book, frame, path, index.activity, out);
    settleIfDue(book, frame, out);
    if (frame.toMs % OpenInterestEveryMs == 0) {
        m_openInterest.push_back({frame.toMs, openInterestBase(book)});
        dropOlder(m_openInterest, frame.toMs - KeptMs);
    }
    return netUsd;
}

double ContractMarket::liquidateTouched(Book &book, const StepFrame &frame, const Path &path, StepOutput &out)
{
    const double netUsd = killSide(book, frame, path, Side::Long, out) + killSide(book, frame, path, Side::Short, out);
    if (netUsd != 0)
        m_premium.dent(DentShare * 0.01 * netUsd / (m_listing.turnoverUsd * DepthShareOfTurnover));
    return netUsd;
}

double ContractMarket::killSide(Book &book, const StepFrame &frame, const Path &path, Side side, StepOutput &out)
{
    double netUsd = 0;
    while (const auto dead = book.takeTouched(side, side == Side::Long ? path.low : path.high)) {
        const double price = dead->liquidationPrice;
        const double span = path.to - path.from;
        const double along = span != 0 ? std::clamp((price - path.from) / span, 0.0, 1.0) : 0;
        const TimeMs timeMs =
            frame.fromMs + static_cast<TimeMs>(along * static_cast<double>(frame.toMs - frame.fromMs - 1));
        const double base = book.baseOf(dead->units, price);
        const Liquidation liquidation{m_contract, timeMs, side, price, base, 0};
        out.liquidations.push_back(liquidation);
        out.deaths.push_back({*dead, liquidation});
        m_forced.push_back({m_contract, timeMs, price, base, side == Side::Short, 0});
        book.absorb(side, dead->units, ClosingShare, price, frame.toMs, m_random);
        netUsd -= sign(side) * base * price;
    }
    return netUsd;
}

void ContractMarket::liquidate(Book &book, const ScriptedLiquidation &scripted, TimeMs nowMs, StepOutput &out)
{
    const std::int64_t units = std::max<std::int64_t>(1, book.unitsOf(scripted.baseQuantity, scripted.price));
    const Position dead = book.openDoomed(scripted.position, units, scripted.price, nowMs);
    book.absorb(scripted.position, units, 1, scripted.price, nowMs, m_random);
    const Liquidation liquidation{m_contract, nowMs, scripted.position, scripted.price, scripted.baseQuantity, 0};
    out.liquidations.push_back(liquidation);
    out.deaths.push_back({dead, liquidation});
    // The order itself trades where the market is, which the script may have left far away.
    const double last = m_printer.last();
    m_forced.push_back({m_contract, nowMs, last, book.baseOf(units, last), scripted.position == Side::Short, 0});
}

void ContractMarket::trade(const Book &book, const StepFrame &frame, const Path &path, double activity, StepOutput &out)
{
    const Printer::Step step{frame.fromMs, frame.toMs, m_mark, path.high, path.low, activity, frame.mood.crowd};
    if (frame.detail == StepFrame::Detail::Prints) {
        for (Print &print : m_printer.prints(step, book, std::move(m_forced), m_candles, m_random)) {
            print.contract = m_contract;
            out.prints.push_back(print);
        }
    } else {
        m_printer.bar(step, book, m_forced, m_candles, frame.detail == StepFrame::Detail::Minutes, m_random);
    }
    m_forced.clear();
}

void ContractMarket::steer(Book &book, const Mood &mood, TimeMs nowMs)
{
    if (!m_overrides.openInterestBase)
        return;
    const std::int64_t wanted = std::max<std::int64_t>(1, book.unitsOf(*m_overrides.openInterestBase, m_mark));
    // A little slack, lest every step opens crumbs.
    if (std::abs(wanted - book.openInterest()) > wanted / 2000)
        m_printer.owe(m_traders.steerTo(book, wanted, mood, m_mark, nowMs, m_random));
}

void ContractMarket::settleIfDue(Book &book, const StepFrame &frame, StepOutput &out)
{
    const TimeMs timeMs = floorTo(frame.toMs, intervalMs());
    if (timeMs <= frame.fromMs)
        return;
    const Settlement settlement{m_contract, timeMs, runningRate()};
    book.settle(settlement.rate, m_mark);
    m_meter.restart();
    out.settlements.push_back(settlement);
    m_settlements.push_back(settlement);
    dropOlder(m_settlements, timeMs - KeptMs);
}

double ContractMarket::runningRate() const
{
    if (m_overrides.fundingRate)
        return *m_overrides.fundingRate * m_intervalHours / m_scriptedHours;
    if (m_plotRate8h)
        return std::clamp(*m_plotRate8h * m_intervalHours / 8, m_listing.spec.rateFloor, m_listing.spec.rateCap);
    return fundingRate(m_listing.spec, m_meter.mean(), m_intervalHours);
}

double ContractMarket::openInterestBase(const Book &book) const
{
    return m_overrides.openInterestBase.value_or(book.baseOf(book.openInterest(), m_mark));
}

void ContractMarket::overrule(Book &book, const Overrides &values, const Mood &mood, TimeMs nowMs)
{
    const auto take = [](std::optional<double> &to, const std::optional<double> &from) {
        if (from)
            to = from;
    };
    take(m_overrides.fundingRate, values.fundingRate);
    take(m_overrides.openInterestBase, values.openInterestBase);
    take(m_overrides.turnoverUsd, values.turnoverUsd);
    take(m_overrides.markPrice, values.markPrice);
    take(m_overrides.indexPrice, values.indexPrice);
    m_scriptedHours = values.intervalHours.value_or(m_scriptedHours);
    if (!m_listing.spec.hasFixedInterval)
        m_intervalHours = m_listing.spec.intervalHours = m_scriptedHours;
    updateMark();
    if (values.openInterestBase) {
        m_traders.setUsual(*values.openInterestBase);
        steer(book, mood, nowMs);
    }
}

void ContractMarket::twist(const std::vector<Twist> &twists)
{
    std::optional<double> hours;
    double capTimes = 1;
    m_plotRate8h.reset();
    m_markApart = 0;
    m_isUnlisted = false;
    for (const Twist &each : twists) {
        if (each.asset != m_listing.spec.asset || (each.venue != "*" && each.venue != m_listing.spec.venue))
            continue;
        if (each.rate8h)
            m_plotRate8h = each.rate8h;
        if (each.intervalHours)
            hours = each.intervalHours;
        capTimes *= each.capTimes;
        m_markApart += each.markApart;
        m_isUnlisted = m_isUnlisted || each.isUnlisted;
    }
    m_listing.spec.rateCap = m_usualCap * capTimes;
    m_listing.spec.rateFloor = -m_listing.spec.rateCap;
    if (m_scriptedHours == m_usualHours && !m_listing.spec.hasFixedInterval) // a script knows better
        m_intervalHours = m_listing.spec.intervalHours = hours.value_or(m_usualHours);
    updateMark();
}

ContractState ContractMarket::state(const Book &book, TimeMs nowMs) const
{
    ContractState state;
    state.mark = m_mark;
    state.index = m_index;
    state.last = m_printer.last();
    state.premium = m_mark / m_index - 1;
    state.fundingRate = runningRate();
    state.intervalHours = m_intervalHours;
    state.nextFundingMs = floorTo(nowMs, intervalMs()) + intervalMs();
    state.lastSettledMs = floorTo(nowMs, intervalMs());
    state.lastSettledRate = fundingRate(m_listing.spec, m_listing.spec.interestPer8h, m_intervalHours);
    if (!m_settlements.empty()) {
        state.lastSettledMs = m_settlements.back().timeMs;
        state.lastSettledRate = m_settlements.back().rate;
    }
    state.openInterestBase = openInterestBase(book);
    const Candle day = m_candles.lastDay();
    state.turnover24hUsd = m_overrides.turnoverUsd.value_or(day.quote);
    state.volume24hBase = m_overrides.turnoverUsd ? *m_overrides.turnoverUsd / m_mark : day.base;
    state.open24h = day.open;
    state.high24h = day.high;
    state.low24h = day.low;
    return state;
}

std::vector<OpenInterestPoint> ContractMarket::openInterest(TimeMs intervalMs, TimeMs fromMs, TimeMs toMs) const
{
    std::vector<OpenInterestPoint> result;
    for (const OpenInterestPoint &point : m_openInterest) {
        if (point.timeMs >= fromMs && point.timeMs < toMs && floorTo(point.timeMs, intervalMs) == point.timeMs)
            result.push_back(point);
    }
    return result;
}

std::vector<Settlement> ContractMarket::settlements(TimeMs fromMs, TimeMs toMs) const
{
    std::vector<Settlement> result;
    std::copy_if(m_settlements.begin(), m_settlements.end(), std::back_inserter(result),
        [&](const Settlement &s) { return s.timeMs >= fromMs && s.timeMs < toMs; });
    return result;
}

} // namespace isobar::simulation
