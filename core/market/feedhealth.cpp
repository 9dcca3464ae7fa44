#include "core/market/feedhealth.h"

namespace isobar {

std::string_view healthName(HealthState state)
{
    constexpr std::array<std::string_view, 8> Names{
        "live", "starting", "stale", "mute", "limited", "blocked", "down", "off"};
    return Names[static_cast<std::size_t>(state)];
}

} // namespace isobar
