#include "widgets/style/numberfont.h"

#include <QFontDatabase>
#include <QFontInfo>
#include <QFontMetricsF>

namespace isobar {

bool hasEqualDigits(const QFont &font)
{
    const QFontMetricsF metrics(font);
    const qreal zero = metrics.horizontalAdvance(QLatin1Char('0'));
    for (char digit = '1'; digit <= '9'; ++digit) {
        if (qAbs(metrics.horizontalAdvance(QLatin1Char(digit)) - zero) > 0.01)
            return false;
    }
    return zero > 0;
}

QString numberFamily()
{
    for (const char *candidate :
        {"Inter", "Roboto", "Noto Sans", "Open Sans", "Segoe UI", "SF Pro Text", "Liberation Sans", "DejaVu Sans"}) {
        const QString family = QString::fromLatin1(candidate);
        if (!QFontDatabase::hasFamily(family))
            continue;
        QFont regular(family);
        regular.setPixelSize(12);
        QFont bold = regular;
        bold.setWeight(QFont::DemiBold);
        if (hasEqualDigits(regular) && hasEqualDigits(bold))
            return family;
    }
    return QFontInfo(QFontDatabase::systemFont(QFontDatabase::FixedFont)).family();
}

} // namespace isobar
