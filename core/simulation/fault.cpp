#include "core/simulation/fault.h"

#include <utility>

namespace isobar::simulation {

std::optional<FaultKind> faultKindByName(std::string_view name)
{
    static constexpr std::pair<std::string_view, FaultKind> kinds[]{
        {"drop", FaultKind::Drop},
        {"mute", FaultKind::Mute},
        {"garble", FaultKind::Garble},
        {"refuse", FaultKind::Refuse},
        {"http_429", FaultKind::Http429},
        {"http_503", FaultKind::Http503},
        {"slow", FaultKind::Slow},
        {"flood", FaultKind::Flood},
    };
    for (const auto &[word, kind] : kinds) {
        if (word == name)
            return kind;
    }
    return std::nullopt;
}

} // namespace isobar::simulation
