#include "core/trackrecord/loadledger.h"

#include "core/analytics/levels/priorkernel.h"

#include <algorithm>
#include <cmath>

namespace isobar {

namespace {

/// Both sides alike: a map of the volume alone.
LevelFlow volumeFlow(const LevelBar &bar)
{
    LevelFlow flow = opensOnlyFlow(bar);
    const double half = (bar.takerUsd[0] + bar.takerUsd[1]) / 2;
    flow.openedVolumeUsd = {half, half};
    return flow;
}

std::vector<LevelBar> withFlow(std::span<const LevelBar> bars, LevelFlow (*flowOf)(const LevelBar &))
{
    std::vector<LevelBar> own(bars.begin(), bars.end());
    for (std::size_t i = 0; i < own.size(); ++i)
        own[i].flows = {flowOf(bars[i])};
    return own;
}

std::shared_ptr<const LevelKernel> opensOnly() { return std::make_shared<const LevelKernel>(opensOnlyKernel()); }

} // namespace

LoadSamplers::LoadSamplers(std::shared_ptr<const LevelKernel> kernel, const Lattice &lattice, std::size_t groups,
    double maintenanceRate, std::vector<double> coverage)
    : ours(std::move(kernel), lattice, groups, ExposureRules{true, maintenanceRate}, std::move(coverage)),
      opensOnly(isobar::opensOnly(), lattice, 1, ExposureRules{false, 0}),
      naive(isobar::opensOnly(), lattice, 1, ExposureRules{false, 0})
{
}

void LoadSamplers::take(std::span<const LevelBar> hour)
{
    ours.take(hour);
    opensOnly.take(withFlow(hour, opensOnlyFlow));
    naive.take(withFlow(hour, volumeFlow));
}

double LoadSamplers::opensOnlyUsd(const LoadSampler &sampler, PositionSide side, double extreme)
{
    const auto sample = sampler.sample(side, extreme, 0);
    double usd = 0;
    for (std::size_t k = 0; sample && k < sample->crossed.size(); ++k) {
        const LevelLayer &layer = sampler.kernel().layers[k];
        usd += (side == PositionSide::Long ? layer.weightLong : layer.weightShort)
            * static_cast<double>(sample->crossed[k]);
    }
    return usd;
}

void LoadLedger::takeHour(
    const LineWriter &writer, std::span<const LevelBar> hour, const RecordModel &model, const NullModels &nulls)
{
    if (!m_samplers || hour.front().openMs < m_samplers->endMs())
        return;
    if (m_toldMs == hour.front().openMs && m_samplers->endMs() == hour.front().openMs)
        judge(writer, hour, model, nulls);
    m_samplers->take(hour);
    tell(writer, model);
}

void LoadLedger::judge(
    const LineWriter &writer, std::span<const LevelBar> hour, const RecordModel &model, const NullModels &nulls) const
{
    const TimeMs fromMs = hour.front().openMs, toMs = hour.back().endMs();
    const HeardLiquidations heard = writer.heard();
    if (!heard.isHeard(fromMs))
        return;
    const HeardLiquidations::Printed printed = heard.between(fromMs, toMs),
                                     pastDay = heard.between(fromMs - DayMs, fromMs);
    for (const PositionSide side : {PositionSide::Long, PositionSide::Short}) {
        const auto sample = m_samplers->ours.sampleOf(hour, side);
        if (!sample)
            continue;
        const bool isLong = side == PositionSide::Long;
        const double extreme = m_samplers->ours.price() * std::exp(isLong ? -sample->move : sample->move);
        LoadOutcome outcome;
        outcome.ofMs = fromMs;
        outcome.side = side;
        outcome.move = sample->move;
        outcome.range = sample->range;
        outcome.beyond.assign(sample->beyond.begin(), sample->beyond.end());
        outcome.openInterestUsd = sample->openInterestUsd;
        outcome.pastDayUsd = isLong ? pastDay.usd.longUsd : pastDay.usd.shortUsd;
        outcome.loadUsd = model.scale * model.load.loadUsd(*sample);
        outcome.mapUsd = model.scale * model.load.mapUsd(*sample);
        if (nulls.hours > 0) {
            outcome.moveUsd = nulls.move[static_cast<std::size_t>(side)].expected(*sample);
            outcome.freshnessUsd = nulls.freshness[static_cast<std::size_t>(side)].expected(*sample);
        }
        outcome.naiveUsd = LoadSamplers::opensOnlyUsd(m_samplers->naive, side, extreme);
        outcome.opensOnlyUsd = LoadSamplers::opensOnlyUsd(m_samplers->opensOnly, side, extreme);
        outcome.printedUsd = isLong ? printed.usd.longUsd : printed.usd.shortUsd;
        outcome.isCensored = printed.isCensored;
        writer.write(toMs, std::move(outcome));
    }
}

void LoadLedger::tell(const LineWriter &writer, const RecordModel &model)
{
    const double price = m_samplers->ours.price();
    if (price <= 0)
        return;
    LoadLine line;
    line.price = price;
    line.scale = model.scale;
    for (const double move : Moves) {
        line.moves.push_back(move);
        for (const PositionSide side : {PositionSide::Long, PositionSide::Short}) {
            const bool isLong = side == PositionSide::Long;
            const double extreme = price * std::exp(isLong ? -move : move);
            const auto sample = m_samplers->ours.sample(side, extreme, move);
            const double map = sample ? model.scale * model.load.mapUsd(*sample) : 0;
            const double others = LoadSamplers::opensOnlyUsd(m_samplers->opensOnly, side, extreme);
            (isLong ? line.mapLong : line.mapShort).push_back(map);
            (isLong ? line.opensOnlyLong : line.opensOnlyShort).push_back(others);
            line.openInterestUsd = sample ? sample->openInterestUsd : line.openInterestUsd;
        }
    }
    const bool isInTime = writer.facts().writtenMs <= m_samplers->endMs() + GraceMs;
    m_toldMs = isInTime ? std::optional(m_samplers->endMs()) : std::nullopt;
    writer.write(m_samplers->endMs(), std::move(line));
}

} // namespace isobar
