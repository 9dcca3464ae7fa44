#include "core/engine/engine.h"

#include "core/engine/engineorders.h"
#include "core/events/delivery.h"
#include "core/events/ruletrial.h"
#include "core/snapshot/buildsnapshot.h"
#include "core/trackrecord/ledgerjson.h"

#include <algorithm>
#include <utility>

namespace isobar {

namespace {
constexpr int FoldsAtATime = 2;
constexpr const char *Lender = "BTC"; // whose kernel stands in where nobody publishes liquidations (MODEL 3.4)

/// What followed events of a type, as far as it is known.
LedgerText textOf(const std::string &asset, bool isBackfill, std::span<const RecordLine> lines)
{
    LedgerText text{asset, isBackfill, {}};
    for (const RecordLine &line : lines)
        text.lines.push_back(ledgerLineText(line));
    return text;
}

} // namespace

Engine::Engine(EngineSettings settings, JobRunner runner, RecallLines recall, InstrumentNames *names)
    : m_runner(std::move(runner)), m_recall(std::move(recall)), m_names(names)
{
    change(std::move(settings));
}

void Engine::change(EngineSettings settings)
{
    m_settings = std::move(settings);
    m_isMatrixDue = true;
    // Assets that are watched no longer lose what was derived of them; their contracts in the state keep what was
    // observed.
    std::erase_if(m_watched, [&](const auto &each) {
        return std::find(m_settings.watched.begin(), m_settings.watched.end(), each.first) == m_settings.watched.end();
    });
    for (const std::string &asset : m_settings.watched) {
        const auto [watched, isNew] = m_watched.try_emplace(asset, asset, m_runner, m_recall);
        if (isNew)
            m_state.beginWatching(asset);
        if (m_filled.contains(asset))
            watched->second.record.askBackfill();
    }
}

void Engine::learnNow(const std::string &asset)
{
    if (const auto watched = m_watched.find(asset); watched != m_watched.end())
        watched->second.levels.learnNow();
}

void Engine::fillRecord(const std::string &asset)
{
    m_filled.insert(asset);
    if (const auto watched = m_watched.find(asset); watched != m_watched.end())
        watched->second.record.askBackfill();
}

/// Orders that cannot be read come from another version: what stood before stays.
void Engine::follow(const EngineOrders &orders)
{
    if (m_settings.isPinned)
        return;
    EngineSettings settings = m_settings;
    std::string learner;
    if (!followOrders(orders.json, settings, learner))
        return;
    if (learner.empty())
        change(std::move(settings));
    else
        learnNow(learner);
}

void Engine::take(const StreamItem &item)
{
    if (const auto *orders = std::get_if<std::shared_ptr<const EngineOrders>>(&item))
        follow(**orders);
    m_state.apply(item);
    if (const auto *beat = std::get_if<Beat>(&item)) {
        evaluate(*beat);
    } else if (const auto *past = std::get_if<PastPtr>(&item)) {
        for (const Event &event : (*past)->events)
            m_rules.resume(event);
    } else if (const auto *checkpoint = std::get_if<CheckpointPtr>(&item)) {
        resume(**checkpoint);
    }
}

void Engine::evaluate(const Beat &beat)
{
    m_isMatrixDue = true;
    const TimeMs minuteMs = floorTo(beat.marketMs, MinuteMs);
    m_isMinuteNew = std::exchange(m_minuteMs, minuteMs) != minuteMs;
    foldLevels(beat);
    // In the order of the names, so that events of one beat do not depend on how the screen is arranged.
    for (auto &[name, watched] : m_watched) {
        const AssetState *asset = m_state.asset(name);
        if (!asset || asset->contracts.empty())
            continue;
        watched.analysis.evaluate(*asset, beat, m_settings.excluded);
        watched.isEvaluated = true;
        linkChains(watched);
        std::vector<Event> events = judge(watched, *asset);
        record(watched, *asset, events, beat);
        std::move(events.begin(), events.end(), std::back_inserter(m_events));
    }
    for (Event &event : m_rules.endUnwatched(m_settings.watched, beat.marketMs))
        m_events.push_back(std::move(event));
    for (Event &event : m_rules.evaluateCatalogues(m_state, m_settings.watched, m_settings.user))
        m_events.push_back(std::move(event));
}

/// The chains over the clusters of the last minute (MODEL 7); once a minute.
void Engine::linkChains(Watched &watched)
{
    const AssetLevels &levels = watched.levels;
    const std::pair now{levels.minuteMs(), levels.folds()};
    if (levels.minuteMs() < 0 || (watched.chains && now == watched.chainsOf))
        return;
    const AssetFindings &findings = watched.analysis.findings();
    ChainMarket market;
    market.volatility = levels.volatility();
    for (const AggregateVenue &venue : findings.aggregate.venues)
        market.volumeDayUsd += venue.takesPart() ? venue.effectiveTurnoverUsd : 0;
    if (findings.aggregate.isKnown() && findings.ratio)
        market.tilt = fundingTilt(findings.aggregate.rate8h, *findings.ratio, findings.openInterest.isHigh);
    watched.chains = std::make_shared<const AssetChains>(
        isobar::chainsOf(levels.clusters(), market, levels.price(), watched.record.tilt()));
    watched.chainsOf = now;
}

std::vector<Event> Engine::judge(Watched &watched, const AssetState &asset)
{
    const LevelFacts levels{watched.levels.clusters(), watched.levels.volatility(), watched.levels.coverage(),
        watched.record.tilt().kappa, watched.record.hasSkill()};
    return m_rules.evaluate({watched.analysis.findings(), asset, m_state, levels, m_settings.user});
}

void Engine::record(Watched &watched, const AssetState &asset, std::span<const Event> events, const Beat &beat)
{
    if (!watched.chains)
        return;
    const bool mayScore = std::none_of(
        m_watched.begin(), m_watched.end(), [](const auto &each) { return each.second.record.isScoring(); });
    std::vector<TrackedEvent> tracked;
    for (const Event &event : events)
        tracked.push_back({&event, isAftermath(event)});
    const std::vector<RecordLine> lines = watched.record.beat(
        {asset, watched.levels, *watched.chains, tracked, beat, m_state.startedMarketMs(), mayStartJob(), mayScore});
    if (!lines.empty())
        m_ledgerText.push_back(textOf(asset.asset, false, lines));
    if (const auto backfill = watched.record.takeBackfill())
        m_ledgerText.push_back(textOf(asset.asset, true, *backfill));
}

/// Only some folds of the past run at a time.
bool Engine::mayStartJob() const
{
    return std::count_if(m_watched.begin(), m_watched.end(), [](const auto &each) {
        return each.second.levels.isFolding() || each.second.record.isBusy();
    }) < FoldsAtATime;
}

/// Those in view first: a fold of the past takes a moment, and only some run at a time.
void Engine::foldLevels(const Beat &beat)
{
    for (const std::string &name : m_settings.watched) {
        const AssetState *asset = m_state.asset(name);
        if (!asset || asset->contracts.empty())
            continue;
        AssetLevels &levels = m_watched.at(name).levels;
        if (const auto lender = m_watched.find(Lender); lender != m_watched.end() && name != Lender)
            levels.offer(lender->second.levels.learned());
        levels.beat(*asset, beat, m_state.startedMarketMs(), mayStartJob());
    }
}

std::vector<Event> Engine::takeEvents() { return std::exchange(m_events, {}); }

std::vector<LedgerText> Engine::takeLedgerText() { return std::exchange(m_ledgerText, {}); }

std::shared_ptr<const AssetSnapshot> Engine::shownOf(const std::string &name, Watched &watched)
{
    const AssetState *asset = m_state.asset(name);
    if (!asset || !watched.isEvaluated) {
        auto empty = std::make_shared<AssetSnapshot>();
        empty->asset = name;
        return empty;
    }
    const std::uint64_t version = asset->version + m_state.healthVersion();
    const TimeMs beatMs = watched.analysis.findings().beat.transportMs;
    if (!watched.shown || version != watched.shownVersion || beatMs != watched.shownBeatMs) {
        const AssetFindings &findings = watched.analysis.findings();
        watched.shown = buildAssetSnapshot(findings, *asset, m_state.health(),
            watched.liquidations.viewOf(*asset, findings.liquidationCoverage), watched.levels.map(*asset),
            watched.chains, watched.record.view(), m_rules.squeeze(name));
        watched.shownVersion = version;
        watched.shownBeatMs = beatMs;
    }
    return watched.shown;
}

SnapshotPtr Engine::snapshot(double queueFill)
{
    auto made = std::make_shared<Snapshot>();
    made->origin = m_settings.origin;
    made->scenario = m_settings.scenario;
    made->transportMs = m_state.lastBeat().transportMs;
    made->marketMs = m_state.lastBeat().marketMs;
    made->speed = m_settings.speed;
    made->queueFill = queueFill;
    for (const std::string &name : m_settings.watched) {
        made->assets.push_back(shownOf(name, m_watched.at(name)));
        made->watch.push_back(buildWatchRow(*made->assets.back()));
        const WatchRow &row = made->watch.back();
        made->market.openInterestUsd += row.openInterestUsd.value_or(0);
        made->market.liquidated1hUsd += row.liquidated1hUsd;
        ++made->market.assets;
        made->market.extreme += row.regime == Regime::Extreme || row.regime == Regime::Capped;
        made->market.negative += row.rate8h.value_or(0) < 0;
    }
    made->matrix = matrix(made->assets);
    made->allAssets = listedAssets();
    for (const auto &[id, health] : m_state.health()) {
        VenueHealthRow row;
        row.name = row.shortName = id;
        if (const auto names = m_settings.venueNames.find(id); names != m_settings.venueNames.end()) {
            row.name = names->second.name;
            row.shortName = names->second.shortName;
        }
        if (const auto reference = m_state.references().find(id); reference != m_state.references().end()) {
            row.name = reference->second->venue.name;
            row.shortName = reference->second->venue.shortName;
            row.liquidations = reference->second->venue.liquidations;
        }
        row.health = *health;
        made->venuesTotal += health->state != HealthState::Off;
        made->venuesLive += health->state == HealthState::Live;
        made->venues.push_back(std::move(row));
    }
    return made;
}

/// Once a beat at most: all of it may have aged.
const MarketMatrixPtr &Engine::matrix(const std::vector<std::shared_ptr<const AssetSnapshot>> &assets)
{
    if (m_settings.matrix && std::exchange(m_isMatrixDue, false))
        m_matrix = m_matrixBuilder.build(m_state, assets, m_settings.costs);
    return m_matrix;
}

/// Every asset that a venue lists, those on more venues first: the nearest to "largest" that is known without streams
/// of all.
std::vector<std::string> Engine::listedAssets() const
{
    std::vector<std::pair<std::size_t, const std::string *>> found;
    for (const auto &[name, asset] : m_state.assets()) {
        if (!asset.contracts.empty())
            found.emplace_back(asset.contracts.size(), &name);
    }
    std::stable_sort(found.begin(), found.end(), [](const auto &a, const auto &b) { return a.first > b.first; });
    std::vector<std::string> names;
    names.reserve(found.size());
    for (const auto &each : found)
        names.push_back(*each.second);
    return names;
}

RuleTrial Engine::tryRule(const UserRule &rule) const
{
    std::vector<TrialAsset> assets;
    for (const std::string &name : m_settings.watched) {
        const AssetState *state = m_state.asset(name);
        const auto watched = m_watched.find(name);
        if (state && watched != m_watched.end() && watched->second.isEvaluated)
            assets.push_back({*state, watched->second.analysis.findings()});
    }
    return isobar::tryRule(rule, assets, m_state.lastBeat().marketMs);
}

} // namespace isobar
