#pragma once
#include <QStringList>

#include <span>

namespace isobar {

/// One command of isobar-cli. Data go to stdout, messages to stderr; the status is 0 for success, 1 for a failure and 2
/// for wrong usage.
struct Command {
    const char *name;
    const char *summary;
    int (*run)(const QStringList &arguments); ///< what follows the name
    bool paints = false; ///< needs fonts and pictures, though no display
};

/// Every command, in the order of the help text.
std::span<const Command> commands();

} // namespace isobar
