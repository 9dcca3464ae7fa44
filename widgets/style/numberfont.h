#pragma once
#include <QFont>
#include <QString>

namespace isobar {

/// True if the ten digits of `font` have one and the same advance, so that changing numbers do not move.
bool hasEqualDigits(const QFont &font);

/// The family that the program writes in: the first of its candidates that is installed and whose digits have equal
/// advance (Inter's often do not, and Qt 6.4 cannot ask a font for its tabular ones), else the system's fixed one.
QString numberFamily();

} // namespace isobar
