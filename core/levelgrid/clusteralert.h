#pragma once
#include "core/levelgrid/cluster.h"
#include "core/market/rule.h"

#include <span>
#include <string>

namespace isobar {

/// "Alert me when within x %" of a cluster (PRODUCT 3) is a rule of the user like any other: a price that lies `within`
/// (a fraction) of its nearer edge, on the way to it. Its id names the cluster, so that it also counts as marked (MODEL
/// 8.2). The name is left empty: it is the rule's sentence.
UserRule clusterAlert(const std::string &asset, const Cluster &cluster, double within);
/// The id of such a rule.
std::string clusterAlertId(const Cluster &cluster);
/// Whether one of the rules is of the cluster, and on.
bool isAlerting(std::span<const UserRule> rules, const Cluster &cluster);
/// How far the price is from the nearer edge, as a fraction of the edge; 0: in it or beyond.
double distanceToEdge(const Cluster &cluster, double price);

} // namespace isobar
