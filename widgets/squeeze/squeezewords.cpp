#include "widgets/squeeze/squeezewords.h"

#include "widgets/style/formats.h"

#include <algorithm>

namespace isobar {

namespace {

QString times(double ratio) { return QString::number(ratio, 'f', 1) + QStringLiteral("x"); }

QString age(TimeMs sinceMs, TimeMs marketMs) { return formats::age(std::max<TimeMs>(0, marketMs - sinceMs)); }

} // namespace

QString SqueezeWords::crowd(PositionSide crowd) { return crowd == PositionSide::Long ? tr("longs") : tr("shorts"); }

QString SqueezeWords::fundingCell(const SqueezeParts &parts)
{
    const auto ratio = parts.funding.ratio(parts.crowd);
    return ratio ? times(*ratio) : QString(formats::Dash);
}

QString SqueezeWords::openInterestCell(const SqueezeParts &parts)
{
    const SqueezeParts::OpenInterest &part = parts.openInterest;
    // What makes it high, or comes nearest to it.
    const bool isByGrowth = part.change72h
        && (!part.rank || (part.isPresent && *part.rank < part.neededRank && *part.change72h >= part.neededChange72h));
    if (isByGrowth)
        return formats::change(part.change72h, 1);
    return part.rank ? formats::percent(part.rank, 0) : QString(formats::Dash);
}

QString SqueezeWords::clusterCell(const SqueezeParts &parts)
{
    return parts.cluster.peak > 0 ? formats::percent(parts.cluster.distance, 1) : QString(formats::Dash);
}

QString SqueezeWords::funding(const SqueezeParts &parts, TimeMs marketMs)
{
    const SqueezeParts::Funding &part = parts.funding;
    const bool isLong = parts.crowd == PositionSide::Long;
    if (!part.rate8h)
        return tr("Funding: not known yet");
    const QString rate = formats::rate8h(part.rate8h);
    const auto ratio = part.ratio(parts.crowd);
    if (part.isPresent && part.from == EventType::FundingFlip)
        return (isLong ? tr("Funding: turned against the longs in all large venues, %1 per 8 h, for %2")
                       : tr("Funding: turned against the shorts in all large venues, %1 per 8 h, for %2"))
            .arg(rate, age(part.sinceMs, marketMs));
    if (part.isPresent)
        return (isLong ? tr("Funding: longs pay %1 per 8 h, %2 of normal, for %3")
                       : tr("Funding: shorts pay %1 per 8 h, %2 of normal, for %3"))
            .arg(rate, ratio ? times(*ratio) : QString(formats::Dash), age(part.sinceMs, marketMs));
    if (part.isAftermath)
        return (isLong ? tr("Funding does not count: %1 per 8 h is the premium after forced buying")
                       : tr("Funding does not count: %1 per 8 h is the discount after forced selling"))
            .arg(rate);
    if (!ratio)
        return (isLong ? tr("Funding is missing: %1 per 8 h, longs do not pay")
                       : tr("Funding is missing: %1 per 8 h, shorts do not pay"))
            .arg(rate);
    if (*ratio >= part.neededRatio)
        return tr("Funding is missing: %1 per 8 h, %2 of normal, not confirmed yet").arg(rate, times(*ratio));
    return tr("Funding is missing: %1 per 8 h, %2 of normal; extreme from %3")
        .arg(rate, times(*ratio), times(part.neededRatio));
}

QString SqueezeWords::openInterest(const SqueezeParts &parts, TimeMs marketMs)
{
    const SqueezeParts::OpenInterest &part = parts.openInterest;
    QStringList facts;
    if (part.rank)
        facts << formats::rank(*part.rank, part.rankDays);
    if (part.change72h)
        facts << tr("%1 in 72 h", "change of the open interest").arg(formats::change(part.change72h, 1));
    if (facts.isEmpty())
        return tr("Open interest: not known long enough");
    const QString text = facts.join(QStringLiteral(", "));
    if (part.isPresent)
        return tr("Open interest is high: %1, for %2").arg(text, age(part.sinceMs, marketMs));
    return tr("Open interest is missing: %1; high above %2% or from %3 in 72 h: few fresh positions")
        .arg(text)
        .arg(qRound(part.neededRank * 100))
        .arg(formats::change(part.neededChange72h, 0));
}

QString SqueezeWords::cluster(const SqueezeParts &parts, TimeMs marketMs)
{
    const SqueezeParts::Cluster &part = parts.cluster;
    const bool isLong = parts.crowd == PositionSide::Long;
    if (!(part.peak > 0))
        return isLong ? tr("Cluster is missing: no modelled one below the price")
                      : tr("Cluster is missing: no modelled one above the price");
    const QString price = formats::levelPrice(part.peak), distance = formats::percent(part.distance, 1);
    if (part.isPresent) {
        const QString state = part.isArmed ? tr("armed", "cluster") : tr("loaded", "cluster");
        return (isLong ? tr("Cluster of longs is %1: %2, %3 below, modelled prints %4, 24 h %5, for %6")
                       : tr("Cluster of shorts is %1: %2, %3 above, modelled prints %4, 24 h %5, for %6"))
            .arg(state, price, distance, formats::usd(part.printsUsd), formats::percent(part.touch24h, 0),
                age(part.sinceMs, marketMs));
    }
    const QString rank = part.loadRank ? formats::percent(part.loadRank, 0) : QString(formats::Dash);
    return (isLong
            ? tr("Cluster is missing: nearest of longs %1, %2 below, load rank %3 (from %4%), 24 h %5 (from %6%)")
            : tr("Cluster is missing: nearest of shorts %1, %2 above, load rank %3 (from %4%), 24 h %5 (from "
                 "%6%)"))
        .arg(price, distance, rank)
        .arg(qRound(part.neededRank * 100))
        .arg(formats::percent(part.touch24h, 0))
        .arg(qRound(part.neededTouch24h * 100));
}

std::array<QString, SqueezeParts::Steps> SqueezeWords::sentences(const SqueezeParts &parts, TimeMs marketMs)
{
    return {funding(parts, marketMs), openInterest(parts, marketMs), cluster(parts, marketMs)};
}

QString SqueezeWords::since(const SqueezeParts &parts, TimeMs marketMs)
{
    return parts.steps() > 0 ? age(parts.sinceMs(), marketMs) : QString(formats::Dash);
}

QString SqueezeWords::summary(const SqueezeParts &parts, TimeMs marketMs)
{
    const bool isLong = parts.crowd == PositionSide::Long;
    if (parts.isCascading)
        return isLong ? tr("Longs are being liquidated: it is happening")
                      : tr("Shorts are being liquidated: it is happening");
    if (parts.steps() == 0)
        return isLong ? tr("Long squeeze: none of 3 conditions") : tr("Short squeeze: none of 3 conditions");
    return (isLong ? tr("Long squeeze: %1 of 3 conditions, for %2") : tr("Short squeeze: %1 of 3 conditions, for %2"))
        .arg(parts.steps())
        .arg(since(parts, marketMs));
}

} // namespace isobar
