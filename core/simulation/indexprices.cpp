#include "core/simulation/indexprices.h"

#include <algorithm>
#include <cmath>

#include "core/base/hash.h"

namespace isobar::simulation {

namespace {
constexpr double DepthShareOfTurnover = 0.022; // of a day's turnover, for 1 %
constexpr double CommonShare = 0.8; // correlation of an asset with the market
constexpr double RecoverySeconds = 600;
constexpr double JumpsPerDay = 0.5;
constexpr double DaySeconds = 86400;
} // namespace

IndexPrices::IndexPrices(std::uint64_t seed, int assets)
    : m_common(StableHash().add("market").add(static_cast<std::int64_t>(seed)).value())
{
    const std::vector<Listing> all = listings({}, assets); // depth does not depend on which venues are simulated
    for (const AssetProfile &profile : assetProfiles(assets)) {
        double turnover = 0;
        for (const Listing &listing : all)
            turnover += listing.spec.asset == profile.name ? listing.turnoverUsd : 0;
        Asset asset{.profile = profile,
            .depthUsd = turnover * DepthShareOfTurnover,
            .random = Random(StableHash().add(profile.name).add(static_cast<std::int64_t>(seed)).value()),
            .last = {profile.price, profile.price, profile.price, 1}};
        m_assets.push_back(asset);
    }
}

void IndexPrices::step(double seconds, const Mood &mood, double pullPerHour)
{
    m_commonVolatility.step(seconds, m_common);
    const double commonShock = m_common.normal();
    for (Asset &asset : m_assets)
        stepAsset(asset, seconds, mood, pullPerHour, commonShock);
}

void IndexPrices::stepAsset(Asset &asset, double seconds, const Mood &mood, double pullPerHour, double commonShock)
{
    const double swing = std::exp(asset.logVolatility.step(seconds, asset.random) + m_commonVolatility.value());
    const double deviation = asset.profile.dailyVolatility * mood.volatility * swing * std::sqrt(seconds / DaySeconds);
    const double ownShock = asset.random.normal();
    double move = deviation * (CommonShare * commonShock + std::sqrt(1 - CommonShare * CommonShare) * ownShock);
    move += (mood.driftPerHour * asset.profile.beta - pullPerHour * asset.offset) * seconds / 3600;
    if (asset.random.chance(JumpsPerDay * mood.volatility * seconds / DaySeconds))
        move += 0.1 * asset.profile.dailyVolatility * asset.random.normal();

    const double largest = 0.002 * std::sqrt(seconds);
    const double pushed = std::clamp(asset.pendingPush, -largest, largest);
    const double recovered = asset.recovery * (1 - std::exp(-seconds / RecoverySeconds));
    asset.pendingPush -= pushed;
    asset.recovery += pushed / 2 - recovered;
    move += pushed - recovered;

    const double before = asset.last.close;
    asset.offset += move;
    const double after = asset.profile.price * std::exp(asset.offset);
    // Within a long step the path goes beyond its ends.
    const double reach = seconds > 1 ? 0.6 * deviation : 0;
    const double up = reach * std::abs(asset.random.normal()), down = reach * std::abs(asset.random.normal());
    asset.last = {after, std::max(before, after) * (1 + up), std::min(before, after) * (1 - down),
        std::pow(mood.volatility, 0.8) * swing};
}

void IndexPrices::push(std::size_t asset, double netUsd)
{
    m_assets[asset].pendingPush += 0.01 * netUsd / m_assets[asset].depthUsd;
}

} // namespace isobar::simulation
