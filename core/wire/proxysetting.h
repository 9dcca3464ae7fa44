#pragma once
#include <QNetworkProxy>
#include <QUrl>

#include <cstdint>
#include <string>

namespace isobar {

enum class ProxyMode : std::uint8_t { System, None, Http, Socks5 };

/// How a venue is reached. The host's own addresses (127.0.0.1, ::1, localhost) never go through a proxy.
struct ProxySetting {
    ProxyMode mode = ProxyMode::System;
    std::string host; ///< of Http and Socks5
    std::uint16_t port = 0;
    std::string user, password; ///< empty: none
    bool operator==(const ProxySetting &) const = default;
};

/// 127.0.0.0/8, ::1 or "localhost".
bool isLoopback(const QUrl &url);

/// What Qt is to use for that address.
QNetworkProxy proxyFor(const ProxySetting &setting, const QUrl &url);

} // namespace isobar
