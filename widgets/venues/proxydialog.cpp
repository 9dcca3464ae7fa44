#include "widgets/venues/proxydialog.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

namespace isobar {

ProxyFields::ProxyFields(bool hasCommon, QWidget *parent)
    : QWidget(parent), m_hasCommon(hasCommon), m_mode(new QComboBox), m_host(new QLineEdit), m_port(new QSpinBox)
{
    if (hasCommon)
        m_mode->addItem(tr("As all venues"));
    // In the order of ProxyChoice::Mode.
    m_mode->addItems({tr("As the system is set"), tr("No proxy"), tr("HTTP proxy"), tr("SOCKS5 proxy")});
    m_mode->setAccessibleName(tr("Way to the venue"));
    m_host->setPlaceholderText(tr("host"));
    m_host->setAccessibleName(tr("Host of the proxy"));
    m_host->setMinimumWidth(180);
    m_port->setRange(1, 65535);
    m_port->setValue(8080);
    m_port->setAccessibleName(tr("Port of the proxy"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_mode);
    row->addWidget(m_host, 1);
    row->addWidget(m_port);
    connect(m_mode, &QComboBox::currentIndexChanged, this, &ProxyFields::refresh);
    connect(m_host, &QLineEdit::textChanged, this, &ProxyFields::refresh);
    refresh();
}

bool ProxyFields::needsHost() const
{
    const auto chosen = m_mode->currentIndex() - (m_hasCommon ? 1 : 0);
    return chosen == static_cast<int>(ProxyChoice::Mode::Http) || chosen == static_cast<int>(ProxyChoice::Mode::Socks5);
}

void ProxyFields::refresh()
{
    m_host->setEnabled(needsHost());
    m_port->setEnabled(needsHost());
    Q_EMIT changed();
}

void ProxyFields::setChoice(const std::optional<ProxyChoice> &choice)
{
    if (choice && !choice->host.isEmpty()) {
        m_host->setText(choice->host);
        m_port->setValue(choice->port);
    }
    m_mode->setCurrentIndex(choice ? static_cast<int>(choice->mode) + (m_hasCommon ? 1 : 0) : 0);
}

std::optional<ProxyChoice> ProxyFields::choice() const
{
    const int chosen = m_mode->currentIndex() - (m_hasCommon ? 1 : 0);
    if (chosen < 0)
        return std::nullopt;
    ProxyChoice choice;
    choice.mode = static_cast<ProxyChoice::Mode>(chosen);
    if (needsHost()) {
        choice.host = m_host->text().trimmed();
        choice.port = static_cast<quint16>(m_port->value());
    }
    return choice;
}

bool ProxyFields::isComplete() const
{
    const auto chosen = choice();
    return !chosen || readProxy(proxyText(*chosen)) == chosen;
}

ProxyDialog::ProxyDialog(
    const ProxyChoice &all, const QStringList &own, const QString &venue, const QString &venueName, QWidget *parent)
    : QDialog(parent), m_own(own), m_venue(venue), m_allFields(new ProxyFields(false)), m_hint(new QLabel),
      m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel))
{
    setWindowTitle(tr("Proxy"));
    m_allFields->setChoice(all);
    auto *form = new QFormLayout(this);
    form->addRow(tr("All venues"), m_allFields);
    connect(m_allFields, &ProxyFields::changed, this, &ProxyDialog::refresh);
    if (!venue.isEmpty()) {
        m_venueFields = new ProxyFields(true);
        m_venueFields->setChoice(proxyOfVenue(own, venue));
        form->addRow(venueName, m_venueFields);
        connect(m_venueFields, &ProxyFields::changed, this, &ProxyDialog::refresh);
    }
    m_hint->setWordWrap(true);
    m_hint->setText(
        tr("Addresses of this computer never go through a proxy. Names and passwords of proxies are not kept."));
    form->addRow(m_hint);
    form->addRow(m_buttons);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    refresh();
}

void ProxyDialog::refresh()
{
    m_buttons->button(QDialogButtonBox::Ok)
        ->setEnabled(m_allFields->isComplete() && (!m_venueFields || m_venueFields->isComplete()));
}

ProxyChoice ProxyDialog::all() const { return m_allFields->choice().value_or(ProxyChoice{}); }

QStringList ProxyDialog::own() const
{
    return m_venueFields ? withProxyOfVenue(m_own, m_venue, m_venueFields->choice()) : m_own;
}

} // namespace isobar
