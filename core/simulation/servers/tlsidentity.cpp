#include "core/simulation/servers/tlsidentity.h"

#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslKey>
#include <QtNetwork/QSslSocket>

namespace isobar::simulation {

namespace {

// Made for these servers only and open to everybody: whoever reads this file can pretend to be a simulated venue.
constexpr const char *CertificatePem = R"(-----BEGIN CERTIFICATE-----
MIIBgjCCASegAwIBAgIBATAKBggqhkjOPQQDAjAhMR8wHQYDVQQDDBZJc29iYXIg
c2ltdWxhdGVkIHZlbnVlMCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAw
WjAhMR8wHQYDVQQDDBZJc29iYXIgc2ltdWxhdGVkIHZlbnVlMFkwEwYHKoZIzj0C
AQYIKoZIzj0DAQcDQgAEk6uS9qITUxln7JeeARIea1Cn17e50X5rCW/qwSQI+CVA
Ow47wjPOngRhWL7zoGzORCFsl5GxgYnozbwlBqZh06NOMEwwGgYDVR0RBBMwEYcE
fwAAAYIJbG9jYWxob3N0MA8GA1UdEwEB/wQFMAMBAf8wHQYDVR0OBBYEFLdiLDEW
fg71p9bf5gsVxIrijM1KMAoGCCqGSM49BAMCA0kAMEYCIQCqH0eu8NzRqWSiXs67
k+L43lxnB59Ze4bfxkM84YkL7QIhAJmrXhwMDwgrZGfwrnItKH3H3OcwcBRS21pw
T1EN2G4s
-----END CERTIFICATE-----
)";
constexpr const char *KeyPem = R"(-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg3K0F8GK0gUQhtVjy
3qhfKcySZZ6/CD1D40S9NFTB5+qhRANCAASTq5L2ohNTGWfsl54BEh5rUKfXt7nR
fmsJb+rBJAj4JUA7DjvCM86eBGFYvvOgbM5EIWyXkbGBiejNvCUGpmHT
-----END PRIVATE KEY-----
)";

} // namespace

QByteArray loopbackCertificatePem() { return QByteArray(CertificatePem); }

Result<QSslConfiguration> loopbackTls()
{
    if (!QSslSocket::supportsSsl())
        return Error{"this machine's Qt has no TLS library: start without --tls"};
    const QSslCertificate certificate(loopbackCertificatePem(), QSsl::Pem);
    const QSslKey key(QByteArray(KeyPem), QSsl::Ec, QSsl::Pem);
    if (certificate.isNull() || key.isNull())
        return Error{"this machine's TLS library cannot read the loopback certificate: start without --tls"};
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(certificate);
    configuration.setPrivateKey(key);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone); // clients show no certificate
    return configuration;
}

} // namespace isobar::simulation
