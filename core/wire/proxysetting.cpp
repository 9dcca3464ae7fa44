#include "core/wire/proxysetting.h"

#include <QHostAddress>
#include <QNetworkProxyFactory>

namespace isobar {

bool isLoopback(const QUrl &url)
{
    const QString host = url.host();
    return host.compare(QLatin1String("localhost"), Qt::CaseInsensitive) == 0 || QHostAddress(host).isLoopback();
}

QNetworkProxy proxyFor(const ProxySetting &setting, const QUrl &url)
{
    if (setting.mode == ProxyMode::None || isLoopback(url))
        return QNetworkProxy(QNetworkProxy::NoProxy);
    if (setting.mode == ProxyMode::System) {
        // A WebSocket is asked for like the HTTPS request it begins as: systems keep no rule for "wss".
        QUrl asked = url;
        asked.setScheme(url.scheme() == QLatin1String("ws") ? QStringLiteral("http")
                : url.scheme() == QLatin1String("wss")      ? QStringLiteral("https")
                                                            : url.scheme());
        const auto proxies = QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(asked));
        return proxies.isEmpty() ? QNetworkProxy(QNetworkProxy::NoProxy) : proxies.first();
    }
    const auto type = setting.mode == ProxyMode::Http ? QNetworkProxy::HttpProxy : QNetworkProxy::Socks5Proxy;
    return QNetworkProxy(type, QString::fromStdString(setting.host), setting.port, QString::fromStdString(setting.user),
        QString::fromStdString(setting.password));
}

} // namespace isobar
