#include "widgets/funding/fundingcolumns.h"

#include "widgets/style/formats.h"

#include <QCoreApplication>

namespace isobar {

namespace {

struct Column {
    const char *key;
    const char *title;
    const char *hint;
    const char *sample;
};

const char Context[] = "FundingColumn";

constexpr std::array<Column, FundingColumnCount> Columns{{
    {"venue", QT_TRANSLATE_NOOP("FundingColumn", "Venue"),
        QT_TRANSLATE_NOOP("FundingColumn", "Venue; unfold for its contracts."), "Hyperliquid"},
    {"contract", QT_TRANSLATE_NOOP("FundingColumn", "Contract"),
        QT_TRANSLATE_NOOP("FundingColumn", "The venue's own symbol; on a venue's row its largest contract."),
        "BTC-USDT-SWAP +2"},
    {"rate", QT_TRANSLATE_NOOP("FundingColumn", "Rate"),
        QT_TRANSLATE_NOOP("FundingColumn",
            "Rate of the running interval as the venue prints it. The bar starts at zero; its colour says who pays: "
            "longs above zero, shorts below; grey near the neutral print."),
        "+0.001250%"},
    {"interval_hours", QT_TRANSLATE_NOOP("FundingColumn", "Int."),
        QT_TRANSLATE_NOOP("FundingColumn", "Hours between two payments; cont.: accrues all the time."), "cont."},
    {"rate_8h", "", QT_TRANSLATE_NOOP("FundingColumn", "The rate in the chosen unit: rate x 8 / interval per 8 h."),
        "+0.0100%"},
    {"mean_8h", QT_TRANSLATE_NOOP("FundingColumn", "8h mean"),
        QT_TRANSLATE_NOOP("FundingColumn",
            "Mean over the last 8 hours: what the aggregate uses. A dot means that less than 6 hours are known."),
        "+0.0100%"},
    {"apr", QT_TRANSLATE_NOOP("FundingColumn", "APR"),
        QT_TRANSLATE_NOOP("FundingColumn",
            "Simple, not compounded: 1095 x the rate per 8 h. Beyond 1000 % it is shown per day (/d)."),
        "+131.40%"},
    {"predicted", QT_TRANSLATE_NOOP("FundingColumn", "Predicted"),
        QT_TRANSLATE_NOOP("FundingColumn", "The venue's separate prediction of the interval after this one."),
        "+0.0100%"},
    {"last_settled", QT_TRANSLATE_NOOP("FundingColumn", "Settled"),
        QT_TRANSLATE_NOOP("FundingColumn", "Rate of the last payment."), "+0.0100%"},
    {"realised_24h", QT_TRANSLATE_NOOP("FundingColumn", "Paid 24h"),
        QT_TRANSLATE_NOOP("FundingColumn", "Sum of the rates settled in the last 24 hours; positive: longs paid."),
        "+0.0300%"},
    {"realised_7d", QT_TRANSLATE_NOOP("FundingColumn", "Paid 7d"),
        QT_TRANSLATE_NOOP("FundingColumn", "Sum of the rates settled in the last 7 days; positive: longs paid."),
        "+0.2100%"},
    {"realised_30d", QT_TRANSLATE_NOOP("FundingColumn", "Paid 30d"),
        QT_TRANSLATE_NOOP("FundingColumn", "Sum of the rates settled in the last 30 days; positive: longs paid."),
        "+0.9000%"},
    {"next_funding_ms", QT_TRANSLATE_NOOP("FundingColumn", "Next in"),
        QT_TRANSLATE_NOOP("FundingColumn", "Time to the next payment."), "00:00:00"},
    {"mark_price", QT_TRANSLATE_NOOP("FundingColumn", "Mark"),
        QT_TRANSLATE_NOOP("FundingColumn", "Mark price, USD per coin."), "126,208.5"},
    {"index_price", QT_TRANSLATE_NOOP("FundingColumn", "Index"),
        QT_TRANSLATE_NOOP("FundingColumn", "The venue's index price, USD per coin."), "126,208.5"},
    {"premium", QT_TRANSLATE_NOOP("FundingColumn", "Prem. bp"),
        QT_TRANSLATE_NOOP("FundingColumn", "Mark / index - 1 in basis points."), "+12.3"},
    {"open_interest_usd", QT_TRANSLATE_NOOP("FundingColumn", "OI"),
        QT_TRANSLATE_NOOP("FundingColumn", "Open interest in USD; a position counts once."), "$99.9M"},
    {"oi_change_1h", QT_TRANSLATE_NOOP("FundingColumn", "OI 1h"),
        QT_TRANSLATE_NOOP("FundingColumn", "Change of the open interest in coins over an hour."), "+0.31%"},
    {"oi_change_24h", QT_TRANSLATE_NOOP("FundingColumn", "OI 24h"),
        QT_TRANSLATE_NOOP("FundingColumn", "Change of the open interest in coins over 24 hours."), "+12.31%"},
    {"turnover_usd", QT_TRANSLATE_NOOP("FundingColumn", "Vol. 24h"),
        QT_TRANSLATE_NOOP("FundingColumn", "Turnover of the last 24 hours in USD."), "$99.9M"},
    {"weight", QT_TRANSLATE_NOOP("FundingColumn", "Weight"),
        QT_TRANSLATE_NOOP(
            "FundingColumn", "Share in the aggregate: by turnover, at most 5 x open interest, no operator above 40 %."),
        "40.0%"},
    {"deviation_sigmas", QT_TRANSLATE_NOOP("FundingColumn", "Dev."),
        QT_TRANSLATE_NOOP("FundingColumn", "Distance from the aggregate in robust standard deviations."), "+12.3σ"},
    {"sparkline", QT_TRANSLATE_NOOP("FundingColumn", "24h"),
        QT_TRANSLATE_NOOP("FundingColumn", "Settled rates of the last 24 hours; the thin line is zero."), "00000000"},
    {"age_ms", QT_TRANSLATE_NOOP("FundingColumn", "Age"),
        QT_TRANSLATE_NOOP("FundingColumn", "Age of the rate; the dot is the health of the feed."), "00 59m"},
    {"excluded", QT_TRANSLATE_NOOP("FundingColumn", "Left out"),
        QT_TRANSLATE_NOOP("FundingColumn", "Why the row takes no part in the aggregate."), "interval unknown"},
}};

const Column &of(FundingColumn column) { return Columns[static_cast<std::size_t>(column)]; }

} // namespace

QString fundingColumnTitle(FundingColumn column, RateUnit unit)
{
    if (column == FundingColumn::Per8h)
        return formats::rateUnitName(unit == RateUnit::Raw || unit == RateUnit::Apr ? RateUnit::Per8h : unit);
    return QCoreApplication::translate(Context, of(column).title);
}

QString fundingColumnHint(FundingColumn column) { return QCoreApplication::translate(Context, of(column).hint); }

QString fundingColumnKey(FundingColumn column) { return QString::fromLatin1(of(column).key); }

QString fundingColumnSample(FundingColumn column, RateUnit unit)
{
    switch (column) {
    case FundingColumn::Per8h:
    case FundingColumn::Mean8h:
    case FundingColumn::Predicted:
    case FundingColumn::LastSettled:
        return unit == RateUnit::PerHour || unit == RateUnit::Raw ? QStringLiteral("+0.001250%")
            : unit == RateUnit::Apr || unit == RateUnit::Bps      ? QStringLiteral("+131.40%")
                                                                  : QStringLiteral("+0.0100%");
    default:
        return QString::fromUtf8(of(column).sample);
    }
}

const std::array<FundingColumn, FundingColumnCount> &fundingDefaultOrder()
{
    using enum FundingColumn;
    static constexpr std::array Order{Venue, Contract, Rate, Interval, Per8h, Apr, Countdown, OpenInterest, Weight,
        Deviation, Sparkline, Age, Reason, Mean8h, Premium, OpenInterest24h, OpenInterest1h, Turnover, Predicted,
        LastSettled, Realised24h, Realised7d, Realised30d, Mark, Index};
    return Order;
}

bool fundingColumnByDefault(FundingColumn column)
{
    return column != FundingColumn::Contract; // unfolding shows it
}

bool isTextColumn(FundingColumn column)
{
    return column == FundingColumn::Venue || column == FundingColumn::Contract || column == FundingColumn::Reason;
}

} // namespace isobar
