#include "core/analytics/assetanalysis.h"

#include "core/analytics/fundinghistory.h"
#include "core/analytics/statistics.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace isobar {

namespace {

constexpr TimeMs RereadHistoryMs = 3 * SecondMs; // while a backfill runs; transport time
constexpr int BaselineHours = 30 * 24;
constexpr int OpenInterestHours = 90 * 24;
constexpr double SigmaFloor8h = 0.000015;
constexpr double ClearlyLarger = 1.05; // rows that swap with every tick cannot be read

double orNaN(const std::optional<double> &value) { return value.value_or(Unknown); }

std::optional<double> known(double value) { return std::isnan(value) ? std::nullopt : std::optional(value); }

/// Sum over a venue's contracts, absent when none is known.
template <class Value> std::optional<double> sumOf(const std::vector<std::size_t> &contracts, Value value)
{
    std::optional<double> sum;
    for (const std::size_t i : contracts) {
        if (const std::optional<double> each = value(i))
            sum = sum.value_or(0) + *each;
    }
    return sum;
}

/// Mean over a venue's contracts weighted by open interest, absent when none is known.
template <class Value, class Weight>
std::optional<double> meanOf(const std::vector<std::size_t> &contracts, Value value, Weight weight)
{
    double sum = 0, total = 0;
    for (const std::size_t i : contracts) {
        const std::optional<double> each = value(i);
        const double size = weight(i);
        if (each && size > 0) {
            sum += *each * size;
            total += size;
        }
    }
    return total > 0 ? std::optional(sum / total) : std::nullopt;
}

} // namespace

void AssetAnalysis::evaluate(const AssetState &asset, const Beat &beat, const std::set<std::string> &excluded)
{
    m_findings.asset = asset.asset;
    m_findings.beat = beat;
    readContracts(asset, excluded);
    groupVenues();
    aggregateVenues();
    readHistory();
    drawHistory();
    judge();
    describeVenues();
    orderVenues();
    readOpenInterest();
    readPrices();
    readSettlements();
}

void AssetAnalysis::readContracts(const AssetState &asset, const std::set<std::string> &excluded)
{
    double turnover = 0;
    for (const auto &contract : asset.contracts)
        turnover += contract->turnoverUsd.value_or(0);
    const bool liquidationsSeen = asset.liquidations.isSeenSince(m_findings.beat.marketMs - 5 * MinuteMs);
    m_findings.contracts.clear();
    for (const auto &contract : asset.contracts) {
        const bool isOff = excluded.contains(asset.asset + "/" + contract->venue().id);
        m_findings.contracts.push_back(m_contracts[contract->instrument().id].evaluate(
            contract, m_findings.beat.transportMs, m_findings.beat.marketMs, turnover, liquidationsSeen, isOff));
    }
}

void AssetAnalysis::groupVenues()
{
    m_findings.venues.clear();
    m_findings.inputs.clear();
    // Contracts come by venue id, so those of one venue stand together.
    for (std::size_t i = 0; i < m_findings.contracts.size(); ++i) {
        const ContractFindings &contract = m_findings.contracts[i];
        const VenueTraits &traits = contract.state->venue();
        if (m_findings.venues.empty() || m_findings.venues.back().traits.id != traits.id) {
            VenueFindings &venue = m_findings.venues.emplace_back();
            venue.traits = traits;
            venue.firstContract = i;
            VenueInput &input = m_findings.inputs.emplace_back();
            input.venue = traits.id;
            input.operatorName = traits.operatorName;
            const VenueMemory &memory = m_venues[traits.id];
            input.outlierAccepted = memory.gate.accepted;
            input.held = memory.hold.last;
        }
        m_findings.venues.back().contracts.push_back(i);
        ContractInput input;
        input.spot8h = orNaN(contract.spot8h);
        input.smoothed8h = orNaN(contract.smoothed8h);
        input.turnover24hUsd = contract.state->turnoverUsd;
        input.openInterestUsd = contract.openInterestUsd;
        input.interest8h = contract.interest8h;
        input.excluded = contract.excluded;
        m_findings.inputs.back().contracts.push_back(input);
    }
    const auto openInterest = [this](std::size_t i) { return m_findings.contracts[i].openInterestUsd.value_or(0); };
    for (VenueFindings &venue : m_findings.venues) {
        std::stable_sort(venue.contracts.begin(), venue.contracts.end(),
            [&](std::size_t a, std::size_t b) { return openInterest(a) > openInterest(b); });
    }
}

