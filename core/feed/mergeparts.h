#pragma once
#include "core/market/observation.h"

namespace isobar {

// A frame may tell of a value in parts: members that only the older word on it has are kept.

template <class T> void keepOlder(std::optional<T> &newer, const std::optional<T> &older)
{
    if (!newer)
        newer = older;
}

inline void mergeParts(Funding &newer, const Funding &older)
{
    keepOlder(newer.rate, older.rate);
    keepOlder(newer.intervalHours, older.intervalHours);
    keepOlder(newer.nextFundingMs, older.nextFundingMs);
    keepOlder(newer.predictedRate, older.predictedRate);
}

inline void mergeParts(Mark &newer, const Mark &older)
{
    keepOlder(newer.markPrice, older.markPrice);
    keepOlder(newer.indexPrice, older.indexPrice);
}

inline void mergeParts(OpenInterest &newer, const OpenInterest &older)
{
    keepOlder(newer.baseQuantity, older.baseQuantity);
    keepOlder(newer.notionalUsd, older.notionalUsd);
}

inline void mergeParts(Volume &newer, const Volume &older)
{
    keepOlder(newer.notionalUsd, older.notionalUsd);
    keepOlder(newer.baseQuantity, older.baseQuantity);
}

} // namespace isobar
