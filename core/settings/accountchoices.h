#pragma once
#include <QRegularExpression>
#include <QString>
#include <QStringList>

namespace isobar {

/// Whose published positions are drawn as exact levels (MODEL 3.7).
struct AccountChoices {
    static constexpr qsizetype MostAddresses = 200;

    QStringList addresses; ///< of the user's list: 0x and 40 hex digits, lower case
    bool fromTrades = true; ///< and those that are seen in trades
    bool operator==(const AccountChoices &) const = default;

    static bool isAddress(const QString &text)
    {
        static const QRegularExpression Form(QStringLiteral("^0[xX][0-9a-fA-F]{40}$"));
        return Form.match(text).hasMatch();
    }
};

} // namespace isobar
