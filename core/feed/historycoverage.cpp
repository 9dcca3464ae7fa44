#include "core/feed/historycoverage.h"

#include <algorithm>

namespace isobar {

namespace {

constexpr std::size_t MostPieces = 4;

/// Settlements have no step of their own.
TimeMs stepOf(const HistoryRange &range)
{
    return range.kind == HistoryKind::Funding ? MinuteMs : std::max(range.stepMs, MinuteMs);
}

/// Many small gaps are asked for as few large ones: those next to each other become one.
void joinNearest(std::vector<TimeSpan> &gaps)
{
    auto left = gaps.begin();
    for (auto each = gaps.begin(); each + 1 != gaps.end(); ++each) {
        if ((each + 1)->fromMs - each->toMs < (left + 1)->fromMs - left->toMs)
            left = each;
    }
    left->toMs = (left + 1)->toMs;
    gaps.erase(left + 1);
}

} // namespace

void HistoryCoverage::know(const KnownHistory &known)
{
    for (const auto &[instrument, past] : known) {
        std::vector<HistoryReach> &reaches = m_contracts[instrument].known;
        for (const HistoryReach &reach : past.reaches) {
            if (std::find(reaches.begin(), reaches.end(), reach) == reaches.end())
                reaches.push_back(reach);
        }
    }
}

void HistoryCoverage::heard(InstrumentId instrument, TimeMs marketMs)
{
    Contract &contract = m_contracts[instrument];
    if (!contract.heardSinceMs)
        contract.heardSinceMs = marketMs;
}

void HistoryCoverage::lost(InstrumentId instrument, TimeMs sinceMs)
{
    const auto found = m_contracts.find(instrument);
    if (found == m_contracts.end() || !found->second.heardSinceMs)
        return;
    found->second.heard.add({*found->second.heardSinceMs, sinceMs});
    found->second.heardSinceMs.reset();
}

void HistoryCoverage::lost(TimeMs sinceMs)
{
    for (const auto &[instrument, contract] : m_contracts)
        lost(instrument, sinceMs);
}

TimeRanges HistoryCoverage::heardOf(const Contract &contract, TimeMs toMs)
{
    TimeRanges heard = contract.heard;
    if (contract.heardSinceMs)
        heard.add({*contract.heardSinceMs, toMs});
    return heard;
}

std::vector<HistoryRange> HistoryCoverage::ask(InstrumentId instrument, const HistoryRange &wish)
{
    Contract &contract = m_contracts[instrument];
    const TimeMs step = stepOf(wish);
    const TimeRanges heard = heardOf(contract, wish.toMs);
    TimeRanges &asked = contract.asked[{wish.kind, step}];
    TimeRanges known = knownTimes(contract.known, wish.kind, step);
    known.add(heard.inWholeSteps(step));
    known.add(asked);
    std::vector<TimeSpan> gaps = known.missing({wish.fromMs, wish.toMs});
    // Of a step that still runs the venue knows no more than what was heard.
    std::erase_if(gaps, [&heard](const TimeSpan &gap) { return heard.missing(gap).empty(); });
    while (gaps.size() > MostPieces)
        joinNearest(gaps);
    std::vector<HistoryRange> pieces;
    for (auto gap = gaps.rbegin(); gap != gaps.rend(); ++gap) {
        HistoryRange piece = wish;
        piece.fromMs = floorTo(gap->fromMs, step);
        piece.toMs = gap->toMs == wish.toMs ? wish.toMs : floorTo(gap->toMs + step - 1, step);
        asked.add({piece.fromMs, piece.toMs});
        pieces.push_back(piece);
    }
    return pieces;
}

void HistoryCoverage::came(InstrumentId instrument, const HistoryRange &range, bool isWhole)
{
    Contract &contract = m_contracts[instrument];
    const TimeMs step = stepOf(range);
    contract.asked[{range.kind, step}].remove({range.fromMs, range.toMs});
    // The step that still ran when it was told is not known whole.
    if (isWhole)
        contract.known.push_back({range.kind, step, range.fromMs, floorTo(range.toMs, step)});
}

void HistoryCoverage::forgetAsked()
{
    for (auto &[instrument, contract] : m_contracts)
        contract.asked.clear();
}

} // namespace isobar
