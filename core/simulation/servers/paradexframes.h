#pragma once
#include "core/simulation/servers/paradexrows.h"

/// The binary frames of Paradex (SBE, schema 1): a header of 8 bytes, a block of fixed fields, then texts with their
/// length in a byte; little-endian, decimals as i64 of 1e-8, times in microseconds. A version below 1 lacks the fields
/// that version 1 appended to the block.
namespace isobar::simulation {

std::string paradexTradeFrame(const ContractSpec &spec, const Fill &fill, std::int64_t sequence, int version);
std::string paradexSummaryFrame(const VenueView &view, int contract, std::int64_t sequence, int version);
std::string paradexFundingFrame(const ParadexFunding &funding, std::int64_t sequence, int version);
std::string paradexBboFrame(const VenueView &view, int contract, std::int64_t sequence, int version);
std::string paradexHeartbeatFrame(TimeMs nowMs, std::int64_t sequence, int version);

} // namespace isobar::simulation
