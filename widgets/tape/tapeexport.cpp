#include "widgets/tape/tapeexport.h"

#include "core/base/numbers.h"
#include "widgets/tape/tapemodel.h"

#include <QDateTime>

namespace isobar {

namespace {

QString number(double value) { return QString::fromStdString(formatShortest(value)); }

} // namespace

QString tapeTsv(const TapeModel &model, const QModelIndexList &rows)
{
    QString text = QStringLiteral("time\tasset\tvenue\tside\tprice\tcoins\tusd\n");
    for (const QModelIndex &row : rows) {
        const LiquidationPrint *print = model.print(row);
        if (!print)
            continue;
        const QStringList fields{QDateTime::fromMSecsSinceEpoch(print->timeMs, Qt::UTC).toString(Qt::ISODateWithMs),
            model.asset(), QString::fromStdString(model.venueId(*print)),
            print->side == PositionSide::Long ? QStringLiteral("long") : QStringLiteral("short"), number(print->price),
            number(print->coins()), number(print->usd)};
        text += fields.join(u'\t') + u'\n';
    }
    return text;
}

QString tapeLine(const TapeModel &model, const QModelIndex &row)
{
    return model.data(row.siblingAtColumn(0), Qt::ToolTipRole).toString();
}

} // namespace isobar
