#pragma once
#include "core/wire/endpoints.h"

#include <QList>
#include <QSslCertificate>

namespace isobar {

/// What is trusted for this endpoint beside the system's certificates; none without an endpoint or a "ca" in it.
QList<QSslCertificate> trustedCertificates(const Endpoint *endpoint);

} // namespace isobar
