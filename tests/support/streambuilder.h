#pragma once
#include "core/market/streamitem.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

/// Makes a stream as the net thread would: venues with one BTC contract each that speak every second, and beats.
class StreamBuilder {
public:
    struct Venue {
        std::string id, shortName;
        double intervalHours = 8;
        double rate = 0.0001; // per interval
        double turnoverUsd = 1e9;
        double coins = 50'000;
        double mark = 68'000, index = 68'000;
        bool isSilent = false;
        isobar::ReferencePtr reference;
    };
    using Take = std::function<void(const isobar::StreamItem &)>;

    StreamBuilder(isobar::TimeMs startMs, double speed, Take take)
        : m_startMs(startMs), m_speed(speed), m_take(std::move(take))
    {
    }

    Venue &add(
        const std::string &id, const std::string &shortName, double rate, double intervalHours, double turnoverUsd)
    {
        auto reference = std::make_shared<isobar::Reference>();
        reference->venue.id = id;
        reference->venue.name = shortName;
        reference->venue.shortName = shortName;
        reference->venue.operatorName = shortName;
        for (auto &cadence : reference->venue.cadence)
            cadence.gapMs = 1000;
        isobar::Instrument instrument;
        instrument.id = m_names.intern(id, "BTC");
        instrument.venue = id;
        instrument.symbol = "BTC";
        instrument.asset = "BTC";
        instrument.quote = "USDT";
        instrument.intervalHours = intervalHours;
        reference->instruments.push_back(instrument);
        Venue &venue = m_venues[id];
        venue = {
            id, shortName, intervalHours, rate, turnoverUsd, turnoverUsd / 68'000, 68'000, 68'000, false, reference};
        m_take(isobar::StreamItem(reference));
        return venue;
    }
    Venue &venue(const std::string &id) { return m_venues.at(id); }

    /// Settlements of the past `days` at a rate per interval.
    void settlePast(const std::string &id, int days, const std::function<double(isobar::TimeMs)> &rate)
    {
        const Venue &venue = m_venues.at(id);
        const auto step = static_cast<isobar::TimeMs>(venue.intervalHours * isobar::HourMs);
        for (isobar::TimeMs time = isobar::floorTo(marketMs(), step) - days * isobar::DayMs; time <= marketMs();
             time += step)
            observe(venue, isobar::Settlement{rate(time), time});
    }

    /// Lets `seconds` of transport time pass: all venues speak, then the beat.
    void run(int seconds)
    {
        for (int i = 0; i < seconds; ++i) {
            m_elapsedMs += 1000;
            for (const auto &[id, venue] : m_venues) {
                if (!venue.isSilent)
                    speak(venue);
            }
            m_take(isobar::StreamItem(isobar::Beat{transportMs(), marketMs()}));
        }
    }

    void observe(const Venue &venue, isobar::Payload payload)
    {
        m_take(isobar::StreamItem(isobar::Observation{
            venue.reference->instruments.front().id, transportMs(), marketMs(), std::move(payload)}));
    }

    isobar::TimeMs transportMs() const { return m_startMs + m_elapsedMs; }
    isobar::TimeMs marketMs() const
    {
        return m_startMs + static_cast<isobar::TimeMs>(m_speed * static_cast<double>(m_elapsedMs));
    }
    isobar::InstrumentNames &names() { return m_names; }

private:
    void speak(const Venue &venue)
    {
        const auto step = static_cast<isobar::TimeMs>(venue.intervalHours * isobar::HourMs);
        const isobar::TimeMs next = isobar::floorTo(marketMs(), step) + step;
        observe(venue, isobar::Funding{venue.rate, {}, next, {}});
        observe(venue, isobar::Mark{venue.mark, venue.index});
        observe(venue, isobar::OpenInterest{venue.coins, {}, {}});
        observe(venue, isobar::Volume{venue.turnoverUsd, {}});
    }

    isobar::TimeMs m_startMs, m_elapsedMs = 0;
    double m_speed;
    Take m_take;
    isobar::InstrumentNames m_names;
    std::map<std::string, Venue> m_venues;
};
