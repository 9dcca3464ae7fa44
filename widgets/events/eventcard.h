#pragma once
#include "core/market/event.h"
#include "core/settings/settings.h"
#include "widgets/style/theme.h"

#include <QWidget>

#include <optional>
#include <vector>

class QBoxLayout;
class QLabel;
class QScrollArea;
class QToolButton;

namespace isobar {

class Badge;

/// Everything behind one event: inputs, thresholds, formula, venues, costs, data health, what would clear it.
class EventCard : public QWidget {
    Q_OBJECT
public:
    explicit EventCard(Theme &theme, QWidget *parent = nullptr);

    void present(const Event &event, TimeZoneChoice zone);
    quint64 eventId() const { return m_event ? m_event->id : 0; }

Q_SIGNALS:
    void backRequested();
    void acknowledged(quint64 id);
    void assetChosen(const QString &asset);
    void muteRequested(const QString &asset, int minutes);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void rebuild();
    QWidget *factsWidget();
    QWidget *venuesWidget(const std::vector<EventVenue> &venues);
    static std::vector<std::vector<std::size_t>> columnsOf(std::size_t sections);
    QLabel *label(const QString &text, Token colour, bool bold = false) const;
    void arrangeColumns();
    void retranslate();

    Theme &m_theme;
    std::optional<Event> m_event;
    TimeZoneChoice m_zone = TimeZoneChoice::Utc;
    Badge *m_priority;
    QLabel *m_title, *m_clears;
    QToolButton *m_back, *m_acknowledge, *m_open, *m_mute;
    QScrollArea *m_scroll;
    QBoxLayout *m_columns = nullptr; ///< of the content; side by side when wide
};

} // namespace isobar
