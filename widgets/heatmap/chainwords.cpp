#include "widgets/heatmap/chainwords.h"

#include "widgets/style/formats.h"

#include <QStringList>

namespace isobar::heatmap {

namespace {

QString number(double value) { return QString::number(value, 'f', 2); }
QString signedNumber(double value) { return (value < 0 ? QString() : QStringLiteral("+")) + number(value); }
QString share(double probability) { return formats::percent(probability, probability < 0.0995 ? 1 : 0); }

} // namespace

std::optional<ChainPlace> chainPlaceOf(
    const AssetChains &chains, std::span<const Cluster> clusters, std::uint64_t cluster)
{
    std::array<int, 2> seen{};
    for (const Cluster &each : clusters) {
        const auto side = static_cast<std::size_t>(each.side);
        const std::vector<ChainNode> &nodes = chains.sides[side].nodes;
        const auto i = static_cast<std::size_t>(seen[side]++);
        if (each.id != cluster)
            continue;
        if (i >= nodes.size())
            return std::nullopt;
        return ChainPlace{static_cast<int>(i) + 1, static_cast<int>(nodes.size()), nodes[i]};
    }
    return std::nullopt;
}

QString ChainWords::place(const ChainPlace &place, double tilt)
{
    const ChainNode &node = place.node;
    QString text = place.number == 1
        ? tr("%1 of %2: %3 within 24 h", "place in the cascade chain, its nodes, probability")
              .arg(place.number)
              .arg(place.count)
              .arg(share(node.probability))
        : tr("%1 of %2: %3 from the one before, %4 in all", "place in the chain, its nodes, probabilities")
              .arg(place.number)
              .arg(place.count)
              .arg(share(node.probability), share(node.cumulative));
    if (tilt != 0)
        text += tr(" (%1 with the funding tilt)", "probability").arg(share(node.cumulativeTilted));
    return text;
}

QString ChainWords::chain(const AssetChains &chains, std::span<const Cluster> clusters, PositionSide side)
{
    const CascadeChain &chain = chains.of(side);
    QStringList steps;
    for (const Cluster &cluster : clusters) {
        const auto i = static_cast<std::size_t>(steps.size());
        if (cluster.side != side || i >= chain.nodes.size())
            continue;
        const ChainNode &node = chain.nodes[i];
        QString step = QStringLiteral("%1 %2").arg(formats::levelPrice(cluster.peak), share(node.probability));
        if (i > 0)
            step += tr(" (%1 in all)", "cumulative probability").arg(share(node.cumulative));
        if (chains.tilt != 0)
            step += tr(", tilted %1", "cumulative probability with the funding tilt").arg(share(node.cumulativeTilted));
        steps << step;
    }
    if (steps.isEmpty())
        return tr("Chain of %1: none is probable", "side").arg(ReadoutWords::sideName(side));
    return tr(
        "Chain of %1, if touched: %2; prints %3, OI closed %4, then at %5; modelled", "side, steps, USD, USD, price")
        .arg(ReadoutWords::sideName(side), steps.join(QStringLiteral(" → ")), ReadoutWords::about(chain.printsUsd()),
            ReadoutWords::about(chain.oiClosedUsd()), formats::levelPrice(chain.endPrice(side, chains.price)));
}

QString ChainWords::onTheWay(
    const AssetChains &chains, std::span<const Cluster> clusters, PositionSide side, double toPrice)
{
    const std::vector<ChainNode> &nodes = chains.of(side).nodes;
    QStringList steps;
    double together = 0;
    std::size_t i = 0;
    for (const Cluster &cluster : clusters) {
        if (cluster.side != side || i >= nodes.size())
            continue;
        const ChainNode &node = nodes[i++];
        const QString step = QStringLiteral("%1 %2").arg(formats::levelPrice(cluster.peak), share(node.probability));
        if (side == PositionSide::Long ? cluster.peak >= toPrice : cluster.peak <= toPrice) {
            steps << step;
            together = node.cumulative;
            continue;
        }
        if (steps.isEmpty())
            return {};
        return tr("chain %1, %2 in all; next %3 (modelled)", "steps, cumulative probability, the step after them")
            .arg(steps.join(QStringLiteral(" → ")), share(together), step);
    }
    if (steps.isEmpty())
        return {};
    return tr("chain %1, %2 in all, then at %3 (modelled)", "steps, cumulative probability, end price")
        .arg(steps.join(QStringLiteral(" → ")), share(together),
            formats::levelPrice(chains.of(side).endPrice(side, chains.price)));
}

QString ChainWords::evidence(const TiltEvidence &evidence)
{
    const QString interval = tr("κ %1 (90%: %2 to %3; %4 cases)", "weight of the funding tilt, interval, cases")
                                 .arg(number(evidence.kappa), number(evidence.low), number(evidence.high))
                                 .arg(evidence.cases);
    return evidence.isMeasured() ? interval : tr("%1: no measured effect yet").arg(interval);
}

QString ChainWords::tilt(const AssetChains &chains)
{
    return tr("Funding tilt %1, %2", "tilt, what is known of its weight")
        .arg(signedNumber(chains.tilt), evidence(chains.evidence));
}

} // namespace isobar::heatmap
