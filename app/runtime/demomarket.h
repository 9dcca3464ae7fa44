#pragma once
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/events/userrule.h"
#include "core/wire/endpoints.h"

#include <QString>
#include <QThread>

#include <cstdint>
#include <memory>
#include <vector>

namespace isobar {

/// The simulated venues on a thread of their own, behind real loopback sockets (DESIGN 1).
class DemoMarket {
public:
    DemoMarket();
    ~DemoMarket();

    /// Starts the servers; returns where they are and the market's clock. Blocks until they listen (the history is
    /// being made).
    Result<Endpoints> start(const QString &scenario, std::uint64_t seed, double speed);
    void stop();
    /// What a user might have asked for: the demo shows rules of the user too, while there are none.
    static std::vector<UserRule> exampleRules();

private:
    struct Parts;
    QThread m_thread;
    std::unique_ptr<Parts> m_parts;
};

} // namespace isobar
