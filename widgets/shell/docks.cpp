#include "widgets/shell/docks.h"

#include <QAction>
#include <QTabBar>
#include <QTimer>
#include <algorithm>

namespace isobar {

namespace {

constexpr int LargeWidth = 2200;
constexpr int AboveDocks = 160; ///< menu, header, watch strip and status line
constexpr int LeastEvents = 150;
constexpr int BelowLeft = 400; ///< of what stands below at the left: twelve assets and some sentences
constexpr int RoomForTwo = 1100; ///< of the right column: events and what stands beside them
constexpr int TableHeight = 760; ///< of all venues with heading, tools and the aggregate

} // namespace

Docks::Docks(QMainWindow &window) : QObject(&window), m_window(window)
{
    window.setDockOptions(QMainWindow::AnimatedDocks | QMainWindow::AllowNestedDocks | QMainWindow::AllowTabbedDocks
        | QMainWindow::GroupedDragging);
    window.setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    window.setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    window.setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
}

int Docks::rightWidth(int windowWidth) { return std::clamp(qRound(windowWidth * 0.337), 460, 1300); }

void Docks::add(const QString &id, const std::function<QString()> &title, QWidget *panel, Place place)
{
    auto *dock = new QDockWidget(title(), &m_window);
    dock->setObjectName(id);
    dock->setWidget(panel);
    m_panels.push_back({id, title, dock, place});
    m_window.addDockWidget(Qt::RightDockWidgetArea, dock);
    const auto later = [this] { QTimer::singleShot(0, this, &Docks::renewTitleBars); };
    connect(dock, &QDockWidget::dockLocationChanged, this, later);
    connect(dock, &QDockWidget::topLevelChanged, this, later);
    connect(dock, &QDockWidget::visibilityChanged, this, later);
    connect(dock, &QDockWidget::dockLocationChanged, this, &Docks::changed);
    connect(dock, &QDockWidget::topLevelChanged, this, &Docks::changed);
    connect(dock->toggleViewAction(), &QAction::triggered, this, &Docks::changed);
}

QList<QDockWidget *> Docks::docksOf(std::initializer_list<Place> places) const
{
    QList<QDockWidget *> docks;
    for (const Panel &panel : m_panels) {
        if (std::find(places.begin(), places.end(), panel.place) != places.end())
            docks << panel.dock;
    }
    return docks;
}

void Docks::tabify(const QList<QDockWidget *> &docks, Qt::DockWidgetArea area, QDockWidget *first)
{
    QDockWidget *previous = first;
    for (QDockWidget *dock : docks) {
        dock->setFloating(false);
        if (previous)
            m_window.tabifyDockWidget(previous, dock);
        else
            m_window.addDockWidget(area, dock, Qt::Vertical);
        dock->show();
        previous = dock;
    }
    if (!docks.isEmpty())
        (first ? first : docks.front())->raise();
}

void Docks::split(QDockWidget *first, const QList<QDockWidget *> &docks, Qt::Orientation orientation)
{
    if (docks.isEmpty())
        return;
    docks[0]->setFloating(false);
    m_window.splitDockWidget(first, docks[0], orientation);
    docks[0]->show();
    tabify(docks.mid(1), m_window.dockWidgetArea(docks[0]), docks[0]);
}

void Docks::arrangeBottom(bool large, int right)
{
    const QList<QDockWidget *> events = docksOf({Place::Events}), beside = docksOf({Place::BesideEvents}),
                               bottom = docksOf({Place::Bottom});
    if (!large) {
        tabify(events + docksOf({Place::BesideEvents, Place::Bottom}), Qt::BottomDockWidgetArea);
        return;
    }
    if (right < RoomForTwo) {
        tabify(events + beside, Qt::RightDockWidgetArea);
    } else {
        tabify(events, Qt::RightDockWidgetArea);
        if (!events.isEmpty())
            split(events[0], beside, Qt::Horizontal);
    }
    tabify(bottom.mid(0, 1), Qt::BottomDockWidgetArea);
    if (!bottom.isEmpty())
        split(bottom[0], bottom.mid(1), Qt::Horizontal);
}

void Docks::arrange(QSize size)
{
    const bool large = size.width() >= LargeWidth;
    for (const Panel &panel : m_panels)
        m_window.removeDockWidget(panel.dock);
    const QList<QDockWidget *> tops = docksOf({Place::RightTop}), rights = docksOf({Place::Right}),
                               lefts = docksOf({Place::Left}), below = docksOf({Place::LeftBelow}),
                               events = docksOf({Place::Events}), beside = docksOf({Place::BesideEvents}),
                               bottom = docksOf({Place::Bottom});
    tabify(tops, Qt::RightDockWidgetArea);
    tabify(large ? rights : rights + lefts + below, Qt::RightDockWidgetArea);
    if (large) {
        tabify(lefts, Qt::LeftDockWidgetArea);
        if (!lefts.isEmpty())
            split(lefts[0], below, Qt::Vertical);
    }
    const int right = rightWidth(size.width());
    arrangeBottom(large, right);
    if (!rights.isEmpty())
        m_window.resizeDocks({rights.front()}, {right}, Qt::Horizontal);
    if (large && !lefts.isEmpty())
        m_window.resizeDocks({lefts.front()}, {340}, Qt::Horizontal);
    const int gauge = large ? 280 : size.height() < 900 ? 190 : 230;
    const int room = size.height() - AboveDocks; // what is asked for beyond it, all would share
    const int table = large && !events.isEmpty() ? std::min(TableHeight, room - gauge - LeastEvents) : room - gauge;
    QList<QDockWidget *> column;
    QList<int> heights;
    const auto stack = [&](const QList<QDockWidget *> &docks, int height) {
        if (docks.isEmpty())
            return;
        column << docks.front();
        heights << height;
    };
    stack(tops, gauge);
    stack(rights, table);
    if (large)
        stack(events, room - gauge - table);
    if (column.size() > 1)
        m_window.resizeDocks(column, heights, Qt::Vertical);
    const int lower = size.height() < 900 ? 170 : size.height() / 4;
    for (QDockWidget *dock : (large ? bottom : events + bottom).mid(0, 1))
        m_window.resizeDocks({dock}, {lower}, Qt::Vertical);
    if (large && !lefts.isEmpty() && !below.isEmpty())
        m_window.resizeDocks({lefts[0], below[0]}, {room - BelowLeft, BelowLeft}, Qt::Vertical);
    if (large && right >= RoomForTwo && !events.isEmpty() && !beside.isEmpty())
        m_window.resizeDocks({events[0], beside[0]}, {right / 2, right / 2}, Qt::Horizontal);
    if (large && bottom.size() > 1)
        m_window.resizeDocks({bottom[0], bottom[1]}, {size.width() / 4, size.width() / 4}, Qt::Horizontal);
    renewTitleBars();
}

void Docks::retranslate()
{
    for (const Panel &panel : m_panels)
        panel.dock->setWindowTitle(panel.title());
}

bool Docks::raise(const QString &id)
{
    const auto found = std::find_if(m_panels.begin(), m_panels.end(), [&](const Panel &each) { return each.id == id; });
    if (found == m_panels.end())
        return false;
    found->dock->show();
    found->dock->raise();
    found->dock->widget()->setFocus();
    return true;
}

QList<QAction *> Docks::toggles() const
{
    QList<QAction *> actions;
    for (const Panel &panel : m_panels)
        actions << panel.dock->toggleViewAction();
    return actions;
}

void Docks::renewTitleBars()
{
    if (m_renewing)
        return;
    m_renewing = true; // changing a title bar tells of a changed visibility
    for (const Panel &panel : m_panels) {
        const bool tabbed = !panel.dock->isFloating() && !m_window.tabifiedDockWidgets(panel.dock).isEmpty();
        QWidget *custom = panel.dock->titleBarWidget();
        if (tabbed && !custom) {
            auto *none = new QWidget(panel.dock);
            none->setFixedHeight(0);
            panel.dock->setTitleBarWidget(none);
        } else if (!tabbed && custom) {
            panel.dock->setTitleBarWidget(nullptr);
            custom->deleteLater();
        }
    }
    for (QTabBar *tabs : m_window.findChildren<QTabBar *>(QString(), Qt::FindDirectChildrenOnly)) {
        tabs->setElideMode(Qt::ElideNone);
        tabs->setExpanding(false);
        tabs->setUsesScrollButtons(true);
    }
    m_renewing = false;
}

} // namespace isobar