void AssetAnalysis::aggregateVenues()
{
    m_findings.aggregate = evaluateAggregate(m_findings.inputs);
    for (std::size_t i = 0; i < m_findings.venues.size(); ++i) {
        const AggregateVenue &venue = m_findings.aggregate.venues[i];
        VenueMemory &memory = m_venues[m_findings.venues[i].traits.id];
        memory.gate.step(venue.standsApart, venue.print8h, m_findings.beat.marketMs);
        memory.hold.step(venue, m_findings.beat.marketMs);
    }
    if (m_findings.aggregate.isKnown() && !m_findings.aggregate.lowConfidence)
        m_liveHours.put(m_findings.beat.marketMs, m_findings.aggregate.rate8h);
}

std::uint64_t AssetAnalysis::historyVersion() const
{
    std::uint64_t version = 0;
    for (const ContractFindings &contract : m_findings.contracts)
        version += contract.state->paymentsVersion() + 1;
    return version;
}

std::optional<double> AssetAnalysis::venueSmoothedAt(const VenueFindings &venue, TimeMs timeMs) const
{
    return meanOf(
        venue.contracts,
        [&](std::size_t i) {
            const auto found = m_contracts.find(m_findings.contracts[i].state->instrument().id);
            return settledSmoothedAt(found->second.settled(), timeMs);
        },
        [&](std::size_t i) {
            const ContractFindings &contract = m_findings.contracts[i];
            return effectiveTurnover(contract.state->turnoverUsd.value_or(0), contract.openInterestUsd);
        });
}

/// The hourly F of the last 30 d: as it was seen, and where the program did not run from
/// settlements at today's weights.
void AssetAnalysis::readHistory()
{
    const TimeMs hour = floorTo(m_findings.beat.marketMs, HourMs);
    const std::uint64_t version = historyVersion();
    const bool isDue = version != m_historyVersion || hour != m_historyHourMs;
    if (!isDue || !m_findings.aggregate.isKnown() || m_findings.beat.transportMs - m_historyReadMs < RereadHistoryMs)
        return;
    m_historyVersion = version;
    m_historyHourMs = hour;
    m_historyReadMs = m_findings.beat.transportMs;

    const std::size_t venues = m_findings.venues.size();
    std::vector<std::vector<double>> venueSamples(venues);
    std::vector<double> samples, spreads;
    m_hours.clear();
    for (TimeMs time = hour - (BaselineHours - 1) * HourMs; time <= hour; time += HourMs) {
        double sum = 0, knownWeight = 0, highest = Unknown, lowest = Unknown;
        for (std::size_t i = 0; i < venues; ++i) {
            const auto smoothed = venueSmoothedAt(m_findings.venues[i], time);
            const double weight = m_findings.aggregate.venues[i].weight;
            venueSamples[i].push_back(orNaN(smoothed));
            if (!smoothed)
                continue;
            sum += *smoothed * weight;
            knownWeight += weight;
            if (weight >= AggregateSettings().spreadWeight) {
                highest = std::fmax(highest, *smoothed);
                lowest = std::fmin(lowest, *smoothed);
            }
        }
        spreads.push_back(highest - lowest);
        double value = knownWeight >= 0.5 ? sum / knownWeight : Unknown;
        if (const auto live = m_liveHours.at(time + HourMs - 1, HourMs - 1))
            value = live->value;
        samples.push_back(value);
        if (!std::isnan(value))
            m_hours.push_back({time, value});
    }
    m_findings.baseline = baselineOf(samples, m_findings.baseline);
    m_findings.usualSpread8h = known(median(spreads)).value_or(0);
    m_drawnMinuteMs = -1;
    for (std::size_t i = 0; i < venues; ++i) {
        Baseline &baseline = m_venues[m_findings.venues[i].traits.id].baseline;
        baseline = baselineOf(venueSamples[i], baseline);
    }
}

