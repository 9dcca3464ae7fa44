#pragma once
#include "tests/widgets/panelsamples.h"

#include <algorithm>
#include <array>
#include <vector>

/// Liquidations for the tests and pictures of the tape.
namespace isobar::samples {

/// Grows a log as the engine does: ascending, chunk by chunk, with a serial for each print.
class TapeLog {
public:
    explicit TapeLog(std::size_t chunkSize = 64) : m_chunkSize(chunkSize) { m_log.venues = {"binance-usdm", "bybit"}; }

    /// `agoMs` before samples::Now.
    TapeLog &print(TimeMs agoMs, double usd, PositionSide side = PositionSide::Long, std::uint32_t venue = 0)
    {
        LiquidationPrint made{Now - agoMs, side, 67'900, usd, venue, m_serial++};
        const auto place = std::upper_bound(m_prints.begin(), m_prints.end(), made,
            [](const LiquidationPrint &a, const LiquidationPrint &b) { return a.timeMs < b.timeMs; });
        m_prints.insert(place, made);
        return *this;
    }
    void forgetBefore(TimeMs agoMs)
    {
        std::erase_if(m_prints, [&](const LiquidationPrint &each) { return each.timeMs < Now - agoMs; });
    }
    const std::vector<LiquidationPrint> &prints() const { return m_prints; }
    LiquidationLog log() const
    {
        LiquidationLog log = m_log;
        for (std::size_t i = 0; i < m_prints.size(); i += m_chunkSize)
            log.chunks.push_back(
                std::make_shared<const std::vector<LiquidationPrint>>(m_prints.begin() + static_cast<std::ptrdiff_t>(i),
                    m_prints.begin() + static_cast<std::ptrdiff_t>(std::min(i + m_chunkSize, m_prints.size()))));
        return log;
    }

private:
    std::size_t m_chunkSize;
    LiquidationLog m_log;
    std::vector<LiquidationPrint> m_prints;
    std::uint32_t m_serial = 0;
};

inline std::shared_ptr<AssetSnapshot> tapeAsset(const TapeLog &tape, const char *name = "BTC")
{
    auto asset = crowdedLongs();
    asset->asset = name;
    asset->venues[0].liquidations = asset->venues[2].liquidations = LiquidationFeed::Throttled;
    asset->venues[1].liquidations = LiquidationFeed::All;
    LiquidationView view;
    view.log = tape.log();
    view.hour = {12.4e6, 3.1e6};
    view.fourHours = {25e6, 50e6};
    view.day = {61e6, 0};
    view.sinceMs = Now - 90 * MinuteMs;
    view.coverage = 0.62;
    asset->liquidations = std::make_shared<const LiquidationView>(view);
    return asset;
}

/// Prints of every size and both sides over the last two hours.
inline TapeLog busyTape(int count = 120)
{
    TapeLog tape;
    constexpr std::array Sizes{2'300.0, 41'000.0, 780.0, 260'000.0, 8'900.0, 2'450'000.0, 97'000.0, 15'300.0};
    for (int i = count; i > 0; --i)
        tape.print(i * 41 * SecondMs, Sizes[static_cast<std::size_t>(i) % Sizes.size()],
            i % 3 == 0 ? PositionSide::Short : PositionSide::Long, static_cast<std::uint32_t>(i % 2));
    return tape;
}

} // namespace isobar::samples
