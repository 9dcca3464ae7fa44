// What goes on from before the start (MODEL 12): an event that was told is not told anew.
#include "core/events/assetrules.h"
#include "core/events/ruleset.h"

#include <algorithm>

namespace isobar {

void AssetRules::resume(const Event &told)
{
    const PositionSide side = told.side.value_or(PositionSide::Long);
    switch (told.type) {
    case EventType::FundingExtreme:
        m_extreme.resume(told);
        if (const auto *payload = std::get_if<FundingExtremePayload>(&told.payload))
            of(side).extremeAftermath = payload->aftermath;
        break;
    case EventType::FundingFlip:
        m_flip.resume(told);
        break;
    case EventType::FundingDivergence:
        m_divergence.resume(told);
        break;
    case EventType::FundingCapped:
        m_capped.resume(told);
        break;
    case EventType::IntervalChanged:
    case EventType::CapChanged:
        m_terms.resume(told);
        break;
    case EventType::SqueezeForming:
    case EventType::StructuralSqueeze:
        of(side).squeeze.resume(told);
        noteSqueeze(told, side);
        break;
    case EventType::LiquidationBurst:
        of(side).burst.resume(told);
        break;
    case EventType::LiquidationCascade:
        of(side).cascade.resume(told);
        break;
    case EventType::LargeLiquidation:
        m_large.resume(told);
        break;
    case EventType::ClusterArmed:
        m_clusters.resume(told);
        break;
    case EventType::OiExtreme:
        m_openInterest.resume(told);
        break;
    case EventType::VenueDislocation:
        m_dislocation.resume(told);
        break;
    case EventType::FeedLost:
        m_feedLost.resume(told);
        break;
    case EventType::Blind:
        m_blind.resume(told);
        break;
    case EventType::UserRule:
        m_userRules.resume(told);
        break;
    case EventType::Listed:
    case EventType::Delisted:
        break; // of the catalogues, whose first of a run is its beginning
    }
}

void RuleSet::resume(const Event &told)
{
    m_delivery.resume(told);
    note(told);
    if (told.type != EventType::Listed && told.type != EventType::Delisted) // these are of no watched asset
        m_assets.try_emplace(told.asset, told.asset).first->second.resume(told);
}

void DeliveryBook::resume(const Event &told)
{
    const bool isQuiet = told.delivery.telling == Telling::List || told.delivery.telling == Telling::Digest;
    if (isQuiet || find(told.id)) // what grows out of a digest is news
        return;
    const auto later = [](const Shown &shown, TimeMs timeMs) { return shown.timeMs <= timeMs; };
    const Shown shown{told.id, told.type, told.side, told.asset, told.subject, told.enteredMs, told.delivery};
    m_shown.insert(std::lower_bound(m_shown.begin(), m_shown.end(), told.enteredMs, later), shown);
    if (told.delivery.telling == Telling::Popup && told.delivery.priority == Priority::P2)
        m_counted.insert(std::upper_bound(m_counted.begin(), m_counted.end(), told.enteredMs), told.enteredMs);
}

} // namespace isobar
