#include "widgets/matrix/matrixexport.h"

#include "core/base/numbers.h"
#include "widgets/style/formats.h"

#include <QStringList>

namespace isobar {

namespace {

QString exact(const std::optional<double> &value)
{
    return value ? QString::fromStdString(formatShortest(*value)) : QString();
}

} // namespace

QString matrixTsv(const MatrixModel &model, const QList<int> &rows)
{
    QStringList lines;
    QStringList fields;
    for (int column = 0; column < model.columnCount(); ++column)
        fields << model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    lines << fields.join(QLatin1Char('\t'));
    for (const int row : rows) {
        fields.clear();
        for (int column = 0; column < model.columnCount(); ++column) {
            const QString text = model.index(row, column).data().toString();
            fields << (text == formats::Dash || text == QStringLiteral("·") ? QString() : text);
        }
        lines << fields.join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

QString matrixCsv(const MatrixModel &model)
{
    QStringList fields{QStringLiteral("asset"), QStringLiteral("aggregate_8h"), QStringLiteral("spread_8h"),
        QStringLiteral("open_interest_usd"), QStringLiteral("turnover_usd")};
    for (int column = MatrixFixedColumns; column < model.columnCount(); ++column)
        fields << QString::fromStdString(model.venue(column)->venue);
    QStringList lines{fields.join(QLatin1Char(','))};
    for (int row = 0; row < model.rowCount(); ++row) {
        const MatrixRow &of = *model.row(row);
        fields = {model.asset(row), exact(of.aggregate8h), exact(of.spread8h), exact(of.openInterestUsd),
            exact(of.turnoverUsd)};
        for (int column = MatrixFixedColumns; column < model.columnCount(); ++column) {
            const MatrixCell *cell = model.cell(row, column);
            fields << (cell && cell->isUsable() ? exact(cell->rate8h) : QString());
        }
        lines << fields.join(QLatin1Char(','));
    }
    return lines.join(QLatin1String("\r\n")) + QLatin1String("\r\n");
}

} // namespace isobar