/// After a restart the past comes back piece by piece: what was known before is better than a part of it.
Baseline AssetAnalysis::baselineOf(std::span<const double> samples, const Baseline &before) const
{
    const Baseline now = evaluateBaseline(samples);
    return m_isResumed && now.provisional && !before.provisional ? before : now;
}

void AssetAnalysis::resume(bool isSameMarket)
{
    if (isSameMarket)
        return;
    m_isResumed = true;
    m_historyVersion = m_oiVersion = m_priceVersion = ~std::uint64_t(0);
    m_historyHourMs = -1;
    m_historyReadMs = 0;
}

/// Once a market minute is often enough for a chart, and each new series costs it a redraw.
void AssetAnalysis::drawHistory()
{
    const TimeMs minute = floorTo(m_findings.beat.marketMs, MinuteMs);
    if (minute == m_drawnMinuteMs || !m_findings.aggregate.isKnown())
        return;
    m_drawnMinuteMs = minute;
    auto series = std::make_shared<std::vector<Sample>>(m_hours);
    if (series->empty() || series->back().timeMs < minute)
        series->push_back({minute, m_findings.aggregate.rate8h});
    m_findings.hourly = std::move(series);
}

void AssetAnalysis::judge()
{
    AssetFindings &f = m_findings;
    f.ratio.reset();
    f.z.reset();
    f.breadth = {};
    f.hottest.clear();
    f.drivers.clear();
    std::vector<BreadthVenue> breadthVenues;
    std::vector<RegimeVenue> regimeVenues;
    std::vector<std::size_t> index;
    for (std::size_t i = 0; i < f.venues.size(); ++i) {
        const AggregateVenue &venue = f.aggregate.venues[i];
        f.venues[i].elevated = false;
        f.venues[i].baseline = m_venues[f.venues[i].traits.id].baseline;
        if (!venue.takesPart())
            continue;
        index.push_back(i);
        breadthVenues.push_back({f.venues[i].traits.id, f.venues[i].traits.operatorName, venue.weight, venue.smoothed8h,
            venue.spot8h, f.venues[i].baseline});
        RegimeVenue regime;
        regime.weight = venue.weight;
        regime.smoothed8h = venue.smoothed8h;
        regime.interest8h = venue.interest8h;
        const ContractFindings &largest = f.contracts[f.venues[i].contracts.front()];
        if (largest.rate) {
            const Instrument &instrument = largest.state->instrument();
            regime.capUsage = capUsage(*largest.rate, instrument.fundingCap, instrument.fundingFloor);
        }
        regime.premium8h = largest.meanPremium;
        regimeVenues.push_back(regime);
    }
    RegimeInput input;
    input.rate8h = f.aggregate.rate8h;
    input.neutral8h = f.aggregate.neutral8h;
    input.baseline = f.baseline;
    input.venues = regimeVenues;
    f.regime = evaluateRegime(input, f.regime);
    if (!f.aggregate.isKnown())
        return;
    f.ratio = f.baseline.ratio(f.aggregate.rate8h);
    f.z = f.baseline.z(f.aggregate.rate8h);
    f.breadth = evaluateBreadth(f.aggregate.rate8h, breadthVenues);
    for (std::size_t i = 0; i < index.size(); ++i)
        f.venues[index[i]].elevated = f.breadth.elevated[i];
    for (const std::size_t i : f.breadth.hottest)
        f.hottest.push_back(index[i]);
    for (const std::size_t i : f.breadth.drivers)
        f.drivers.push_back(index[i]);
}

