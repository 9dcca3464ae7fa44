#pragma once
#include "widgets/events/notifier.h"
#include "widgets/events/popupchannel.h"

#include <QTimer>

#include <map>
#include <memory>
#include <vector>

namespace isobar {

/// Pops up events as planned: alone, as one of several that share a pop-up, or in a digest with its own time. An update
/// replaces its pop-up, the end of an event withdraws it. A channel that fails hands on to the next one.
class PopupNotifier : public Notifier {
    Q_OBJECT
public:
    static constexpr int StandingMs = 0; ///< P1 stays
    static constexpr int PassingMs = 5 * 60 * 1000; ///< P2 (MODEL 8.2)
    static constexpr int HourlyMs = 60 * 60 * 1000; ///< what is over the budget is told together
    static constexpr int DigestGatherMs = 1500; ///< quiet time after the last held event before the digest is told

    /// Pop-ups that are no single event: a click on them shows the window. One for each plan that gathers.
    static constexpr quint64 TestId = 9, NoticeId = 8;

    /// `channels` in order of preference.
    explicit PopupNotifier(std::vector<std::unique_ptr<PopupChannel>> channels, QObject *parent = nullptr);

    void notify(const Event &event, PopupPlan plan) override;
    void withdraw(quint64 id) override;
    /// Tells what was gathered; nothing when there is nothing. While it is quiet it waits for the end of that.
    void tellGathered(PopupPlan plan);
    /// No digest is told now; the end of it tells what waited.
    void setQuiet(bool isQuiet);
    /// How many wait for that digest.
    int gathered(PopupPlan plan) const;
    /// Something that is no event, like a new alert.
    void tell(const QString &title, const QString &body);
    /// A pop-up like a real one that says that it is a test.
    void showTest();
    /// Title and lines of the digest of that plan.
    static Popup digest(PopupPlan plan, const std::vector<Event> &events);

Q_SIGNALS:
    /// A digest was told: for webhooks, which tell what of it is for them.
    void digestTold(isobar::PopupPlan plan, const std::vector<isobar::Event> &events);
    /// It is due, but told at the end of quiet hours only.
    void digestPutOff(isobar::PopupPlan plan, const std::vector<isobar::Event> &events);

private:
    void gather(const Event &event, PopupPlan plan);
    void forgetGathered(quint64 id);
    void endShown(const Event &event);
    void endGathered(const Event &event);
    void deliver(const Popup &popup, quint64 event);
    void deliver(const Popup &popup) { deliver(popup, popup.id); }
    void handOn(std::size_t failedChannel, const Popup &popup);
    /// What the user answers is about the event that the pop-up tells of now, which may not be the one it came with.
    void takeAnswer(quint64 id, bool isMute);

    struct Shown {
        quint64 event = 0;
        QString asset;
    };

    std::vector<std::unique_ptr<PopupChannel>> m_channels;
    std::map<quint64, Shown> m_shown; ///< what is up
    std::map<PopupPlan, std::vector<Event>> m_gathered; ///< waiting for their digests
    QTimer m_start{this}, m_hourly{this};
    bool m_isQuiet = false;
};

/// Every channel of this machine in order of preference: desktop service (Linux), tray balloon, own toast.
class Theme;
class TrayIcon;
std::vector<std::unique_ptr<PopupChannel>> popupChannels(Theme &theme, TrayIcon &tray);

} // namespace isobar
