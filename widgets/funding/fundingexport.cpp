#include "widgets/funding/fundingexport.h"

#include "core/base/numbers.h"
#include "widgets/style/formats.h"

#include <QStringList>

namespace isobar {

namespace {

QString kindName(FundingRowKind kind)
{
    switch (kind) {
    case FundingRowKind::Venue:
        return QStringLiteral("venue");
    case FundingRowKind::Contract:
        return QStringLiteral("contract");
    case FundingRowKind::Aggregate:
        return QStringLiteral("aggregate");
    }
    return {};
}

QString quoted(QString field)
{
    if (field.contains(QLatin1Char(',')) || field.contains(QLatin1Char('"')) || field.contains(QLatin1Char('\n'))) {
        field.replace(QLatin1Char('"'), QLatin1String("\"\""));
        field = QLatin1Char('"') + field + QLatin1Char('"');
    }
    return field;
}

QString exact(const FundingRow &row, FundingColumn column, const FundingContext &context)
{
    switch (column) {
    case FundingColumn::Venue:
        return QString::fromStdString(row.venue);
    case FundingColumn::Contract:
        return row.symbol;
    case FundingColumn::Reason:
        return QString::fromLatin1(exclusionName(row.excluded).data());
    case FundingColumn::Sparkline:
        return {};
    case FundingColumn::Age:
        return row.fundingSeenMs ? QString::number(context.transportMs - *row.fundingSeenMs) : QString();
    case FundingColumn::Apr:
        return row.spot8h ? QString::fromStdString(formatShortest(*row.spot8h * 1095.0)) : QString();
    case FundingColumn::Countdown:
        return row.nextFundingMs ? QString::number(*row.nextFundingMs) : QString();
    default:
        break;
    }
    const auto value = fundingValue(row, column);
    return value ? QString::fromStdString(formatShortest(*value)) : QString();
}

} // namespace

QString fundingTsv(const FundingModel &model, const QModelIndexList &rows, const QList<FundingColumn> &columns)
{
    QStringList lines;
    QStringList fields;
    for (const FundingColumn column : columns)
        fields << fundingColumnTitle(column, model.rateUnit());
    lines << fields.join(QLatin1Char('\t'));
    for (const QModelIndex &row : rows) {
        fields.clear();
        for (const FundingColumn column : columns) {
            QString text = row.siblingAtColumn(int(column)).data().toString();
            if (text == formats::Dash)
                text.clear();
            fields << text.replace(QLatin1Char('\t'), QLatin1Char(' '));
        }
        lines << fields.join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

QString fundingCsv(const FundingModel &model, const QModelIndexList &rows, const QList<FundingColumn> &columns)
{
    QStringList lines;
    QStringList fields{QStringLiteral("row")};
    for (const FundingColumn column : columns) {
        if (column != FundingColumn::Sparkline)
            fields << fundingColumnKey(column);
    }
    lines << fields.join(QLatin1Char(','));
    for (const QModelIndex &index : rows) {
        const FundingRow *row = model.row(index);
        if (!row)
            continue;
        fields = {kindName(row->kind)};
        for (const FundingColumn column : columns) {
            if (column != FundingColumn::Sparkline)
                fields << quoted(exact(*row, column, model.context()));
        }
        lines << fields.join(QLatin1Char(','));
    }
    return lines.join(QLatin1String("\r\n")) + QLatin1String("\r\n");
}

} // namespace isobar
