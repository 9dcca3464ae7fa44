#pragma once
#include "core/base/result.h"
#include "core/market/position.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace isobar {

/// The file that keeps the user's positions: JSON, in the profile, readable by its owner only; nothing of it goes
/// anywhere else. Written whole and atomically.
class PositionStore {
public:
    explicit PositionStore(QString filePath);

    /// What the file holds; nothing when there is none. A file that cannot be read is put aside under another name, so
    /// that the next save does not destroy it, and one entry that cannot be read is left out; `problems` says so.
    std::vector<Position> load(QStringList *problems = nullptr) const;
    Result<void> save(const std::vector<Position> &positions) const;

private:
    QString m_filePath;
};

} // namespace isobar
