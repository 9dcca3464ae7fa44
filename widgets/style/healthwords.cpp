#include "widgets/style/healthwords.h"

#include <array>

namespace isobar {

namespace {

// In the order of HealthCause, and in the words of core/market/healthcause.
constexpr std::array<const char *, HealthCauseCount> Sentences{
    QT_TRANSLATE_NOOP("isobar::HealthWords", "blocked in your region (%1)"),
    QT_TRANSLATE_NOOP("isobar::HealthWords", "too many requests (HTTP %1): silent for %2 s"),
    QT_TRANSLATE_NOOP("isobar::HealthWords", "REST: %1"),
    QT_TRANSLATE_NOOP("isobar::HealthWords", "the list of contracts could not be read; asking again"),
    QT_TRANSLATE_NOOP("isobar::HealthWords", "list of contracts: %1"),
    QT_TRANSLATE_NOOP("isobar::HealthWords", "reading the list of contracts"),
    QT_TRANSLATE_NOOP("isobar::HealthWords", "reading is paused: the program is behind"),
    QT_TRANSLATE_NOOP("isobar::HealthWords", "%1: waiting for the first data"),
    QT_TRANSLATE_NOOP("isobar::HealthWords", "%1: no frame for %2 s (%3)"),
    QT_TRANSLATE_NOOP("isobar::HealthWords", "%1: no frame for %2 s"),
    QT_TRANSLATE_NOOP("isobar::HealthWords", "%1: mute, connecting anew"),
    QT_TRANSLATE_NOOP("isobar::HealthWords", "liquidation: none of %1 for %2 min while %3 other venues print them"),
    QT_TRANSLATE_NOOP("isobar::HealthWords", "no answer to the keep-alive: connecting anew"),
    QT_TRANSLATE_NOOP("isobar::HealthWords", "connecting anew"),
    QT_TRANSLATE_NOOP("isobar::HealthWords", "no answer to the handshake within %1 s"),
    QT_TRANSLATE_NOOP("isobar::HealthWords", "handshake refused with HTTP %1"),
    QT_TRANSLATE_NOOP("isobar::HealthWords", "connection lost during the handshake"),
    QT_TRANSLATE_NOOP("isobar::HealthWords", "a message above %1 KiB: connection closed"),
    QT_TRANSLATE_NOOP("isobar::HealthWords", "bytes that are no WebSocket message: connection closed"),
    QT_TRANSLATE_NOOP("isobar::HealthWords", "connection closed by the venue: %1"),
    QT_TRANSLATE_NOOP("isobar::HealthWords", "connection closed by the venue"),
    QT_TRANSLATE_NOOP("isobar::HealthWords", "answer above %1 KiB"),
    QT_TRANSLATE_NOOP("isobar::HealthWords", "no answer in time"),
    QT_TRANSLATE_NOOP("isobar::HealthWords", "nothing recorded for %1 s"),
    QT_TRANSLATE_NOOP("isobar::HealthWords", "funding history %1/%2"),
    QT_TRANSLATE_NOOP("isobar::HealthWords", "open-interest history %1/%2"),
    QT_TRANSLATE_NOOP("isobar::HealthWords", "candles %1/%2")};

} // namespace

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

QString HealthWords::streams(const std::vector<std::string> &names)
{
    QStringList texts;
    for (const std::string &name : names) {
        const auto type = streamTypeByName(name);
        texts << (type ? streamInSentence(*type) : QString::fromStdString(name));
    }
    return texts.join(QStringLiteral(", "));
}

const char *translatedCause(HealthCause cause) { return Sentences[static_cast<std::size_t>(cause)]; }

QString HealthWords::cause(const std::string &sentence)
{
    const auto found = findCause(sentence);
    if (!found)
        return QString::fromStdString(sentence);
    // All at once: an argument is the venue's or a library's text and may hold a "%1" itself.
    QStringList arguments;
    for (const std::string &argument : found->arguments)
        arguments << (streamTypeByName(argument) ? streams({argument}) : cause(argument));
    arguments.resize(3);
    const QString text = tr(translatedCause(found->cause));
    switch (found->arguments.size()) {
    case 0:
        return text;
    case 1:
        return text.arg(arguments[0]);
    case 2:
        return text.arg(arguments[0], arguments[1]);
    default:
        return text.arg(arguments[0], arguments[1], arguments[2]);
    }
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
