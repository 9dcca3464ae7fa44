#include "widgets/style/healthtoken.h"

namespace isobar {

Token healthToken(HealthState state)
{
    switch (state) {
    case HealthState::Live:
        return Token::HealthLive;
    case HealthState::Starting:
        return Token::HealthStarting;
    case HealthState::Stale:
    case HealthState::Mute:
    case HealthState::Limited:
        return Token::HealthStale;
    case HealthState::Blocked:
    case HealthState::Down:
        return Token::HealthDown;
    case HealthState::Off:
        return Token::HealthOff;
    }
    return Token::HealthOff;
}

} // namespace isobar