void AssetAnalysis::describeVenues()
{
    AssetFindings &f = m_findings;
    const auto contract = [&](std::size_t i) -> const ContractFindings & { return f.contracts[i]; };
    const auto openInterest = [&](std::size_t i) { return contract(i).openInterestUsd.value_or(0); };
    std::vector<Weighted> smoothed;
    for (const AggregateVenue &venue : f.aggregate.venues) {
        if (venue.takesPart())
            smoothed.push_back({venue.smoothed8h, venue.weight});
    }
    const double sigma = smoothed.empty()
        ? Unknown
        : std::max(1.4826 * weightedMedianDistance(smoothed, f.aggregate.median8h), SigmaFloor8h);
    std::vector<RealisedShare> day, week, month;
    for (std::size_t v = 0; v < f.venues.size(); ++v) {
        VenueFindings &venue = f.venues[v];
        venue.openInterestUsd = sumOf(venue.contracts, [&](std::size_t i) { return contract(i).openInterestUsd; });
        venue.openInterestCoins = sumOf(venue.contracts, [&](std::size_t i) { return contract(i).openInterestCoins; });
        venue.turnoverUsd = sumOf(venue.contracts, [&](std::size_t i) { return contract(i).state->turnoverUsd; });
        venue.oiChange1h = meanOf(
            venue.contracts, [&](std::size_t i) { return contract(i).oiChange1h; }, openInterest);
        venue.oiChange24h = meanOf(
            venue.contracts, [&](std::size_t i) { return contract(i).oiChange24h; }, openInterest);
        venue.realised24h = meanOf(
            venue.contracts, [&](std::size_t i) { return contract(i).realised24h; }, openInterest);
        venue.realised7d = meanOf(
            venue.contracts, [&](std::size_t i) { return contract(i).realised7d; }, openInterest);
        venue.realised30d = meanOf(
            venue.contracts, [&](std::size_t i) { return contract(i).realised30d; }, openInterest);
        const AggregateVenue &part = f.aggregate.venues[v];
        venue.deviationSigmas = part.takesPart() ? known((part.smoothed8h - f.aggregate.rate8h) / sigma) : std::nullopt;
        day.push_back({part.weight, orNaN(venue.realised24h)});
        week.push_back({part.weight, orNaN(venue.realised7d)});
        month.push_back({part.weight, orNaN(venue.realised30d)});

        VenueMemory &memory = m_venues[venue.traits.id];
        const ContractAnalysis &largest = m_contracts[contract(venue.contracts.front()).state->instrument().id];
        if (!memory.settled || memory.settledVersion != largest.settledVersion()) {
            memory.settledVersion = largest.settledVersion();
            auto series = std::make_shared<std::vector<Sample>>();
            for (const SettledRate &rate : largest.settled())
                series->push_back({rate.timeMs, rate.rate8h});
            memory.settled = std::move(series);
        }
        venue.settled = memory.settled;
    }
    f.realised24h = weightedRealised(day);
    f.realised7d = weightedRealised(week);
    f.realised30d = weightedRealised(month);
}

