#pragma once
#include "core/base/clock.h"
#include "core/settings/settings.h"
#include "widgets/events/notifier.h"
#include "widgets/events/popupchannel.h"

#include <QTimer>

#include <map>
#include <memory>
#include <vector>

namespace isobar {

/// Pops up what Event::delivery says, unless muted: alone, or as one of several that share a pop-up. What held already
/// at the start comes as one digest, what is over the budget as one an hour. An update replaces its pop-up, the end of
/// an event withdraws it. A channel that fails hands on to the next one.
class PopupNotifier : public Notifier {
    Q_OBJECT
public:
    static constexpr int StandingMs = 0; ///< P1 stays
    static constexpr int PassingMs = 5 * 60 * 1000; ///< P2 (MODEL 8.2)
    static constexpr int HourlyMs = 60 * 60 * 1000; ///< what is over the budget is told together
    static constexpr int DigestGatherMs = 1500; ///< quiet time after the last held event before the digest is told

    /// `channels` in order of preference. `clock` outlives the notifier; its transport time tells whether mute is over.
    PopupNotifier(const Clock &clock, std::vector<std::unique_ptr<PopupChannel>> channels, QObject *parent = nullptr);

    void notify(const Event &event) override;
    void withdraw(quint64 id) override;
    void setSettings(const Settings &settings);
    /// A pop-up like a real one that says that it is a test.
    void showTest();

private:
    bool isMuted() const;
    void deliver(const Popup &popup);
    void handOn(std::size_t failedChannel, const Popup &popup);
    void tellDigest();
    void tellOverBudget();
    void mute(quint64 id);

    const Clock &m_clock;
    std::vector<std::unique_ptr<PopupChannel>> m_channels;
    std::map<quint64, QString> m_shown; ///< id -> asset of what is or was up
    std::vector<Event> m_held, m_overBudget; ///< waiting for their digests
    QTimer m_gather, m_hourly{this};
    Settings m_settings;
};

/// Every channel of this machine in order of preference: desktop service (Linux), tray balloon, own toast.
class Theme;
class TrayIcon;
std::vector<std::unique_ptr<PopupChannel>> popupChannels(Theme &theme, TrayIcon &tray);

} // namespace isobar
