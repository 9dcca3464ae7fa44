#pragma once

namespace isobar {

/// How much a print weighs to the eye: below 10 K, 100 K, 1 M USD, and above.
enum class TapeSize { Small, Middle, Large, Huge };

TapeSize tapeSize(double usd);
/// The length of a print's bar, 0..1 on a log scale from 1 K to 10 M USD: each bucket takes a quarter.
double tapeBar(double usd);

} // namespace isobar
