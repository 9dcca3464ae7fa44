#include "widgets/matrix/spreadtooltip.h"

#include "widgets/style/formats.h"

#include <QCoreApplication>
#include <QStringList>

namespace isobar {

namespace {

struct SpreadToolTip {
    Q_DECLARE_TR_FUNCTIONS(SpreadToolTip)

public:
    static QString basis(const SpreadRow &row);
    static QString breakEven(const SpreadRow &row);
};

QString SpreadToolTip::basis(const SpreadRow &row)
{
    switch (row.basisFrom) {
    case BasisSource::Marks:
        return tr("Basis = ln(%1 / %2) = %3 bp")
            .arg(formats::price(row.longMark), formats::price(row.shortMark), formats::bps(row.basis));
    case BasisSource::Premiums:
        return tr("Basis = %1 bp, from the two premiums: the marks were told at different moments")
            .arg(formats::bps(row.basis));
    case BasisSource::Neither:
        break;
    }
    return tr("Basis not known: the marks were told at different moments. Watch the asset to have them together.");
}

QString SpreadToolTip::breakEven(const SpreadRow &row)
{
    if (!row.breakEvenHours)
        return {};
    if (*row.breakEvenHours == 0)
        return tr("Break-even at once: the basis pays the fees");
    return tr("Break-even = 24 h x (%1 + %2) / %3 = %4 h")
        .arg(formats::change(row.fees, 3), formats::change(row.basis, 3), formats::change(row.perDay, 4))
        .arg(*row.breakEvenHours, 0, 'f', 1);
}

} // namespace

QString spreadToolTip(const SpreadRow &row, const SpreadContext &context)
{
    const QString longName = QString::fromStdString(context.venue(row.longVenue).name);
    const QString shortName = QString::fromStdString(context.venue(row.shortVenue).name);
    QStringList lines{
        SpreadToolTip::tr("%1: long on %2, short on %3").arg(QString::fromStdString(row.asset), longName, shortName)};
    lines << SpreadToolTip::tr("Carry = 3 x (%1 - %2) = %3 a day")
                 .arg(
                     formats::rate8h(row.shortRate8h), formats::rate8h(row.longRate8h), formats::change(row.perDay, 4));
    lines << SpreadToolTip::tr("Fees = 2 x (%1 + %2) = %3: taker, in and out on both")
                 .arg(formats::percent(row.longFee, 3), formats::percent(row.shortFee, 3),
                     formats::percent(row.fees, 3));
    lines << SpreadToolTip::basis(row);
    lines << SpreadToolTip::tr("Net in %1 = carry - fees - basis = %2 of one leg")
                 .arg(horizonText(context.matrix->horizonHours), formats::change(row.net, 4));
    if (const QString line = SpreadToolTip::breakEven(row); !line.isEmpty())
        lines << line;
    if (row.isProvisional)
        lines << SpreadToolTip::tr("Provisional: of one side only the running rate is known, not its 8 h mean");
    if (row.isSinceStart)
        lines << SpreadToolTip::tr("It paid already when watching began");
    return lines.join(QLatin1Char('\n'));
}

} // namespace isobar
