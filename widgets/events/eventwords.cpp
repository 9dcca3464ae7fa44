#include "widgets/events/eventwords.h"

#include "core/market/rule.h"
#include "widgets/style/formats.h"

#include <QLocale>

#include <cmath>
#include <map>

namespace isobar {

// Funding, terms of contracts, open interest, rules of the user. Liquidations and feeds: eventwordsflow.cpp.

QString EventWords::number(double value, int decimals) { return QLocale::c().toString(value, 'f', decimals); }

QString EventWords::size8h(double rate8h) { return number(std::abs(rate8h) * 100, 4) + u'%'; }

QString EventWords::dollars(double usd)
{
    return (usd < 0 ? QStringLiteral("-$") : QStringLiteral("$")) + number(std::abs(usd), std::abs(usd) < 100 ? 1 : 0);
}

QString EventWords::names(const std::vector<std::string> &list)
{
    QStringList texts;
    for (const std::string &name : list)
        texts << text(name);
    return texts.isEmpty() ? QString(formats::Dash) : texts.join(QStringLiteral(", "));
}

QString EventWords::firstNames(const std::vector<std::string> &list)
{
    constexpr std::size_t Most = 4;
    if (list.size() <= Most + 1)
        return names(list);
    return QStringLiteral("%1 +%2").arg(names({list.begin(), list.begin() + Most})).arg(list.size() - Most);
}

QString EventWords::observed(const Event &event, double usd)
{
    return (event.isLowerBound ? QStringLiteral("\u2265 ") : QString()) + formats::usd(usd);
}

QString EventWords::share(const EventRecord &record)
{
    if (record.tooFew)
        return tr("too few cases (%1)").arg(record.cases);
    return tr("%1 of %2 (95%: %3 to %4)")
        .arg(record.moved)
        .arg(record.cases)
        .arg(formats::percent(record.low, 0), formats::percent(record.high, 0));
}

QString EventWords::recordSentence(const EventRecord &record)
{
    if (record.tooFew || !record.usual)
        return tr("too few cases for a record (%1)").arg(record.cases);
    return tr("%1 of %2 such set-ups were followed by 3% against the crowd in 24 h; of all hours %3")
        .arg(record.moved)
        .arg(record.cases)
        .arg(formats::percent(*record.usual, 0));
}

QString EventWords::scopeName(Scope scope)
{
    switch (scope) {
    case Scope::None:
        return tr("no scope");
    case Scope::Localised:
        return tr("localised");
    case Scope::Mixed:
        return tr("mixed");
    case Scope::Systemic:
        return tr("systemic");
    }
    return {};
}

namespace {

/// A number of a user's condition in the unit that its kind is thought in.
QString measured(const std::string &kind, double value)
{
    using enum UserConditionKind;
    switch (userConditionByName(kind).value_or(PriceAbove)) {
    case PriceAbove:
    case PriceBelow:
        return formats::price(value);
    case FundingAbove:
    case FundingBelow:
        return formats::rate8h(value);
    case DueAbove:
    case SpreadAbove:
        return formats::percent(value, 4);
    case PremiumAbove:
    case PremiumBelow:
        return formats::change(value, 3);
    case PriceMoved:
    case OpenInterestChanged:
    case ClusterWithin:
        return formats::percent(value, 2);
    case Liquidated:
        return formats::usd(value);
    case FeedLost:
        break;
    }
    return {};
}

} // namespace

QString EventWords::conditionName(const std::string &kind)
{
    static const std::map<std::string, const char *> names{{"price_above", QT_TR_NOOP("price above")},
        {"price_below", QT_TR_NOOP("price below")}, {"price_moved", QT_TR_NOOP("price moved by")},
        {"premium_above", QT_TR_NOOP("premium above")}, {"premium_below", QT_TR_NOOP("premium below")},
        {"funding_above", QT_TR_NOOP("funding per 8 h above")}, {"funding_below", QT_TR_NOOP("funding per 8 h below")},
        {"due_above", QT_TR_NOOP("next settlement above")}, {"spread_above", QT_TR_NOOP("difference of venues above")},
        {"open_interest_changed", QT_TR_NOOP("open interest changed by")},
        {"liquidated", QT_TR_NOOP("observed liquidations above")},
        {"cluster_within", QT_TR_NOOP("cluster nearer than")}, {"feed_lost", QT_TR_NOOP("feed lost")}};
    const auto found = names.find(kind);
    return found == names.end() ? text(kind) : tr(found->second);
}

EventWords EventWords::of(const Event &event, const FundingExtremePayload &p)
{
    const QString asset = text(event.asset), rate = formats::rate8h(p.rate8h), ratio = number(p.ratio, 1);
    EventWords words;
    if (p.aftermath) {
        words.title = isLong(event) ? tr("%1: premium after forced buying").arg(asset)
                                    : tr("%1: discount after forced selling").arg(asset);
        words.parts << (isLong(event) ? tr("Premium after forced buying: %1 per 8 h, %2x normal")
                                      : tr("Discount after forced selling: %1 per 8 h, %2x normal"))
                           .arg(rate, ratio);
    } else {
        words.title = isLong(event) ? tr("%1: longs pay, funding extreme").arg(asset)
                                    : tr("%1: shorts pay, funding extreme").arg(asset);
        words.parts << (isLong(event) ? tr("Longs pay %1 per 8 h, %2x normal")
                                      : tr("Shorts pay %1 per 8 h, %2x normal"))
                           .arg(rate, ratio);
    }
    words.parts << QStringLiteral("%1 %2/%3").arg(scopeName(event.scope)).arg(p.venuesElevated).arg(p.operatorsValid);
    if (!p.hottest.empty())
        words.parts << tr("hottest %1").arg(text(p.hottest.front()));
    if (!p.drivers.empty())
        words.parts << tr("driven by %1").arg(text(p.drivers.front()));
    words.clears = tr("clears when the ratio falls below %1 (|F| < %2 per 8 h) or the sign changes")
                       .arg(number(p.thresholds.exitRatio, 1), size8h(p.thresholds.exitRatio * p.baseline8h));
    words.formula =
        tr("ratio = |F| / B = %1 / %2 = %3 ≥ %4 at two looks 60 s apart")
            .arg(size8h(p.rate8h), size8h(p.baseline8h), number(p.ratio, 2), number(p.thresholds.enterRatio, 1));
    return words;
}

EventWords EventWords::of(const Event &event, const FundingFlipPayload &p)
{
    const QString asset = text(event.asset), rate = formats::rate8h(p.rate8h), hours = number(p.heldHours, 0);
    EventWords words;
    if (p.aftermath)
        words.title = isLong(event) ? tr("%1: premium after forced buying").arg(asset)
                                    : tr("%1: discount after forced selling").arg(asset);
    else
        words.title = isLong(event) ? tr("%1: funding flipped, longs pay now").arg(asset)
                                    : tr("%1: funding flipped, shorts pay now").arg(asset);
    words.parts << (isLong(event) ? tr("Longs pay %1 per 8 h after %2 h in which shorts paid")
                                  : tr("Shorts pay %1 per 8 h after %2 h in which longs paid"))
                       .arg(rate, hours);
    words.parts
        << tr("%1, %2 of the weight on the new side").arg(scopeName(event.scope), formats::percent(p.newSideShare, 0));
    words.parts << tr("%1 from neutral").arg(formats::rate8h(p.deviation));
    words.clears =
        tr("clears when funding stands at %1 per 8 h or more on the other side for 15 min").arg(size8h(p.band8h));
    words.formula = tr("F = %1 beyond ±%2 per 8 h on the other side for 15 min; an alert when systemic within 24 h "
                       "(≥ 80% of the weight, 3 exchanges) after ≥ %3 h, half of them beyond the band")
                        .arg(rate, size8h(p.band8h), number(p.neededHours, 0));
    return words;
}

EventWords EventWords::of(const Event &event, const FundingDivergencePayload &p)
{
    EventWords words;
    words.title = tr("%1: funding differs between venues").arg(text(event.asset));
    if (p.highestVenue == p.lowestVenue)
        words.parts << tr("only %1 is heard, nothing to compare it with").arg(text(p.highestVenue));
    else
        words.parts << tr("%1 per 8 h between %2 (%3) and %4 (%5)")
                           .arg(size8h(p.spread8h), text(p.highestVenue), formats::rate8h(p.highest8h),
                               text(p.lowestVenue), formats::rate8h(p.lowest8h));
    if (p.breakEvenHours)
        words.parts << tr("at these rates the carry net of fees and entry basis is %1 after a day")
                           .arg(formats::change(p.netDay, 3))
                    << tr("break-even after %1 h").arg(number(*p.breakEvenHours, 1));
    words.clears = tr("clears when the difference falls below %1 per 8 h").arg(size8h(p.exit8h));
    words.formula = tr("Δ = max A - min A = %1 ≥ max(0.0300%, 3 x usual %2) = %3 for 10 min")
                        .arg(size8h(p.spread8h), size8h(p.median30d8h), size8h(p.enter8h));
    return words;
}

EventWords EventWords::of(const Event &event, const FundingCappedPayload &p)
{
    EventWords words;
    words.title = (isLong(event) ? tr("%1: longs pay, funding at its cap") : tr("%1: shorts pay, funding at its cap"))
                      .arg(text(event.asset));
    words.parts << tr("%1 per interval of %2 h is %3 a day")
                       .arg(formats::change(p.rate), number(p.intervalHours, 0), formats::change(p.perDay, 1));
    words.parts << tr("a 10x position pays %1 of its margin a day at this rate").arg(formats::percent(p.costDay10x, 0));
    words.parts << tr("at the cap on %1 of the weight").arg(formats::percent(p.cappedShare, 0));
    if (p.intervalMayShorten)
        words.parts << tr("the interval may shorten");
    words.clears = tr("clears when less than %1 of the weight stands at %2 of its cap")
                       .arg(formats::percent(p.neededShare, 0), formats::percent(p.exitUsage, 0));
    words.formula = tr("|r| ≥ %1 of the cap on %2 of the weight (needed: %3), or where you hold a position")
                        .arg(formats::percent(p.enterUsage, 0), formats::percent(p.cappedShare, 0),
                            formats::percent(p.neededShare, 0));
    return words;
}

EventWords EventWords::of(const Event &event, const TermsChangedPayload &p)
{
    QStringList contracts;
    for (const EventTerms &each : p.contracts)
        contracts << text(each.contract);
    const QString list = contracts.join(QStringLiteral(", "));
    EventWords words;
    if (event.type == EventType::CapChanged) {
        words.title = tr("%1: funding cap changed on %2").arg(text(event.asset), text(p.venue));
        words.parts
            << tr("cap %1 instead of %2 per interval").arg(formats::change(p.newValue), formats::change(p.oldValue));
        words.formula = tr("the venue's catalogue tells another cap than before");
    } else {
        words.title = tr("%1: funding interval changed on %2").arg(text(event.asset), text(p.venue));
        words.parts << tr("every %1 h instead of every %2 h").arg(number(p.newValue, 0), number(p.oldValue, 0));
        if (!p.contracts.empty() && p.contracts.front().before8h && p.contracts.front().after8h)
            words.parts << tr("the same print is %1 per 8 h, before %2")
                               .arg(formats::rate8h(p.contracts.front().after8h),
                                   formats::rate8h(p.contracts.front().before8h));
        words.formula = tr("per 8 h = r x 8 h / interval; told by the venue, or by two settlements at the new spacing");
    }
    words.parts << list;
    return words;
}

EventWords EventWords::of(const Event &event, const ListingPayload &p)
{
    EventWords words;
    const QString asset = text(event.asset), venue = text(p.venue), contract = text(p.contract);
    if (event.type == EventType::Listed) {
        words.title = tr("%1: new contract on %2").arg(asset, venue);
        words.parts << tr("%1 is listed on %2").arg(contract, venue);
    } else {
        words.title = tr("%1: contract gone from %2").arg(asset, venue);
        words.parts << tr("%1 left the catalogue of %2").arg(contract, venue);
        if (p.openInterestUsd)
            words.parts << tr("open interest there was %1").arg(formats::usd(p.openInterestUsd));
    }
    words.formula = tr("two catalogues of the venue in a row say so");
    return words;
}

EventWords EventWords::of(const Event &event, const OpenInterestPayload &p)
{
    EventWords words;
    words.title = tr("%1: open interest extreme").arg(text(event.asset));
    words.parts << tr("open interest %1").arg(formats::usd(p.usd));
    if (p.rank)
        words.parts << tr("rank %1 of %2 d").arg(formats::percent(p.rank, 0), number(p.rankDays, 0));
    if (p.change24h)
        words.parts << tr("%1 in 24 h").arg(formats::change(p.change24h));
    words.clears = tr("clears when the rank is below %1 and the growth of 24 h below %2")
                       .arg(formats::percent(p.exitRank, 0), formats::percent(p.exitGrowth24h, 0));
    words.formula = tr("rank ≥ %1 or growth of 24 h ≥ %2, in coins on a constant set of venues, for 10 min")
                        .arg(formats::percent(p.enterRank, 0), formats::percent(p.enterGrowth24h, 0));
    return words;
}

QString EventWords::conditionState(const EventCondition &condition)
{
    QStringList parts;
    const bool isMeasured = condition.kind != userConditionName(UserConditionKind::FeedLost);
    if (isMeasured)
        parts << measured(condition.kind, condition.threshold);
    if (condition.windowHours > 0)
        parts << tr("in %1 h", "hours").arg(QString::number(condition.windowHours, 'g', 4));
    if (!condition.side.empty())
        parts << (condition.side == sideName(PositionSide::Long) ? tr("longs only") : tr("shorts only"));
    if (!condition.venue.empty())
        parts << text(condition.venue);
    if (isMeasured && condition.value)
        parts << tr("now %1", "value").arg(measured(condition.kind, *condition.value));
    parts << (condition.holds ? tr("holds", "a condition") : tr("does not hold", "a condition"));
    return parts.join(QStringLiteral(", "));
}

EventWords EventWords::of(const Event &event, const UserRulePayload &p)
{
    EventWords words;
    words.title = tr("%1: your rule \"%2\"").arg(text(event.asset), text(p.name.empty() ? p.rule : p.name));
    for (const EventCondition &each : p.conditions) {
        if (each.kind == userConditionName(UserConditionKind::FeedLost))
            words.parts << conditionName(each.kind);
        else if (each.value)
            words.parts << tr("%1 %2, now %3", "condition, threshold, value")
                               .arg(conditionName(each.kind), measured(each.kind, each.threshold),
                                   measured(each.kind, *each.value));
    }
    words.parts << tr("%1 of %2 conditions hold").arg(p.met).arg(p.conditions.size());
    words.parts << tr("rule: %1").arg(text(p.name.empty() ? p.rule : p.name));
    words.clears = tr("clears when the rule holds no longer");
    words.formula = p.all ? tr("all conditions hold") : tr("one of the conditions holds");
    return words;
}

} // namespace isobar
