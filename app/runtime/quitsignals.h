#pragma once
#include <QObject>
#include <functional>

namespace isobar {

/// Calls `quit` on the main thread's event loop once after SIGINT or SIGTERM; a second signal ends the process at once.
/// On Windows, where there are no such signals for windowed programs, console Ctrl+C is taken.
class QuitSignals : public QObject {
public:
    explicit QuitSignals(std::function<void()> quit, QObject *parent = nullptr);
    ~QuitSignals() override;

private:
    std::function<void()> m_quit;
};

} // namespace isobar
