#pragma once
#include <QtTest>

#include <cmath>

/// Equal within a relative tolerance of one's own.
inline bool isNear(double actual, double expected, double relative)
{
    return std::abs(actual - expected) <= relative * std::abs(expected);
}

/// Equal within the relative tolerance of MODEL 10, shown with both numbers when not.
#define NEAR(actual, expected)                                                                                         \
    do {                                                                                                               \
        const double nearActual = (actual);                                                                            \
        const double nearExpected = (expected);                                                                        \
        const bool nearly = std::abs(nearActual - nearExpected) <= 1e-4 * std::abs(nearExpected) + 1e-15;              \
        QVERIFY2(nearly,                                                                                               \
            qPrintable(QStringLiteral("%1 is %2, not %3")                                                              \
                           .arg(QStringLiteral(#actual))                                                               \
                           .arg(nearActual, 0, 'g', 10)                                                                \
                           .arg(nearExpected, 0, 'g', 10)));                                                           \
    } while (false)
