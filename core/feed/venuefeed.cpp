#include "core/feed/venuefeed.h"

#include "core/market/healthcause.h"
#include "core/wire/trustedcertificates.h"

#include <algorithm>
#include <utility>

namespace isobar {

namespace {

const Endpoint *endpointOf(const FeedConfig &config, const std::string &id)
{
    if (!config.endpoints)
        return nullptr;
    const auto found = config.endpoints->venues.find(id);
    return found == config.endpoints->venues.end() ? nullptr : &found->second;
}

double restLimitFactor(const FeedConfig &config) { return config.endpoints ? config.endpoints->restLimitFactor : 1; }

RestOptions restOptions(const VenueProfile &profile, const FeedConfig &config)
{
    const Endpoint *endpoint = endpointOf(config, profile.traits.id);
    RestOptions options;
    options.host = endpoint ? endpoint->rest : profile.restHost;
    options.isOnlyHost = endpoint != nullptr;
    options.timeoutMs = config.limits.restTimeoutMs;
    options.maxBodyBytes = config.limits.maxBodyBytes;
    options.usedWeightHeader = profile.rest.usedHeader;
    options.headers = profile.headers;
    options.extraCa = trustedCertificates(endpoint);
    options.proxy = config.proxyOf(profile.traits.id);
    return options;
}

ConnectionSetup connectionSetup(const VenueProfile &profile, const FeedConfig &config)
{
    const Endpoint *endpoint = endpointOf(config, profile.traits.id);
    ConnectionSetup setup;
    setup.host = endpoint ? endpoint->ws : profile.wsHost;
    setup.isOnlyHost = endpoint != nullptr;
    setup.profile = profile;
    setup.socket.handshakeMs = config.limits.handshakeMs;
    setup.socket.maxMessageBytes = config.limits.maxMessageBytes;
    setup.socket.messagesPerSecond = profile.socketMessagesPerSecond;
    setup.socket.extraCa = trustedCertificates(endpoint);
    setup.socket.proxy = config.proxyOf(profile.traits.id);
    setup.socket.headers = profile.headers;
    setup.limits = config.limits;
    setup.watch = config.watch;
    // A gateway or simulator on this machine is asked often: it costs nobody anything.
    if (isLoopback(QUrl(QString::fromStdString(setup.host))))
        setup.limits.backoff.capMs = setup.limits.backoff.earlyCapMs;
    return setup;
}

} // namespace

VenueFeed::VenueFeed(std::shared_ptr<const Venue> venue, const FeedConfig &config, FeedContext context)
    : m_venue(std::move(venue)), m_config(config), m_context(std::move(context)),
      m_report(m_venue->profile().traits, config.limits.healthEveryMs), m_publishesAccounts(m_venue->account("")),
      m_accounts(config.limits.accounts), m_catalogueBackoff(connectionSetup(m_venue->profile(), config).limits.backoff)
{
}

VenueFeed::~VenueFeed() = default;

void VenueFeed::setAccounts(const AccountWishes &wishes)
{
    m_config.accounts = wishes;
    m_accounts.setWishes(wishes);
}

void VenueFeed::start()
{
    if (isOn())
        return;
    const VenueProfile &profile = m_venue->profile();
    ConnectionOwner &owner = *this; // a private base: only we know it
    m_connections = std::make_unique<ConnectionSet>(connectionSetup(profile, m_config), m_context.clock, owner);
    RateLimit limit = profile.rest;
    limit.weight *= restLimitFactor(m_config);
    m_rest = std::make_unique<VenueRest>(restOptions(profile, m_config), limit, m_config.limits, m_context.clock,
        VenueRest::Handlers{
            [this](const QueuedRequest &request, const RestAnswer &answer) { restAnswered(request, answer); },
            [this](const QueuedRequest &request, const RestAnswer &answer) { restGaveUp(request, answer); }});
    m_connections->setPaused(m_isPaused);
    m_rest->setPaused(m_isPaused);
    m_coverage.know(m_config.known);
    m_isHistoryDue = m_config.history;
    m_accounts.setWishes(m_config.accounts);
    askCatalogue();
    tellHealth();
}

void VenueFeed::stop()
{
    m_connections.reset();
    m_rest.reset();
    m_reader.reset();
    m_catalogueOpen = 0;
    m_reference.reset();
    m_watched.clear();
    m_polls.reset();
    m_bulk.clear();
    m_history.clear();
    m_historyTasks.clear();
    m_coverage.lost(m_context.clock.marketMs());
    m_coverage.forgetAsked();
    m_historyAskedMs.reset();
    m_tickMs = 0;
    m_settlements.clear();
    m_accounts.clear();
    m_askedAccounts.clear();
    m_refused.reset();
    m_isRenewing = false;
    m_trouble.clear();
    m_streamsSinceMs.reset();
    m_context.census.forget(id());
    tellHealth();
}

void VenueFeed::tick()
{
    if (!isOn())
        return;
    const TimeMs now = m_context.clock.transportMs();
    if (m_catalogueAtMs && now >= *m_catalogueAtMs && !m_isPaused)
        askCatalogue();
    m_connections->tick(now);
    noteSleep(now);
    if (m_isHistoryDue && m_reference && m_connections->isFlowing(now))
        askHistory(now);
    askMissingSettlements(now);
    askAccounts(now);
    if (const std::string quiet = quietLiquidations(now); !quiet.empty())
        m_connections->restartMute(StreamType::Liquidation, now, quiet);
    m_rest->pump();
    tellBulk(now);
    tellHealth();
}

void VenueFeed::setWatched(std::vector<std::string> assets, const KnownHistory &known)
{
    m_config.watched = std::move(assets);
    for (const auto &[instrument, past] : known)
        m_config.known[instrument] = past;
    m_coverage.know(known);
    if (!isOn() || !m_reference)
        return;
    m_isHistoryDue = m_config.history;
    m_historyAskedMs.reset();
    const std::vector<Instrument> before = std::exchange(m_watched, watchedInstruments());
    for (const Instrument &instrument : before) {
        if (std::find(m_watched.begin(), m_watched.end(), instrument) == m_watched.end())
            m_coverage.lost(instrument.id, m_context.clock.marketMs());
    }
    wire(false);
    m_rest->queue().rankHistory([this](std::uint64_t task) { return historyRank(task); });
}

void VenueFeed::setFocus(const std::string &asset)
{
    m_config.focus = asset;
    if (isOn())
        m_rest->queue().rankHistory([this](std::uint64_t task) { return historyRank(task); });
}

void VenueFeed::setPaused(bool paused)
{
    if (paused == m_isPaused)
        return;
    m_isPaused = paused;
    if (!isOn())
        return;
    const TimeMs now = m_context.clock.transportMs();
    m_connections->setPaused(paused);
    m_rest->setPaused(paused);
    if (m_polls) {
        if (paused)
            m_polls->held(now);
        else
            m_polls->resumed(now);
    }
    tellHealth();
}

void VenueFeed::setProxy(const ProxySetting &proxy)
{
    if (proxy == m_config.proxyOf(id()))
        return;
    m_config.venueProxies[id()] = proxy;
    if (isOn()) {
        stop();
        start();
    }
}

void VenueFeed::reconnect()
{
    if (!isOn()) {
        start();
        return;
    }
    const TimeMs now = m_context.clock.transportMs();
    m_rest->forgive();
    m_rest->queue().hurryPolls(now);
    m_refused.reset();
    m_connections->restart(HealthState::Starting, causeSentence(HealthCause::Connecting));
    if (m_catalogueAtMs)
        m_catalogueAtMs = now;
}

void VenueFeed::renew()
{
    if (!isOn() || !m_reference)
        return; // it is about to read all for the first time
    m_isRenewing = true;
    if (m_catalogueAtMs)
        m_catalogueAtMs = m_context.clock.transportMs();
}

// The list of contracts.

void VenueFeed::askCatalogue()
{
    m_catalogueAtMs.reset();
    m_reader = m_venue->referenceReader(m_context.names);
    m_rest->queue().drop(RequestUse::Catalogue);
    const auto requests = m_venue->catalogue();
    m_catalogueOpen = static_cast<int>(requests.size());
    for (const RestRequest &request : requests)
        m_rest->queue().ask(request, RequestUse::Catalogue);
    m_rest->pump();
}

void VenueFeed::catalogueCame(const RestAnswer &, const Frame &frame)
{
    if (!m_reader)
        return;
    ReferenceStep step = m_reader->read(frame);
    if (step.error)
        m_report.decodeError(step.error->reason, step.error->excerpt);
    m_catalogueOpen += static_cast<int>(step.more.size());
    for (const RestRequest &request : step.more)
        m_rest->queue().ask(request, RequestUse::Catalogue);
    catalogueRequestClosed();
}

void VenueFeed::catalogueRequestClosed()
{
    if (!m_reader || --m_catalogueOpen > 0)
        return;
    Reference reference = m_reader->build();
    m_reader.reset();
    const TimeMs now = m_context.clock.transportMs();
    if (reference.instruments.empty()) {
        m_trouble = causeSentence(HealthCause::ContractsUnreadable);
        m_catalogueAtMs = now + m_catalogueBackoff.failed(now, random());
        return;
    }
    m_trouble.clear();
    m_catalogueBackoff.succeeded();
    // What changed is asked for once more before long: one answer alone may have been a slip of the venue's.
    const bool isNew = m_reference && *m_reference != reference;
    const bool isSecondLook = std::exchange(m_isSecondLook, isNew);
    m_catalogueAtMs = now + (isNew ? std::min(m_config.limits.secondLookMs, catalogueEveryMs()) : catalogueEveryMs());
    if (isSecondLook && !isNew)
        m_context.queue.push(std::make_shared<const Reference>(*m_reference)); // seen twice
    useReference(std::move(reference));
    if (std::exchange(m_isRenewing, false))
        wire(true);
}

/// Contracts come and go in market time: a simulator that runs faster is asked more often.
TimeMs VenueFeed::catalogueEveryMs() const
{
    const auto usual = static_cast<double>(m_venue->profile().referenceEveryMs);
    const bool isSimulated = m_config.endpoints && m_config.endpoints->clock;
    const double faster = isSimulated ? std::max(1.0, m_config.endpoints->clock->speed) : 1;
    return std::max(m_config.limits.secondLookMs, static_cast<TimeMs>(usual / faster));
}

void VenueFeed::useReference(Reference reference)
{
    if (m_reference && *m_reference == reference)
        return;
    const bool isFirst = !m_reference;
    m_reference = std::make_shared<const Reference>(std::move(reference));
    m_restDecoder = newDecoder();
    m_context.queue.push(m_reference);
    if (m_config.bulk)
        m_bulk.setListed(*m_reference);
    const std::vector<Instrument> before = std::exchange(m_watched, watchedInstruments());
    // Other contracts may come and go: decoders of open connections need to know only the watched ones.
    wire(!isFirst && before != m_watched);
}

std::vector<Instrument> VenueFeed::watchedInstruments() const
{
    std::vector<Instrument> watched;
    const auto &assets = m_config.watched;
    for (const Instrument &instrument : m_reference->instruments) {
        if (std::find(assets.begin(), assets.end(), instrument.asset) != assets.end())
            watched.push_back(instrument);
    }
    return watched;
}

void VenueFeed::wire(bool renewAll)
{
    const TimeMs now = m_context.clock.transportMs();
    std::unordered_set<std::uint32_t> ids;
    for (const Instrument &instrument : m_watched)
        ids.insert(instrument.id.value);
    m_filter.setWatched(std::move(ids));
    for (const Instrument &instrument : m_watched) {
        if (const auto known = m_config.known.find(instrument.id); known != m_config.known.end())
            m_filter.know(instrument.id, known->second.liquidationKeys);
    }
    const bool isAny = !m_watched.empty();
    m_connections->want(isAny ? m_venue->subscribe(m_watched) : std::vector<SocketPlan>(), renewAll);

    std::vector<Poll> polls = isAny ? m_venue->polls(m_watched) : std::vector<Poll>();
    std::vector<StreamType> carried;
    auto cadence = m_venue->profile().traits.cadence;
    const RateLimit &limit = m_venue->profile().rest;
    const std::size_t watchedPolls = polls.size();
    addBulk(polls);
    double needed = 0; // weight of the polls in a window of the limit
    for (const Poll &poll : polls)
        needed += poll.request.weight * static_cast<double>(limit.windowMs) / static_cast<double>(poll.everyMs);
    // Twice of it stays free, so that polls that are late find room.
    const FeedLimits &limits = m_config.limits;
    m_rest->queue().setHistoryShare(std::max(
        limits.historyShare, limits.historyShareMost - 2 * needed / (limit.weight * restLimitFactor(m_config))));
    for (const Poll &poll : std::span(polls).first(watchedPolls)) {
        for (const StreamType type : poll.carries) {
            carried.push_back(type);
            auto &gap = cadence[static_cast<std::size_t>(type)].gapMs;
            gap = std::max(gap, poll.everyMs);
        }
    }
    m_polls.emplace(carried, cadence, m_config.watch);
    m_polls->began(now);
    m_rest->queue().setPolls(std::move(polls), now);
    m_connections->tick(now);
    m_rest->pump();
}

/// What the watched contracts poll already is not asked twice.
void VenueFeed::addBulk(std::vector<Poll> &polls)
{
    m_bulkLines.clear();
    if (!m_config.bulk)
        return;
    const auto isAsked = [&](const Poll &poll) {
        return std::any_of(polls.begin(), polls.end(), [&](const Poll &each) { return each.request == poll.request; });
    };
    for (Poll &poll : m_venue->bulk()) {
        if (isAsked(poll))
            continue;
        m_bulkLines.insert(poll.request.line());
        polls.push_back(std::move(poll));
    }
}

std::unique_ptr<Decoder> VenueFeed::newDecoder() { return m_venue->decoder(m_reference, m_context.names); }

// REST answers.

void VenueFeed::restAnswered(const QueuedRequest &request, const RestAnswer &answer)
{
    const std::string line = request.request.line();
    const Frame frame{Via::Rest, answer.body, line, answer.receivedMs};
    m_report.frame(answer.body.size());
    if (m_context.sink)
        m_context.sink->takeFrame(id(), 0, frame);
    if (request.use == RequestUse::Catalogue) {
        catalogueCame(answer, frame);
        return;
    }
    if (request.use == RequestUse::Probe) {
        probeAnswered(answer);
        return;
    }
    if (!m_restDecoder)
        return;
    decode(*m_restDecoder, frame, answer.receivedMs - answer.roundTripMs / 2);
    if (request.use == RequestUse::Account) {
        accountCame(request.ticket, answer.receivedMs);
        return;
    }
    if (request.use == RequestUse::Poll && m_bulkLines.contains(line)) {
        bulkCame(answer.receivedMs);
    } else if (request.use == RequestUse::Poll) {
        takeRows(m_polls ? &*m_polls : nullptr, std::nullopt, answer.receivedMs);
    } else {
        historyPageCame(request.ticket, answer.receivedMs);
    }
}

void VenueFeed::restGaveUp(const QueuedRequest &request, const RestAnswer &answer)
{
    switch (request.use) {
    case RequestUse::Catalogue:
        m_trouble = causeSentence(HealthCause::Contracts, {answer.text});
        catalogueRequestClosed();
        break;
    case RequestUse::History:
        takeHistory(m_history.pageFailed(request.ticket), answer.receivedMs);
        break;
    case RequestUse::Probe:
        probeAnswered(answer);
        break;
    case RequestUse::Account:
        accountLost(request.ticket, answer.receivedMs);
        break;
    case RequestUse::Poll:
        break;
    }
}

// Why a handshake was refused: the REST side decides between blocked, limited and down (DESIGN 6).
void VenueFeed::probeAnswered(const RestAnswer &answer)
{
    const auto refused = std::exchange(m_refused, std::nullopt);
    if (!refused || !m_connections)
        return;
    const TimeMs now = answer.receivedMs;
    const HealthState rest = m_rest->state(now);
    if (rest == HealthState::Blocked || rest == HealthState::Limited) {
        m_connections->hold(m_rest->silentUntilMs().value_or(now), rest, m_rest->reason());
    } else if (refused->httpStatus == 429 || refused->httpStatus == 418) {
        m_connections->hold(now + m_config.limits.limitedMs, HealthState::Limited, refused->text);
    } else if (refused->httpStatus == 451) {
        m_connections->hold(now + m_config.limits.blockedBackoff.firstMs, HealthState::Blocked,
            causeSentence(HealthCause::BlockedRegion, {refused->text}));
    }
}

// Connections.

void VenueFeed::connectionOpened(VenueConnection &connection)
{
    if (connection.timesOpened() > 1) {
        m_report.reconnected();
        m_rest->queue().hurryPolls(m_context.clock.transportMs());
        m_coverage.lost(connection.lastAliveMarketMs().value_or(connection.openedMarketMs()));
        m_isHistoryDue = m_config.history;
    }
    if (!m_streamsSinceMs && connection.watchdog().carries(StreamType::Liquidation))
        m_streamsSinceMs = connection.openedMs();
}

void VenueFeed::connectionFrame(VenueConnection &connection, const Frame &frame)
{
    m_report.frame(frame.text.size());
    if (m_context.sink)
        m_context.sink->takeFrame(id(), connection.number(), frame);
    decode(connection.decoder(), frame, frame.transportMs);
    for (std::string &reply : m_decoded.replies)
        connection.send(std::move(reply));
    // What was printed while we were away counts; what we have seen is known by its key.
    TimeMs notBefore = connection.openedMarketMs() - m_config.limits.backlogMs;
    if (connection.lastAliveMarketMs())
        notBefore = std::min(notBefore, *connection.lastAliveMarketMs());
    if (const auto offset = m_report.clockOffsetMs())
        notBefore += static_cast<TimeMs>(std::min(0.0, *offset)); // our clock is ahead
    takeRows(&connection.watchdog(), notBefore, frame.transportMs);
}

void VenueFeed::connectionLost(VenueConnection &connection, const SocketClosed &why)
{
    const TimeMs now = m_context.clock.transportMs();
    m_streamsSinceMs.reset();
    if (why.reason != CloseReason::Refused || why.httpStatus == 0)
        return;
    const HealthState rest = m_rest->state(now);
    if (rest == HealthState::Blocked || rest == HealthState::Limited) {
        connection.hold(m_rest->silentUntilMs().value_or(now), rest, m_rest->reason());
    } else if (!m_refused && now - m_probedMs >= m_config.limits.probeEveryMs) {
        m_refused = why;
        m_probedMs = now;
        m_rest->queue().ask(m_venue->catalogue().front(), RequestUse::Probe);
        m_rest->pump();
    }
}

} // namespace isobar
