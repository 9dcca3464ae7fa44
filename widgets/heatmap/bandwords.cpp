#include "widgets/heatmap/bandwords.h"

#include "core/levelgrid/levelkernel.h"

#include <array>
#include <cmath>

namespace isobar::heatmap {

namespace {

constexpr double Maintenance = 0.005;
constexpr std::array<double, DistanceBands - 1> Edges{0.01, 0.02, 0.04, 0.08};

QString whole(double value) { return QString::number(std::lround(value)); }

} // namespace

double leverageAt(double distance) { return 1 / (1 - std::exp(-distance) * (1 - Maintenance)); }

QString BandWords::distance(int band)
{
    const auto per = [](int edge) { return whole(100 * Edges[static_cast<std::size_t>(edge)]); };
    if (band <= 0)
        return QStringLiteral("< %1%").arg(per(0));
    if (band >= DistanceBands - 1)
        return QStringLiteral("> %1%").arg(per(DistanceBands - 2));
    return QStringLiteral("%1–%2%").arg(per(band - 1), per(band));
}

QString BandWords::leverage(int band)
{
    const auto at = [](int edge) { return whole(leverageAt(Edges[static_cast<std::size_t>(edge)])); };
    if (band <= 0)
        return QStringLiteral("> %1x").arg(at(0));
    if (band >= DistanceBands - 1)
        return QStringLiteral("< %1x").arg(at(DistanceBands - 2));
    return QStringLiteral("%1–%2x").arg(at(band), at(band - 1));
}

QString BandWords::both(int band)
{
    return tr("%1 from entry (%2 isolated)", "distance band, leverage").arg(distance(band), leverage(band));
}

QString GroupWords::name(const std::string &group)
{
    if (group == "Other linear")
        return tr("Other linear", "venue group: linear contracts of all other venues");
    if (group == "Inverse")
        return tr("Inverse", "venue group: coin-margined contracts");
    return QString::fromStdString(group);
}

} // namespace isobar::heatmap
