#pragma once
#include "core/base/result.h"
#include "core/settings/settings.h"

#include <QString>

namespace isobar {

/// Reads and writes Settings as an INI file in the profile folder. A wrong value falls back to its default and is told;
/// a file that cannot be written is told and changes nothing else. GUI thread.
class SettingsStore {
public:
    explicit SettingsStore(QString filePath);
    /// `problems` gets one sentence for each value that was not usable.
    Settings load(QStringList *problems = nullptr) const;
    Result<void> save(const Settings &settings) const;
    const QString &filePath() const { return m_filePath; }

private:
    QString m_filePath;
};

} // namespace isobar
