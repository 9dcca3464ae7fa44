#include "widgets/gauge/gaugereading.h"

#include "widgets/style/formats.h"

#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace isobar::gauge {

namespace {

QString text(const std::string &utf8) { return QString::fromStdString(utf8); }

/// "$214", "-$13": whole dollars are enough for a cost per 10 000.
QString dollars(double usd)
{
    const QString amount = QLocale::c().toString(std::abs(usd), 'f', std::abs(usd) < 100 ? 1 : 0);
    return (usd < 0 ? QStringLiteral("-$") : QStringLiteral("$")) + amount;
}

QString firstOf(const std::vector<std::string> &names)
{
    return names.empty() ? QString(formats::Dash) : text(names.front());
}

/// Last sign of life of any venue's funding; absent when none ever came.
std::optional<TimeMs> lastSeen(const AssetSnapshot &asset)
{
    std::optional<TimeMs> last;
    for (const VenueRow &venue : asset.venues) {
        if (venue.fundingSeenMs && (!last || *venue.fundingSeenMs > *last))
            last = venue.fundingSeenMs;
    }
    return last;
}

bool anyLive(const AssetSnapshot &asset)
{
    return std::any_of(asset.venues.begin(), asset.venues.end(),
        [](const VenueRow &venue) { return venue.health == HealthState::Live; });
}

} // namespace

Reading ReadingText::read(const Snapshot *snapshot, const QString &asset, const Settings &settings)
{
    Reading reading;
    reading.asset = asset;
    reading.caption = asset;
    reading.unitText = formats::rateUnitName(settings.rateUnit);
    const AssetSnapshot *found = snapshot ? snapshot->find(asset.toStdString()) : nullptr;
    if (!found) {
        reading.title = tr("Waiting for rates");
        reading.note = snapshot ? tr("no venue has sent %1 yet").arg(asset) : tr("connecting to the venues");
        return reading;
    }
    const AggregateView &aggregate = found->aggregate;
    const bool byOpenInterest = settings.headlineByOpenInterest;
    reading.caption =
        byOpenInterest ? tr("%1, weighted by open interest").arg(asset) : tr("%1, weighted by volume").arg(asset);
    reading.dots = dotsOf(*found);
    reading.rate8h = byOpenInterest ? aggregate.rate8hOi : aggregate.rate8h;
    if (!reading.rate8h) {
        reading.state = State::NoVenue;
        reading.title = tr("No valid rate");
        reading.note = tr("%n venue(s), none usable", nullptr, static_cast<int>(found->venues.size()));
        return reading;
    }
    const bool isStale = !anyLive(*found);
    reading.state = isStale ? State::Stale : State::Ready;
    reading.title = titleOf(aggregate);
    reading.note = noteOf(*found, isStale, snapshot->transportMs);
    reading.rateText = formats::rate8h(reading.rate8h, settings.rateUnit);
    reading.aprText = formats::rate8h(reading.rate8h, RateUnit::Apr);
    reading.neutral8h = aggregate.neutral8h;
    reading.normalLow8h = aggregate.normalLow8h;
    reading.normalHigh8h = aggregate.normalHigh8h;
    reading.thresholdLong8h = ExtremeRatio * aggregate.baselineLong8h;
    reading.thresholdShort8h = -ExtremeRatio * aggregate.baselineShort8h;
    if (aggregate.isPinned)
        reading.premium8h = aggregate.meanPremium8h;
    reading.crowd = aggregate.crowd;
    reading.regime = aggregate.regime;
    reading.rows = rowsOf(aggregate, settings.rateUnit);
    return reading;
}

QString ReadingText::titleOf(const AggregateView &aggregate)
{
    QString payer = tr("Nobody crowded");
    if (aggregate.crowd == Crowd::Long)
        payer = tr("Longs pay");
    if (aggregate.crowd == Crowd::Short)
        payer = tr("Shorts pay");
    switch (aggregate.regime) {
    case Regime::Unknown:
        return payer;
    case Regime::Neutral:
        return tr("Neutral");
    case Regime::Calm:
        return tr("%1, calm", "who pays").arg(payer);
    case Regime::Warm:
        return tr("%1, warm", "who pays").arg(payer);
    case Regime::Extreme:
        return tr("%1, extreme", "who pays").arg(payer);
    case Regime::Capped:
        return tr("%1, at the cap", "who pays").arg(payer);
    }
    return payer;
}

QString ReadingText::noteOf(const AssetSnapshot &asset, bool isStale, TimeMs nowMs)
{
    const AggregateView &aggregate = asset.aggregate;
    if (isStale) {
        const std::optional<TimeMs> seen = lastSeen(asset);
        return seen ? tr("stale: last rate %1 ago").arg(formats::age(nowMs - *seen)) : tr("stale");
    }
    if (aggregate.venuesValid == 1)
        return tr("one venue only");
    if (aggregate.lowConfidence)
        return tr("low confidence");
    if (aggregate.outlierDriven)
        return tr("driven by an outlier");
    if (aggregate.isPinned)
        return tr("%1/%2 pinned at interest").arg(aggregate.pinned).arg(aggregate.venuesValid);
    if (aggregate.baselineProvisional)
        return tr("baseline provisional");
    return {};
}

