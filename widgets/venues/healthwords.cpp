#include "widgets/venues/healthwords.h"

namespace isobar {

QString HealthWords::state(HealthState state)
{
    switch (state) {
    case HealthState::Live:
        return tr("live", "state of a connection");
    case HealthState::Starting:
        return tr("starting", "state of a connection");
    case HealthState::Stale:
        return tr("stale", "state of a connection: data older than their limit");
    case HealthState::Mute:
        return tr("mute", "state of a connection: open but silent");
    case HealthState::Limited:
        return tr("limited", "state of a connection: too many requests");
    case HealthState::Blocked:
        return tr("blocked in your region", "state of a connection");
    case HealthState::Down:
        return tr("down", "state of a connection");
    case HealthState::Off:
        return tr("off", "state of a connection: switched off");
    }
    return {};
}

QString HealthWords::stream(StreamType type)
{
    switch (type) {
    case StreamType::Funding:
        return tr("Funding");
    case StreamType::Mark:
        return tr("Mark price");
    case StreamType::OpenInterest:
        return tr("Open interest");
    case StreamType::Volume:
        return tr("Turnover");
    case StreamType::Liquidation:
        return tr("Liquidations");
    case StreamType::Trade:
        return tr("Trades");
    }
    return {};
}

} // namespace isobar
