#include "widgets/alerts/rulewords.h"

#include "widgets/style/formats.h"

#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

QString number(double value) { return QLocale().toString(value, 'g', 10); }

/// Without trailing zeros: "2%", "0.25%".
QString percent(double fraction) { return number(std::round(fraction * 1e8) / 1e6) + u'%'; }

/// Live it is judged by running rates, of which no past is kept.
bool isTriedBySettlements(const UserCondition &condition)
{
    using enum UserConditionKind;
    const bool isFunding = condition.kind == FundingAbove || condition.kind == FundingBelow;
    return condition.kind == DueAbove || condition.kind == SpreadAbove || (isFunding && !condition.venue.empty());
}

} // namespace

QString RuleWords::duration(TimeMs ms)
{
    if (ms >= HourMs && ms % HourMs == 0)
        return tr("%1 h").arg(ms / HourMs);
    if (ms >= MinuteMs && ms % MinuteMs == 0)
        return tr("%1 min").arg(ms / MinuteMs);
    return tr("%1 s").arg(ms / SecondMs);
}

QString RuleWords::kindName(UserConditionKind kind)
{
    using enum UserConditionKind;
    switch (kind) {
    case PriceAbove:
        return tr("Price above");
    case PriceBelow:
        return tr("Price below");
    case PriceMoved:
        return tr("Price moved by");
    case PremiumAbove:
        return tr("Premium above");
    case PremiumBelow:
        return tr("Premium below");
    case FundingAbove:
        return tr("Funding above");
    case FundingBelow:
        return tr("Funding below");
    case DueAbove:
        return tr("Before settlement, if funding above");
    case SpreadAbove:
        return tr("Funding spread of the venues above");
    case OpenInterestChanged:
        return tr("Open interest changed by");
    case Liquidated:
        return tr("Liquidations above");
    case ClusterWithin:
        return tr("Price nearer to a cluster than");
    case FeedLost:
        return tr("Feed lost");
    }
    return {};
}

QString RuleWords::clause(const UserCondition &c, const VenueNamesById &venues)
{
    using enum UserConditionKind;
    const QString id = QString::fromStdString(c.venue), venue = venues.value(id, id);
    const auto where = [&](const QString &any, const QString &one) { return c.venue.empty() ? any : one.arg(venue); };
    const QString rate = formats::rate8h(c.threshold),
                  window = duration(static_cast<TimeMs>(std::llround(c.windowHours * HourMs)));
    switch (c.kind) {
    case PriceAbove:
        return where(tr("the price"), tr("the price on %1")) + u' ' + tr("is above %1").arg(number(c.threshold));
    case PriceBelow:
        return where(tr("the price"), tr("the price on %1")) + u' ' + tr("is below %1").arg(number(c.threshold));
    case PriceMoved:
        return where(tr("the price"), tr("the price on %1")) + u' '
            + tr("has moved by %1 or more within %2").arg(percent(c.threshold), window);
    case PremiumAbove:
        return where(tr("the premium"), tr("the premium on %1")) + u' ' + tr("is above %1").arg(percent(c.threshold));
    case PremiumBelow:
        return where(tr("the premium"), tr("the premium on %1")) + u' ' + tr("is below %1").arg(percent(c.threshold));
    case FundingAbove:
        return where(tr("the aggregate funding"), tr("funding on %1")) + u' ' + tr("is above %1 per 8 h").arg(rate);
    case FundingBelow:
        return where(tr("the aggregate funding"), tr("funding on %1")) + u' ' + tr("is below %1 per 8 h").arg(rate);
    case DueAbove:
        return where(tr("a settlement"), tr("a settlement on %1")) + u' '
            + tr("is due within %1 at %2 per 8 h or more, whoever pays").arg(window, formats::percent(c.threshold, 4));
    case SpreadAbove:
        return tr("the funding spread between the venues is above %1 per 8 h").arg(formats::percent(c.threshold, 4));
    case OpenInterestChanged:
        return tr("open interest has changed by %1 or more within %2").arg(percent(c.threshold), window);
    case Liquidated: {
        const QString usd = formats::usd(c.threshold);
        if (!c.side)
            return tr("observed liquidations within %1 reach %2").arg(window, usd);
        return *c.side == PositionSide::Long
            ? tr("observed liquidations of longs within %1 reach %2").arg(window, usd)
            : tr("observed liquidations of shorts within %1 reach %2").arg(window, usd);
    }
    case ClusterWithin: {
        const QString whose = !c.side       ? tr("a loaded cluster")
            : *c.side == PositionSide::Long ? tr("a loaded cluster of longs")
                                            : tr("a loaded cluster of shorts");
        return c.threshold > 0 ? tr("the price is within %1 of %2").arg(percent(c.threshold), whose)
                               : tr("the price is in %1").arg(whose);
    }
    case FeedLost:
        return where(tr("the feed of a venue is lost"), tr("the feed of %1 is lost"));
    }
    return {};
}

QString RuleWords::sentence(const UserRule &rule, const VenueNamesById &venues)
{
    if (rule.conditions.empty())
        return tr("This rule has no condition yet.");
    QStringList clauses, assets;
    for (const UserCondition &condition : rule.conditions)
        clauses << clause(condition, venues);
    for (const std::string &asset : rule.assets)
        assets << QString::fromStdString(asset);
    const QString joined = clauses.join(rule.all ? tr(" and ", "joins conditions") : tr(" or ", "joins conditions"));
    const QString whose = assets.isEmpty() ? tr("any watched asset") : assets.join(tr(" or ", "joins conditions"));
    const QString how = QStringLiteral("P%1").arg(static_cast<int>(rule.priority));
    return rule.holdMs > 0
        ? tr("When, for %1, %2, and that for %3: alert with %4.", "assets, conditions, duration, priority")
              .arg(whose, joined, duration(rule.holdMs), how)
        : tr("When, for %1, %2: alert with %3.", "assets, conditions, priority").arg(whose, joined, how);
}

QString RuleWords::trial(const UserRule &rule, const RuleTrial &trial, TimeZoneChoice zone)
{
    if (trial.assets.empty())
        return tr("None of its assets is watched, so nothing is known of them.");
    QStringList untold;
    for (const std::size_t index : trial.untold) {
        if (index < rule.conditions.size())
            untold << kindName(rule.conditions[index].kind);
    }
    if (!untold.isEmpty() && (rule.all || untold.size() == static_cast<int>(rule.conditions.size())))
        return tr("What it would have done cannot be told: nothing is kept of the past of “%1”.")
            .arg(untold.join(QStringLiteral("”, “")));
    QString text =
        tr("Would have fired %n time(s) in the last 7 days.", nullptr, static_cast<int>(trial.firings.size()));
    if (!untold.isEmpty())
        text += u' ' + tr("At least: nothing is kept of the past of “%1”.").arg(untold.join(QStringLiteral("”, “")));
    if (std::any_of(rule.conditions.begin(), rule.conditions.end(), isTriedBySettlements))
        text += u' ' + tr("Funding of venues is tried by settled rates; the rule itself goes by the running ones.");
    if (trial.reachMs > trial.fromMs)
        text += u' ' + tr("All that it needs is known since %1.").arg(formats::dateTime(trial.reachMs, zone));
    return text;
}

} // namespace isobar
