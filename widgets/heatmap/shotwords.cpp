#include "widgets/heatmap/shotwords.h"

#include "widgets/heatmap/axispainter.h"
#include "widgets/heatmap/bandwords.h"
#include "widgets/heatmap/exactpainter.h"
#include "widgets/heatmap/kernelwords.h"
#include "widgets/heatmap/legendpainter.h"
#include "widgets/heatmap/legendscale.h"
#include "widgets/heatmap/palette.h"
#include "widgets/style/formats.h"

#include <QStringList>

#include <algorithm>
#include <cmath>

namespace isobar::heatmap {

namespace {

constexpr int NamedVenues = 8;

} // namespace

ShotFacts shotFacts(const Snapshot &snapshot)
{
    return {snapshot.origin, QString::fromStdString(snapshot.scenario), snapshot.venuesLive, snapshot.venuesTotal};
}

QString ShotWords::range(const HeatmapScene &scene)
{
    const auto now = static_cast<double>(scene.nowMs);
    if (scene.view.toMs >= now && scene.view.fromMs < now) {
        const double hours = (now - scene.view.fromMs) / static_cast<double>(HourMs);
        if (hours < 2)
            return tr("last %1 min").arg(std::lround(hours * 60));
        return hours <= 48.5 ? tr("last %1 h").arg(std::lround(hours)) : tr("last %1 d").arg(std::lround(hours / 24));
    }
    return tr("%1 to %2", "time, time")
        .arg(formats::dateTime(static_cast<TimeMs>(scene.view.fromMs), TimeZoneChoice::Utc),
            formats::dateTime(static_cast<TimeMs>(std::min(scene.view.toMs, now)), TimeZoneChoice::Utc));
}

QString ShotWords::title(const HeatmapScene &scene)
{
    return scene.options.opensOnly
        ? tr("%1 – what other liquidation maps draw (opens only), %2", "asset, range").arg(scene.asset, range(scene))
        : tr("%1 – modelled liquidation levels, %2", "asset, range").arg(scene.asset, range(scene));
}

std::vector<QString> ShotWords::facts(const HeatmapScene &scene)
{
    std::vector<QString> parts;
    const QString local = formats::dateTime(scene.nowMs, TimeZoneChoice::Local);
    const QString utc = formats::dateTime(scene.nowMs, TimeZoneChoice::Utc);
    parts.push_back(local == utc ? utc : QStringLiteral("%1 (%2)").arg(utc, local));
    const double price = lastPrice(scene);
    parts.push_back(tr("price %1").arg(price > 0 ? formats::price(price) : QString(formats::Dash)));
    if (scene.market && scene.market->aggregate.rate8h)
        parts.push_back(tr("funding %1 / 8h", "aggregate rate").arg(formats::rate8h(scene.market->aggregate.rate8h)));
    if (scene.market && scene.market->openInterestUsd)
        parts.push_back(tr("OI %1").arg(formats::usd(scene.market->openInterestUsd)));
    return parts;
}

QString ShotWords::venues(const HeatmapScene &scene, const ShotFacts &facts)
{
    QStringList names;
    int more = 0;
    if (scene.market) {
        for (const VenueRow &venue : scene.market->venues) {
            if (venue.excluded == Exclusion::NoData)
                continue;
            if (names.size() < NamedVenues)
                names << QString::fromStdString(venue.shortName.empty() ? venue.name : venue.shortName);
            else
                ++more;
        }
    }
    if (names.isEmpty())
        return tr("no venue");
    QString text = names.join(QStringLiteral(", "));
    if (more > 0)
        text += tr(" and %1 more", "venues").arg(more);
    if (facts.venuesTotal > 0)
        text += tr(" – %1/%2 live", "venues").arg(facts.venuesLive).arg(facts.venuesTotal);
    if (scene.market && scene.market->aggregate.coverage > 0)
        text += tr(", coverage %1").arg(formats::percent(scene.market->aggregate.coverage, 0));
    if (scene.map && scene.map->days > 0)
        text += tr(", levels of %1 d", "days of history behind the map")
                    .arg(QString::number(scene.map->days, 'f', scene.map->days < 9.95 ? 1 : 0));
    if (scene.map && !scene.options.opensOnly)
        text += tr(", weights: %1", "where the model's weights come from")
                    .arg(KernelWords::quality(scene.map->kernelOrigin, scene.map->isReportedScaleMeasured));
    return text;
}

QString ShotWords::filters(const HeatmapScene &scene)
{
    const LevelFilter &filter = scene.options.filter;
    QStringList parts;
    if (filter.longs != filter.shorts)
        parts << (filter.longs ? tr("longs") : tr("shorts"));
    if (!filter.longs && !filter.shorts)
        parts << tr("neither side");
    if (scene.map && !scene.options.opensOnly) {
        QStringList groups;
        for (std::size_t i = 0; i < scene.map->groups.size(); ++i) {
            if (filter.hasGroup(i))
                groups << GroupWords::name(scene.map->groups[i]);
        }
        if (groups.size() < static_cast<int>(scene.map->groups.size()))
            parts << (groups.isEmpty() ? tr("no venue") : groups.join(QStringLiteral(", ")));
        QStringList bands;
        for (int band = 0; band < DistanceBands; ++band) {
            if ((filter.bands >> band) & 1U)
                bands << BandWords::distance(band);
        }
        if (bands.size() < DistanceBands)
            parts << (bands.isEmpty() ? tr("no distance") : bands.join(QStringLiteral(", ")));
    }
    return parts.isEmpty() ? QString() : tr("only: %1", "what filters leave").arg(parts.join(QStringLiteral("; ")));
}

std::vector<ShotLayer> ShotWords::layers(const HeatmapScene &scene, const Theme &theme)
{
    std::vector<ShotLayer> layers;
    const HeatmapOptions &options = scene.options;
    const bool isDark = theme.isDark();
    if (options.levels && scene.map) {
        const LegendScale scale = legendScale(*scene.map, options);
        const QString range = scale.isSet()
            ? QStringLiteral("%1–%2").arg(formats::usd(scale.lowUsd), formats::usd(scale.highUsd))
            : QString(formats::Dash);
        const auto steps = [&](const std::function<QRgb(double)> &colourAt) {
            std::vector<QColor> colours;
            for (const double u : {0.15, 0.4, 0.65, 0.9})
                colours.emplace_back(colourAt(u));
            return colours;
        };
        const auto ramp = [&](double u) { return rampColour(options.ramp, u, isDark); };
        const auto side = [&](Token token) {
            return steps([&, token](double u) { return sideColour(theme.colour(token), u, isDark); });
        };
        if (options.opensOnly) {
            layers.push_back({steps(ramp), tr("opened positions, nothing taken away: %1 per 0.1%").arg(range)});
        } else if (options.split) {
            if (options.filter.longs)
                layers.push_back({side(Token::LiquidatedLong), tr("modelled levels of longs: %1 per 0.1%").arg(range)});
            if (options.filter.shorts)
                layers.push_back(
                    {side(Token::LiquidatedShort), tr("of shorts: %1 per 0.1%", "modelled levels").arg(range)});
        } else {
            layers.push_back({steps(ramp), tr("modelled levels: %1 prints per 0.1%").arg(range)});
        }
    }
    if (options.candles)
        layers.push_back({{theme.colour(Token::Up), theme.colour(Token::Down)}, tr("candles")});
    if (options.liquidations) {
        layers.push_back({{theme.colour(Token::LiquidatedLong)},
            tr("liquidated longs ≥ %1", "realised, from this size on").arg(formats::usd(options.leastLiquidationUsd))});
        layers.push_back({{theme.colour(Token::LiquidatedShort)}, tr("liquidated shorts")});
    }
    if (options.clusters && scene.map)
        layers.push_back({{}, tr("clusters: modelled prints, OI behind, distance, 24 h touch")});
    if (options.positions && scene.positions) {
        layers.push_back({{theme.colour(Token::Accent)}, tr("own entry", "line of a position")});
        layers.push_back({{theme.colour(Token::SeverityP1)}, tr("own liquidation price")});
    }
    if (options.chains && scene.market && scene.market->chains)
        layers.push_back({{}, tr("arrows: modelled cascade chains, probability of the step → of all up to it")});
    if (options.exact && scene.map && scene.map->exact)
        layers.push_back({{theme.colour(Token::LiquidatedLong), theme.colour(Token::LiquidatedShort)},
            tr("ticks at the edge, %1", "exact: n addresses").arg(ExactWords::caption(scene.map->exact.get()))});
    if (options.settlements)
        layers.push_back({{theme.colour(Token::Accent)}, tr("funding paid")});
    return layers;
}

QString ShotWords::badge(const ShotFacts &facts)
{
    switch (facts.origin) {
    case Origin::Demo:
        return facts.scenario.isEmpty() ? tr("DEMO") : tr("DEMO %1", "name of the scenario").arg(facts.scenario);
    case Origin::Replay:
        return facts.scenario.isEmpty() ? tr("REPLAY") : tr("REPLAY of a DEMO");
    case Origin::Live:
        break;
    }
    return {};
}

} // namespace isobar::heatmap
