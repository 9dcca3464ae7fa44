#pragma once
#include <QString>

#include <optional>

namespace isobar {

/// A number as people type it, whatever the language of the desktop: "67,912.4", "67.912,4", "0,5", "12k", "1.5M". A
/// lone comma or point before exactly three digits groups thousands where the number cannot be a fraction ("67,912"); a
/// lone point is always a decimal one ("1.250"). Absent: no number, or one that could mean two things.
std::optional<double> readNumber(const QString &text);

} // namespace isobar
