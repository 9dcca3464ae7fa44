#pragma once
#include "core/trackrecord/recordfacts.h"

namespace isobar {

/// What forecasts are made with, as a number: the same weights give the same on every machine. The scale is not in it:
/// it stands in each line.
std::uint64_t weightsHash(const RecordModel &model, const NullModels &nulls);

/// The same as a line.
ModelLine modelLine(const RecordModel &model, const NullModels &nulls);

} // namespace isobar
