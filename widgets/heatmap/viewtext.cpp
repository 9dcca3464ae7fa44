#include "widgets/heatmap/viewtext.h"

#include "core/snapshot/keptmoment.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>
#include <cmath>

namespace isobar::heatmap {

namespace {

constexpr int Format = 1;

struct Flag {
    const char *key;
    bool HeatmapChoices::*member;
};
constexpr std::array Flags{Flag{"levels", &HeatmapChoices::levels}, Flag{"split", &HeatmapChoices::split},
    Flag{"candles", &HeatmapChoices::candles}, Flag{"clusters", &HeatmapChoices::clusters},
    Flag{"chains", &HeatmapChoices::chains}, Flag{"liquidations", &HeatmapChoices::liquidations},
    Flag{"opens_only", &HeatmapChoices::opensOnly}, Flag{"settlements", &HeatmapChoices::settlements},
    Flag{"edge_map", &HeatmapChoices::edgeMap}, Flag{"strips", &HeatmapChoices::strips},
    Flag{"exact", &HeatmapChoices::exact}, Flag{"log", &HeatmapChoices::logIntensity}};
constexpr std::array Ramps{"viridis", "inferno", "grey", "colour-blind"};

QString nameOf(Origin origin)
{
    const std::string_view name = originName(origin);
    return QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
}

QJsonObject jsonOf(const HeatmapOptions &options)
{
    QJsonObject json;
    for (const Flag &flag : Flags)
        json[QLatin1String(flag.key)] = options.*flag.member;
    json[QLatin1String("ramp")] = QLatin1String(Ramps[static_cast<std::size_t>(options.ramp)]);
    json[QLatin1String("least_liquidation_usd")] = options.leastLiquidationUsd;
    json[QLatin1String("range_hours")] = options.rangeHours;
    json[QLatin1String("horizon_hours")] = options.horizonHours;
    json[QLatin1String("low_usd")] = options.lowUsd;
    json[QLatin1String("high_usd")] = options.highUsd;
    json[QLatin1String("longs")] = options.filter.longs;
    json[QLatin1String("shorts")] = options.filter.shorts;
    json[QLatin1String("groups")] = static_cast<double>(options.filter.groups);
    json[QLatin1String("bands")] = static_cast<double>(options.filter.bands);
    return json;
}

HeatmapOptions optionsOf(const QJsonObject &json)
{
    HeatmapOptions options;
    for (const Flag &flag : Flags)
        options.*flag.member = json[QLatin1String(flag.key)].toBool(options.*flag.member);
    for (std::size_t i = 0; i < Ramps.size(); ++i) {
        if (json[QLatin1String("ramp")].toString() == QLatin1String(Ramps[i]))
            options.ramp = static_cast<HeatRamp>(i);
    }
    options.leastLiquidationUsd = json[QLatin1String("least_liquidation_usd")].toDouble(options.leastLiquidationUsd);
    options.rangeHours = json[QLatin1String("range_hours")].toInt(options.rangeHours);
    options.horizonHours = json[QLatin1String("horizon_hours")].toInt(options.horizonHours);
    options.lowUsd = json[QLatin1String("low_usd")].toDouble();
    options.highUsd = json[QLatin1String("high_usd")].toDouble();
    options.filter.longs = json[QLatin1String("longs")].toBool(true);
    options.filter.shorts = json[QLatin1String("shorts")].toBool(true);
    const auto bits = [&](const char *key) {
        const double value = json[QLatin1String(key)].toDouble(-1);
        return value >= 0 && value <= 4294967295.0 ? static_cast<std::uint32_t>(value) : ~0U;
    };
    options.filter.groups = bits("groups");
    options.filter.bands = bits("bands");
    return options;
}

} // namespace

QByteArray viewText(const HeatmapScene &scene, const ShotFacts &facts)
{
    QJsonObject view;
    view[QLatin1String("from_ms")] = scene.view.fromMs;
    view[QLatin1String("to_ms")] = scene.view.toMs;
    view[QLatin1String("log_low")] = scene.view.logLow; // exactly: ln(exp(x)) is not x
    view[QLatin1String("log_high")] = scene.view.logHigh;
    view[QLatin1String("low")] = scene.view.isValid() ? scene.view.low() : 0;
    view[QLatin1String("high")] = scene.view.isValid() ? scene.view.high() : 0;
    QJsonObject json;
    json[QLatin1String("format")] = Format;
    json[QLatin1String("isobar")] = QCoreApplication::applicationVersion();
    json[QLatin1String("asset")] = scene.asset;
    json[QLatin1String("time_ms")] = static_cast<double>(scene.nowMs);
    json[QLatin1String("origin")] = nameOf(facts.origin);
    json[QLatin1String("view")] = view;
    json[QLatin1String("options")] = jsonOf(scene.options);
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

std::optional<SavedView> readViewText(const QByteArray &text)
{
    const QJsonObject json = QJsonDocument::fromJson(text).object();
    if (json[QLatin1String("format")].toInt() != Format)
        return std::nullopt;
    const QJsonObject view = json[QLatin1String("view")].toObject();
    const double low = view[QLatin1String("low")].toDouble(), high = view[QLatin1String("high")].toDouble();
    SavedView saved;
    saved.asset = json[QLatin1String("asset")].toString();
    saved.nowMs = static_cast<TimeMs>(json[QLatin1String("time_ms")].toDouble());
    if (saved.asset.isEmpty() || !(low > 0) || !(high > low) || saved.nowMs <= 0)
        return std::nullopt;
    saved.view = {view[QLatin1String("from_ms")].toDouble(), view[QLatin1String("to_ms")].toDouble(),
        view[QLatin1String("log_low")].toDouble(std::log(low)),
        view[QLatin1String("log_high")].toDouble(std::log(high))};
    for (const Origin origin : {Origin::Demo, Origin::Replay}) {
        if (json[QLatin1String("origin")].toString() == nameOf(origin))
            saved.origin = origin;
    }
    saved.options = optionsOf(json[QLatin1String("options")].toObject());
    return saved.view.isValid() ? std::optional(saved) : std::nullopt;
}

bool isNewerViewText(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object()[QLatin1String("format")].toInt() > Format;
}

} // namespace isobar::heatmap
