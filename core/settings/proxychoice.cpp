#include "core/settings/proxychoice.h"

#include <QUrl>

namespace isobar {

std::optional<ProxyChoice> readProxy(const QString &text)
{
    if (text == QLatin1String("system"))
        return ProxyChoice{};
    if (text == QLatin1String("direct"))
        return ProxyChoice{ProxyChoice::Mode::Direct, {}, 0};
    const QUrl url(text, QUrl::StrictMode);
    const bool isHttp = url.scheme() == QLatin1String("http");
    const bool isPlain = url.userInfo().isEmpty() && (url.path().isEmpty() || url.path() == QLatin1String("/"))
        && !url.hasQuery() && !url.hasFragment();
    if (!url.isValid() || (!isHttp && url.scheme() != QLatin1String("socks5")) || !isPlain || url.host().isEmpty()
        || url.port() < 1)
        return std::nullopt;
    return ProxyChoice{
        isHttp ? ProxyChoice::Mode::Http : ProxyChoice::Mode::Socks5, url.host(), static_cast<quint16>(url.port())};
}

QString proxyText(const ProxyChoice &choice)
{
    switch (choice.mode) {
    case ProxyChoice::Mode::System:
        return QStringLiteral("system");
    case ProxyChoice::Mode::Direct:
        return QStringLiteral("direct");
    case ProxyChoice::Mode::Http:
    case ProxyChoice::Mode::Socks5:
        break;
    }
    QUrl url;
    url.setScheme(choice.mode == ProxyChoice::Mode::Http ? QStringLiteral("http") : QStringLiteral("socks5"));
    url.setHost(choice.host);
    url.setPort(choice.port);
    return url.toString();
}

std::optional<ProxyChoice> proxyOfVenue(const QStringList &list, const QString &venue)
{
    for (const QString &each : list) {
        if (each.section(u'=', 0, 0) == venue)
            return readProxy(each.section(u'=', 1));
    }
    return std::nullopt;
}

QStringList withProxyOfVenue(QStringList list, const QString &venue, const std::optional<ProxyChoice> &choice)
{
    list.removeIf([&](const QString &each) { return each.section(u'=', 0, 0) == venue; });
    if (choice)
        list.append(venue + u'=' + proxyText(*choice));
    return list;
}

} // namespace isobar
