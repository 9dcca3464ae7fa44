#include "widgets/header/headertexts.h"

#include "widgets/style/formats.h"

#include <QCoreApplication>
#include <cmath>

namespace isobar::headertexts {

namespace {

constexpr qreal Large = 1.34;
constexpr qreal Medium = 1.17;
constexpr qreal Small = 0.92;

struct HeaderTexts {
    Q_DECLARE_TR_FUNCTIONS(HeaderTexts)
};

HeaderRun dim(const QString &text, qreal size = Small) { return {text, Token::Label, false, size}; }

HeaderRun unit(const QString &text, qreal size = Small) { return {text, Token::Unit, false, size}; }

HeaderRun value(const QString &text, Token colour = Token::Value, qreal size = Medium)
{
    return {text, colour, true, size};
}

Token direction(std::optional<double> change)
{
    if (!change || std::abs(*change) < 0.00005)
        return Token::Label;
    return *change > 0 ? Token::Up : Token::Down;
}

Token payer(double rate8h)
{
    if (rate8h >= -0.00002 && rate8h <= 0.00013)
        return Token::Value;
    return rate8h > 0 ? Token::LongsPay : Token::ShortsPay;
}

/// "$1.7M" after "≥", or a dash without the sign.
QString atLeast(double usd) { return QStringLiteral("≥ ") + formats::usd(usd); }

} // namespace

QString regimeText(Regime regime)
{
    switch (regime) {
    case Regime::Unknown:
        return HeaderTexts::tr("regime unknown");
    case Regime::Neutral:
        return HeaderTexts::tr("neutral", "regime of funding");
    case Regime::Calm:
        return HeaderTexts::tr("calm", "regime of funding");
    case Regime::Warm:
        return HeaderTexts::tr("warm", "regime of funding");
    case Regime::Extreme:
        return HeaderTexts::tr("extreme", "regime of funding");
    case Regime::Capped:
        return HeaderTexts::tr("capped", "regime of funding");
    }
    return {};
}

QString scopeText(Scope scope)
{
    switch (scope) {
    case Scope::None:
        return {};
    case Scope::Localised:
        return HeaderTexts::tr("localised", "scope of extreme funding: one venue");
    case Scope::Mixed:
        return HeaderTexts::tr("mixed", "scope of extreme funding: some venues");
    case Scope::Systemic:
        return HeaderTexts::tr("systemic", "scope of extreme funding: most venues");
    }
    return {};
}

HeaderLines price(const AssetSnapshot *asset)
{
    if (!asset)
        return {{value(formats::Dash, Token::Unit, Large)}, {unit(HeaderTexts::tr("no price yet"))}};
    return {{value(formats::price(asset->mark), asset->mark ? Token::Value : Token::Unit, Large)},
        {HeaderRun{formats::change(asset->change24h), direction(asset->change24h), false, Small},
            unit(HeaderTexts::tr(" 24h", "after a change in per cent"))}};
}

HeaderLines funding(const AssetSnapshot *asset, RateUnit rateUnit, bool byOpenInterest)
{
    const AggregateView view = asset ? asset->aggregate : AggregateView{};
    const auto headline = byOpenInterest ? view.rate8hOi : view.rate8h;
    const auto twin = byOpenInterest ? view.rate8h : view.rate8hOi;
    const RateUnit shown = rateUnit == RateUnit::Raw ? RateUnit::Per8h : rateUnit;
    HeaderLines lines;
    lines.top = {value(formats::rate8h(headline, shown), headline ? payer(*headline) : Token::Unit, Large)};
    if (shown != RateUnit::Apr && shown != RateUnit::Bps)
        lines.top << unit(formats::rateUnitName(shown).mid(1));
    lines.bottom = {unit(byOpenInterest ? HeaderTexts::tr("by volume ") : HeaderTexts::tr("by OI ")),
        dim(formats::rate8h(twin, shown)), unit(HeaderTexts::tr("  APR ")),
        dim(formats::rate8h(headline, RateUnit::Apr))};
    return lines;
}

HeaderLines crowd(const AssetSnapshot *asset)
{
    const AggregateView view = asset ? asset->aggregate : AggregateView{};
    if (!view.rate8h)
        return {{value(HeaderTexts::tr("WAITING"), Token::Unit)}, {unit(HeaderTexts::tr("no valid venue yet"))}};
    HeaderLines lines;
    const bool shorts = view.crowd == Crowd::Short || (view.crowd == Crowd::None && *view.rate8h < -0.00002);
    const bool longs = view.crowd == Crowd::Long || (view.crowd == Crowd::None && *view.rate8h > 0.00013);
    lines.top = {value(shorts ? HeaderTexts::tr("SHORTS PAY")
            : longs           ? HeaderTexts::tr("LONGS PAY")
                              : HeaderTexts::tr("BALANCED", "funding: neither side pays more than usual"),
        shorts      ? Token::ShortsPay
            : longs ? Token::LongsPay
                    : Token::Value)};
    const Token regime =
        view.regime == Regime::Extreme || view.regime == Regime::Capped ? Token::SeverityP2 : Token::Label;
    lines.bottom = {HeaderRun{regimeText(view.regime), regime, false, Small}};
    if (view.scope != Scope::None)
        lines.bottom << dim(QStringLiteral(", %1 %2/%3")
                                .arg(scopeText(view.scope))
                                .arg(view.operatorsElevated)
                                .arg(view.operatorsValid));
    if (view.lowConfidence)
        lines.bottom << HeaderRun{HeaderTexts::tr(" · low confidence"), Token::HealthStale, false, Small};
    else if (view.baselineProvisional && view.scope == Scope::None)
        lines.bottom << unit(HeaderTexts::tr(" · provisional", "the normal level is not yet known well"));
    return lines;
}

HeaderLines openInterest(const AssetSnapshot *asset)
{
    if (!asset)
        return {{unit(HeaderTexts::tr("OI ")), value(formats::Dash, Token::Unit)}, {}};
    HeaderLines lines;
    lines.top = {unit(HeaderTexts::tr("OI ")),
        value(formats::usd(asset->openInterestUsd), asset->openInterestUsd ? Token::Value : Token::Unit)};
    if (asset->oiExtreme || asset->oiHigh)
        lines.top << HeaderRun{QLatin1Char(' ')
                + (asset->oiExtreme ? HeaderTexts::tr("extreme", "open interest")
                                    : HeaderTexts::tr("high", "open interest")),
            asset->oiExtreme ? Token::SeverityP2 : Token::Label, false, Small};
    lines.bottom = {HeaderRun{formats::change(asset->oiChange24h), direction(asset->oiChange24h), false, Small},
        unit(HeaderTexts::tr(" 24h", "after a change in per cent"))};
    if (asset->oiRank)
        lines.bottom << dim(QStringLiteral(" · ") + formats::rank(*asset->oiRank, asset->oiRankDays));
    return lines;
}

HeaderLines liquidations(const AssetSnapshot *asset, TimeZoneChoice zone)
{
    if (!asset || asset->liquidationsSinceMs == 0)
        return {{unit(HeaderTexts::tr("liq. 1h ", "liquidations of the last hour")), value(formats::Dash, Token::Unit)},
            {unit(HeaderTexts::tr("none observed yet"))}};
    HeaderLines lines;
    lines.top = {unit(HeaderTexts::tr("liq. 1h ", "liquidations of the last hour")),
        value(
            atLeast(asset->liquidatedLong1hUsd), asset->liquidatedLong1hUsd > 0 ? Token::LiquidatedLong : Token::Label),
        unit(HeaderTexts::tr(" longs"))};
    lines.bottom = {HeaderRun{atLeast(asset->liquidatedShort1hUsd),
                        asset->liquidatedShort1hUsd > 0 ? Token::LiquidatedShort : Token::Label, true, Small},
        unit(HeaderTexts::tr(" shorts"))};
    if (asset->marketMs - asset->liquidationsSinceMs < HourMs)
        lines.bottom << dim(HeaderTexts::tr(" · since %1", "time of day")
                                .arg(formats::clockTime(asset->liquidationsSinceMs, zone, false).left(5)));
    return lines;
}

HeaderLines wall(const AssetSnapshot *asset, TimeMs marketMs, TimeZoneChoice zone)
{
    if (!asset || !asset->nextWall)
        return {{unit(HeaderTexts::tr("next ")), value(formats::Dash, Token::Unit)},
            {unit(HeaderTexts::tr("no settlement known"))}};
    const WallView &next = *asset->nextWall;
    const TimeMs left = next.timeMs - marketMs;
    HeaderLines lines;
    lines.top = {unit(HeaderTexts::tr("next ", "settlement")),
        value(left > 0 ? formats::countdown(left) : HeaderTexts::tr("settling"),
            left <= 30 * MinuteMs ? Token::Accent : Token::Value),
        unit(QLatin1Char(' ') + formats::clockTime(next.timeMs, zone, false))};
    lines.bottom = {unit(HeaderTexts::tr("due longs ")),
        HeaderRun{formats::usd(next.dueLongUsd), next.dueLongUsd > 0 ? Token::LongsPay : Token::Label, false, Small},
        unit(HeaderTexts::tr(" shorts ")),
        HeaderRun{
            formats::usd(next.dueShortUsd), next.dueShortUsd > 0 ? Token::ShortsPay : Token::Label, false, Small}};
    return lines;
}

HeaderLines venues(const Snapshot *snapshot, const AssetSnapshot *asset)
{
    if (!snapshot)
        return {{value(formats::Dash, Token::Unit)}, {unit(HeaderTexts::tr("connecting"))}};
    const bool all = snapshot->venuesLive == snapshot->venuesTotal;
    HeaderLines lines;
    lines.top = {value(QStringLiteral("%1/%2").arg(snapshot->venuesLive).arg(snapshot->venuesTotal),
                     all ? Token::HealthLive : Token::HealthStale),
        unit(HeaderTexts::tr(" venues"))};
    lines.bottom = {unit(HeaderTexts::tr("coverage ")),
        dim(asset && asset->aggregate.venuesTotal > 0 ? formats::percent(asset->aggregate.coverage, 0)
                                                      : QString(formats::Dash))};
    return lines;
}

HeaderLines sampleOf(const QString &field)
{
    if (field == QLatin1String("price"))
        return {{value(QStringLiteral("126,208.5"), Token::Value, Large)}, {dim(QStringLiteral("+12.34% 24h"))}};
    if (field == QLatin1String("funding"))
        return {{value(QStringLiteral("+0.001250%"), Token::Value, Large), unit(QStringLiteral(" / day"))},
            {dim(HeaderTexts::tr("by OI ") + QStringLiteral("+0.0088%") + HeaderTexts::tr("  APR ")
                + QStringLiteral("+131.40%"))}};
    if (field == QLatin1String("crowd"))
        return {{value(HeaderTexts::tr("SHORTS PAY"))},
            {dim(regimeText(Regime::Extreme) + QStringLiteral(", ") + scopeText(Scope::Localised)
                + QStringLiteral(" 3/26"))}};
    if (field == QLatin1String("openInterest"))
        return {{dim(HeaderTexts::tr("OI ")), value(QStringLiteral("$18.3B")), dim(QStringLiteral(" extreme"))},
            {dim(QStringLiteral("+12.31% 24h") + QStringLiteral(" · ") + formats::rank(0.93, 90))}};
    if (field == QLatin1String("liquidations"))
        return {{dim(HeaderTexts::tr("liq. 1h ")), value(QStringLiteral("≥ $12.4M")), dim(HeaderTexts::tr(" longs"))},
            {dim(QStringLiteral("≥ $12.4M") + HeaderTexts::tr(" shorts")
                + HeaderTexts::tr(" · since %1").arg(QStringLiteral("00:00")))}};
    if (field == QLatin1String("wall"))
        return {{dim(HeaderTexts::tr("next ")), value(QStringLiteral("00:00:00")), dim(QStringLiteral(" 16:00 UTC"))},
            {dim(HeaderTexts::tr("due longs ") + QStringLiteral("$1.71M") + HeaderTexts::tr(" shorts ")
                + QStringLiteral("$1.71M"))}};
    return {{value(QStringLiteral("26/26")), dim(HeaderTexts::tr(" venues"))},
        {dim(HeaderTexts::tr("coverage ") + QStringLiteral("100%"))}};
}

} // namespace isobar::headertexts