QString ReadingText::driverOf(const AggregateView &aggregate, RateUnit unit)
{
    const QString driver = firstOf(aggregate.drivers);
    if (!aggregate.leaveOneOutRate8h || aggregate.leaveOneOutVenue.empty() || aggregate.drivers.empty())
        return driver;
    const QString rate = formats::rate8h(aggregate.leaveOneOutRate8h, unit);
    if (aggregate.drivers.front() == aggregate.leaveOneOutVenue)
        return tr("%1, else %2", "venue that drives the aggregate, aggregate without it").arg(driver, rate);
    return tr("%1; without %2 %3", "venue that drives the aggregate, venue that moves it most, aggregate without that")
        .arg(driver, text(aggregate.leaveOneOutVenue), rate);
}

std::vector<Row> ReadingText::rowsOf(const AggregateView &aggregate, RateUnit unit)
{
    const QString count = QStringLiteral("%1/%2").arg(aggregate.operatorsElevated).arg(aggregate.operatorsValid);
    QString scope;
    if (aggregate.scope == Scope::Systemic)
        scope = tr("systemic");
    if (aggregate.scope == Scope::Mixed)
        scope = tr("mixed");
    if (aggregate.scope == Scope::Localised)
        scope = tr("localised");
    const bool isElevated = aggregate.operatorsElevated > 0 && !scope.isEmpty();

    QString cost = QString(formats::Dash), shortCost = cost;
    if (aggregate.costDay10xPer10k) {
        shortCost = dollars(*aggregate.costDay10xPer10k);
        cost = tr("%1 per $10k", "cost per day at 10x").arg(shortCost);
    }
    // The realised figures are what a long paid; shown for the side that pays now.
    const double side = aggregate.rate8h.value_or(0) < 0 ? -1 : 1;
    QStringList realised;
    if (aggregate.realised24h10xPer10k)
        realised << tr("%1 24h", "realised cost").arg(dollars(side * *aggregate.realised24h10xPer10k));
    const QString shortRealised = realised.isEmpty() ? QString(formats::Dash) : realised.front();
    if (aggregate.realised7d10xPer10k)
        realised << tr("%1 7d", "realised cost").arg(dollars(side * *aggregate.realised7d10xPer10k));

    QString normal = QString(formats::Dash), shortNormal = normal;
    if (aggregate.ratio && aggregate.baseline8h) {
        shortNormal = tr("%1x normal").arg(QLocale::c().toString(*aggregate.ratio, 'f', 1));
        normal =
            tr("%1x normal %2", "ratio, baseline")
                .arg(QLocale::c().toString(*aggregate.ratio, 'f', 1), formats::rate8h(*aggregate.baseline8h).mid(1));
    }
    const QString venues = QStringLiteral("%1/%2").arg(aggregate.venuesValid).arg(aggregate.venuesTotal);
    const QString coverage = formats::percent(aggregate.coverage, 0);
    return {
        {tr("Elevated"), isElevated ? tr("%1, %2", "count, scope").arg(count, scope) : count, count, 0},
        {tr("Ratio"), normal, shortNormal, 2},
        {tr("Hottest"), firstOf(aggregate.hottest), {}, 3},
        {tr("Driver"), driverOf(aggregate, unit), firstOf(aggregate.drivers), 4},
        {tr("10x a day"), cost, shortCost, 1},
        {tr("Realised"), realised.isEmpty() ? QString(formats::Dash) : realised.join(QStringLiteral(", ")),
            shortRealised, 5},
        {tr("Coverage"), tr("%1, %2 venues").arg(coverage, venues), coverage, 6},
    };
}

std::vector<VenueDot> ReadingText::dotsOf(const AssetSnapshot &asset)
{
    std::vector<VenueDot> dots;
    for (const VenueRow &venue : asset.venues) {
        const std::optional<double> rate = venue.smoothed8h ? venue.smoothed8h : venue.spot8h;
        if (!rate)
            continue;
        const double weight = venue.excluded == Exclusion::None ? venue.weight.value_or(0) : 0;
        dots.push_back({venue.venue, text(venue.shortName), *rate, weight, venue.held});
    }
    return dots;
}

QString ReadingText::readOut(const Snapshot &snapshot, const QString &asset, const std::string &id, RateUnit unit)
{
    const AssetSnapshot *found = snapshot.find(asset.toStdString());
    if (!found)
        return {};
    const auto row = std::find_if(
        found->venues.begin(), found->venues.end(), [&](const VenueRow &each) { return each.venue == id; });
    if (row == found->venues.end())
        return {};
    const VenueRow &venue = *row;
    QStringList lines{text(venue.name)};
    lines
        << tr("now %1, 8 h mean %2").arg(formats::rate8h(venue.spot8h, unit), formats::rate8h(venue.smoothed8h, unit));
    if (venue.excluded != Exclusion::None)
        lines << tr("not in the aggregate: %1")
                     .arg(QString::fromLatin1(exclusionName(venue.excluded).data()).replace(u'_', u' '));
    else
        lines << tr("weight %1").arg(formats::percent(venue.weight));
    if (venue.elevated)
        lines << tr("elevated");
    if (venue.held)
        lines << tr("gone for now: last value held");
    if (venue.fundingSeenMs)
        lines << tr("%1 old").arg(formats::age(snapshot.transportMs - *venue.fundingSeenMs));
    return lines.join(u'\n');
}

QString ReadingText::spoken(const Reading &reading)
{
    QStringList parts{reading.caption, reading.title};
    if (!reading.rateText.isEmpty())
        parts << tr("%1 per 8 hours, %2 a year").arg(formats::rate8h(reading.rate8h), reading.aprText);
    if (!reading.note.isEmpty())
        parts << reading.note;
    for (const Row &row : reading.rows)
        parts << row.name + u' ' + row.value;
    return parts.join(QStringLiteral("; "));
}

} // namespace isobar::gauge
