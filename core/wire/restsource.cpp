#include "core/wire/restsource.h"

#include "core/base/numbers.h"
#include "core/market/healthcause.h"
#include "core/wire/httpstatus.h"

#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSslConfiguration>
#include <QUrlQuery>

namespace isobar {

namespace {

RestFault faultOf(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::TimeoutError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::OperationCanceledError:
        return RestFault::Timeout; // what setTransferTimeout ends with
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::ProxyNotFoundError:
        return RestFault::Dns;
    case QNetworkReply::SslHandshakeFailedError:
        return RestFault::Tls;
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::ProxyConnectionRefusedError:
        return RestFault::Refused;
    default:
        return RestFault::Network;
    }
}

std::string_view view(const QByteArray &bytes) { return {bytes.constData(), static_cast<std::size_t>(bytes.size())}; }

} // namespace

RestSource::RestSource(RestOptions options, const Clock &clock) : m_options(std::move(options)), m_clock(clock)
{
    m_manager.setProxy(proxyFor(m_options.proxy, QUrl(QString::fromStdString(m_options.host))));
    m_manager.setTransferTimeout(static_cast<int>(m_options.timeoutMs));
}

RestSource::~RestSource()
{
    const auto open = std::move(m_open);
    m_open.clear();
    for (const auto &[reply, state] : open) {
        reply->disconnect();
        reply->abort();
        delete reply;
    }
}

void RestSource::ask(const RestRequest &request, Handler handler)
{
    const bool isElsewhere = !request.host.empty() && !m_options.isOnlyHost;
    QNetworkRequest http(QUrl(QString::fromStdString((isElsewhere ? request.host : m_options.host) + request.path)));
    if (!request.timeParameter.empty()) {
        QUrl url = http.url();
        QUrlQuery query(url);
        query.addQueryItem(QString::fromStdString(request.timeParameter), QString::number(m_clock.marketMs()));
        url.setQuery(query);
        http.setUrl(url);
    }
    http.setRawHeader("User-Agent", "Isobar");
    for (const auto &[name, value] : m_options.headers)
        http.setRawHeader(QByteArray::fromStdString(name), QByteArray::fromStdString(value));
    http.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::SameOriginRedirectPolicy);
    http.setMaximumRedirectsAllowed(3);
    http.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    http.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    http.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    http.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    http.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    if (!m_options.extraCa.isEmpty()) {
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.addCaCertificates(m_options.extraCa);
        http.setSslConfiguration(tls);
    }
    QNetworkReply *reply = nullptr;
    if (request.body.empty()) {
        reply = m_manager.get(http);
    } else {
        http.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
        reply = m_manager.post(http, QByteArray::fromStdString(request.body));
    }
    m_open.emplace(reply, Open{std::move(handler), {}, m_clock.transportMs(), false});
    QObject::connect(reply, &QNetworkReply::readyRead, &m_manager, [this, reply] { read(reply); });
    QObject::connect(reply, &QNetworkReply::finished, &m_manager, [this, reply] { finish(reply); });
}

void RestSource::read(QNetworkReply *reply)
{
    const auto found = m_open.find(reply);
    if (found == m_open.end() || found->second.oversize)
        return;
    if (reply->isOpen()) // a timeout closes it before it is finished
        found->second.body += reply->readAll();
    if (found->second.body.size() > m_options.maxBodyBytes) {
        found->second.oversize = true;
        found->second.body.clear();
        reply->abort(); // finish() follows at once
    }
}

void RestSource::finish(QNetworkReply *reply)
{
    read(reply);
    auto node = m_open.extract(reply);
    reply->deleteLater();
    if (node.empty())
        return;
    const Open &open = node.mapped();
    RestAnswer answer;
    answer.receivedMs = m_clock.transportMs();
    answer.roundTripMs = answer.receivedMs - open.askedMs;
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    // An error below HTTP may strike after the status line: such a body is cut and not an answer.
    const bool isHttpError = reply->error() >= QNetworkReply::ContentAccessDenied;
    if (open.oversize) {
        answer.fault = RestFault::Oversize;
        answer.text = causeSentence(HealthCause::AnswerTooLarge, {std::to_string(m_options.maxBodyBytes >> 10)});
    } else if (status == 0 || (reply->error() != QNetworkReply::NoError && !isHttpError)) {
        answer.fault = faultOf(reply->error());
        answer.text = answer.fault == RestFault::Timeout ? causeSentence(HealthCause::NoAnswer)
                                                         : reply->errorString().toStdString();
    } else {
        answer.status = status;
        answer.body = view(open.body);
        answer.retryAfterMs =
            retryAfterMs(view(reply->rawHeader("Retry-After")), view(reply->rawHeader("Date")), answer.receivedMs);
        if (!m_options.usedWeightHeader.empty())
            answer.usedWeight =
                parseNumber(view(reply->rawHeader(QByteArray::fromStdString(m_options.usedWeightHeader))));
        if (!answer.isOk())
            answer.text = "HTTP " + std::to_string(status);
    }
    if (open.handler)
        open.handler(answer);
}

} // namespace isobar
