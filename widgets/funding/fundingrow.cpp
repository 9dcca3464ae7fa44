#include "widgets/funding/fundingrow.h"

#include "widgets/style/formats.h"

#include <QCoreApplication>
#include <array>

namespace isobar {

namespace {

/// Gives the free functions below a context for their translations.
struct FundingTexts {
    Q_DECLARE_TR_FUNCTIONS(FundingTexts)
};

QString countdownText(const FundingRow &row, const FundingContext &context)
{
    if (row.continuous)
        return formats::Dash;
    if (!row.nextFundingMs)
        return formats::Dash;
    const TimeMs left = *row.nextFundingMs - context.marketMs;
    if (row.settling || left <= 0)
        return FundingTexts::tr("settling", "countdown: payment is due, the venue has not confirmed yet");
    return formats::countdown(left);
}

QString ageText(const FundingRow &row, const FundingContext &context)
{
    if (row.kind == FundingRowKind::Aggregate)
        return {};
    if (row.fundingSeenMs)
        return formats::age(context.transportMs - *row.fundingSeenMs);
    return row.health == HealthState::Live ? QString(formats::Dash) : healthText(row.health);
}

QString reasonText(const FundingRow &row)
{
    if (row.kind == FundingRowKind::Aggregate)
        return FundingTexts::tr("%1/%2 venues").arg(row.venuesValid).arg(row.venuesTotal);
    return exclusionText(row.excluded);
}

QString nameText(const FundingRow &row)
{
    switch (row.kind) {
    case FundingRowKind::Venue:
        return row.name;
    case FundingRowKind::Contract:
        return row.symbol;
    case FundingRowKind::Aggregate:
        return FundingTexts::tr("Aggregate");
    }
    return {};
}

QString contractText(const FundingRow &row)
{
    if (row.kind == FundingRowKind::Venue && row.contracts > 1)
        return QStringLiteral("%1 +%2").arg(row.symbol).arg(row.contracts - 1);
    return row.symbol;
}

QString sigmas(std::optional<double> value)
{
    if (!value)
        return formats::Dash;
    return QStringLiteral("%1%2σ").arg(*value > 0 ? QStringLiteral("+") : QString()).arg(*value, 0, 'f', 1);
}

} // namespace

FundingRow fundingRow(const VenueRow &venue)
{
    FundingRow row;
    static_cast<FundingCells &>(row) = venue;
    row.kind = FundingRowKind::Venue;
    row.venue = venue.venue;
    row.name = QString::fromStdString(venue.shortName);
    row.longName = QString::fromStdString(venue.name);
    row.intervalHours = venue.intervalHours;
    row.nextFundingMs = venue.nextFundingMs;
    row.held = venue.held;
    row.elevated = venue.elevated;
    row.contracts = static_cast<int>(venue.contracts.size());
    if (!venue.contracts.empty()) {
        const ContractRow &main = venue.contracts.front();
        row.symbol = QString::fromStdString(main.shownSymbol());
        row.rate = main.rate;
        row.predicted = main.predicted;
        row.lastSettled = main.lastSettled;
        row.continuous = main.continuous;
        row.settling = main.settling;
    }
    return row;
}

FundingRow fundingRow(const ContractRow &contract, const VenueRow &venue)
{
    FundingRow row;
    static_cast<FundingCells &>(row) = contract;
    row.kind = FundingRowKind::Contract;
    row.venue = venue.venue;
    row.instrument = contract.instrument;
    row.name = QString::fromStdString(venue.shortName);
    row.longName = QString::fromStdString(venue.name);
    row.symbol = QString::fromStdString(contract.shownSymbol());
    row.rate = contract.rate;
    row.predicted = contract.predicted;
    row.lastSettled = contract.lastSettled;
    row.intervalHours = contract.intervalHours;
    row.nextFundingMs = contract.nextFundingMs;
    row.continuous = contract.continuous;
    row.settling = contract.settling;
    row.held = venue.held;
    row.elevated = venue.elevated;
    return row;
}

FundingRow fundingRow(const AssetSnapshot &asset, bool byOpenInterest)
{
    const AggregateView &view = asset.aggregate;
    FundingRow row;
    row.kind = FundingRowKind::Aggregate;
    row.excluded = Exclusion::None;
    row.health = HealthState::Live;
    row.rate = row.spot8h = row.smoothed8h = byOpenInterest ? view.rate8hOi : view.rate8h;
    row.intervalHours = 8;
    row.realised7d = view.realised7d;
    row.mark = asset.mark;
    row.premium = view.meanPremium8h;
    row.openInterestUsd = asset.openInterestUsd;
    row.openInterestBase = asset.openInterestBase;
    row.oiChange1h = asset.oiChange1h;
    row.oiChange24h = asset.oiChange24h;
    row.sparkline = asset.aggregateHistory;
    row.venuesValid = view.venuesValid;
    row.venuesTotal = view.venuesTotal;
    row.coverage = view.coverage;
    if (asset.nextWall)
        row.nextFundingMs = asset.nextWall->timeMs;
    if (view.rate8h)
        row.weight = 1.0;
    double turnover = 0;
    for (const VenueRow &venue : asset.venues)
        turnover += venue.turnoverUsd.value_or(0);
    if (turnover > 0)
        row.turnoverUsd = turnover;
    return row;
}

std::optional<double> fundingValue(const FundingRow &row, FundingColumn column)
{
    const auto time = [](std::optional<TimeMs> ms) {
        return ms ? std::optional<double>(static_cast<double>(*ms)) : std::nullopt;
    };
    switch (column) {
    case FundingColumn::Rate:
        return row.rate;
    case FundingColumn::Interval:
        return row.continuous ? std::optional<double>(0.0) : row.intervalHours;
    case FundingColumn::Per8h:
    case FundingColumn::Apr:
        return row.spot8h;
    case FundingColumn::Mean8h:
        return row.smoothed8h;
    case FundingColumn::Predicted:
        return row.predicted;
    case FundingColumn::LastSettled:
        return row.lastSettled;
    case FundingColumn::Realised24h:
        return row.realised24h;
    case FundingColumn::Realised7d:
        return row.realised7d;
    case FundingColumn::Realised30d:
        return row.realised30d;
    case FundingColumn::Countdown:
        return row.continuous ? std::nullopt : time(row.nextFundingMs);
    case FundingColumn::Mark:
        return row.mark;
    case FundingColumn::Index:
        return row.index;
    case FundingColumn::Premium:
        return row.premium;
    case FundingColumn::OpenInterest:
        return row.openInterestUsd;
    case FundingColumn::OpenInterest1h:
        return row.oiChange1h;
    case FundingColumn::OpenInterest24h:
        return row.oiChange24h;
    case FundingColumn::Turnover:
        return row.turnoverUsd;
    case FundingColumn::Weight:
        return row.weight;
    case FundingColumn::Deviation:
        return row.deviationSigmas;
    case FundingColumn::Sparkline:
        return row.sparkline && !row.sparkline->empty() ? std::optional<double>(row.sparkline->back().value)
                                                        : std::nullopt;
    case FundingColumn::Age:
        return time(row.fundingSeenMs);
    case FundingColumn::Venue:
    case FundingColumn::Contract:
    case FundingColumn::Reason:
    case FundingColumn::Count:
        break;
    }
    return {};
}

QString fundingText(const FundingRow &row, FundingColumn column, const FundingContext &context)
{
    const RateUnit unit8h = context.unit == RateUnit::Apr ? RateUnit::Per8h : context.unit;
    const auto value = fundingValue(row, column);
    const bool aggregate = row.kind == FundingRowKind::Aggregate;
    switch (column) {
    case FundingColumn::Venue:
        return nameText(row);
    case FundingColumn::Contract:
        return contractText(row);
    case FundingColumn::Rate:
        return formats::rate(value, row.intervalHours, RateUnit::Raw);
    case FundingColumn::Interval:
        return aggregate ? QString() : formats::interval(row.intervalHours, row.continuous);
    case FundingColumn::Per8h:
    case FundingColumn::Mean8h:
        return formats::rate8h(value, unit8h);
    case FundingColumn::Apr:
        return formats::rate8h(value, RateUnit::Apr);
    case FundingColumn::Predicted:
    case FundingColumn::LastSettled:
        return aggregate ? QString() : formats::rate(value, row.intervalHours, context.unit);
    case FundingColumn::Realised24h:
    case FundingColumn::Realised7d:
    case FundingColumn::Realised30d:
        return formats::change(value, 4);
    case FundingColumn::Countdown:
        return countdownText(row, context);
    case FundingColumn::Mark:
    case FundingColumn::Index:
        return aggregate && !value ? QString() : formats::price(value);
    case FundingColumn::Premium:
        return formats::bps(value);
    case FundingColumn::OpenInterest:
    case FundingColumn::Turnover:
        return formats::usd(value);
    case FundingColumn::OpenInterest1h:
    case FundingColumn::OpenInterest24h:
        return formats::change(value);
    case FundingColumn::Weight:
        return formats::percent(value);
    case FundingColumn::Deviation:
        return aggregate ? QString() : sigmas(value);
    case FundingColumn::Age:
        return ageText(row, context);
    case FundingColumn::Reason:
        return reasonText(row);
    case FundingColumn::Sparkline:
    case FundingColumn::Count:
        break;
    }
    return {};
}

bool changesWithTime(FundingColumn column)
{
    return column == FundingColumn::Countdown || column == FundingColumn::Age;
}

QString exclusionText(Exclusion reason)
{
    switch (reason) {
    case Exclusion::None:
        return {};
    case Exclusion::NoData:
        return FundingTexts::tr("no data");
    case Exclusion::Stale:
        return FundingTexts::tr("stale");
    case Exclusion::Implausible:
        return FundingTexts::tr("implausible");
    case Exclusion::Outlier:
        return FundingTexts::tr("outlier");
    case Exclusion::Thin:
        return FundingTexts::tr("thin");
    case Exclusion::VolumeSuspect:
        return FundingTexts::tr("volume suspect");
    case Exclusion::IntervalUnknown:
        return FundingTexts::tr("interval unknown");
    case Exclusion::CrossedMark:
        return FundingTexts::tr("crossed mark");
    case Exclusion::SwitchedOff:
        return FundingTexts::tr("switched off");
    }
    return {};
}

QString healthText(HealthState state)
{
    switch (state) {
    case HealthState::Live:
        return FundingTexts::tr("live", "health of a feed");
    case HealthState::Starting:
        return FundingTexts::tr("starting", "health of a feed");
    case HealthState::Stale:
        return FundingTexts::tr("stale", "health of a feed");
    case HealthState::Mute:
        return FundingTexts::tr("mute", "health of a feed: connected, but nothing comes");
    case HealthState::Limited:
        return FundingTexts::tr("limited", "health of a feed: the venue limits our requests");
    case HealthState::Blocked:
        return FundingTexts::tr("blocked", "health of a feed: blocked in the user's region");
    case HealthState::Down:
        return FundingTexts::tr("down", "health of a feed");
    case HealthState::Off:
        return FundingTexts::tr("off", "health of a feed: switched off by the user");
    }
    return {};
}

} // namespace isobar
