#include "core/levelgrid/clusteralert.h"

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

/// A price as one would say it: five digits.
double rounded(double price)
{
    const double step = std::pow(10, std::floor(std::log10(price)) - 4);
    return price > 0 ? std::round(price / step) * step : price;
}

} // namespace

std::string clusterAlertId(const Cluster &cluster) { return "cluster:" + eventIdText(cluster.id); }

UserRule clusterAlert(const std::string &asset, const Cluster &cluster, double within)
{
    UserCondition near;
    const bool isBelow = cluster.side == PositionSide::Long; // longs are liquidated below the price
    near.kind = isBelow ? UserConditionKind::PriceBelow : UserConditionKind::PriceAbove;
    near.threshold = rounded(isBelow ? cluster.high * (1 + within) : cluster.low * (1 - within));
    UserRule rule;
    rule.id = clusterAlertId(cluster);
    rule.assets = {asset};
    rule.conditions = {near};
    return rule;
}

bool isAlerting(std::span<const UserRule> rules, const Cluster &cluster)
{
    const std::string id = clusterAlertId(cluster);
    return std::any_of(rules.begin(), rules.end(), [&](const UserRule &each) { return each.on && each.id == id; });
}

double distanceToEdge(const Cluster &cluster, double price)
{
    const double away = cluster.side == PositionSide::Long ? price / cluster.high - 1 : 1 - price / cluster.low;
    return std::max(0.0, away);
}

} // namespace isobar
