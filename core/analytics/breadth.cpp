#include "core/analytics/breadth.h"

#include "core/analytics/funding.h"
#include "core/analytics/tolerance.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace isobar {

namespace {

Scope scopeOf(const Breadth &breadth, const BreadthSettings &settings)
{
    if (atLeast(breadth.elevatedShare, settings.systemicShare)
        && breadth.operatorsElevated >= settings.systemicOperators)
        return Scope::Systemic;
    if (breadth.operatorsElevated <= 1 || below(breadth.elevatedShare, settings.localisedShare)
        || above(breadth.concentration, settings.localisedConcentration))
        return Scope::Localised;
    return Scope::Mixed;
}

/// Indices of the positive scores, highest first; equal ones by the venue's id.
std::vector<std::size_t> ranked(const std::vector<double> &scores, std::span<const BreadthVenue> venues)
{
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        if (scores[i] > 0)
            order.push_back(i);
    }
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return scores[a] > scores[b] || (scores[a] == scores[b] && venues[a].venue < venues[b].venue);
    });
    return order;
}

} // namespace

double elevationThreshold(double rate8h, const Baseline &baseline, const BreadthSettings &settings)
{
    return rate8h < 0 ? settings.shortThreshold8h : settings.longRatio * baseline.longSide8h;
}

Breadth evaluateBreadth(double rate8h, std::span<const BreadthVenue> venues, const BreadthSettings &settings)
{
    Breadth result;
    result.elevated.assign(venues.size(), false);
    if (venues.empty() || std::isnan(rate8h))
        return result;

    const double sign = rate8h < 0 ? -1 : 1;
    std::vector<double> heat(venues.size(), 0), excess(venues.size(), 0);
    std::set<std::string> operators;
    double total = 0, squares = 0;
    for (std::size_t i = 0; i < venues.size(); ++i) {
        const BreadthVenue &venue = venues[i];
        const double threshold = elevationThreshold(rate8h, venue.baseline, settings);
        const double towards = sign * venue.smoothed8h; // positive on the crowd's side
        if (atLeast(towards, threshold)) {
            result.elevated[i] = true;
            result.elevatedShare += venue.weight;
            operators.insert(venue.operatorName);
        }
        if (above(towards, threshold))
            excess[i] = venue.weight * (towards - threshold);
        total += excess[i];
        squares += excess[i] * excess[i];
        if (atLeast(venue.weight, settings.hottestWeight))
            heat[i] = sign * venue.spot8h / venue.baseline.of(payingSide(rate8h));
    }
    result.operatorsElevated = static_cast<int>(operators.size());
    result.concentration = total > 0 ? squares / (total * total) : 0;
    result.hottest = ranked(heat, venues);
    result.drivers = ranked(excess, venues);
    result.scope = scopeOf(result, settings);
    return result;
}

} // namespace isobar
