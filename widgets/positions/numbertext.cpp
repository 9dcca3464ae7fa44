#include "widgets/positions/numbertext.h"

#include <QRegularExpression>

#include <cmath>

namespace isobar {

namespace {

double factorOf(QChar suffix)
{
    switch (suffix.toLower().unicode()) {
    case u'k':
        return 1e3;
    case u'm':
        return 1e6;
    case u'b':
        return 1e9;
    default:
        return 0;
    }
}

/// The digits with a decimal point and no grouping; empty when they are not to be understood.
QString plainDigits(QString text)
{
    static const QRegularExpression grouped(QStringLiteral("^[1-9]\\d{0,2}([.,])\\d{3}(?:\\1\\d{3})*$"));
    const auto commas = text.count(u','), points = text.count(u'.');
    if (commas == 0 && points <= 1)
        return text;
    if (commas > 0 && points > 0) {
        const bool isPointDecimal = text.lastIndexOf(u'.') > text.lastIndexOf(u',');
        const QChar group = isPointDecimal ? u',' : u'.', decimal = isPointDecimal ? u'.' : u',';
        if (text.count(decimal) > 1)
            return {};
        QString whole = text.section(decimal, 0, 0);
        if (!grouped.match(whole).hasMatch())
            return {};
        return whole.remove(group) + u'.' + text.section(decimal, 1);
    }
    if (grouped.match(text).hasMatch())
        return text.remove(commas > 0 ? u',' : u'.');
    return commas == 1 ? text.replace(u',', u'.') : QString();
}

} // namespace

std::optional<double> readNumber(const QString &text)
{
    static const QRegularExpression filler(QStringLiteral("[\\s'_$]"));
    static const QRegularExpression number(QStringLiteral("^[+-]?(\\d+\\.?\\d*|\\.\\d+)$"));
    QString digits = text;
    digits.remove(filler);
    double factor = 1;
    if (!digits.isEmpty() && factorOf(digits.back()) > 0) {
        factor = factorOf(digits.back());
        digits.chop(1);
    }
    digits = plainDigits(digits);
    if (!number.match(digits).hasMatch())
        return std::nullopt;
    const double value = digits.toDouble() * factor;
    return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

} // namespace isobar
