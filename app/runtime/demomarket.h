#pragma once
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/wire/endpoints.h"

#include <QString>
#include <QThread>

#include <cstdint>
#include <memory>

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

private:
    struct Parts;
    QThread m_thread;
    std::unique_ptr<Parts> m_parts;
};

} // namespace isobar
