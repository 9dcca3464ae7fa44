#pragma once
class QFileDevice;

namespace isobar {

/// Waits until the system says that what was written to `file` is on the disk. False where it cannot say so.
bool syncToDisk(QFileDevice &file);

} // namespace isobar
