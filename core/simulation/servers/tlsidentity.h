#pragma once
#include "core/base/result.h"

#include <QtCore/QByteArray>
#include <QtNetwork/QSslConfiguration>

namespace isobar::simulation {

/// The certificate of the loopback servers: self-signed, for 127.0.0.1 and localhost only. Its key is public, so it
/// proves nothing; a client trusts it for the hosts of one endpoints file.
QByteArray loopbackCertificatePem();

/// Server settings with that certificate, or why this machine's TLS library cannot use it.
Result<QSslConfiguration> loopbackTls();

} // namespace isobar::simulation
