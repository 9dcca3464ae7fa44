#include "widgets/heatmap/readoutwords.h"

#include "widgets/heatmap/bandwords.h"
#include "widgets/style/formats.h"

#include <QStringList>

#include <algorithm>
#include <cmath>

namespace isobar::heatmap {

namespace {

constexpr double ShortHorizonHours = 4, LongHorizonHours = 24;

double levelAt(const std::vector<float> &cells, int at)
{
    return at >= 0 && at < static_cast<int>(cells.size()) ? static_cast<double>(cells[static_cast<std::size_t>(at)])
                                                          : 0;
}

QString percentOf(double share) { return formats::percent(share, share < 0.0995 ? 1 : 0); }

} // namespace

LevelReading readNow(const LevelMap &map, double price)
{
    LevelReading reading;
    reading.timeMs = map.marketMs;
    reading.price = price;
    reading.nowPrice = map.price;
    reading.cellWidth = map.lattice.cellWidth;
    reading.coverage = map.coverage;
    if (price <= 0 || map.price <= 0)
        return reading;
    const int cell = map.lattice.cellOf(price);
    if (map.lattice.modelled(map.lattice.cellOf(map.price)).contains(cell)) {
        reading.longUsd = levelAt(map.now.longs, cell - map.now.firstCell);
        reading.shortUsd = levelAt(map.now.shorts, cell - map.now.firstCell);
    }
    const double distance = std::abs(std::log(price / map.price));
    if (map.volatility.over(LongHorizonHours) > 0) {
        reading.touch4h = touchProbability(distance, map.volatility.over(ShortHorizonHours));
        reading.touch24h = touchProbability(distance, map.volatility.over(LongHorizonHours));
    }
    const auto found = std::find_if(map.clusters.begin(), map.clusters.end(),
        [price](const Cluster &cluster) { return price >= cluster.low && price <= cluster.high; });
    if (found != map.clusters.end())
        reading.cluster = *found;
    return reading;
}

WhatIf whatIf(const LevelMap &map, double toPrice)
{
    WhatIf what{map.price, toPrice, 0, 0, 0, 0, 0};
    if (map.price <= 0 || toPrice <= 0)
        return what;
    what.printsUsd = map.now.between(map.lattice, what.side(), map.price, toPrice);
    what.oiClosedUsd = map.coverage > 0 ? what.printsUsd / map.coverage : 0;
    const double distance = std::abs(std::log(toPrice / map.price));
    what.touch4h = touchProbability(distance, map.volatility.over(ShortHorizonHours));
    what.touch24h = touchProbability(distance, map.volatility.over(LongHorizonHours));
    what.clusters = static_cast<int>(std::count_if(map.clusters.begin(), map.clusters.end(), [&](const Cluster &each) {
        return each.side == what.side() && each.peak >= std::min(map.price, toPrice)
            && each.peak <= std::max(map.price, toPrice);
    }));
    return what;
}

QString ReadoutWords::about(std::optional<double> usd)
{
    return usd ? QStringLiteral("≈ ") + formats::usd(usd) : QString(formats::Dash);
}

QString ReadoutWords::sideName(PositionSide side) { return side == PositionSide::Long ? tr("longs") : tr("shorts"); }

QString ReadoutWords::loadName(ClusterLoad load)
{
    switch (load) {
    case ClusterLoad::Plain:
        return tr("plain", "state of a cluster: nothing special");
    case ClusterLoad::Loaded:
        return tr("loaded", "state of a cluster");
    case ClusterLoad::Armed:
        return tr("armed", "state of a cluster");
    }
    return {};
}

QString ReadoutWords::distance(double price, double nowPrice)
{
    if (price <= 0 || nowPrice <= 0)
        return formats::Dash;
    const double share = std::abs(price / nowPrice - 1);
    const QString percent = formats::percent(share, 2);
    const QString usd = QLatin1Char('$') + formats::price(std::abs(price - nowPrice));
    return price < nowPrice ? tr("%1, %2 below", "distance in per cent, in USD").arg(percent, usd)
                            : tr("%1, %2 above", "distance in per cent, in USD").arg(percent, usd);
}

std::vector<ReadoutWords::Row> ReadoutWords::rows(const LevelReading &reading, TimeZoneChoice zone)
{
    std::vector<Row> rows;
    const auto add = [&rows](const QString &name, const QString &value, bool isStrong = false) {
        rows.push_back({name, value, isStrong});
    };
    add(tr("Time"), reading.isFuture ? tr("ahead: levels of now") : formats::dateTime(reading.timeMs, zone));
    add(tr("Price"), formats::price(reading.price), true);
    add(tr("Distance"), distance(reading.price, reading.nowPrice));
    if (!reading.longUsd && !reading.shortUsd) {
        add(tr("Levels"),
            reading.opensOnlyUsd ? tr("no modelled exposure; opens-only maps draw it") : tr("no modelled exposure"));
    } else {
        const double total = reading.longUsd.value_or(0) + reading.shortUsd.value_or(0);
        add(tr("Prints per %1", "per cell of price: 0.1%").arg(formats::percent(reading.cellWidth, 1)),
            tr("%1 modelled").arg(about(total)), true);
        if (reading.coverage > 0)
            add(tr("OI behind"), about(total / reading.coverage));
        if (total > 0) {
            add(tr("Longs / shorts"),
                QStringLiteral("%1 / %2").arg(
                    formats::usd(reading.longUsd.value_or(0)), formats::usd(reading.shortUsd.value_or(0))));
            std::vector<LevelReading::Share> groups = reading.byGroup;
            std::stable_sort(
                groups.begin(), groups.end(), [](const auto &one, const auto &other) { return one.usd > other.usd; });
            QStringList parts;
            for (const LevelReading::Share &group : groups) {
                if (group.usd > 0.005 * total)
                    parts << QStringLiteral("%1 %2").arg(group.name, formats::percent(group.usd / total, 0));
            }
            if (!parts.isEmpty())
                add(tr("Venues"), parts.join(QStringLiteral(", ")));
            parts.clear();
            for (int band = 0; reading.byBand && band < DistanceBands; ++band) {
                const double usd = (*reading.byBand)[static_cast<std::size_t>(band)];
                if (usd > 0.005 * total)
                    parts << QStringLiteral("%1 %2").arg(BandWords::leverage(band), formats::percent(usd / total, 0));
            }
            if (!parts.isEmpty())
                add(tr("Bands"), parts.join(QStringLiteral(", ")));
        }
    }
    if (reading.opensOnlyUsd)
        add(tr("Other maps"), about(reading.opensOnlyUsd));
    if (reading.touch4h && reading.touch24h)
        add(tr("Touched"),
            tr("%1 in 4 h, %2 in 24 h", "probabilities")
                .arg(percentOf(*reading.touch4h), percentOf(*reading.touch24h)));
    if (reading.cluster)
        add(tr("Cluster"),
            tr("%1, prints %2 (%3 OI)", "peak price, USD, USD")
                .arg(formats::levelPrice(reading.cluster->peak), about(reading.cluster->printsUsd),
                    about(reading.cluster->oiClosedUsd)));
    if (!reading.chain.isEmpty())
        add(tr("Chain"), reading.chain);
    if (reading.hasNoSkill)
        add(tr("Track record"), tr("no skill: do not rely on the probabilities"));
    if (reading.isHatched)
        add(tr("Quality"), tr("little data: estimate"));
    return rows;
}

QString ReadoutWords::spoken(const LevelReading &reading, TimeZoneChoice zone)
{
    QStringList parts;
    for (const Row &row : rows(reading, zone))
        parts << QStringLiteral("%1 %2").arg(row.name, row.value);
    return parts.join(QStringLiteral("; "));
}

QString ReadoutWords::clusterLabel(const Cluster &cluster, double nowPrice, int horizonHours)
{
    const double distance = nowPrice > 0 ? std::abs(cluster.peak / nowPrice - 1) : cluster.distance;
    return tr("%1 – prints %2 (%3 OI) – %4 – %5 h %6",
        "cluster: price, expected prints, open interest, distance, horizon, probability of being touched")
        .arg(formats::levelPrice(cluster.peak), about(cluster.printsUsd), about(cluster.oiClosedUsd),
            formats::percent(distance, 1), QString::number(horizonHours),
            percentOf(horizonHours <= 4 ? cluster.touch4h : cluster.touch24h));
}

QString ReadoutWords::clusterShort(const Cluster &cluster)
{
    return QStringLiteral("%1 %2").arg(formats::levelPrice(cluster.peak), about(cluster.printsUsd));
}

std::vector<ReadoutWords::Row> ReadoutWords::clusterRows(const Cluster &cluster, double nowPrice, TimeZoneChoice zone)
{
    return {
        {tr("Cluster"), tr("%1, %2", "side, state").arg(sideName(cluster.side), loadName(cluster.load)), true},
        {tr("Range"),
            QStringLiteral("%1 – %2").arg(formats::levelPrice(cluster.low), formats::levelPrice(cluster.high)), true},
        {tr("Distance"), distance(cluster.peak, nowPrice), false},
        {tr("Prints"), tr("%1 modelled").arg(about(cluster.printsUsd)), true},
        {tr("OI behind"), tr("%1, voluntary closing included").arg(about(cluster.oiClosedUsd)), false},
        {tr("Touched"),
            tr("%1 in 4 h, %2 in 24 h", "probabilities").arg(percentOf(cluster.touch4h), percentOf(cluster.touch24h)),
            false},
        {tr("Load rank"),
            cluster.loadRank ? tr("%1 of the last 30 d", "rank").arg(formats::percent(cluster.loadRank, 0))
                             : tr("known after 3 d of data"),
            false},
        {tr("Mean age"), formats::age(static_cast<TimeMs>(cluster.meanAgeHours * static_cast<double>(HourMs))), false},
        {tr("First seen"), formats::dateTime(cluster.firstSeenMs, zone), false},
    };
}

QString ReadoutWords::whatIf(const WhatIf &what)
{
    if (what.fromPrice <= 0 || what.toPrice <= 0)
        return formats::Dash;
    QString text = tr("%1 (%2): prints %3, OI %4 of %5 on the way", "price, change, USD, USD, side")
                       .arg(formats::levelPrice(what.toPrice), formats::change(what.toPrice / what.fromPrice - 1),
                           about(what.printsUsd), about(what.oiClosedUsd), sideName(what.side()));
    if (what.clusters > 0)
        text += tr(", %n cluster(s)", nullptr, what.clusters);
    if (what.touch24h > 0)
        text += tr(" – 4 h %1, 24 h %2", "probabilities").arg(percentOf(what.touch4h), percentOf(what.touch24h));
    return text;
}

} // namespace isobar::heatmap
