#include "widgets/style/positiontitle.h"

#include "widgets/style/formats.h"

#include <QCoreApplication>

namespace isobar {

QString positionTitle(const Position &position)
{
    const QString side = position.side == PositionSide::Long
        ? QCoreApplication::translate("Position", "Long", "side of a position")
        : QCoreApplication::translate("Position", "Short", "side of a position");
    const QString size = position.isSizeInUsd ? formats::usdExact(position.size) : plainNumber(position.size);
    return QCoreApplication::translate("Position", "%1 %2 %3", "side, size, asset: Long 0.5 BTC")
        .arg(side, size, QString::fromStdString(position.asset));
}

QString plainNumber(double value)
{
    QString text = QString::number(value, 'f', 12);
    while (text.endsWith(u'0'))
        text.chop(1);
    if (text.endsWith(u'.'))
        text.chop(1);
    return text;
}

} // namespace isobar
