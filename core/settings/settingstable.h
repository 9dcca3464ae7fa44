#pragma once
#include "core/settings/settings.h"

#include <QVariant>
#include <functional>
#include <span>

namespace isobar {

/// One setting: its key in the file, how it is read from and put into Settings. `put` returns false when the value is
/// not usable.
struct SettingEntry {
    const char *key;
    std::function<QVariant(const Settings &)> take;
    std::function<bool(Settings &, const QVariant &)> put;
};

/// Every setting, once. Defaults are those of Settings.
std::span<const SettingEntry> settingsTable();

} // namespace isobar
