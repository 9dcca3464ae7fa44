#pragma once
#include "core/base/result.h"
#include "core/trackrecord/ledgerlines.h"

#include <string>
#include <string_view>

namespace isobar {

/// One line of JSON (no line break): {"kind","asset","time_ms","written_ms","model_version","weights", ...}, and
/// "backfill" where it is one. The same line gives the same bytes.
std::string ledgerLineText(const RecordLine &line);

/// A line from its text. Members that are not there keep their defaults; an error says what is wrong.
Result<RecordLine> ledgerLineOf(std::string_view text);

} // namespace isobar
