#pragma once
#include "core/feed/feedhub.h"
#include "fakevenue.h"

#include <QtTest>

#include <algorithm>

namespace isobar::fake {

struct Frames : FrameSink {
    void takeFrame(std::string_view, int connection, const Frame &frame) override
    {
        all.emplace_back(connection, std::string(frame.request) + " " + std::string(frame.text));
    }
    bool has(int connection, const std::string &text) const
    {
        return std::find(all.begin(), all.end(), std::pair(connection, text)) != all.end();
    }
    std::vector<std::pair<int, std::string>> all;
};

/// A hub with one fake venue, with short limits, and what came out of it.
struct Bench {
    Bench() : venue(std::make_shared<FakeVenue>())
    {
        config.venues = {venue};
        config.endpoints = server.endpoints();
        config.watched = {"AAA"};
        config.history = false;
        config.limits.tickMs = 5;
        config.limits.healthEveryMs = 20;
        config.limits.backoff = {20, 2.0, 60, 1000, 60};
        config.limits.blockedBackoff = {300, 2.0, 1000, 0, 1000};
        config.limits.probeEveryMs = 100;
        config.watch.muteFloorMs = 30'000; // streams rest in most tests
    }
    void start(std::size_t capacity = 100'000)
    {
        queue = std::make_unique<StreamQueue>(capacity);
        hub = std::make_unique<FeedHub>(config, clock, names, *queue, &frames);
        hub->start();
    }
    void take()
    {
        for (StreamItem &item : queue->take()) {
            if (const auto *told = std::get_if<std::shared_ptr<const VenueHealth>>(&item)) {
                health = **told;
                states.push_back(health.state);
            }
            items.push_back(std::move(item));
        }
    }
    template <class T> std::vector<T> payloads()
    {
        take();
        std::vector<T> out;
        for (const StreamItem &item : items) {
            const auto *observation = std::get_if<Observation>(&item);
            if (observation && std::holds_alternative<T>(observation->payload))
                out.push_back(std::get<T>(observation->payload));
        }
        return out;
    }
    const VenueHealth &told()
    {
        take();
        return health;
    }
    HealthState state()
    {
        take();
        return health.state;
    }
    HealthState state(StreamType type)
    {
        take();
        return health.of(type).state;
    }
    /// Brings all streams to life.
    bool goLive()
    {
        const bool isSubscribed = QTest::qWaitFor([&] { return !server.messages.isEmpty(); }, 4000);
        server.say(QStringLiteral("F AAA 0.1 99\nM AAA 10\nT AAA 1 %1").arg(clock.marketMs()));
        return isSubscribed && QTest::qWaitFor([&] { return state() == HealthState::Live; }, 4000);
    }

    FakeServer server;
    std::shared_ptr<FakeVenue> venue;
    FeedConfig config;
    SystemClock clock;
    InstrumentNames names;
    Frames frames;
    std::unique_ptr<StreamQueue> queue;
    std::unique_ptr<FeedHub> hub;
    std::vector<StreamItem> items;
    std::vector<HealthState> states;
    VenueHealth health;
};

} // namespace isobar::fake
