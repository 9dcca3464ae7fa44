#pragma once
#include "core/snapshot/awayreport.h"
#include "core/snapshot/snapshot.h"
#include "widgets/events/eventmodel.h"
#include "widgets/style/theme.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QListView;
class QStackedWidget;
class QToolButton;

namespace isobar {

class AwayCard;
class EmptyPanel;
class EventCard;

/// The events panel: a filtered list, newest first, and the card of the chosen event in its place (Esc goes back).
class EventList : public QWidget {
    Q_OBJECT
public:
    explicit EventList(Theme &theme, QWidget *parent = nullptr);

    QSize sizeHint() const override { return {900, 190}; }
    const EventModel &model() const { return m_model; } ///< of the live events
    const EventModel &replayedModel() const { return m_replayed; }
    bool isShowingReplay() const { return m_shown == &m_replayed; }
    int shown() const { return m_filter.rowCount(); } ///< rows that pass the filter

public Q_SLOTS:
    void addEvent(const Event &event);
    /// Those of earlier runs, oldest first.
    void addPast(const std::vector<Event> &events, bool areLeft = false);
    /// The card "while you were away", above the list.
    void showAway(const AwayReport &report);
    /// The events of a replay in place of the live ones, which go on in the background and alone count as unread.
    void showReplay(bool on);
    void addReplayed(const std::vector<Event> &events);
    void clearReplayed();
    /// Opens the card; false if the id is unknown.
    bool openEvent(quint64 id);
    /// Opens the card, and asks for the moment that the event was entered at: for one who comes from outside the list.
    bool openAtMoment(quint64 id);
    void closeCard();
    void markAllRead();
    void showSnapshot(const SnapshotPtr &snapshot);
    void setAsset(const QString &asset) { Q_UNUSED(asset) } ///< the list is of all assets; the form of all panels
    void setSettings(const Settings &settings);

Q_SIGNALS:
    void unreadChanged(int unread);
    void assetChosen(const QString &asset);
    void muteRequested(const QString &asset, int minutes);
    void momentRequested(const QString &asset, TimeMs timeMs); ///< to be shown on the heatmap
    void alertsRequested(); ///< the settings of alerts

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildFilters();
    void retranslate();
    void refreshAssets();
    void refreshEmptiness();
    void openIndex(const QModelIndex &index);
    void showMenu(const QPoint &position);
    void renewCard(quint64 id);
    void jumpTo(quint64 id);
    void copy(quint64 id) const;
    quint64 chosenId() const;
    quint64 openId() const; ///< of the card, else the chosen one; 0: none

    Theme &m_theme;
    EventModel m_model, m_replayed;
    EventModel *m_shown = &m_model;
    EventFilter m_filter;
    QStackedWidget *m_pages;
    QWidget *m_listPage;
    QStackedWidget *m_rows; ///< the view, or why it is empty
    QListView *m_view;
    EmptyPanel *m_empty;
    EventCard *m_card;
    AwayCard *m_away;
    QLineEdit *m_search;
    QComboBox *m_assets, *m_priorities, *m_types;
    QToolButton *m_allRead, *m_alerts;
    Settings m_settings;
};

} // namespace isobar
