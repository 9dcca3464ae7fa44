#include "core/settings/settingsstore.h"

#include "core/settings/settingstable.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>

namespace isobar {

SettingsStore::SettingsStore(QString filePath) : m_filePath(std::move(filePath)) { }

Settings SettingsStore::load(QStringList *problems) const
{
    Settings settings;
    const QSettings file(m_filePath, QSettings::IniFormat);
    if (file.status() == QSettings::FormatError && problems)
        problems->append(
            QStringLiteral("%1 is damaged; values that cannot be read have their defaults").arg(m_filePath));
    for (const SettingEntry &entry : settingsTable()) {
        const QString key = QLatin1String(entry.key);
        if (file.contains(key) && !entry.put(settings, file.value(key)) && problems)
            problems->append(QStringLiteral("%1 in %2 has values that cannot be used; the default stands for them")
                                 .arg(key, m_filePath));
    }
    return settings;
}

Result<void> SettingsStore::save(const Settings &settings) const
{
    QDir().mkpath(QFileInfo(m_filePath).absolutePath());
    QSettings file(m_filePath, QSettings::IniFormat);
    for (const SettingEntry &entry : settingsTable())
        file.setValue(QLatin1String(entry.key), entry.take(settings));
    file.sync();
    if (file.status() != QSettings::NoError)
        return Error{"The settings could not be written to " + m_filePath.toStdString()
            + ": check the disk and the rights of the folder"};
    return {};
}

} // namespace isobar