void AssetAnalysis::orderVenues()
{
    const auto &venues = m_findings.venues;
    const auto size = [&](std::size_t i) { return venues[i].openInterestUsd.value_or(0); };
    const auto place = [&](std::size_t i) {
        return std::find(m_order.begin(), m_order.end(), venues[i].traits.id) - m_order.begin();
    };
    auto &order = m_findings.order;
    order.resize(venues.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::stable_sort(order.begin(), order.end(),
        [&](std::size_t a, std::size_t b) { return place(a) != place(b) ? place(a) < place(b) : size(a) > size(b); });
    for (std::size_t i = 1; i < order.size(); ++i) {
        for (std::size_t k = i; k > 0 && size(order[k]) > ClearlyLarger * size(order[k - 1]); --k)
            std::swap(order[k], order[k - 1]);
    }
    m_order.clear();
    for (const std::size_t i : order)
        m_order.push_back(venues[i].traits.id);
}

void AssetAnalysis::readOpenInterest()
{
    AssetFindings &f = m_findings;
    std::vector<std::size_t> all(f.contracts.size());
    std::iota(all.begin(), all.end(), std::size_t(0));
    f.openInterestUsd = sumOf(all, [&](std::size_t i) { return f.contracts[i].openInterestUsd; });
    f.openInterestCoins = sumOf(all, [&](std::size_t i) { return f.contracts[i].openInterestCoins; });
    double covered = 0;
    for (const VenueFindings &venue : f.venues) {
        if (venue.traits.liquidations != LiquidationFeed::None)
            covered += venue.openInterestUsd.value_or(0);
    }
    f.liquidationCoverage = f.openInterestUsd.value_or(0) > 0 ? covered / *f.openInterestUsd : 0;
    if (!f.openInterestCoins)
        return;

    std::uint64_t version = 0;
    for (const ContractFindings &contract : f.contracts)
        version += contract.state->openInterestHours().historyVersion() + 1;
    if (version != m_oiVersion) {
        m_oiVersion = version;
        const TimeMs hour = floorTo(f.beat.marketMs, HourMs);
        std::vector<HourlyLevels> levels;
        for (const ContractFindings &contract : f.contracts) {
            HourlyLevels line(OpenInterestHours, Unknown);
            for (const Sample &sample : contract.state->openInterestHours().samples()) {
                const TimeMs slot = OpenInterestHours - 1 - (hour - floorTo(sample.timeMs, HourMs)) / HourMs;
                if (slot >= 0 && slot < OpenInterestHours)
                    line[static_cast<std::size_t>(slot)] = sample.value;
            }
            levels.push_back(std::move(line));
        }
        m_oiHistory = splicedTotal(levels);
    }
    const OpenInterestGrowth growth{
        grownSince(HourMs), grownSince(4 * HourMs), grownSince(DayMs), grownSince(3 * DayMs)};
    // Right after a start some are not heard yet, but their history is there and is part of the total.
    const double total = *sumOf(all, [&](std::size_t i) {
        const ContractFindings &contract = f.contracts[i];
        return contract.openInterestCoins ? contract.openInterestCoins
                                          : openInterestAt(*contract.state, f.beat.marketMs);
    });
    f.openInterest = evaluateOpenInterest(m_oiHistory, total, growth, f.openInterest);
}

/// On the contracts known at both ends: one that was listed since, or that tells no history, is no growth.
std::optional<double> AssetAnalysis::grownSince(TimeMs agoMs) const
{
    double before = 0, now = 0;
    for (const ContractFindings &contract : m_findings.contracts) {
        const auto then = openInterestAt(*contract.state, m_findings.beat.marketMs - agoMs);
        if (then && contract.openInterestCoins) {
            before += *then;
            now += *contract.openInterestCoins;
        }
    }
    return before > 0 ? std::optional(now / before - 1) : std::nullopt;
}

void AssetAnalysis::readPrices()
{
    AssetFindings &f = m_findings;
    std::vector<double> marks;
    const ContractFindings *largest = nullptr;
    for (const VenueFindings &venue : f.venues) {
        const ContractFindings &main = f.contracts[venue.contracts.front()];
        if (main.state->mark && main.excluded != Exclusion::Stale)
            marks.push_back(*main.state->mark);
        if (!largest || main.openInterestUsd.value_or(0) > largest->openInterestUsd.value_or(0))
            largest = &main;
    }
    f.mark = marks.empty() ? std::nullopt : known(median(marks));
    f.change24h.reset();
    if (!largest)
        return;
    const SampleSeries &hours = largest->state->priceHours();
    if (const auto then = hours.at(f.beat.marketMs - DayMs, 90 * MinuteMs); then && f.mark)
        f.change24h = *f.mark / then->value - 1;
    if (!f.prices || m_priceVersion != hours.historyVersion()) {
        m_priceVersion = hours.historyVersion();
        f.prices = std::make_shared<const std::vector<Sample>>(hours.samples().begin(), hours.samples().end());
    }
}

void AssetAnalysis::readSettlements()
{
    std::vector<SettlementInput> inputs;
    for (const ContractFindings &contract : m_findings.contracts) {
        if (!contract.openInterestUsd || !contract.intervalHours)
            continue;
        SettlementInput input;
        input.nextSettlementMs = contract.nextFundingMs;
        input.intervalHours = *contract.intervalHours;
        input.openInterestUsd = *contract.openInterestUsd;
        input.continuous = contract.state->instrument().continuousFunding;
        input.rate = input.continuous ? contract.spot8h : contract.rate;
        inputs.push_back(input);
    }
    m_findings.settlements = evaluateSettlements(inputs, m_findings.beat.marketMs);
}

} // namespace isobar
