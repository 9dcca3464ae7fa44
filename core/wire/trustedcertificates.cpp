#include "core/wire/trustedcertificates.h"

namespace isobar {

QList<QSslCertificate> trustedCertificates(const Endpoint *endpoint)
{
    if (!endpoint || endpoint->caFile.empty())
        return {};
    return QSslCertificate::fromPath(QString::fromStdString(endpoint->caFile));
}

} // namespace isobar
