#pragma once
#include <QString>
#include <QStringList>

#include <optional>

namespace isobar {

/// How the venues are reached. Names and passwords of proxies are not kept: a setting is a plain file.
struct ProxyChoice {
    enum class Mode { System, Direct, Http, Socks5 };
    Mode mode = Mode::System;
    QString host; ///< of Http and Socks5
    quint16 port = 0;
    bool operator==(const ProxyChoice &) const = default;
};

/// "system", "direct", "http://HOST:PORT" or "socks5://HOST:PORT"; absent: none of these.
std::optional<ProxyChoice> readProxy(const QString &text);
QString proxyText(const ProxyChoice &choice);

/// A venue's own proxy out of a list of "VENUE=PROXY"; absent: it has none and goes as all do.
std::optional<ProxyChoice> proxyOfVenue(const QStringList &list, const QString &venue);
/// The list with the venue's own proxy (absent: without).
QStringList withProxyOfVenue(QStringList list, const QString &venue, const std::optional<ProxyChoice> &choice);

} // namespace isobar
