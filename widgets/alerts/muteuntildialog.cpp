#include "widgets/alerts/muteuntildialog.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QDialogButtonBox>
#include <QFormLayout>

namespace isobar {

MuteUntilDialog::MuteUntilDialog(TimeMs nowMs, const QStringList &assets, const QString &asset, QWidget *parent)
    : QDialog(parent), m_assets(new QComboBox), m_until(new QDateTimeEdit)
{
    setWindowTitle(tr("Mute until"));
    m_assets->addItem(tr("All assets"));
    m_assets->addItems(assets);
    m_assets->setCurrentIndex(asset.isEmpty() ? 0 : std::max(0, m_assets->findText(asset)));
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(nowMs);
    m_until->setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:mm"));
    m_until->setCalendarPopup(true);
    m_until->setMinimumDateTime(now);
    // Until the desk opens: eight in the morning of the user's next day.
    m_until->setDateTime(QDateTime(now.date().addDays(1), QTime(8, 0)));
    auto *form = new QFormLayout(this);
    form->addRow(tr("Alerts of"), m_assets);
    form->addRow(tr("Muted until (local time)"), m_until);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    form->addRow(buttons);
}

TimeMs MuteUntilDialog::untilMs() const { return m_until->dateTime().toMSecsSinceEpoch(); }

QString MuteUntilDialog::asset() const { return m_assets->currentIndex() == 0 ? QString() : m_assets->currentText(); }

} // namespace isobar
