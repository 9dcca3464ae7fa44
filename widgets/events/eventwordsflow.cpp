#include "widgets/events/eventwords.h"
#include "widgets/style/formats.h"
#include "widgets/style/healthwords.h"

#include <cmath>

namespace isobar {

// Clusters, liquidations, squeezes, and feeds that fail. The rest: eventwords.cpp.

namespace {

/// A logarithmic move as a price change.
QString changeOf(double move) { return formats::change(std::expm1(move), 1); }

} // namespace

EventWords EventWords::of(const Event &event, const ClusterArmedPayload &p)
{
    const EventCluster &cluster = p.cluster;
    EventWords words;
    words.title = (isLong(event) ? tr("%1: modelled cluster of longs near the price")
                                 : tr("%1: modelled cluster of shorts near the price"))
                      .arg(text(event.asset));
    words.parts << tr("\u2248 %1 of prints if %2 is touched")
                       .arg(formats::usd(cluster.printsUsd), formats::levelPrice(cluster.peak));
    words.parts << tr("\u2248 %1 of open interest behind it").arg(formats::usd(cluster.oiClosedUsd));
    words.parts << tr("%1 away").arg(formats::percent(std::expm1(cluster.distance)));
    words.parts << tr("touch within 4 h %1, 24 h %2")
                       .arg(formats::percent(cluster.touch4h, 0), formats::percent(cluster.touch24h, 0));
    words.clears = tr("clears when the touch within 4 h falls below %1, the prints below %2, or it is consumed")
                       .arg(formats::percent(p.exitTouch4h, 0), formats::percent(p.exitPrintsShare, 0));
    words.formula = tr("load rank ≥ 90% at its distance (30 d), prints ≥ 0.1% of what feeds would show of the open "
                       "interest, touch within 4 h ≥ 35%; for 3 bars of a minute, in a cascade 1");
    return words;
}

QString EventWords::waveThreshold(const LiquidationWavePayload &p)
{
    const QString usd = formats::usd(p.usd60s), floor = formats::usd(p.floorUsd);
    const QString share = formats::usd(p.shareOfOi * p.openInterestUsd * p.coverage);
    const QString threshold = formats::usd(p.thresholdUsd);
    if (p.quantileUsd)
        return tr("60 s of a side = %1 ≥ max(usual extreme %2, share of open interest %3, floor %4) = %5")
            .arg(usd, formats::usd(p.quantileUsd), share, floor, threshold);
    if (p.coldFactor != 1)
        return tr("60 s of a side = %1 ≥ %2 x max(share of open interest %3, floor %4) = %5, while the usual extreme "
                  "is not known")
            .arg(usd, number(p.coldFactor, 0), share, floor, threshold);
    return tr("60 s of a side = %1 ≥ max(share of open interest %2, floor %3) = %4").arg(usd, share, floor, threshold);
}

EventWords EventWords::of(const Event &event, const LiquidationWavePayload &p)
{
    const bool isCascade = event.type == EventType::LiquidationCascade;
    EventWords words;
    if (isCascade)
        words.title = (isLong(event) ? tr("%1: cascade of long liquidations") : tr("%1: cascade of short liquidations"))
                          .arg(text(event.asset));
    else
        words.title = (isLong(event) ? tr("%1: burst of long liquidations") : tr("%1: burst of short liquidations"))
                          .arg(text(event.asset));
    if (event.state == EventState::Cleared) {
        words.parts << tr("observed %1 since it began").arg(observed(event, p.totalUsd));
    } else {
        words.parts << tr("observed %1 in 60 s").arg(observed(event, p.usd60s));
        if (p.totalUsd > p.usd60s)
            words.parts << tr("%1 since it began").arg(observed(event, p.totalUsd));
    }
    words.parts << tr("coverage %1").arg(formats::percent(event.coverage, 0));
    if (p.move.priceThen > 0)
        words.parts << tr("price %1 in 15 min").arg(changeOf(p.move.move));
    if (p.nextCluster)
        words.parts << tr("next modelled cluster at %1").arg(formats::levelPrice(p.nextCluster->peak));
    words.clears = tr("clears when less than %1 is observed in 60 s, for 2 min").arg(formats::usd(p.thresholdUsd / 4));
    words.formula = waveThreshold(p);
    if (p.neededSigmas > 0)
        words.formula += tr(", and 15 min against it: %1 ≥ %2 σ of an hour")
                             .arg(number(p.move.sigmas, 1), number(p.neededSigmas, 1));
    if (p.urgency)
        words.formula += tr("; interrupts (P1) from %1 in total or when you hold %2, otherwise it is listed")
                             .arg(formats::usd(p.urgency->fromUsd), text(event.asset));
    return words;
}

EventWords EventWords::of(const Event &event, const LargeLiquidationPayload &p)
{
    EventWords words;
    words.title = (isLong(event) ? tr("%1: large long liquidated on %2") : tr("%1: large short liquidated on %2"))
                      .arg(text(event.asset), text(p.venue));
    words.parts << tr("observed %1 at %2 on %3").arg(formats::usd(p.usd), formats::price(p.price), text(p.contract));
    words.parts << tr("%1 of what was observed of that side in 24 h").arg(formats::percent(p.shareOfDay, 0));
    if (p.nextClusterPeak)
        words.parts << tr("next modelled cluster at %1").arg(formats::levelPrice(*p.nextClusterPeak));
    words.formula = tr("one contract and side within a second: %1 ≥ max(usual extreme %2, floor %3)")
                        .arg(formats::usd(p.usd), p.quantileUsd ? formats::usd(p.quantileUsd) : QString(formats::Dash),
                            formats::usd(p.floorUsd));
    return words;
}

QString EventWords::chainState(const EventChainNode &node)
{
    const auto share = [](double p) { return formats::percent(p, p < 0.0995 ? 1 : 0); };
    if (node.cumulativeTilted == node.cumulative)
        return tr("%1, in all %2", "probabilities of a cluster in the chain")
            .arg(share(node.probability), share(node.cumulative));
    return tr("%1, in all %2 (tilted %3)", "probabilities of a cluster in the chain")
        .arg(share(node.probability), share(node.cumulative), share(node.cumulativeTilted));
}

EventWords EventWords::of(const Event &event, const SqueezePayload &p)
{
    const bool isForming = event.type == EventType::SqueezeForming;
    EventWords words;
    if (isForming)
        words.title = (isLong(event) ? tr("%1: long squeeze, %2 of 3 conditions assembled")
                                     : tr("%1: short squeeze, %2 of 3 conditions assembled"))
                          .arg(text(event.asset))
                          .arg(p.partsPresent);
    else
        words.title = (isLong(event) ? tr("%1: conditions of a long squeeze assembled")
                                     : tr("%1: conditions of a short squeeze assembled"))
                          .arg(text(event.asset));
    words.parts << (p.funding.present
            ? tr("funding %1 per 8 h, %2x normal").arg(formats::rate8h(p.funding.rate8h), number(p.funding.ratio, 1))
            : tr("funding not extreme"));
    const QString rank = p.openInterest.rank ? formats::percent(p.openInterest.rank, 0) : QString(formats::Dash);
    words.parts << (p.openInterest.present ? tr("open interest high (rank %1)").arg(rank)
                                           : tr("open interest low (rank %1): few fresh positions").arg(rank));
    if (p.cluster)
        words.parts << (p.cluster->armed ? tr("armed cluster at %1, modelled %2 of prints if touched")
                                         : tr("loaded cluster at %1, modelled %2 of prints if touched"))
                           .arg(formats::levelPrice(p.cluster->peak), formats::usd(p.cluster->printsUsd));
    else
        words.parts << tr("no loaded cluster in the way out");
    words.parts << recordSentence(p.record);
    words.formula = isForming
        ? tr("funding of the crowd, and high open interest or a loaded cluster in its way out, for 60 s")
        : tr("funding of the crowd, high open interest and a loaded cluster in its way out, for 60 s; P1 when armed");
    words.clears = isForming ? tr("clears when funding or the second condition is gone for 30 min")
                             : tr("clears when a condition is gone for 30 min, or with a cascade of that side");
    return words;
}

EventWords EventWords::of(const Event &event, const DislocationPayload &p)
{
    EventWords words;
    words.title = tr("%1: %2 stands apart from the index").arg(text(event.asset), text(p.venue));
    words.parts << tr("mark %1 is %2 bp from the venues' median index %3")
                       .arg(formats::price(p.mark), number(p.basisPoints, 0), formats::price(p.medianIndex));
    words.clears = tr("clears when it is less than %1 bp for 60 s").arg(number(p.thresholdMove * 5000, 0));
    words.formula = tr("|ln(mark / median index)| = %1 bp ≥ max(50 bp, 6 x usual) = %2 bp for 10 s")
                        .arg(number(std::abs(p.basisPoints), 0), number(p.thresholdMove * 1e4, 0));
    return words;
}

EventWords EventWords::of(const Event &event, const FeedLostPayload &p)
{
    EventWords words;
    words.title = tr("%1: feed of %2 lost").arg(text(event.asset), text(p.venue));
    if (p.streams.empty())
        words.parts << tr("everything is heard again");
    // The cause may name the one stream itself.
    else if (p.streams.size() != 1 || !p.cause.starts_with(p.streams.front() + ':'))
        words.parts << tr("nothing comes of: %1").arg(HealthWords::streams(p.streams));
    if (!p.cause.empty())
        words.parts << HealthWords::cause(p.cause);
    words.parts
        << tr("%1 of the weight, %2 lost in all").arg(formats::percent(p.weight, 0), formats::percent(p.lostWeight, 0));
    words.clears = tr("clears when it has been live for 30 s");
    words.formula = tr("a stream of a venue with ≥ 5% of the weight is past its limit or disconnected; an alert from "
                       "30% of the weight on");
    return words;
}

EventWords EventWords::of(const Event &event, const BlindPayload &p)
{
    EventWords words;
    words.title = tr("%1: blind on %2 of the volume").arg(text(event.asset), formats::percent(p.muteShare, 0));
    words.parts << tr("%1 of the volume mute for %2 s").arg(formats::percent(p.muteShare, 0), number(p.muteSeconds, 0));
    if (p.move.priceThen > 0)
        words.parts << tr("price %1 in 5 min on what is left").arg(changeOf(p.move.move));
    words.parts
        << tr("observed %1 liquidated in 60 s").arg(observed(event, p.liquidatedLong60sUsd + p.liquidatedShort60sUsd));
    words.clears = tr("clears when 70% of the volume has been heard for 60 s");
    words.formula = tr("mute volume %1 ≥ %2 for 10 s, and the price moved %3 ≥ %4 σ in 5 min or what is left "
                       "liquidates as in a burst")
                        .arg(formats::percent(p.muteShare, 0), formats::percent(p.neededShare, 0),
                            number(p.move.sigmas, 1), number(p.neededSigmas, 1));
    return words;
}

} // namespace isobar
