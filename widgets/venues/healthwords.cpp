#include "widgets/venues/healthwords.h"

namespace isobar {

bool isPublished(const VenueHealth &health, StreamType type)
{
    const StreamHealth &stream = health.of(type);
    return health.state == HealthState::Off || stream.state != HealthState::Off || stream.lastFrameMs.has_value();
}

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

QString HealthWords::streamInSentence(StreamType type)
{
    switch (type) {
    case StreamType::Funding:
        return tr("funding", "what a venue publishes");
    case StreamType::Mark:
        return tr("mark price", "what a venue publishes");
    case StreamType::OpenInterest:
        return tr("open interest", "what a venue publishes");
    case StreamType::Volume:
        return tr("turnover", "what a venue publishes");
    case StreamType::Liquidation:
        return tr("liquidations", "what a venue publishes");
    case StreamType::Trade:
        return tr("trades", "what a venue publishes");
    }
    return {};
}

QString HealthWords::published(const VenueHealth &health, LiquidationFeed liquidations)
{
    if (health.state == HealthState::Off || health.state == HealthState::Starting)
        return {};
    QStringList missing;
    for (std::size_t i = 0; i < StreamTypeCount; ++i) {
        if (!isPublished(health, static_cast<StreamType>(i)))
            missing << streamInSentence(static_cast<StreamType>(i));
    }
    const QString words =
        missing.isEmpty() ? tr("publishes all") : tr("publishes all but %1").arg(missing.join(QStringLiteral(", ")));
    return liquidations == LiquidationFeed::Throttled ? tr("%1; liquidations throttled", "what is published").arg(words)
                                                      : words;
}

} // namespace isobar
