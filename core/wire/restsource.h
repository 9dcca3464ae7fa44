#pragma once
#include "core/base/clock.h"
#include "core/market/request.h"
#include "core/wire/proxysetting.h"

#include <QNetworkAccessManager>
#include <QSslCertificate>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

class QNetworkReply;

namespace isobar {

/// Why there is no HTTP answer.
enum class RestFault : std::uint8_t { None, Timeout, Dns, Tls, Refused, Oversize, Network };

/// Answer to one request. The views are valid during the call that gets it.
struct RestAnswer {
    RestFault fault = RestFault::None;
    int status = 0; ///< HTTP status; 0 with a fault
    std::string_view body;
    std::optional<TimeMs> retryAfterMs; ///< how long the venue asks us to be silent
    std::optional<double> usedWeight; ///< from the header named in the options
    TimeMs receivedMs = 0; ///< transport time
    TimeMs roundTripMs = 0;
    std::string text; ///< of a fault or a bad status, in words
    bool isOk() const { return fault == RestFault::None && status >= 200 && status < 300; }
};

struct RestOptions {
    std::string host = {}; ///< "https://host[:port]"
    bool isOnlyHost = false; ///< also for requests that name another one
    TimeMs timeoutMs = 10'000;
    qint64 maxBodyBytes = 32 << 20; ///< after decompression
    std::string usedWeightHeader = {}; ///< empty: none
    QList<QSslCertificate> extraCa = {}; ///< trusted beside the system's, for this host only
    ProxySetting proxy = {};
};

/// HTTP requests to one host. Lives on the thread that made it. TLS certificates are always verified, redirects
/// are followed within the host only, no cookies are kept. Destroying it cancels what is open and calls nobody.
class RestSource {
public:
    using Handler = std::function<void(const RestAnswer &)>;

    RestSource(RestOptions options, const Clock &clock);
    ~RestSource();
    RestSource(const RestSource &) = delete;
    RestSource &operator=(const RestSource &) = delete;

    /// Asks now; the handler is called exactly once, later, on this thread. It must not destroy the source.
    void ask(const RestRequest &request, Handler handler);
    int openRequests() const { return static_cast<int>(m_open.size()); }

private:
    struct Open {
        Handler handler;
        QByteArray body;
        TimeMs askedMs = 0;
        bool oversize = false;
    };
    void read(QNetworkReply *reply);
    void finish(QNetworkReply *reply);

    RestOptions m_options;
    const Clock &m_clock;
    QNetworkAccessManager m_manager;
    std::unordered_map<QNetworkReply *, Open> m_open;
};

} // namespace isobar
