#pragma once
#include "core/trackrecord/pricepath.h"
#include "core/trackrecord/recordfacts.h"

#include <deque>

namespace isobar {

/// The chain ledger (MODEL 9.4): every four hours the chains of both sides; then node by node whether it was reached in
/// time, the first within 24 h, each other within 4 h of the one before, and whether its hour was hot.
class ChainLedger {
public:
    void remember(const ChainLine &line) { m_open.push_back(line); }
    void remember(const ChainOutcome &outcome);
    void step(const LineWriter &writer, const PricePath &path);

private:
    std::deque<ChainLine> m_open;
    ForecastMarks m_marks;
};

} // namespace isobar
